package dev.peso.internal.window;

import java.util.Arrays;
import java.util.Locale;

import dev.peso.DataType;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;

/// Functions of a row's place among the rows of its partition.
enum Ranking implements Computation {
    ROW_NUMBER {
        @Override
        public Vector compute(Span span) {
            long[] values = new long[span.count];
            for (int i = 0; i < values.length; i++) {
                values[i] = span.from + i - span.partitionStart[i] + 1L;
            }
            return LongVector.of(DataType.INT64, values);
        }
    },
    RANK {
        @Override
        public Vector compute(Span span) {
            long[] values = new long[span.count];
            for (int i = 0; i < values.length; i++) {
                values[i] = span.peerStart[i] - span.partitionStart[i] + 1L;
            }
            return LongVector.of(DataType.INT64, values);
        }
    },
    DENSE_RANK {
        @Override
        public Vector compute(Span span) {
            long[] values = new long[span.count];
            int[] groups = span.rows.groups();
            int group = Arrays.binarySearch(groups, span.peerStart[0]);
            int first = Arrays.binarySearch(groups, span.partitionStart[0]);
            for (int i = 0; i < values.length; i++) {
                if (i > 0 && span.peerStart[i] != span.peerStart[i - 1]) {
                    group++;
                    first = span.partitionStart[i] == span.partitionStart[i - 1] ? first : group;
                }
                values[i] = group - first + 1L;
            }
            return LongVector.of(DataType.INT64, values);
        }
    },
    PERCENT_RANK {
        @Override
        public Vector compute(Span span) {
            double[] values = new double[span.count];
            for (int i = 0; i < values.length; i++) {
                int others = span.partitionEnd[i] - span.partitionStart[i] - 1;
                values[i] = others == 0
                        ? 0
                        : (double) (span.peerStart[i] - span.partitionStart[i]) / others;
            }
            return DoubleVector.of(DataType.FLOAT64, values);
        }
    },
    CUME_DIST {
        @Override
        public Vector compute(Span span) {
            double[] values = new double[span.count];
            for (int i = 0; i < values.length; i++) {
                values[i] = (double) (span.peerEnd[i] - span.partitionStart[i])
                        / (span.partitionEnd[i] - span.partitionStart[i]);
            }
            return DoubleVector.of(DataType.FLOAT64, values);
        }
    };

    static Ranking of(String function) {
        return valueOf(function.toUpperCase(Locale.ROOT));
    }
}
