package dev.peso.internal.kernel;

import dev.peso.internal.column.Batch;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.Vector;

/// Floats against a bound that is not NaN; NaN counts as the greatest value.
///
/// Where the bound is finite, the sign of a difference tells which value is less, without a branch that nobody can
/// foretell: the difference is exact about that, and not a number only if the value is none.
final class FloatFilter implements Selector.RowFilter {
    private static final long INFINITE = 0x7ff0000000000000L;

    private final int column;
    private final double bound;
    private final Comparison base;
    private final int flip;

    FloatFilter(Comparison op, int column, double bound) {
        this.column = column;
        flip = op == Comparison.NOT_EQUAL || op == Comparison.GREATER || op == Comparison.AT_LEAST
                ? 1
                : 0;
        base = flip == 1 ? op.negated() : op;
        // so that no difference is -0.0
        this.bound = bound == 0 ? base == Comparison.LESS ? -0.0 : 0.0 : bound;
    }

    /// 1 if a value is less than a finite bound, 0 if it is not or is no number.
    private static int isLess(double value, double bound) {
        long bits = Double.doubleToRawLongBits(value - bound);
        return (int) ((bits & ~(INFINITE - (bits & Long.MAX_VALUE))) >>> 63);
    }

    /// 1 if a value is at most a finite bound, 0 if it is not or is no number.
    private static int isAtMost(double value, double bound) {
        long bits = Double.doubleToRawLongBits(bound - value);
        return (int) (~(bits | INFINITE - (bits & Long.MAX_VALUE)) >>> 63);
    }

    @Override
    public int all(Batch batch, int[] out) {
        Vector v = batch.column(column);
        int n = 0;
        int o = v.offset;
        if (v instanceof DoubleVector x && isSigned()) {
            double[] values = x.values;
            if (base == Comparison.LESS) {
                for (int i = 0; i < x.length; i++) {
                    out[n] = i;
                    n += isLess(values[o + i], bound) ^ flip;
                }
            } else {
                for (int i = 0; i < x.length; i++) {
                    out[n] = i;
                    n += isAtMost(values[o + i], bound) ^ flip;
                }
            }
        } else if (v instanceof DoubleVector x) {
            for (int i = 0; i < x.length; i++) {
                out[n] = i;
                n += (passes(x.values[o + i]) ? 1 : 0) ^ flip;
            }
        } else {
            float[] values = ((FloatVector) v).values;
            for (int i = 0; i < v.length; i++) {
                out[n] = i;
                n += (passes(values[o + i]) ? 1 : 0) ^ flip;
            }
        }
        return ComparisonFilters.valid(v, out, n);
    }

    private boolean isSigned() {
        return base != Comparison.EQUAL && Double.isFinite(bound);
    }

    private boolean passes(double value) {
        return switch (base) {
            case LESS -> value < bound;
            case AT_MOST -> value <= bound;
            default -> value == bound;
        };
    }

    @Override
    public int refine(Batch batch, int[] rows, int count, int[] out) {
        Vector v = batch.column(column);
        int n = 0;
        if (v instanceof DoubleVector x && isSigned()) {
            n = refineSigned(x.values, x.offset, rows, count, out);
        } else if (v instanceof DoubleVector x) {
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                out[n] = row;
                n += (passes(x.values[x.offset + row]) ? 1 : 0) ^ flip;
            }
        } else {
            FloatVector x = (FloatVector) v;
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                out[n] = row;
                n += (passes(x.values[x.offset + row]) ? 1 : 0) ^ flip;
            }
        }
        return ComparisonFilters.valid(v, out, n);
    }

    private int refineSigned(double[] values, int offset, int[] rows, int count, int[] out) {
        int n = 0;
        if (base == Comparison.LESS) {
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                out[n] = row;
                n += isLess(values[offset + row], bound) ^ flip;
            }
        } else {
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                out[n] = row;
                n += isAtMost(values[offset + row], bound) ^ flip;
            }
        }
        return n;
    }
}
