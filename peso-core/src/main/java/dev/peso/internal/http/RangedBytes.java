package dev.peso.internal.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.peso.spi.ByteSource;

/// A file of which the server sends parts. Small reads fetch a whole block, and the last blocks are kept.
final class RangedBytes implements ByteSource {
    private static final int BLOCK = RemoteFiles.FIRST_PART;
    private static final int KEPT_BLOCKS = 64;

    private final HttpCalls calls;
    private final URI address;
    private final String name;
    private final long length;
    private final Version version;
    private final Map<Long, byte[]> blocks = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
            return size() > KEPT_BLOCKS;
        }
    };

    RangedBytes(HttpCalls calls, URI address, String name, long length, Version version, byte[] first) {
        this.calls = calls;
        this.address = address;
        this.name = name;
        this.length = length;
        this.version = version;
        blocks.put(0L, first);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        if (position >= length) {
            return -1;
        }
        int wanted = (int) Math.min(into.remaining(), length - position);
        if (wanted >= BLOCK) {
            into.put(fetch(position, wanted));
            return wanted;
        }
        int done = 0;
        while (done < wanted) {
            long at = position + done;
            byte[] block = block(at / BLOCK);
            int from = (int) (at % BLOCK);
            int count = Math.min(wanted - done, block.length - from);
            into.put(block, from, count);
            done += count;
        }
        return wanted;
    }

    private byte[] block(long number) throws IOException {
        byte[] known;
        synchronized (blocks) {
            known = blocks.get(number);
        }
        if (known == null) {
            known = fetch(number * BLOCK, (int) Math.min(BLOCK, length - number * BLOCK));
            synchronized (blocks) {
                blocks.put(number, known);
            }
        }
        return known;
    }

    private byte[] fetch(long from, int count) throws IOException {
        Map<String, String> range = Map.of("Range", "bytes=" + from + "-" + (from + count - 1));
        for (int tries = 0;; tries++) {
            HttpResponse<byte[]> answer = calls.ask("GET", address, range,
                    HttpResponse.BodyHandlers.ofByteArray());
            if (version.differsFrom(Version.of(answer.headers()))
                    || RemoteFiles.total(answer.headers().firstValue("Content-Range").orElse("")) != length) {
                throw new IOException("it changed since it was read");
            }
            if (answer.body().length == count) {
                return answer.body();
            }
            if (tries >= calls.options().retries()) {
                throw new IOException("the server sent " + answer.body().length + " of " + count + " bytes");
            }
        }
    }

    /// Asks the server for the version it has now.
    @Override
    public String fingerprint() throws IOException {
        HttpResponse<byte[]> answer = calls.ask("GET", address, Map.of("Range", "bytes=0-0"),
                HttpResponse.BodyHandlers.ofByteArray());
        Version now = Version.of(answer.headers());
        return RemoteFiles.total(answer.headers().firstValue("Content-Range").orElse("")) + "-" + now.tag()
                + "-"
                + now.modified();
    }
}
