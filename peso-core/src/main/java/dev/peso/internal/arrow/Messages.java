package dev.peso.internal.arrow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.internal.bytes.ByteSources;
import dev.peso.spi.ByteSource;

/// The messages of a file or stream, by position.
final class Messages {
    private static final int FIRST_READ = 4_000;
    private static final int CONTINUATION = -1;

    private final ByteSource source;
    private final long length;

    Messages(ByteSource source) {
        this.source = source;
        try {
            this.length = source.length();
        } catch (IOException e) {
            throw ByteSources.failed("read", source.name(), e);
        }
    }

    /// One message.
    ///
    /// @param version of the metadata's format
    /// @param metadataBytes the size of its metadata: no list in it can be longer
    /// @param body where its body starts
    /// @param end where the next message starts
    record Envelope(Message message, short version, int metadataBytes, long body, long end) {
        long bodyLength() {
            return end - body;
        }

        /// Whether unions have a validity buffer, as they had before version 5.
        boolean unionsHaveValidity() {
            return version < MetadataVersion.V5;
        }
    }

    String name() {
        return source.name();
    }

    long length() {
        return length;
    }

    /// The message at a position, or null when there is none any more.
    @Nullable
    Envelope at(long position, Place place) {
        if (position == length) {
            return null;
        }
        byte[] start = read(position, (int) Math.min(FIRST_READ, length - position), place);
        if (start.length < 4) {
            throw place.damaged("it ends in the middle of a message");
        }
        ByteBuffer buffer = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        int size = buffer.getInt(0);
        int prefix = 4;
        if (size == CONTINUATION) {
            if (start.length < 8) {
                throw place.damaged("it ends in the middle of a message");
            }
            size = buffer.getInt(4);
            prefix = 8;
        }
        if (size == 0) {
            return null;
        }
        if (size < 0 || size > length - position - prefix) {
            throw place.damaged("a message claims " + size + " bytes of metadata, "
                    + (length - position - prefix) + " are left");
        }
        ByteBuffer metadata = size <= start.length - prefix
                ? buffer.slice(prefix, size)
                : ByteBuffer.wrap(read(position + prefix, size, place));
        return envelope(metadata.order(ByteOrder.LITTLE_ENDIAN), position + prefix + size, place);
    }

    private Envelope envelope(ByteBuffer metadata, long body, Place place) {
        Message message = place.looking(() -> Message.getRootAsMessage(metadata));
        long bodyLength = place.looking(message::bodyLength);
        short version = place.looking(message::version);
        if (version != MetadataVersion.V4 && version != MetadataVersion.V5) {
            throw new DataException(place.file() + " has Arrow metadata version " + (version + 1)
                    + "; Peso reads versions 4 and 5, those of Arrow 0.8 and later");
        }
        if (bodyLength < 0 || bodyLength > length - body) {
            throw place.damaged(
                    "a message claims a body of " + bodyLength + " bytes, " + (length - body) + " are left");
        }
        return new Envelope(message, version, metadata.limit(), body, body + bodyLength);
    }

    /// Bytes of the file.
    byte[] read(long position, int count, Place place) {
        byte[] bytes = new byte[count];
        ByteBuffer into = ByteBuffer.wrap(bytes);
        try {
            while (into.hasRemaining()) {
                int read = source.read(position + into.position(), into);
                if (read < 0) {
                    throw place.damaged("it ends too early");
                }
            }
        } catch (IOException e) {
            throw ByteSources.failed("read", source.name(), e);
        }
        return bytes;
    }
}
