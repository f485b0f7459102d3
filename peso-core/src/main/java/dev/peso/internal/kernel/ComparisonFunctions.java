package dev.peso.internal.kernel;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;

/// Comparison, null tests and logic.
final class ComparisonFunctions {
    private ComparisonFunctions() {}

    static void register(Functions.Registrar registrar) {
        for (Comparison op : Comparison.values()) {
            registrar.add(new Function(op.symbol(), args -> types(op.symbol(), args),
                    (args, _) -> comparison(op, args)), op.aliases());
        }
        registrar.add(distinct("is_distinct_from", Comparison.NOT_EQUAL));
        registrar.add(distinct("is_not_distinct_from", Comparison.EQUAL));
        registrar.add(new Function("not",
                args -> Operands.one("not", args, DataType.BOOLEAN, DataType.BOOLEAN),
                (_, _) -> (v, rows) -> not(Step.bits(v[0]), rows)));
        registrar.add(test("is_null", null, (v, rows) -> nulls(v, rows, true)), "isnull");
        registrar.add(test("is_not_null", null, (v, rows) -> nulls(v, rows, false)), "isnotnull", "notnull");
        registrar.add(test("is_true", DataType.BOOLEAN, (v, rows) -> truth(v, rows, true, false)));
        registrar.add(test("is_not_true", DataType.BOOLEAN, (v, rows) -> truth(v, rows, true, true)));
        registrar.add(test("is_false", DataType.BOOLEAN, (v, rows) -> truth(v, rows, false, false)));
        registrar.add(test("is_not_false", DataType.BOOLEAN, (v, rows) -> truth(v, rows, false, true)));
        registrar.add(test("is_unknown", DataType.BOOLEAN, (v, rows) -> nulls(v, rows, true)));
        registrar.add(test("is_not_unknown", DataType.BOOLEAN, (v, rows) -> nulls(v, rows, false)));
        registrar.add(new Function("nullif", ComparisonFunctions::nullIfTypes,
                (args, _) -> nullIf(args)));
        registrar.add(extreme("greatest", true));
        registrar.add(extreme("least", false));
    }

    /// The types in which two values are compared.
    static Function.Signature types(String function, List<CheckedExpr> args) {
        Operands.count(function, args, 2, 2);
        CheckedExpr left = args.get(0);
        CheckedExpr right = args.get(1);
        DataType common = TypeRules.common(args);
        if (common == null) {
            throw new QueryException("cannot compare " + left.type() + " " + left + " with " + right.type()
                    + " " + right + "; cast one of them");
        }
        boolean numbers = isPlainNumber(left) && isPlainNumber(right);
        boolean texts = left.type().isText() && right.type().isText();
        if (numbers || texts || exceedsDecimal(left, right)) {
            return new Function.Signature(List.of(left.type(), right.type()), DataType.BOOLEAN);
        }
        return new Function.Signature(List.of(common, common), DataType.BOOLEAN);
    }

    private static boolean isPlainNumber(CheckedExpr e) {
        return e.type().isInteger() || e.type().isFloat();
    }

    /// Whether two decimals have no common type of 38 digits, so that they are compared as they are.
    private static boolean exceedsDecimal(CheckedExpr left, CheckedExpr right) {
        boolean decimals = (left.type() instanceof DataType.Decimal
                || right.type() instanceof DataType.Decimal)
                && left.type().isNumeric() && right.type().isNumeric() && !left.type().isFloat()
                && !right.type().isFloat();
        if (!decimals) {
            return false;
        }
        DataType.Decimal a = TypeRules.asDecimal(left.type());
        DataType.Decimal b = TypeRules.asDecimal(right.type());
        return Math.max(a.precision() - a.scale(), b.precision() - b.scale()) + Math.max(a.scale(),
                b.scale()) > 38;
    }

    private static Function.Kernel comparison(Comparison op, List<CheckedExpr> args) {
        if (args.get(0).type() == DataType.NULL || args.get(1).type() == DataType.NULL) {
            return (_, rows) -> Vectors.nulls(DataType.BOOLEAN, rows);
        }
        Comparers.Comparer comparer = Comparers.of(op, args.get(0), args.get(1));
        return (v, rows) -> {
            long[] bits = new long[Bitmap.words(rows)];
            comparer.compare(v[0], v[1], bits);
            return new BitVector(bits, 0, rows, both(v[0], v[1]));
        };
    }

