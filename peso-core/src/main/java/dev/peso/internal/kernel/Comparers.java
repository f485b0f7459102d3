package dev.peso.internal.kernel;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.Dictionaries;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;
import dev.peso.internal.column.WideVector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.RowException;

/// Compares two vectors into bits, 64 rows a word and without a branch a row. Long, because each loop stands alone.
final class Comparers {
    private Comparers() {}

    /// Sets bit `i` of `out`, all zero before, if the comparison holds in row `i`. Null rows get any bit.
    @FunctionalInterface
    interface Comparer {
        void compare(Vector a, Vector b, long[] out);
    }

    /// The loop for two expressions whose types the comparison's signature allows.
    static Comparer of(Comparison op, CheckedExpr left, CheckedExpr right) {
        if (left instanceof CheckedExpr.Const && !(right instanceof CheckedExpr.Const)) {
            Comparer flipped = of(op.flipped(), right, left);
            return (a, b, out) -> flipped.compare(b, a, out);
        }
        DataType type = left.type();
        DataType other = right.type();
        Object constant = right instanceof CheckedExpr.Const c ? c.value() : null;
        boolean sameStored = type.equals(other)
                && (type.isTemporal() || (type instanceof DataType.Decimal d && d.isCompact()));
        if ((type.isInteger() && other.isInteger()) || sameStored) {
            return constant == null
                    ? (a, b, out) -> whole(op, a, b, out)
                    : wholeConstant(op, Scalars.toLong(other, constant));
        }
        if (isNumber(type) && isNumber(other)) {
            double bound = constant == null ? Double.NaN : ((Number) constant).doubleValue();
            return Double.isNaN(bound)
                    ? (a, b, out) -> doubles(op, a, b, out)
                    : (a, _, out) -> doubleConstant(op, a, bound, out);
        }
        if (type == DataType.BOOLEAN && other == DataType.BOOLEAN) {
            return (a, b, out) -> booleans(op, (BitVector) a, (BitVector) b, out);
        }
        if (type.isText() || type == DataType.BINARY) {
            return texts(op, type, constant != null);
        }
        return type instanceof DataType.Decimal && type.equals(other)
                ? (a, b, out) -> wide(op, (WideVector) a, (WideVector) b, out)
                : (a, b, out) -> rows(op, a, b, out);
    }

    private static boolean isNumber(DataType type) {
        return type.isInteger() || type.isFloat();
    }

    private static void whole(Comparison op, Vector left, Vector right, long[] out) {
        switch (op) {
            case GREATER, AT_LEAST -> whole(op.flipped(), right, left, out);
            case NOT_EQUAL -> {
                whole(Comparison.EQUAL, left, right, out);
                invert(out);
            }
            case EQUAL, LESS, AT_MOST -> {
                if (left instanceof IntVector a && right instanceof IntVector b) {
                    ints(op, a.values, a.offset, b.values, b.offset, a.length, out);
                } else {
                    long[] a = left instanceof LongVector x ? x.values : Numbers.longs(left);
                    long[] b = right instanceof LongVector x ? x.values : Numbers.longs(right);
                    longs(op, a, left instanceof LongVector ? left.offset : 0, b,
                            right instanceof LongVector ? right.offset : 0, left.length, out);
                }
            }
        }
    }

    private static void invert(long[] out) {
        for (int w = 0; w < out.length; w++) {
            out[w] = ~out[w];
        }
    }

    private static void ints(Comparison op, int[] a, int ao, int[] b, int bo, int n, long[] out) {
        for (int from = 0; from < n; from += 64) {
            int count = Math.min(64, n - from);
            int ai = ao + from;
            int bi = bo + from;
            long word = 0;
            switch (op) {
                case EQUAL -> {
                    for (int j = 0; j < count; j++) {
                        word |= (a[ai + j] == b[bi + j] ? 1L : 0) << j;
                    }
                }
                case LESS -> {
                    for (int j = 0; j < count; j++) {
                        word |= (a[ai + j] < b[bi + j] ? 1L : 0) << j;
                    }
                }
                default -> {
                    for (int j = 0; j < count; j++) {
                        word |= (a[ai + j] <= b[bi + j] ? 1L : 0) << j;
                    }
                }
            }
            out[from >>> 6] = word;
        }
    }

