package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.TEXT;
import static dev.peso.internal.kernel.Signatures.takes;

import dev.peso.DataType;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewBuilder;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;
import dev.peso.internal.expr.Function;

/// Upper and lower case, one code point at a time, whatever the locale.
final class TextCase {
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private TextCase() {}

    static void register(Functions.Registrar registrar) {
        registrar.add(TextFunctions.function("lower", (_, _) -> changer(false),
                takes(TEXT).returns(DataType.UTF8)), "lcase");
        registrar.add(TextFunctions.function("upper", (_, _) -> changer(true),
                takes(TEXT).returns(DataType.UTF8)), "ucase");
        registrar.add(TextFunctions.function("initcap", RowKernels.texts(_ -> TextCase::initcap),
                takes(TEXT).returns(DataType.UTF8)));
    }

    private static Function.Kernel changer(boolean upper) {
        TextCursor text = new TextCursor();
        ByteSink sink = new ByteSink();
        return (vectors, rows) -> change((ViewVector) vectors[0], upper, rows, text, sink);
    }

    private static Vector change(ViewVector source, boolean upper, int rows, TextCursor text, ByteSink sink) {
        ViewBuilder builder = new ViewBuilder(DataType.UTF8, rows);
        byte first = (byte) (upper ? 'a' : 'A');
        for (int i = 0; i < rows; i++) {
            if (source.isNull(i)) {
                builder.appendNull();
                continue;
            }
            long head = source.head(i);
            long tail = source.tail(i);
            if ((int) head <= Views.INLINE && ((head >>> 32 | tail) & HIGH_BITS) == 0) {
                long prefix = flip(head >>> 32, first);
                builder.append(prefix << 32 | (head & 0xffffffffL), flip(tail, first),
                        ViewVector.NO_BUFFERS);
                continue;
            }
            sink.clear();
            change(text.read(head, tail, source.buffers), upper, sink);
            builder.append(sink.bytes, 0, sink.length);
        }
        return builder.build();
    }

    /// Changes the case of the ASCII letters in a word that begin with `first`.
    private static long flip(long word, byte first) {
        long fromFirst = word + (0x80 - first) * ONES;
        long pastLast = word + (0x80 - first - 26) * ONES;
        return word ^ ((fromFirst & ~pastLast & HIGH_BITS) >>> 2);
    }

    /// Appends a text in upper or lower case.
    static void change(TextCursor text, boolean upper, ByteSink out) {
        out.room(text.length());
        int first = upper ? 'a' : 'A';
        int at = text.from;
        while (at < text.to) {
            byte b = text.bytes[at];
            if (b >= 0) {
                out.add(b >= first && b < first + 26 ? b ^ 0x20 : b);
                at++;
            } else {
                int c = Utf8.decode(text.bytes, at);
                out.addCodePoint(upper ? Character.toUpperCase(c) : Character.toLowerCase(c));
                at += Utf8.width(b);
            }
        }
    }

    private static void initcap(Arguments args, int row, ByteSink out) {
        TextCursor text = args.text(0, row);
        boolean inWord = false;
        for (int at = text.from; at < text.to; at += Utf8.width(text.bytes[at])) {
            int c = Utf8.decode(text.bytes, at);
            out.addCodePoint(inWord ? Character.toLowerCase(c) : Character.toUpperCase(c));
            inWord = Character.isLetterOrDigit(c);
        }
    }
}