    /// Where both vectors have values.
    static long @Nullable [] both(Vector a, Vector b) {
        return Bitmap.and(a.validity, a.offset, b.validity, b.offset, a.length);
    }

    private static Function distinct(String name, Comparison op) {
        boolean whenOneIsNull = op == Comparison.NOT_EQUAL;
        return new Function(name, args -> types(name, args), (args, _) -> {
            Function.Kernel plain = comparison(op, args);
            return (v, rows) -> {
                BitVector same = (BitVector) plain.apply(v, rows);
                if (v[0].validity == null && v[1].validity == null) {
                    return same;
                }
                long[] bits = new long[Bitmap.words(rows)];
                for (int w = 0; w < bits.length; w++) {
                    long a = validWord(v[0], w);
                    long b = validWord(v[1], w);
                    bits[w] = (Bitmap.word(same.bits, w << 6) & a & b)
                            | (whenOneIsNull ? a ^ b : ~a & ~b);
                }
                return new BitVector(bits, 0, rows, null);
            };
        });
    }

    private static long validWord(Vector v, int w) {
        return v.validity == null ? -1L : Bitmap.word(v.validity, v.offset + (w << 6));
    }

    private static BitVector not(BitVector v, int rows) {
        long[] bits = new long[Bitmap.words(rows)];
        for (int w = 0; w < bits.length; w++) {
            bits[w] = ~Bitmap.word(v.bits, v.offset + (w << 6));
        }
        return new BitVector(bits, 0, rows, Bitmap.copy(v.validity, v.offset, rows));
    }

    /// A test that is never null.
    private interface Test {
        BitVector test(Vector v, int rows);
    }

    private static Function test(String name, @Nullable DataType wanted, Test test) {
        return new Function(name, args -> {
            if (wanted != null) {
                return Operands.one(name, args, wanted, DataType.BOOLEAN);
            }
            Operands.count(name, args, 1, 1);
            return new Function.Signature(List.of(args.getFirst().type()), DataType.BOOLEAN);
        }, (_, _) -> (v, rows) -> test.test(v[0], rows));
    }

    private static BitVector nulls(Vector v, int rows, boolean wanted) {
        long[] bits = new long[Bitmap.words(rows)];
        for (int w = 0; w < bits.length; w++) {
            bits[w] = wanted ? ~validWord(v, w) : validWord(v, w);
        }
        return new BitVector(bits, 0, rows, null);
    }

    private static BitVector truth(Vector v, int rows, boolean value, boolean negate) {
        BitVector b = Step.bits(v);
        long[] bits = new long[Bitmap.words(rows)];
        for (int w = 0; w < bits.length; w++) {
            long word = Bitmap.word(b.bits, b.offset + (w << 6));
            long holds = (value ? word : ~word) & validWord(b, w);
            bits[w] = negate ? ~holds : holds;
        }
        return new BitVector(bits, 0, rows, null);
    }

    private static Function.Signature nullIfTypes(List<CheckedExpr> args) {
        Function.Signature compared = types("nullif", args);
        return new Function.Signature(compared.args(), compared.args().getFirst());
    }

    private static Function.Kernel nullIf(List<CheckedExpr> args) {
        Function.Kernel equal = comparison(Comparison.EQUAL, args);
        return (v, rows) -> {
            BitVector same = (BitVector) equal.apply(v, rows);
            Vector value = v[0];
            long[] valid = new long[Bitmap.words(rows)];
            for (int i = 0; i < rows; i++) {
                if (!value.isNull(i) && !same.isTrue(i)) {
                    Bitmap.set(valid, i);
                }
            }
            return Nulls.with(value, valid);
        };
    }

    private static Function extreme(String name, boolean greatest) {
        return new Function(name, args -> {
            Operands.count(name, args, 1, Integer.MAX_VALUE);
            DataType common = TypeRules.common(args);
            if (common == null) {
                throw new QueryException("function \"" + name.toLowerCase(Locale.ROOT)
                        + "\" takes values of one type, got "
                        + String.join(", ", args.stream().map(a -> a.type().toString()).toList()));
            }
            return new Function.Signature(Collections.nCopies(args.size(), common), common);
        }, (_, type) -> (v, rows) -> Extremes.of(v, rows, type, greatest));
    }
}