    private static void longs(Comparison op, long[] a, int ao, long[] b, int bo, int n, long[] out) {
        for (int from = 0; from < n; from += 64) {
            int count = Math.min(64, n - from);
            int ai = ao + from;
            int bi = bo + from;
            long word = 0;
            switch (op) {
                case EQUAL -> {
                    for (int j = 0; j < count; j++) {
                        word |= (a[ai + j] == b[bi + j] ? 1L : 0) << j;
                    }
                }
                case LESS -> {
                    for (int j = 0; j < count; j++) {
                        word |= (a[ai + j] < b[bi + j] ? 1L : 0) << j;
                    }
                }
                default -> {
                    for (int j = 0; j < count; j++) {
                        word |= (a[ai + j] <= b[bi + j] ? 1L : 0) << j;
                    }
                }
            }
            out[from >>> 6] = word;
        }
    }

    /// A comparison with a whole number is a test for a range, or for being outside of it.
    private static Comparer wholeConstant(Comparison op, long value) {
        boolean none = (op == Comparison.LESS && value == Long.MIN_VALUE)
                || (op == Comparison.GREATER && value == Long.MAX_VALUE);
        if (none) {
            return (_, _, _) -> {};
        }
        return switch (op) {
            case EQUAL -> (a, _, out) -> range(a, value, value, false, out);
            case NOT_EQUAL -> (a, _, out) -> range(a, value, value, true, out);
            case LESS -> (a, _, out) -> range(a, Long.MIN_VALUE, value - 1, false, out);
            case AT_MOST -> (a, _, out) -> range(a, Long.MIN_VALUE, value, false, out);
            case GREATER -> (a, _, out) -> range(a, value + 1, Long.MAX_VALUE, false, out);
            case AT_LEAST -> (a, _, out) -> range(a, value, Long.MAX_VALUE, false, out);
        };
    }

    private static void range(Vector v, long low, long high, boolean outside, long[] out) {
        long span = high - low + Long.MIN_VALUE;
        int n = v.length;
        if (v instanceof IntVector x) {
            int[] values = x.values;
            for (int from = 0; from < n; from += 64) {
                int count = Math.min(64, n - from);
                int at = x.offset + from;
                long word = 0;
                for (int j = 0; j < count; j++) {
                    word |= (values[at + j] - low + Long.MIN_VALUE <= span ? 1L : 0) << j;
                }
                out[from >>> 6] = word;
            }
        } else {
            long[] values = v instanceof LongVector x ? x.values : Numbers.longs(v);
            int offset = v instanceof LongVector ? v.offset : 0;
            for (int from = 0; from < n; from += 64) {
                int count = Math.min(64, n - from);
                int at = offset + from;
                long word = 0;
                for (int j = 0; j < count; j++) {
                    word |= (values[at + j] - low + Long.MIN_VALUE <= span ? 1L : 0) << j;
                }
                out[from >>> 6] = word;
            }
        }
        if (outside) {
            invert(out);
        }
    }

    private static void doubles(Comparison op, Vector left, Vector right, long[] out) {
        switch (op) {
            case NOT_EQUAL -> {
                doubles(Comparison.EQUAL, left, right, out);
                invert(out);
            }
            case GREATER -> doubles(Comparison.LESS, right, left, out);
            case AT_LEAST -> doubles(Comparison.AT_MOST, right, left, out);
            case EQUAL, LESS, AT_MOST -> {
                double[] a = left instanceof DoubleVector x ? x.values : Numbers.doubles(left);
                double[] b = right instanceof DoubleVector x ? x.values : Numbers.doubles(right);
                doubles(op, a, left instanceof DoubleVector ? left.offset : 0, b,
                        right instanceof DoubleVector ? right.offset : 0, left.length, out);
            }
        }
    }

