package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.BINARY;
import static dev.peso.internal.kernel.Signatures.LIST;
import static dev.peso.internal.kernel.Signatures.TEXT;
import static dev.peso.internal.kernel.Signatures.takes;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;

/// Lengths in code points, bytes and bits; `length` of a list counts its elements.
final class TextLengths {
    private TextLengths() {}

    static void register(Functions.Registrar registrar) {
        registrar.add(TextFunctions.function("length", (_, _) -> TextLengths::length,
                takes(TEXT).returns(DataType.INT64), takes(LIST).returns(DataType.INT64),
                takes(BINARY).returns(DataType.INT64)), "len", "char_length", "character_length");
        registrar.add(TextFunctions.function("octet_length", (_, _) -> (v, rows) -> byteLength(v, rows, 1),
                takes(TEXT).returns(DataType.INT64), takes(BINARY).returns(DataType.INT64)), "strlen");
        registrar.add(TextFunctions.function("bit_length", (_, _) -> (v, rows) -> byteLength(v, rows, 8),
                takes(TEXT).returns(DataType.INT64), takes(BINARY).returns(DataType.INT64)));
    }

    private static Vector length(Vector[] vectors, int rows) {
        return switch (vectors[0]) {
            case ListVector list -> Lists.length(list, rows);
            case ViewVector v ->
                v.type == DataType.BINARY ? byteLength(vectors, rows, 1) : codePoints(v, rows);
            default -> throw new IllegalStateException("length of " + vectors[0].type);
        };
    }

    private static Vector codePoints(ViewVector source, int rows) {
        long[] lengths = new long[rows];
        long[] views = source.views;
        int at = 2 * source.offset;
        for (int i = 0; i < rows; i++, at += 2) {
            long head = views[at];
            int bytes = (int) head;
            if (bytes <= Views.INLINE) {
                int more = Utf8.continuations(head >>> 32) + Utf8.continuations(views[at + 1]);
                lengths[i] = (long) bytes - more;
            } else {
                int from = Views.bufferOffset(views[at + 1]);
                lengths[i] = Utf8.count(source.buffers[Views.bufferIndex(views[at + 1])], from, from + bytes);
            }
        }
        return new LongVector(DataType.INT64, lengths, 0, rows,
                Bitmap.copy(source.validity, source.offset, rows));
    }

    private static Vector byteLength(Vector[] vectors, int rows, int factor) {
        ViewVector source = (ViewVector) vectors[0];
        long[] lengths = new long[rows];
        for (int i = 0; i < rows; i++) {
            lengths[i] = (long) factor * source.byteLength(i);
        }
        return new LongVector(DataType.INT64, lengths, 0, rows,
                Bitmap.copy(source.validity, source.offset, rows));
    }
}
