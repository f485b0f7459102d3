package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.AS_TEXT;
import static dev.peso.internal.kernel.Signatures.BINARY;
import static dev.peso.internal.kernel.Signatures.LIST;
import static dev.peso.internal.kernel.Signatures.TEXT;
import static dev.peso.internal.kernel.Signatures.takes;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewBuilder;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.expr.Function;

/// Texts put together: `||` gives null for null, `concat` and `concat_ws` skip nulls.
final class TextJoins {
    private TextJoins() {}

    static void register(Functions.Registrar registrar) {
        registrar.add(new Function("||",
                Signatures.resolver("||", takes(TEXT, TEXT).returns(DataType.UTF8),
                        takes(BINARY, BINARY).returns(DataType.BINARY),
                        takes(LIST, LIST).meeting()),
                (args, result) -> {
                    ByteSink sink = new ByteSink();
                    TextCursor cursor = new TextCursor();
                    return (vectors, rows) -> join(vectors, result, rows, cursor, sink);
                }));
        registrar.add(new Function("concat",
                Signatures.resolver("concat", takes(AS_TEXT).repeated().returns(DataType.UTF8)),
                (_, _) -> {
                    ByteSink sink = new ByteSink();
                    TextCursor cursor = new TextCursor();
                    return (vectors, rows) -> concat(OverDictionary.decoded(vectors), null, rows, cursor,
                            sink);
                }));
        registrar.add(new Function("concat_ws",
                Signatures.resolver("concat_ws", takes(TEXT, AS_TEXT).repeated().returns(DataType.UTF8)),
                (_, _) -> {
                    ByteSink sink = new ByteSink();
                    TextCursor cursor = new TextCursor();
                    return (vectors, rows) -> {
                        Vector[] plain = OverDictionary.decoded(vectors);
                        Vector[] parts = java.util.Arrays.copyOfRange(plain, 1, plain.length);
                        return concat(parts, (ViewVector) plain[0], rows, cursor, sink);
                    };
                }));
    }

    private static Vector join(Vector[] vectors, DataType result, int rows, TextCursor cursor,
            ByteSink sink) {
        if (vectors[0] instanceof ListVector a) {
            return Lists.concat(result, new ListVector[]{a, (ListVector) vectors[1]}, true, rows);
        }
        Vector[] plain = OverDictionary.decoded(vectors);
        long[] valid = Arguments.valid(plain, rows);
        ViewBuilder builder = new ViewBuilder(result, rows);
        for (int i = 0; i < rows; i++) {
            if (!Bitmap.isSet(valid, i)) {
                builder.appendNull();
                continue;
            }
            sink.clear();
            for (Vector v : plain) {
                sink.add(cursor.read((ViewVector) v, i));
            }
            builder.append(sink.bytes, 0, sink.length);
        }
        return builder.build();
    }

    private static Vector concat(Vector[] parts, @Nullable ViewVector separators,
            int rows, TextCursor cursor, ByteSink sink) {
        ViewBuilder builder = new ViewBuilder(DataType.UTF8, rows);
        for (int i = 0; i < rows; i++) {
            if (separators != null && separators.isNull(i)) {
                builder.appendNull();
                continue;
            }
            sink.clear();
            boolean first = true;
            for (Vector part : parts) {
                if (!part.isNull(i)) {
                    if (!first && separators != null) {
                        sink.add(cursor.read(separators, i));
                    }
                    sink.add(cursor.read((ViewVector) part, i));
                    first = false;
                }
            }
            builder.append(sink.bytes, 0, sink.length);
        }
        return builder.build();
    }
}
