package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.INT;
import static dev.peso.internal.kernel.Signatures.TEXT;
import static dev.peso.internal.kernel.Signatures.takes;

import java.text.BreakIterator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.peso.DataType;
import dev.peso.internal.expr.CheckedExpr;

/// Texts by what readers see as one character: a letter with its accents, an emoji of several code points.
///
/// Unicode calls it an extended grapheme cluster; its bounds are those of the Java platform.
final class TextGraphemes {
    private TextGraphemes() {}

    static void register(Functions.Registrar registrar) {
        registrar.add(TextFunctions.function("reverse", RowKernels.texts(TextGraphemes::reverse),
                takes(TEXT).returns(DataType.UTF8)));
        registrar.add(TextFunctions.function("length_grapheme", RowKernels.longs(TextGraphemes::length),
                takes(TEXT).returns(DataType.INT64)));
        registrar.add(TextFunctions.function("substring_grapheme", RowKernels.parts(TextGraphemes::substring),
                takes(TEXT, INT).optional(INT).returns(DataType.UTF8)), "substr_grapheme");
        registrar.add(TextFunctions.function("left_grapheme", RowKernels.parts(TextGraphemes::left),
                takes(TEXT, INT).returns(DataType.UTF8)));
        registrar.add(TextFunctions.function("right_grapheme", RowKernels.parts(TextGraphemes::right),
                takes(TEXT, INT).returns(DataType.UTF8)));
    }

    private static RowKernels.TextRow reverse(List<CheckedExpr> args) {
        Bounds bounds = new Bounds();
        return (a, row, out) -> {
            TextCursor text = a.text(0, row);
            bounds.read(text);
            for (int i = bounds.count; i > 0; i--) {
                out.add(text.bytes, bounds.at[i - 1], bounds.at[i]);
            }
        };
    }

    private static RowKernels.LongRow length(List<CheckedExpr> args) {
        Bounds bounds = new Bounds();
        return (a, row) -> {
            bounds.read(a.text(0, row));
            return bounds.count;
        };
    }

    private static RowKernels.PartRow substring(List<CheckedExpr> args) {
        Bounds bounds = new Bounds();
        return (a, row, text) -> {
            bounds.read(text);
            TextParts.Part part = TextParts.Part.of(a.integer(1, row), a.integer(2, row, Long.MAX_VALUE),
                    bounds.count);
            text.from = bounds.at[part.from()];
            text.to = bounds.at[part.to()];
        };
    }

    private static RowKernels.PartRow left(List<CheckedExpr> args) {
        Bounds bounds = new Bounds();
        return (a, row, text) -> {
            long count = a.integer(1, row);
            bounds.read(text);
            text.to = bounds.after(count);
        };
    }

    private static RowKernels.PartRow right(List<CheckedExpr> args) {
        Bounds bounds = new Bounds();
        return (a, row, text) -> {
            long count = a.integer(1, row);
            bounds.read(text);
            text.from = bounds.at[count < 0
                    ? Math.clamp(-Math.max(count, -Long.MAX_VALUE), 0, bounds.count)
                    : Math.clamp(bounds.count - count, 0, bounds.count)];
        };
    }

    /// Where the graphemes of a text begin, and where the last one ends.
    private static final class Bounds {
        private final BreakIterator breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        private int[] at = new int[64];
        private int count;

        void read(TextCursor text) {
            count = 0;
            at[0] = text.from;
            if (Utf8.isAscii(text.bytes, text.from, text.to)) {
                readAscii(text);
                return;
            }
            String string = text.toString();
            breaks.setText(string);
            int from = breaks.first();
            for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
                int bytes = 0;
                for (int i = from; i < to; i += Character.charCount(string.codePointAt(i))) {
                    int c = string.codePointAt(i);
                    bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
                }
                add(at[count] + bytes);
                from = to;
            }
        }

        /// Each character is one, but a line end of two.
        private void readAscii(TextCursor text) {
            for (int i = text.from; i < text.to; i++) {
                boolean pair = text.bytes[i] == '\r' && i + 1 < text.to && text.bytes[i + 1] == '\n';
                if (!pair) {
                    add(i + 1);
                }
            }
        }

        private void add(int end) {
            if (++count == at.length) {
                at = Arrays.copyOf(at, Math.multiplyExact(2, at.length));
            }
            at[count] = end;
        }

        /// The bound after a number of graphemes, or before that many from the end if negative.
        int after(long number) {
            return at[Math.clamp(number < 0 ? count + number : number, 0, count)];
        }
    }
}
