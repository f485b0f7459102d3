package dev.peso.internal.quality;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Views;

/// What the texts of a column look like. Each distinct text is looked at once; how often it occurs is known to the
/// [CountedValues] it is kept in, and handed over here when it is dropped there.
final class TextNotes {
    /// Bytes that are kept of a text, so that memory has a bound.
    static final int MOST_BYTES = 1_024;

    private final long[] gone = new long[TextSign.COUNT];
    private long goneLength;
    private int shortest = Integer.MAX_VALUE;
    private int longest;

    /// A text.
    ///
    /// @param utf8 its bytes, the first [#MOST_BYTES] of a longer one
    /// @param size how many bytes it has
    /// @param length in code points
    /// @param signs what it looks like, a bit for each [TextSign]
    record Note(byte[] utf8, int size, int length, long signs) {
        /// Whether it is a text that has the same hash; of texts that are cut the rest is left to the hash.
        boolean isText(long head, long tail, byte[][] buffers) {
            if (Views.length(head) != size) {
                return false;
            }
            if (size > Views.INLINE) {
                int from = Views.bufferOffset(tail);
                return Arrays.equals(utf8, 0, utf8.length, buffers[Views.bufferIndex(tail)], from,
                        from + utf8.length);
            }
            return Views.head(utf8, 0, size) == head && Views.inlineTail(utf8, 0, size) == tail;
        }

        boolean isText(Note other) {
            return size == other.size && Arrays.equals(utf8, other.utf8);
        }

        boolean isCut() {
            return utf8.length < size;
        }

        boolean has(TextSign sign) {
            return (signs & sign.bit()) != 0;
        }
    }

    /// Looks at a text that was not known.
    Note take(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        int length = text.codePointCount(0, text.length());
        shortest = Math.min(shortest, length);
        longest = Math.max(longest, length);
        return new Note(utf8.length <= MOST_BYTES ? utf8 : start(utf8), utf8.length, length,
                TextSigns.of(text));
    }

    /// The first bytes of a long text that hold whole characters.
    private static byte[] start(byte[] utf8) {
        int end = MOST_BYTES;
        while ((utf8[end] & 0xc0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(utf8, end);
    }

    /// Keeps what must be known of a text that is dropped.
    ///
    /// @param count how many of its occurrences
    void gone(@Nullable Note note, long count) {
        if (note == null) {
            return;
        }
        goneLength += count * note.length;
        long left = note.signs;
        while (left != 0) {
            gone[Long.numberOfTrailingZeros(left)] += count;
            left &= left - 1;
        }
    }

    void merge(TextNotes other) {
        for (int i = 0; i < gone.length; i++) {
            gone[i] += other.gone[i];
        }
        goneLength += other.goneLength;
        shortest = Math.min(shortest, other.shortest);
        longest = Math.max(longest, other.longest);
    }

    /// How many texts have each sign.
    long[] signs(List<CountedValues.Entry> kept) {
        long[] counts = gone.clone();
        for (CountedValues.Entry entry : kept) {
            long left = entry.text() == null ? 0 : entry.text().signs;
            while (left != 0) {
                counts[Long.numberOfTrailingZeros(left)] += entry.count();
                left &= left - 1;
            }
        }
        return counts;
    }

    /// The code points of all texts.
    long length(List<CountedValues.Entry> kept) {
        long sum = goneLength;
        for (CountedValues.Entry entry : kept) {
            sum += entry.text() == null ? 0 : entry.count() * entry.text().length;
        }
        return sum;
    }

    /// The code points of the shortest text; more than [#longest] when there is none.
    int shortest() {
        return shortest;
    }

    int longest() {
        return longest;
    }
}
