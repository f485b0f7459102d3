package dev.peso.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.bytes.NamedBytes;
import dev.peso.spi.ByteSource;

/// Files of servers, kept in a folder: for each address a note that names the file with its version. Files and notes
/// appear complete or not at all, so several programs may share a folder.
final class HttpCache {
    private final Path folder;

    HttpCache(Path folder) {
        this.folder = folder;
    }

    /// The file of an address, sent again only if the server has another version.
    ByteSource get(HttpCalls calls, URI address, String name) throws IOException {
        Files.createDirectories(folder);
        String key = key(address);
        Path note = folder.resolve(key + ".properties");
        Properties known = read(note);
        Path body = known == null ? null : folder.resolve(known.getProperty("file", ""));
        boolean complete = body != null && known != null && Files.isRegularFile(body)
                && String.valueOf(Files.size(body)).equals(known.getProperty("length"));
        Path fresh = folder.resolve("." + key + "." + Long.toHexString(System.nanoTime()) + ".tmp");
        try {
            HttpResponse<Path> answer = calls.ask("GET", address, conditions(complete ? known : null),
                    HttpResponse.BodyHandlers.ofFile(fresh));
            if (answer.statusCode() != 304) {
                body = keep(answer, key, note, fresh, body);
            }
        } finally {
            Files.deleteIfExists(fresh);
        }
        if (body == null) {
            throw new IOException("the server says nothing has changed, but nothing is known");
        }
        return new NamedBytes(ByteSource.of(body), name);
    }

    private static String key(URI address) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(address.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static @Nullable Properties read(Path note) throws IOException {
        if (!Files.isRegularFile(note)) {
            return null;
        }
        Properties properties = new Properties();
        try (InputStream stream = Files.newInputStream(note)) {
            properties.load(stream);
        } catch (IllegalArgumentException e) {
            return null; // a damaged note is none
        }
        return properties;
    }

    private static Map<String, String> conditions(@Nullable Properties known) {
        Map<String, String> conditions = new HashMap<>();
        if (known != null && known.containsKey("tag")) {
            conditions.put("If-None-Match", known.getProperty("tag"));
        } else if (known != null && known.containsKey("modified")) {
            conditions.put("If-Modified-Since", known.getProperty("modified"));
        }
        return conditions;
    }

    private Path keep(HttpResponse<Path> answer, String key, Path note, Path fresh, @Nullable Path old)
            throws IOException {
        Version version = Version.of(answer.headers());
        Path body = folder.resolve(key + "-" + Long.toHexString(System.nanoTime()) + ".body");
        Properties properties = new Properties();
        properties.setProperty("file", String.valueOf(body.getFileName()));
        properties.setProperty("length", String.valueOf(Files.size(fresh)));
        if (!version.tag().isEmpty()) {
            properties.setProperty("tag", version.tag());
        }
        if (!version.modified().isEmpty()) {
            properties.setProperty("modified", version.modified());
        }
        Files.move(fresh, body, StandardCopyOption.ATOMIC_MOVE);
        Path written = folder.resolve("." + body.getFileName() + ".tmp");
        try (OutputStream stream = Files.newOutputStream(written)) {
            properties.store(stream, null);
        }
        Files.move(written, note, StandardCopyOption.ATOMIC_MOVE);
        if (old != null && !old.equals(body)) {
            Files.deleteIfExists(old);
        }
        return body;
    }
}
