package dev.peso.internal.column;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// `utf8` and `binary` values as Arrow views of 16 bytes: elements `2i` and `2i + 1` of `views` are row `i`.
///
/// See [Views] for what the two words hold. Values of up to 12 bytes are inline; longer ones lie in `buffers`.
/// The view of a null row is zero.
public final class ViewVector extends Vector {
    public static final byte[][] NO_BUFFERS = new byte[0][];

    public final long[] views;
    public final byte[][] buffers;

    public ViewVector(DataType type, long[] views, byte[][] buffers, int offset, int length,
            long @Nullable [] validity) {
        super(type, offset, length, validity);
        this.views = views;
        this.buffers = buffers;
    }

    /// The first word of row `i`: length and prefix.
    public long head(int i) {
        return views[2 * (offset + i)];
    }

    /// The second word of row `i`: the rest of an inline value, or where a longer one lies.
    public long tail(int i) {
        return views[2 * (offset + i) + 1];
    }

    public int byteLength(int i) {
        return (int) head(i);
    }

    public byte[] getBytes(int i) {
        return Views.bytes(head(i), tail(i), buffers);
    }

    public String getString(int i) {
        return new String(getBytes(i), StandardCharsets.UTF_8);
    }

    @Override
    public ViewVector slice(int from, int count) {
        return new ViewVector(type, views, buffers, offset + from, count, validity);
    }

    @Override
    public ViewVector withType(DataType newType) {
        return new ViewVector(newType, views, buffers, offset, length, validity);
    }

    @Override
    public ViewVector withValidity(long @Nullable [] newValidity) {
        return new ViewVector(type, views, buffers, offset, length, newValidity);
    }

    @Override
    public long bytes() {
        long total = 16L * length + (validity == null ? 0 : length / 8);
        if (buffers.length > 0) {
            for (int i = 0; i < length; i++) {
                int n = byteLength(i);
                total += n > Views.INLINE ? n : 0;
            }
        }
        return total;
    }
}