    private static void doubles(Comparison op, double[] a, int ao, double[] b, int bo, int n, long[] out) {
        for (int from = 0; from < n; from += 64) {
            int count = Math.min(64, n - from);
            long word = 0;
            switch (op) {
                case EQUAL -> {
                    for (int j = 0; j < count; j++) {
                        double x = a[ao + from + j];
                        double y = b[bo + from + j];
                        word |= (x == y || (Double.isNaN(x) && Double.isNaN(y)) ? 1L : 0) << j;
                    }
                }
                case LESS -> {
                    for (int j = 0; j < count; j++) {
                        double x = a[ao + from + j];
                        double y = b[bo + from + j];
                        word |= (x < y || (Double.isNaN(y) && !Double.isNaN(x)) ? 1L : 0) << j;
                    }
                }
                default -> {
                    for (int j = 0; j < count; j++) {
                        word |= (a[ao + from + j] <= b[bo + from + j] || Double.isNaN(b[bo + from + j])
                                ? 1L
                                : 0) << j;
                    }
                }
            }
            out[from >>> 6] = word;
        }
    }

    /// Against a bound that is not NaN, IEEE comparison is right for `=`, `<` and `<=`; the others negate them.
    private static void doubleConstant(Comparison op, Vector v, double bound, long[] out) {
        double[] values = v instanceof DoubleVector x ? x.values : Numbers.doubles(v);
        int offset = v instanceof DoubleVector ? v.offset : 0;
        boolean negate = op == Comparison.NOT_EQUAL || op == Comparison.GREATER || op == Comparison.AT_LEAST;
        Comparison base = negate ? op.negated() : op;
        int n = v.length;
        for (int from = 0; from < n; from += 64) {
            int count = Math.min(64, n - from);
            int at = offset + from;
            long word = 0;
            switch (base) {
                case EQUAL -> {
                    for (int j = 0; j < count; j++) {
                        word |= (values[at + j] == bound ? 1L : 0) << j;
                    }
                }
                case LESS -> {
                    for (int j = 0; j < count; j++) {
                        word |= (values[at + j] < bound ? 1L : 0) << j;
                    }
                }
                default -> {
                    for (int j = 0; j < count; j++) {
                        word |= (values[at + j] <= bound ? 1L : 0) << j;
                    }
                }
            }
            out[from >>> 6] = negate ? ~word : word;
        }
    }

    private static void booleans(Comparison op, BitVector a, BitVector b, long[] out) {
        for (int w = 0; w < out.length; w++) {
            long x = Bitmap.word(a.bits, a.offset + (w << 6));
            long y = Bitmap.word(b.bits, b.offset + (w << 6));
            out[w] = switch (op) {
                case EQUAL -> ~(x ^ y);
                case NOT_EQUAL -> x ^ y;
                case LESS -> ~x & y;
                case AT_MOST -> ~x | y;
                case GREATER -> x & ~y;
                case AT_LEAST -> x | ~y;
            };
        }
    }

    private static Comparer texts(Comparison op, DataType type, boolean constant) {
        if (!(type instanceof DataType.Categorical)) {
            return (a, b, out) -> mixedTexts(op, a, b, out);
        }
        return constant ? new DictionaryComparer(op) : (a, b, out) -> mixedTexts(op, a, b, out);
    }

    private static void mixedTexts(Comparison op, Vector a, Vector b, long[] out) {
        if (a instanceof CodeVector x && b instanceof CodeVector y) {
            codes(op, x, y, out);
            return;
        }
        views(op, a instanceof CodeVector c ? c.decode() : (ViewVector) a,
                b instanceof CodeVector c ? c.decode() : (ViewVector) b, out);
    }

    private static boolean isOrdered(Vector v) {
        return v.type instanceof DataType.Categorical c && c.ordered();
    }

