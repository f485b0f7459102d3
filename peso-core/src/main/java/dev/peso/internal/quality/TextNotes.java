package dev.peso.internal.quality;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Views;

/// What the texts of a column look like. Each distinct text is looked at once; how often it occurs is known to the
/// [CountedValues] it is kept in, and handed over here when it is dropped there.
final class TextNotes {
    private final long[] gone = new long[TextSign.COUNT];
    private long goneLength;
    private int shortest = Integer.MAX_VALUE;
    private int longest;

    /// A text.
    ///
    /// @param utf8 its bytes
    /// @param length in code points
    /// @param signs what it looks like, a bit for each [TextSign]
    record Note(byte[] utf8, int length, long signs) {
        boolean isText(long head, long tail, byte[][] buffers) {
            int size = Views.length(head);
            if (size != utf8.length) {
                return false;
            }
            if (size > Views.INLINE) {
                int from = Views.bufferOffset(tail);
                return Arrays.equals(utf8, 0, size, buffers[Views.bufferIndex(tail)], from, from + size);
            }
            return Views.head(utf8, 0, size) == head && Views.inlineTail(utf8, 0, size) == tail;
        }

        boolean isText(Note other) {
            return Arrays.equals(utf8, other.utf8);
        }

        String text() {
            return new String(utf8, StandardCharsets.UTF_8);
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
        return new Note(utf8, length, TextSigns.of(text));
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
