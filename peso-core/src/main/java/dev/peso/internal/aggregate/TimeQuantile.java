package dev.peso.internal.aggregate;

import java.util.Arrays;

import dev.peso.DataType;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.NumberBuilder;
import dev.peso.internal.column.Vector;

/// A quantile of type 7 of times, timestamps or durations, rounded to their unit.
final class TimeQuantile extends RowFold {
    private final DataType type;
    private final double position;

    TimeQuantile(DataType type, double position) {
        super(false);
        this.type = type;
        this.position = position;
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        RowLog.ByGroup rows = log.byGroup();
        NumberBuilder builder = new NumberBuilder(type, count);
        for (int i = 0; i < count; i++) {
            int start = rows.from(order[from + i]);
            int size = rows.to(order[from + i]) - start;
            if (size == 0) {
                builder.appendNull();
                continue;
            }
            LongVector source = (LongVector) rows.columns()[0];
            long[] values = new long[size];
            for (int k = 0; k < size; k++) {
                values[k] = source.get(rows.picked()[start + k]);
            }
            Arrays.sort(values);
            double at = (size - 1) * position;
            int below = (int) at;
            long low = values[below];
            long high = values[Math.min(below + 1, size - 1)];
            builder.append(low + Math.round(((double) high - low) * (at - below)));
        }
        return builder.build();
    }
}