    private static void codes(Comparison op, CodeVector a, CodeVector b, long[] out) {
        boolean equality = op == Comparison.EQUAL || op == Comparison.NOT_EQUAL;
        boolean ordered = isOrdered(a) && isOrdered(b);
        if (!equality && !ordered) {
            views(op, a.decode(), b.decode(), out);
        } else if (a.dictionary == b.dictionary) {
            IntVector left = new IntVector(DataType.INT32, a.codes, a.offset, a.length, null);
            whole(op, left, new IntVector(DataType.INT32, b.codes, b.offset, b.length, null), out);
        } else {
            Dictionaries.Unified unified = Dictionaries.unify(List.of(a, b));
            whole(op, recoded(a, unified.mappings().get(0)), recoded(b, unified.mappings().get(1)), out);
        }
    }

    private static IntVector recoded(CodeVector v, int[] mapping) {
        int[] codes = new int[v.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = mapping[v.code(i)];
        }
        return IntVector.of(DataType.INT32, codes);
    }

    private static void views(Comparison op, ViewVector a, ViewVector b, long[] out) {
        int n = a.length;
        if (op == Comparison.EQUAL || op == Comparison.NOT_EQUAL) {
            for (int i = 0; i < n; i++) {
                boolean equal = Views.equal(a.head(i), a.tail(i), a.buffers, b.head(i), b.tail(i),
                        b.buffers);
                out[i >>> 6] |= (equal ? 1L : 0) << i;
            }
            if (op == Comparison.NOT_EQUAL) {
                invert(out);
            }
            return;
        }
        for (int i = 0; i < n; i++) {
            int order = Views.compare(a.head(i), a.tail(i), a.buffers, b.head(i), b.tail(i), b.buffers);
            out[i >>> 6] |= (op.holds(order) ? 1L : 0) << i;
        }
    }

    private static void wide(Comparison op, WideVector a, WideVector b, long[] out) {
        for (int i = 0; i < a.length; i++) {
            int order = Wide.compare(a.low(i), a.high(i), b.low(i), b.high(i));
            out[i >>> 6] |= (op.holds(order) ? 1L : 0) << i;
        }
    }

    private static void rows(Comparison op, Vector a, Vector b, long[] out) {
        for (int i = 0; i < a.length; i++) {
            if (!a.isNull(i) && !b.isNull(i) && op.holds(RowOrder.compare(a, i, b, i))) {
                out[i >>> 6] |= 1L << i;
            }
        }
    }

    /// Codes against a constant text: the dictionary is compared once, then rows look their code up.
    private static final class DictionaryComparer implements Comparer {
        private final Comparison op;
        private @Nullable ViewVector dictionary;
        private long[] hits = new long[0];

        DictionaryComparer(Comparison op) {
            this.op = op;
        }

        @Override
        public void compare(Vector a, Vector b, long[] out) {
            CodeVector codes = (CodeVector) a;
            if (dictionary != codes.dictionary) {
                dictionary = codes.dictionary;
                hits = hits(codes.dictionary, b, isOrdered(a));
            }
            for (int i = 0; i < codes.length; i++) {
                int code = codes.codes[codes.offset + i];
                out[i >>> 6] |= (hits[code >>> 6] >>> code & 1) << i;
            }
        }

        private long[] hits(ViewVector texts, Vector constant, boolean ordered) {
            ViewVector wanted = constant instanceof CodeVector c
                    ? c.slice(0, 1).decode()
                    : (ViewVector) constant.slice(0, 1);
            long[] bits = new long[Bitmap.words(texts.length + 1)];
            int wantedCode = ordered ? code(texts, wanted) : 0;
            for (int code = 0; code < texts.length; code++) {
                int order = ordered
                        ? Integer.compare(code, wantedCode)
                        : RowOrder.compare(texts, code, wanted, 0);
                if (op.holds(order)) {
                    Bitmap.set(bits, code);
                }
            }
            return bits;
        }

        private int code(ViewVector texts, ViewVector wanted) {
            for (int code = 0; code < texts.length; code++) {
                if (RowOrder.compare(texts, code, wanted, 0) == 0) {
                    return code;
                }
            }
            if (op == Comparison.EQUAL || op == Comparison.NOT_EQUAL) {
                return -1;
            }
            throw new RowException(0, Texts.shown(wanted.getString(0))
                    + " is not in the ordered dictionary, so nothing is less or greater than it");
        }
    }
}
