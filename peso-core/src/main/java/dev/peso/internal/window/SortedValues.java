package dev.peso.internal.window;

import java.math.BigInteger;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.Hashes;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;

/// Numbers by position in plain arrays.
final class SortedValues {
    private SortedValues() {}

    /// The values as doubles, 0 where a row is not kept.
    static double[] doubles(SortedRows rows, RowRefs column, @Nullable Kept kept, Parallel parallel) {
        double[] values = new double[rows.size()];
        spans(rows, column, parallel, (from, v) -> {
            switch (v) {
                case DoubleVector d -> System.arraycopy(d.values, d.offset, values, from, d.length);
                case FloatVector f -> {
                    for (int i = 0; i < f.length; i++) {
                        values[from + i] = f.get(i);
                    }
                }
                default -> throw new IllegalArgumentException("not a float: " + v.type);
            }
            for (int i = from; kept != null && i < from + v.length; i++) {
                values[i] = kept.contains(i) ? values[i] : 0;
            }
        });
        return values;
    }

    /// The values as whole numbers of the same order (floats by their bits), `instead` where a row is not kept.
    static long[] words(SortedRows rows, RowRefs column, @Nullable Kept kept, long instead,
            Parallel parallel) {
        long[] words = new long[rows.size()];
        spans(rows, column, parallel, (from, v) -> {
            words(v, words, from);
            for (int i = from; kept != null && i < from + v.length; i++) {
                words[i] = kept.contains(i) ? words[i] : instead;
            }
        });
        return words;
    }

    private static void words(Vector v, long[] words, int from) {
        switch (v) {
            case DoubleVector d -> {
                for (int i = 0; i < d.length; i++) {
                    words[from + i] = word(d.get(i));
                }
            }
            case FloatVector f -> {
                for (int i = 0; i < f.length; i++) {
                    words[from + i] = word(f.get(i));
                }
            }
            case BitVector b -> {
                for (int i = 0; i < b.length; i++) {
                    words[from + i] = b.get(i) ? 1 : 0;
                }
            }
            default -> {
                long[] read = new long[v.length];
                Argument.longs(v, read);
                System.arraycopy(read, 0, words, from, read.length);
            }
        }
    }

    private static long word(double value) {
        long bits = Hashes.canonicalBits(value);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    /// The float of a word.
    static double ofWord(long word) {
        return Double.longBitsToDouble(word ^ ((word >> 63) & Long.MAX_VALUE));
    }

    private interface Fill {
        void take(int from, Vector values);
    }

    private static void spans(SortedRows rows, RowRefs column, Parallel parallel, Fill fill) {
        parallel.forEach((rows.size() + Span.RUN - 1) / Span.RUN, run -> {
            int end = Math.min(rows.size(), (run + 1) * Span.RUN);
            for (int from = run * Span.RUN; from < end; from += Span.MAX) {
                fill.take(from, column.gather(rows.refs(), from, Math.min(Span.MAX, end - from)));
            }
        });
    }

    /// For each position how the numbers before it add up, and for the end; null when sums may overflow.
    static long @Nullable [] sums(long[] values, Parallel parallel) {
        int runs = (values.length + Span.RUN - 1) / Span.RUN;
        long[] totals = new long[runs];
        long[] sizes = new long[runs];
        parallel.forEach(runs, run -> {
            long total = 0;
            long size = 0;
            for (int i = run * Span.RUN; i < Math.min(values.length, (run + 1) * Span.RUN); i++) {
                total += values[i];
                long next = size + Math.abs(values[i]);
                size = next < size || values[i] == Long.MIN_VALUE ? Long.MAX_VALUE : next;
                if (size == Long.MAX_VALUE) {
                    break;
                }
            }
            totals[run] = total;
            sizes[run] = size;
        });
        BigInteger size = Arrays.stream(sizes)
                .mapToObj(BigInteger::valueOf)
                .reduce(BigInteger.ZERO, BigInteger::add);
        if (size.bitLength() > 62) {
            return null;
        }
        long[] sums = new long[values.length + 1];
        for (int run = 1; run < runs; run++) {
            totals[run] += totals[run - 1];
        }
        parallel.forEach(runs, run -> {
            long sum = run == 0 ? 0 : totals[run - 1];
            for (int i = run * Span.RUN; i < Math.min(values.length, (run + 1) * Span.RUN); i++) {
                sum += values[i];
                sums[i + 1] = sum;
            }
        });
        return sums;
    }
}
