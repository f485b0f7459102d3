package dev.peso.internal.kernel;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;
import dev.peso.internal.expr.CheckedExpr;

/// Filters that compare a column with a constant: branch-free loops from values to positions.
final class ComparisonFilters {
    private ComparisonFilters() {}

    /// The filter for a comparison of a column with a constant, or null when the condition is something else.
    static Selector.@Nullable RowFilter of(CheckedExpr condition) {
        if (!(condition instanceof CheckedExpr.Apply a) || a.args().size() != 2) {
            return null;
        }
        Comparison op = Comparison.of(a.function().name());
        CheckedExpr left = a.args().get(0);
        CheckedExpr right = a.args().get(1);
        if (op == null) {
            return null;
        }
        if (left instanceof CheckedExpr.Ref ref && right instanceof CheckedExpr.Const c) {
            return of(op, ref, c);
        }
        return right instanceof CheckedExpr.Ref ref && left instanceof CheckedExpr.Const c
                ? of(op.flipped(), ref, c)
                : null;
    }

    private static Selector.@Nullable RowFilter of(Comparison op, CheckedExpr.Ref column,
            CheckedExpr.Const constant) {
        Object value = constant.value();
        if (value == null) {
            return null;
        }
        DataType type = column.type();
        boolean integers = type.isInteger() && constant.type().isInteger();
        boolean stored = type.equals(constant.type())
                && (type.isTemporal() || (type instanceof DataType.Decimal d && d.isCompact()));
        if (integers || stored) {
            return range(op, column.index(), Scalars.toLong(constant.type(), value));
        }
        if (type.isFloat() && isExact(value, constant.type())) {
            return new FloatFilter(op, column.index(), ((Number) value).doubleValue());
        }
        boolean equality = op == Comparison.EQUAL || op == Comparison.NOT_EQUAL;
        return type == DataType.UTF8 && constant.type() == DataType.UTF8 && equality
                ? text(column.index(), value.toString(), op == Comparison.NOT_EQUAL)
                : null;
    }

    private static Selector.RowFilter text(int column, String value, boolean different) {
        VectorBuilder builder = VectorBuilder.of(DataType.UTF8, 1);
        Scalars.append(builder, value);
        ViewVector wanted = (ViewVector) builder.build();
        return Views.isInline(wanted.head(0))
                ? new ShortTextFilter(column, wanted.head(0), wanted.tail(0), different ? 1 : 0)
                : new TextFilter(column, wanted, different);
    }

    /// Whether a constant is a float that is not NaN, or an integer that a float can be.
    private static boolean isExact(Object value, DataType type) {
        return type.isFloat()
                ? !Double.isNaN(((Number) value).doubleValue())
                : type.isInteger()
                        && (long) (double) ((Number) value).longValue() == ((Number) value).longValue()
                        && ((Number) value).longValue() != Long.MAX_VALUE;
    }

    private static Selector.RowFilter range(Comparison op, int column, long value) {
        return switch (op) {
            case EQUAL -> new RangeFilter(column, value, value, false);
            case NOT_EQUAL -> new RangeFilter(column, value, value, true);
            case LESS -> value == Long.MIN_VALUE
                    ? new RangeFilter(column, 1, 0, false)
                    : new RangeFilter(column, Long.MIN_VALUE, value - 1, false);
            case AT_MOST -> new RangeFilter(column, Long.MIN_VALUE, value, false);
            case GREATER -> value == Long.MAX_VALUE
                    ? new RangeFilter(column, 1, 0, false)
                    : new RangeFilter(column, value + 1, Long.MAX_VALUE, false);
            case AT_LEAST -> new RangeFilter(column, value, Long.MAX_VALUE, false);
        };
    }

