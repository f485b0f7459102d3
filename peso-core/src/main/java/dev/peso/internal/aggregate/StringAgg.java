package dev.peso.internal.aggregate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.column.ViewBuilder;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;

/// The texts of a group, one after the other with a separator between them; null when the separator is.
final class StringAgg extends RowFold {
    private final byte @Nullable [] separator;

    StringAgg(@Nullable String separator) {
        super(false);
        this.separator = separator == null ? null : separator.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        return separator == null
                ? Vectors.nulls(DataType.UTF8, count)
                : joined(separator, order, from, count);
    }

    private Vector joined(byte[] between, int[] order, int from, int count) {
        RowLog.ByGroup rows = log.byGroup();
        ViewBuilder builder = new ViewBuilder(DataType.UTF8, count);
        byte[] text = new byte[256];
        for (int i = 0; i < count; i++) {
            int start = rows.from(order[from + i]);
            int end = rows.to(order[from + i]);
            if (start == end) {
                builder.appendNull();
                continue;
            }
            Vector column = rows.columns()[0];
            int used = 0;
            for (int k = start; k < end; k++) {
                int row = rows.picked()[k];
                boolean coded = column instanceof CodeVector;
                ViewVector texts = column instanceof CodeVector c ? c.dictionary : (ViewVector) column;
                int at = coded ? ((CodeVector) column).code(row) : row;
                int size = texts.byteLength(at);
                int needed = Math.addExact(used, Math.addExact(size, between.length));
                if (needed > text.length) {
                    text = Arrays.copyOf(text, Grow.size(text.length, needed));
                }
                if (k > start) {
                    System.arraycopy(between, 0, text, used, between.length);
                    used += between.length;
                }
                Views.copyTo(texts.head(at), texts.tail(at), texts.buffers, text, used);
                used += size;
            }
            builder.append(text, 0, used);
        }
        return builder.build();
    }
}
