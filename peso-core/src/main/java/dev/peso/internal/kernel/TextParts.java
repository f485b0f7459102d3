package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.INT;
import static dev.peso.internal.kernel.Signatures.TEXT;
import static dev.peso.internal.kernel.Signatures.takes;

import java.util.List;
import java.util.function.IntPredicate;

import dev.peso.DataType;
import dev.peso.internal.expr.CheckedExpr;

/// Parts of a text: substring, left, right, trim, split. Results share the buffers of their source.
final class TextParts {
    private TextParts() {}

    static void register(Functions.Registrar registrar) {
        registrar.add(TextFunctions.function("substring", RowKernels.parts(_ -> TextParts::substring),
                takes(TEXT, INT).optional(INT).returns(DataType.UTF8)), "substr");
        registrar.add(TextFunctions.function("left", RowKernels.parts(_ -> TextParts::left),
                takes(TEXT, INT).returns(DataType.UTF8)));
        registrar.add(TextFunctions.function("right", RowKernels.parts(_ -> TextParts::right),
                takes(TEXT, INT).returns(DataType.UTF8)));
        trim(registrar, "trim", true, true);
        trim(registrar, "ltrim", true, false);
        trim(registrar, "rtrim", false, true);
        strip(registrar, "strip", true, true);
        strip(registrar, "lstrip", true, false);
        strip(registrar, "rstrip", false, true);
        registrar.add(TextFunctions.function("split", RowKernels.lists(_ -> TextParts::split),
                takes(TEXT, TEXT).returns(DataType.list(DataType.UTF8))), "string_split", "str_split",
                "string_to_array");
        registrar.add(TextFunctions.function("split_part", RowKernels.parts(_ -> TextParts::splitPart),
                takes(TEXT, TEXT, INT).returns(DataType.UTF8)));
    }

    private static void substring(Arguments args, int row, TextCursor text) {
        long length = args.integer(2, row, Long.MAX_VALUE);
        substring(text, args.integer(1, row), length);
    }

    /// SQL's substring: position 0 is before the first code point, a negative one counts from the end, a negative
    /// length goes backwards; what lies outside the text is left out.
    static void substring(TextCursor text, long position, long length) {
        if (position > 0 && length > 0) {
            text.from = Utf8.forward(text.bytes, text.from, text.to, position - 1);
            text.to = end(text, length);
            return;
        }
        Part part = Part.of(position, length, Utf8.count(text.bytes, text.from, text.to));
        text.from = Utf8.forward(text.bytes, text.from, text.to, part.from());
        text.to = Utf8.forward(text.bytes, text.from, text.to, part.to() - part.from());
    }

    /// A part of something that has a size.
    record Part(int from, int to) {
        /// The part that SQL's substring takes.
        static Part of(long position, long length, int size) {
            long at = position > 0
                    ? Math.min(size, position - 1)
                    : position == 0 ? -1 : Math.max(position, -1L << 40) + size;
            long other = at + Math.clamp(length, -1L << 41, 1L << 41);
            return new Part(Math.clamp(Math.min(at, other), 0, size),
                    Math.clamp(Math.max(at, other), 0, size));
        }
    }

    private static int end(TextCursor text, long length) {
        return length >= text.length() ? text.to : Utf8.forward(text.bytes, text.from, text.to, length);
    }

    private static void left(Arguments args, int row, TextCursor text) {
        long count = args.integer(1, row);
        text.to = count >= 0
                ? end(text, count)
                : Utf8.backward(text.bytes, text.from, text.to,
                        count == Long.MIN_VALUE ? Long.MAX_VALUE : -count);
    }

    private static void right(Arguments args, int row, TextCursor text) {
        long count = args.integer(1, row);
        text.from = count >= 0
                ? Utf8.backward(text.bytes, text.from, text.to, count)
                : Utf8.forward(text.bytes, text.from, text.to,
                        count == Long.MIN_VALUE ? Long.MAX_VALUE : -count);
    }

    private static void trim(Functions.Registrar registrar, String name, boolean left, boolean right) {
        registrar.add(TextFunctions.function(name, RowKernels.parts(args -> trimmer(args, left, right)),
                takes(TEXT).optional(TEXT).returns(DataType.UTF8)));
    }

    private static RowKernels.PartRow trimmer(List<CheckedExpr> args, boolean left, boolean right) {
        if (args.size() == 1) {
            return (_, _, text) -> trim(text, c -> c == ' ', left, right);
        }
        String characters = Constants.text(args, 1);
        if (characters != null) {
            IntPredicate isOne = oneOf(characters.codePoints().toArray());
            return (_, _, text) -> trim(text, isOne, left, right);
        }
        return (a, row, text) -> {
            TextCursor set = a.text(1, row);
            trim(text, oneOf(Utf8.codePoints(set.bytes, set.from, set.to)), left, right);
        };
    }

    private static IntPredicate oneOf(int[] points) {
        return c -> {
            for (int point : points) {
                if (point == c) {
                    return true;
                }
            }
            return false;
        };
    }

    private static void strip(Functions.Registrar registrar, String name, boolean left, boolean right) {
        registrar.add(TextFunctions.function(name,
                RowKernels.parts(_ -> (_, _, text) -> trim(text, Utf8::isWhiteSpace, left, right)),
                takes(TEXT).returns(DataType.UTF8)));
    }

    private static void trim(TextCursor text, IntPredicate drop, boolean left, boolean right) {
        byte[] bytes = text.bytes;
        while (left && text.from < text.to && drop.test(Utf8.decode(bytes, text.from))) {
            text.from += Utf8.width(bytes[text.from]);
        }
        while (right && text.from < text.to) {
            int last = Utf8.backward(bytes, text.from, text.to, 1);
            if (!drop.test(Utf8.decode(bytes, last))) {
                return;
            }
            text.to = last;
        }
    }

    private static void split(Arguments args, int row, TextCursor text, RowKernels.Parts parts) {
        TextCursor separator = args.text(1, row);
        int at = text.from;
        while (true) {
            int end = next(text, at, separator);
            if (end < 0) {
                break;
            }
            parts.add(at, end);
            at = end + separator.length();
        }
        parts.add(at, text.to);
    }

    /// Where the part that starts at a place ends because a separator follows, or -1. An empty separator is between
    /// any two code points.
    private static int next(TextCursor text, int at, TextCursor separator) {
        if (separator.length() > 0) {
            return Utf8.indexOf(text.bytes, at, text.to, separator.bytes, separator.from, separator.to);
        }
        int end = Utf8.forward(text.bytes, at, text.to, 1);
        return end < text.to ? end : -1;
    }

    /// The part of an index from 1, or from the end if negative; outside of all parts the empty text.
    private static void splitPart(Arguments args, int row, TextCursor text) {
        TextCursor separator = args.text(1, row);
        long index = args.integer(2, row);
        if (index < 0) {
            index += 1 + countParts(text, separator);
        }
        int at = text.from;
        long skip = index - 1;
        while (skip >= 0) {
            int end = next(text, at, separator);
            if (skip == 0) {
                text.from = at;
                text.to = end < 0 ? text.to : end;
                return;
            }
            if (end < 0) {
                break;
            }
            at = end + separator.length();
            skip--;
        }
        text.to = text.from;
    }

    private static long countParts(TextCursor text, TextCursor separator) {
        long count = 1;
        int end = next(text, text.from, separator);
        while (end >= 0) {
            count++;
            end = next(text, end + separator.length(), separator);
        }
        return count;
    }
}
