package dev.peso.internal.parquet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.internal.bytes.Utf8;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;

/// Texts and bytes: views of the pages they lie in.
final class ViewLane extends PairLane {
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int UUID_TEXT = 36;
    private static final int MOST_CODES = 2_048;
    /// For each length of an inline value the bytes of head and tail that belong to it.
    private static final long[] HEADS = masks(0);
    private static final long[] TAILS = masks(4);

    private final Stored stored;
    private List<byte[]> buffers = new ArrayList<>();
    /// The bytes of short values, one over the other.
    private long seen;
    /// The last array that a view was made to point into.
    private byte @Nullable [] kept;
    /// The dictionary whose buffers are among the own ones.
    private @Nullable ViewLane used;
    /// As a dictionary: where its first buffer is among those of the lane that uses it.
    private int base;

    ViewLane(DataType type, Stored stored) {
        super(type);
        this.stored = stored;
    }

    private static long[] masks(int skipped) {
        long[] masks = new long[Views.INLINE + 1];
        for (int length = 0; length < masks.length; length++) {
            int bytes = Math.clamp(length - skipped, 0, skipped == 0 ? 4 : 8);
            masks[length] = bytes == 0 ? 0 : -1L >>> 64 - 8 * bytes;
        }
        return masks;
    }

    @Override
    Lane another() {
        return new ViewLane(type, stored);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the same page's bytes, not equal ones
    boolean keeps(byte[] page) {
        return page == kept;
    }

    @Override
    long plain(byte[] in, long from, int end, int at, int count) {
        if (stored.meaning() == Stored.Meaning.UUID) {
            need(count <= (end - from) / 16);
            return uuids(in, (int) from, at, count);
        }
        if (stored.physical() != Stored.FIXED) {
            return variable(in, (int) from, end, at, count);
        }
        int length = stored.length();
        need(count <= (end - from) / length);
        int i = (int) from;
        for (int k = at; k < at + count; k++, i += length) {
            put(in, i, length, k);
        }
        requireText(at, count);
        return i;
    }

    private int variable(byte[] in, int from, int end, int at, int count) {
        int to = at + count;
        int i = from;
        int k = at;
        boolean anyLong = false;
        seen = 0;
        while (k < to) {
            // short values with enough bytes after them, in few steps
            int before = -1;
            while (k < to && i <= in.length - 16) {
                int length = (int) Bits.INT.get(in, i);
                if (length < 0 || length > Views.INLINE || length > end - i - 4) {
                    break;
                }
                int last = Math.min(in.length - 16, end - 4 - length);
                int alike = alike(in, i, last, length, k, length == before ? to - k : 1);
                i += alike * (4 + length);
                k += alike;
                before = length;
            }
            if (k < to) {
                need(i + 4 <= end);
                int length = (int) Bits.INT.get(in, i);
                i += 4;
                need(length >= 0 && length <= end - i);
                put(in, i, length, k);
                seen |= length > Views.INLINE ? 0 : words[2 * k] >>> 32 | words[2 * k + 1];
                anyLong |= length > Views.INLINE;
                i += length;
                k++;
            }
        }
        if (anyLong || (seen & HIGH_BITS) != 0) {
            requireText(at, count);
        }
        return i;
    }

    /// Reads values up to one of another length: where a value lies then does not depend on the one before it.
    ///
    /// @param last where one may lie at most
    /// @return how many
    private int alike(byte[] in, int from, int last, int length, int at, int most) {
        long[] to = words;
        long bits = seen;
        int i = from;
        int k = 0;
        do {
            long head = (int) Bits.INT.get(in, i + 4) & HEADS[length];
            long tail = (long) Bits.LONG.get(in, i + 8) & TAILS[length];
            bits |= head | tail;
            to[2 * (at + k)] = length | head << 32;
            to[2 * (at + k) + 1] = tail;
            i += 4 + length;
            k++;
        } while (k < most && i <= last && (int) Bits.INT.get(in, i) == length);
        seen = bits;
        return k;
    }

    @SuppressWarnings("ReferenceEquality") // the same page's bytes, not equal ones
    private int buffer(byte[] in) {
        if (buffers.isEmpty() || buffers.getLast() != in) {
            buffers.add(in);
            kept = in;
        }
        return buffers.size() - 1;
    }

    private void put(byte[] in, int from, int length, int at) {
        if (length > Views.INLINE || from + 12 > in.length) {
            words[2 * at] = Views.head(in, from, length);
            words[2 * at + 1] = length <= Views.INLINE
                    ? Views.inlineTail(in, from, length)
                    : Views.place(buffer(in), from);
            return;
        }
        words[2 * at] = length | ((int) Bits.INT.get(in, from) & HEADS[length]) << 32;
        words[2 * at + 1] = (long) Bits.LONG.get(in, from + 4) & TAILS[length];
    }

    private int uuids(byte[] in, int from, int at, int count) {
        byte[] texts = new byte[UUID_TEXT * count];
        for (int k = 0; k < count; k++) {
            UUID uuid = new UUID(Long.reverseBytes((long) Bits.LONG.get(in, from + 16 * k)),
                    Long.reverseBytes((long) Bits.LONG.get(in, from + 16 * k + 8)));
            byte[] text = uuid.toString().getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(text, 0, texts, UUID_TEXT * k, UUID_TEXT);
            put(texts, UUID_TEXT * k, UUID_TEXT, at + k);
        }
        return from + 16 * count;
    }

    /// Text must be valid UTF-8; most of it is seen to be ASCII without looking closer.
    private void requireText(int at, int count) {
        if (type != DataType.UTF8) {
            return;
        }
        long seen = 0;
        for (int i = 2 * at; i < 2 * (at + count); i += 2) {
            long head = words[i];
            if ((int) head <= Views.INLINE) {
                seen |= head >>> 32 | words[i + 1];
            } else {
                requireText(buffers.get((int) words[i + 1]), (int) (words[i + 1] >>> 32), (int) head);
            }
        }
        if ((seen & HIGH_BITS) != 0) {
            byte[] inline = new byte[Views.INLINE];
            for (int i = 2 * at; i < 2 * (at + count); i += 2) {
                int length = (int) words[i];
                if (length <= Views.INLINE) {
                    Views.copyTo(words[i], words[i + 1], ViewVector.NO_BUFFERS, inline, 0);
                    requireText(inline, 0, length);
                }
            }
        }
    }

    private static void requireText(byte[] in, int from, int length) {
        int i = from;
        int end = from + length;
        while (i + 8 <= end && ((long) Bits.LONG.get(in, i) & HIGH_BITS) == 0) {
            i += 8;
        }
        if (Utf8.firstInvalid(in, i, end) >= 0) {
            throw new DataException("a text is not valid UTF-8");
        }
    }

    @Override
    void bytes(byte[] in, int from, int[] lengths, int count, int at) {
        if (stored.meaning() == Stored.Meaning.UUID) {
            for (int k = 0; k < count; k++) {
                need(lengths[k] == 16);
            }
            uuids(in, from, at, count);
            return;
        }
        int i = from;
        for (int k = 0; k < count; k++) {
            put(in, i, lengths[k], at + k);
            i += lengths[k];
        }
        requireText(at, count);
    }

    /// The buffers of a dictionary are added to the own ones, and its views made to point there: then they can be copied as
    /// they are.
    @Override
    @SuppressWarnings("ReferenceEquality") // the same dictionary, not an equal one
    void use(Lane dictionary) {
        ViewLane lane = (ViewLane) dictionary;
        if (used != lane && !lane.buffers.isEmpty()) {
            lane.pointTo(buffers.size());
            buffers.addAll(lane.buffers);
            used = lane;
        }
    }

    private void pointTo(int buffer) {
        for (int i = 0; i < words.length && base != buffer; i += 2) {
            if ((int) words[i] > Views.INLINE) {
                words[i + 1] += buffer - base;
            }
        }
        base = buffer;
    }

    /// The values of a dictionary as a vector; null when it is not small, or has long values.
    @Nullable
    ViewVector few(int size) {
        return size > MOST_CODES || !buffers.isEmpty() || type != DataType.UTF8
                ? null
                : new ViewVector(type, words, ViewVector.NO_BUFFERS, 0, size, null);
    }

    /// Takes values from the front on by their codes.
    void take(ViewVector few, int[] codes, int count) {
        for (int i = 0; i < count; i++) {
            words[2 * i] = few.head(codes[i]);
            words[2 * i + 1] = few.tail(codes[i]);
        }
    }

    @Override
    void start(int room) {
        super.start(room);
        buffers = new ArrayList<>();
        used = null;
        base = 0;
    }

    @Override
    Vector build(int rows, long @Nullable [] validity) {
        byte[][] all = buffers.isEmpty() ? ViewVector.NO_BUFFERS : buffers.toArray(new byte[0][]);
        return new ViewVector(type, words, all, 0, rows, validity);
    }
}
