package dev.peso.internal.http;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import dev.peso.DataAccessException;
import dev.peso.internal.bytes.ByteSources;
import dev.peso.internal.bytes.NamedBytes;
import dev.peso.internal.text.Addresses;
import dev.peso.io.HttpOptions;
import dev.peso.spi.ByteSource;

/// Files behind HTTP as bytes by position.
///
/// Where the server sends parts, only those read are asked for; else the file is read whole, large ones to a temporary
/// file that goes with the source. With a cache folder a file is kept whole there.
public final class RemoteFiles {
    static final int FIRST_PART = 65_536;
    private static final long MOST_IN_MEMORY = 32_000_000;
    private static final Cleaner CLEANER = Cleaner.create();

    private RemoteFiles() {}

    /// Asks for the start of a file.
    ///
    /// @throws DataAccessException if the server does not give it
    public static ByteSource open(URI address, HttpOptions options) {
        HttpCalls calls = new HttpCalls(address, options);
        try {
            return options.cache() != null
                    ? new HttpCache(options.cache()).get(calls, address, name(address))
                    : start(calls, address);
        } catch (IOException e) {
            throw ByteSources.failed("read", HttpCalls.shown(address), e);
        }
    }

    /// The last part of an address's path.
    static String name(URI address) {
        return Addresses.name(address.toString(), address.getPath() == null ? "" : address.getPath());
    }

    /// What an answer brought: bytes, or a file of them.
    record Body(byte @Nullable [] bytes, @Nullable Path file) {}

    private static ByteSource start(HttpCalls calls, URI address) throws IOException {
        HttpResponse<Body> answer;
        try {
            answer = calls.ask("GET", address, Map.of("Range", "bytes=0-" + (FIRST_PART - 1)), body());
        } catch (HttpCalls.StatusException e) {
            if (e.status != 416) {
                throw e;
            }
            answer = calls.ask("GET", address, Map.of(), body()); // an empty file has no first part
        }
        Body body = answer.body();
        byte[] bytes = body.bytes();
        if (answer.statusCode() == 206 && bytes != null) {
            long length = total(answer.headers().firstValue("Content-Range").orElse(""));
            if (length >= 0 && bytes.length == Math.min(length, FIRST_PART)) {
                return new RangedBytes(calls, address, name(address), length, Version.of(answer.headers()),
                        bytes);
            }
            body = calls.ask("GET", address, Map.of(), body()).body();
        }
        return whole(body, name(address));
    }

    private static ByteSource whole(Body body, String name) {
        Path file = body.file();
        if (file == null) {
            byte[] bytes = body.bytes();
            return ByteSource.of(name, bytes == null ? new byte[0] : bytes);
        }
        ByteSource source = new NamedBytes(ByteSource.of(file), name);
        CLEANER.register(source, () -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                file.toFile().deleteOnExit();
            }
        });
        return source;
    }

    /// Small bodies in memory, others in a temporary file.
    private static HttpResponse.BodyHandler<Body> body() {
        return info -> {
            OptionalLong length = info.headers().firstValueAsLong("Content-Length");
            if (info.statusCode() == 206 || length.isPresent() && length.getAsLong() <= MOST_IN_MEMORY) {
                return HttpResponse.BodySubscribers.mapping(HttpResponse.BodySubscribers.ofByteArray(),
                        bytes -> new Body(bytes, null));
            }
            return HttpResponse.BodySubscribers.mapping(HttpResponse.BodySubscribers.ofFile(temporary()),
                    file -> new Body(null, file));
        };
    }

    private static Path temporary() {
        try {
            Path file = Files.createTempFile("peso-", ".download");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw ByteSources.failed("write", "a temporary file", e);
        }
    }

    /// The length of the whole file in `bytes 0-99/1234`, or -1.
    static long total(String range) {
        String total = range.substring(range.lastIndexOf('/') + 1).strip();
        boolean number = !total.isEmpty() && total.length() < 19
                && total.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(total) : -1;
    }
}