    /// Drops the null rows among `out[0..count)`.
    static int valid(Vector v, int[] out, int count) {
        long[] validity = v.validity;
        if (validity == null) {
            return count;
        }
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = out[i];
            out[n] = row;
            n += Bitmap.get(validity, v.offset + row) ? 1 : 0;
        }
        return n;
    }

    /// Values stored as whole numbers that lie in `[low, high]`, or outside of it.
    private static final class RangeFilter implements Selector.RowFilter {
        /// Rows whose copies and marks fit the innermost cache.
        private static final int BLOCK = 2_048;

        private final int column;
        private final long low;
        private final long high;
        private final boolean outside;
        private int[] numbers = new int[0];
        private int[] marks = new int[0];

        /// @param outside whether the values in the range are those that do not pass
        RangeFilter(int column, long low, long high, boolean outside) {
            this.column = column;
            this.low = low;
            this.high = high;
            this.outside = outside;
        }

        @Override
        public Selector.@Nullable RowFilter and(Selector.RowFilter other) {
            return other instanceof RangeFilter r && r.column == column && !r.outside && !outside
                    ? new RangeFilter(column, Math.max(low, r.low), Math.min(high, r.high), false)
                    : null;
        }

        @Override
        public int all(Batch batch, int[] out) {
            Vector v = batch.column(column);
            return low > high ? 0 : valid(v, out, all(v, out));
        }

        private int all(Vector v, int[] out) {
            int o = v.offset;
            int rows = v.length;
            long base = low;
            long span = high - low + Long.MIN_VALUE;
            int flip = outside ? 1 : 0;
            int n = 0;
            switch (v) {
                case IntVector x -> n = ints(x, out);
                case LongVector x -> {
                    long[] values = x.values;
                    for (int i = 0; i < rows; i++) {
                        out[n] = i;
                        n += (values[o + i] - base + Long.MIN_VALUE <= span ? 1 : 0) ^ flip;
                    }
                }
                case ShortVector x -> {
                    for (int i = 0; i < rows; i++) {
                        out[n] = i;
                        n += (x.values[o + i] - base + Long.MIN_VALUE <= span ? 1 : 0) ^ flip;
                    }
                }
                case ByteVector x -> {
                    for (int i = 0; i < rows; i++) {
                        out[n] = i;
                        n += (x.values[o + i] - base + Long.MIN_VALUE <= span ? 1 : 0) ^ flip;
                    }
                }
                default -> throw new IllegalArgumentException(v.type + " is not stored as a number");
            }
            return n;
        }

        /// In 32 bits, from a copy at the start of an array: so the comparison becomes vectors.
        private int ints(IntVector x, int[] out) {
            int[] values = x.values;
            int o = x.offset;
            int rows = x.length;
            long least = Math.max(low, Integer.MIN_VALUE);
            long most = Math.min(high, Integer.MAX_VALUE);
            int flip = outside ? 1 : 0;
            if (least > most) {
                return outside ? ascending(rows, out) : 0;
            }
            if (numbers.length == 0) {
                numbers = new int[BLOCK];
                marks = new int[BLOCK];
            }
            int[] passes = marks;
            int n = 0;
            for (int from = 0; from < rows; from += BLOCK) {
                int count = Math.min(BLOCK, rows - from);
                System.arraycopy(values, o + from, numbers, 0, count);
                mark(numbers, (int) least, (int) (most - least), flip ^ 1, passes, count);
                for (int i = 0; i < count; i++) {
                    out[n] = from + i;
                    n += passes[i];
                }
            }
            return n;
        }

        /// Marks values from `base` to `base + span` with `inside`, others with the opposite: whether they are depends on the
        /// borrow of an unsigned subtraction.
        private static void mark(int[] values, int base, int span, int inside, int[] marks, int count) {
            int beyond = ~span;
            for (int i = 0; i < count; i++) {
                int above = values[i] - base;
                marks[i] = (beyond & above | (beyond | above) & span - above) >>> 31 ^ inside;
            }
        }

        private static int ascending(int rows, int[] out) {
            for (int i = 0; i < rows; i++) {
                out[i] = i;
            }
            return rows;
        }

        @Override
        public int refine(Batch batch, int[] rows, int count, int[] out) {
            Vector v = batch.column(column);
            return low > high ? 0 : valid(v, out, refine(v, rows, count, out));
        }

        private int refine(Vector v, int[] rows, int count, int[] out) {
            int o = v.offset;
            long base = low;
            long span = high - low + Long.MIN_VALUE;
            int flip = outside ? 1 : 0;
            int n = 0;
            switch (v) {
                case IntVector x -> {
                    int[] values = x.values;
                    for (int i = 0; i < count; i++) {
                        int row = rows[i];
                        out[n] = row;
                        n += (values[o + row] - base + Long.MIN_VALUE <= span ? 1 : 0) ^ flip;
                    }
                }
                case LongVector x -> {
                    long[] values = x.values;
                    for (int i = 0; i < count; i++) {
                        int row = rows[i];
                        out[n] = row;
                        n += (values[o + row] - base + Long.MIN_VALUE <= span ? 1 : 0) ^ flip;
                    }
                }
                case ShortVector x -> {
                    for (int i = 0; i < count; i++) {
                        int row = rows[i];
                        out[n] = row;
                        n += (x.values[o + row] - base + Long.MIN_VALUE <= span ? 1 : 0) ^ flip;
                    }
                }
                case ByteVector x -> {
                    for (int i = 0; i < count; i++) {
                        int row = rows[i];
                        out[n] = row;
                        n += (x.values[o + row] - base + Long.MIN_VALUE <= span ? 1 : 0) ^ flip;
                    }
                }
                default -> throw new IllegalArgumentException(v.type + " is not stored as a number");
            }
            return n;
        }
    }

    /// Texts equal to a constant, or not.
    private static final class TextFilter implements Selector.RowFilter {
        private final int column;
        private final ViewVector wanted;
        private final boolean different;

        TextFilter(int column, ViewVector wanted, boolean different) {
            this.column = column;
            this.wanted = wanted;
            this.different = different;
        }

        @Override
        public int cost() {
            return 3;
        }

        @Override
        public int all(Batch batch, int[] out) {
            ViewVector v = (ViewVector) batch.column(column);
            int n = 0;
            for (int i = 0; i < v.length; i++) {
                out[n] = i;
                n += passes(v, i) ? 1 : 0;
            }
            return valid(v, out, n);
        }

        @Override
        public int refine(Batch batch, int[] rows, int count, int[] out) {
            ViewVector v = (ViewVector) batch.column(column);
            int n = 0;
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                out[n] = row;
                n += passes(v, row) ? 1 : 0;
            }
            return valid(v, out, n);
        }

        private boolean passes(ViewVector v, int row) {
            return Views.equal(v.head(row), v.tail(row), v.buffers, wanted.head(0), wanted.tail(0),
                    wanted.buffers) != different;
        }
    }

    /// Texts equal to a constant that lies in its view, or not: both words tell, without a branch.
    private static final class ShortTextFilter implements Selector.RowFilter {
        /// One row in so many is worth reading all of them: the memory gives rows in order twice as fast.
        private static final int DENSE = 4;

        private final int column;
        private final long head;
        private final long tail;
        private final int flip;
        private int[] differs = new int[0];
        @SuppressWarnings("UnusedVariable") // so that the compiler does not leave out reading
        private long fetched;

        ShortTextFilter(int column, long head, long tail, int flip) {
            this.column = column;
            this.head = head;
            this.tail = tail;
            this.flip = flip;
        }

        @Override
        public int cost() {
            return 2;
        }

        @Override
        public int all(Batch batch, int[] out) {
            ViewVector v = (ViewVector) batch.column(column);
            long[] views = v.views;
            int from = 2 * v.offset;
            int n = 0;
            for (int i = 0; i < v.length; i++) {
                out[n] = i;
                long differs = (views[from + 2 * i] ^ head) | (views[from + 2 * i + 1] ^ tail);
                n += (differs == 0 ? 1 : 0) ^ flip;
            }
            return valid(v, out, n);
        }

        @Override
        public int refine(Batch batch, int[] rows, int count, int[] out) {
            ViewVector v = (ViewVector) batch.column(column);
            int n = (long) DENSE * count >= v.length
                    ? amongAll(v, rows, count, out)
                    : oneByOne(v, rows, count, out);
            return valid(v, out, n);
        }

        private int oneByOne(ViewVector v, int[] rows, int count, int[] out) {
            long[] views = v.views;
            int from = 2 * v.offset;
            fetch(views, from, rows, count);
            int n = 0;
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                out[n] = row;
                long differs = (views[from + 2 * row] ^ head) | (views[from + 2 * row + 1] ^ tail);
                n += (differs == 0 ? 1 : 0) ^ flip;
            }
            return n;
        }

        /// Reads rows for nothing but to have them in the cache: with so little else to do many come at the same time, and from
        /// four places the addresses of more pages are looked up at once.
        private void fetch(long[] views, int from, int[] rows, int count) {
            int quarter = count / 4;
            long bits = 0;
            for (int i = 0; i < quarter; i++) {
                bits ^= views[from + 2 * rows[i]] ^ views[from + 2 * rows[quarter + i]]
                        ^ views[from + 2 * rows[2 * quarter + i]] ^ views[from + 2 * rows[3 * quarter + i]];
            }
            fetched = bits;
        }

        private int amongAll(ViewVector v, int[] rows, int count, int[] out) {
            if (differs.length < v.length) {
                differs = new int[v.length];
            }
            int[] marks = differs;
            compare(v.views, 2 * v.offset, v.length, marks);
            int n = 0;
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                out[n] = row;
                n += marks[row] ^ 1 ^ flip;
            }
            return n;
        }

        /// Marks with 1 the rows that differ, with 0 the others.
        private void compare(long[] views, int from, int count, int[] marks) {
            for (int i = 0; i < count; i++) {
                long bits = (views[from + 2 * i] ^ head) | (views[from + 2 * i + 1] ^ tail);
                marks[i] = (int) ((bits | -bits) >>> 63);
            }
        }
    }
}
