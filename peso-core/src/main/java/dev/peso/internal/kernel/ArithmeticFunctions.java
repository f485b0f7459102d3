package dev.peso.internal.kernel;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.Function.Signature;

/// Arithmetic on numbers, and on dates and durations.
final class ArithmeticFunctions {
    private static final int MAX_PRECISION = 38;

    private ArithmeticFunctions() {}

    static void register(Functions.Registrar registrar) {
        registrar.add(basic(Arithmetic.ADD), "add", "plus");
        registrar.add(basic(Arithmetic.SUBTRACT), "subtract", "minus");
        registrar.add(basic(Arithmetic.MULTIPLY), "multiply", "times");
        registrar.add(new Function("/", ArithmeticFunctions::quotientTypes,
                (_, _) -> FloatArithmetic.kernel('/')), "divide");
        registrar.add(division("//", false, false), "int_divide");
        registrar.add(division("%", true, false), "mod", "modulo");
        registrar.add(division("try_div", false, true));
        registrar.add(division("try_mod", true, true));
        registrar.add(sign("negate", false));
        registrar.add(sign("abs", true));
    }

    private static Function basic(Arithmetic op) {
        return new Function(op.symbol(), args -> basicTypes(op, args),
                (args, result) -> kernel(op, args, result));
    }

    private static Signature basicTypes(Arithmetic op, List<CheckedExpr> args) {
        Operands.count(op.symbol(), args, 2, 2);
        CheckedExpr left = args.get(0);
        CheckedExpr right = args.get(1);
        Signature signature = left.type().isTemporal() || right.type().isTemporal()
                ? TemporalArithmetic.types(op, left, right)
                : numberTypes(op, left, right);
        if (signature == null) {
            throw refused(op.symbol(), left, right);
        }
        return signature;
    }

    private static QueryException refused(String symbol, CheckedExpr left, CheckedExpr right) {
        String advice = left.type().isText() && right.type().isText() && symbol.equals("+")
                ? "; || joins texts"
                : "";
        return new QueryException("cannot compute " + left.type() + " " + left + " " + symbol + " "
                + right.type() + " " + right + advice);
    }

    private static @Nullable Signature numberTypes(Arithmetic op, CheckedExpr left, CheckedExpr right) {
        DataType a = left.type() == DataType.NULL ? Operands.orElse(right, DataType.INT64) : left.type();
        DataType b = right.type() == DataType.NULL ? a : right.type();
        if (!a.isNumeric() || !b.isNumeric()) {
            return null;
        }
        if (a.isFloat() || b.isFloat()) {
            DataType result = a == DataType.FLOAT32 && b == DataType.FLOAT32
                    ? DataType.FLOAT32
                    : DataType.FLOAT64;
            return new Signature(List.of(plain(a), plain(b)), result);
        }
        if (a.isInteger() && b.isInteger()) {
            return new Signature(List.of(a, b), DataType.INT64);
        }
        DataType.Decimal x = decimal(left, a);
        DataType.Decimal y = decimal(right, b);
        return new Signature(List.of(x, y), decimalResult(op, x, y, left, right));
    }

    /// Integers and floats stay as they are beside a float; decimals become float64.
    private static DataType plain(DataType type) {
        return type instanceof DataType.Decimal ? DataType.FLOAT64 : type;
    }

    /// The decimal type of an operand; a whole constant needs its own digits only.
    private static DataType.Decimal decimal(CheckedExpr expr, DataType type) {
        if (expr instanceof CheckedExpr.Const c && c.value() instanceof Number n && type.isInteger()) {
            return new DataType.Decimal(java.math.BigDecimal.valueOf(n.longValue()).precision(), 0);
        }
        return TypeRules.asDecimal(type);
    }

    private static DataType.Decimal decimalResult(Arithmetic op, DataType.Decimal a, DataType.Decimal b,
            CheckedExpr left, CheckedExpr right) {
        if (op != Arithmetic.MULTIPLY) {
            int scale = Math.max(a.scale(), b.scale());
            int whole = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
            return new DataType.Decimal(Math.min(MAX_PRECISION, whole + scale + 1), scale);
        }
        int scale = a.scale() + b.scale();
        if (scale > MAX_PRECISION) {
            throw new QueryException("the product of " + a + " " + left + " and " + b + " " + right + " has "
                    + scale + " digits after the point, at most 38 are possible; cast one to a lower scale");
        }
        return new DataType.Decimal(Math.min(MAX_PRECISION, a.precision() + b.precision()), scale);
    }

    private static Function.Kernel kernel(Arithmetic op, List<CheckedExpr> args, DataType result) {
        if (args.get(0).type().isTemporal() || args.get(1).type().isTemporal()) {
            return TemporalArithmetic.kernel(op, args, result);
        }
        if (result == DataType.FLOAT32) {
            return (v, rows) -> FloatArithmetic.singles(op, (FloatVector) v[0], (FloatVector) v[1], rows);
        }
        if (result == DataType.FLOAT64) {
            return FloatArithmetic.kernel(op.symbol().charAt(0));
        }
        if (result instanceof DataType.Decimal d) {
            return DecimalArithmetic.kernel(op, (DataType.Decimal) args.get(0).type(),
                    (DataType.Decimal) args.get(1).type(), d);
        }
        return IntegerArithmetic.kernel(op, args, result);
    }

    private static Signature quotientTypes(List<CheckedExpr> args) {
        Operands.count("/", args, 2, 2);
        DataType a = Operands.orElse(args.get(0), DataType.FLOAT64);
        DataType b = Operands.orElse(args.get(1), DataType.FLOAT64);
        if (a instanceof DataType.Duration x && b instanceof DataType.Duration y) {
            DataType unit = x.unit().compareTo(y.unit()) >= 0 ? x : y;
            return new Signature(List.of(unit, unit), DataType.FLOAT64);
        }
        if (!a.isNumeric() || !b.isNumeric()) {
            throw refused("/", args.get(0), args.get(1));
        }
        return new Signature(List.of(plain(a), plain(b)), DataType.FLOAT64);
    }

    private static Function division(String name, boolean remainder, boolean orNull) {
        return new Function(name, args -> divisionTypes(name, remainder, args),
                (_, result) -> (v, rows) -> divide(v, rows, result, remainder, orNull));
    }

    private static Vector divide(Vector[] v, int rows, DataType result, boolean remainder, boolean orNull) {
        if (result.isFloat()) {
            return FloatArithmetic.divide(v[0], v[1], rows, result, remainder, orNull);
        }
        if (result instanceof DataType.Decimal d) {
            return DecimalArithmetic.divide(v[0], v[1], rows, d, remainder, orNull);
        }
        return IntegerArithmetic.divide(v[0], v[1], rows, result, remainder, orNull);
    }

    private static Signature divisionTypes(String name, boolean remainder, List<CheckedExpr> args) {
        Operands.count(name, args, 2, 2);
        CheckedExpr left = args.get(0);
        CheckedExpr right = args.get(1);
        if (left.type() instanceof DataType.Duration d
                && (right.type().isInteger() || (right.type().equals(d) && remainder))) {
            return new Signature(List.of(d, right.type()), d);
        }
        Signature signature = numberTypes(Arithmetic.ADD, left, right);
        if (signature == null) {
            throw refused(name, left, right);
        }
        if (!(signature.result() instanceof DataType.Decimal)) {
            return signature;
        }
        DataType.Decimal a = (DataType.Decimal) signature.args().get(0);
        DataType.Decimal b = (DataType.Decimal) signature.args().get(1);
        int whole = Math.clamp(a.precision() - a.scale() + (long) b.scale(), 1, MAX_PRECISION);
        int scale = Math.max(a.scale(), b.scale());
        DataType result = remainder
                ? new DataType.Decimal(Math.clamp(b.precision() - b.scale() + (long) scale, 1, MAX_PRECISION),
                        scale)
                : new DataType.Decimal(whole, 0);
        return new Signature(signature.args(), result);
    }

    private static Function sign(String name, boolean absolute) {
        return new Function(name, args -> {
            Operands.count(name, args, 1, 1);
            DataType type = Operands.orElse(args.getFirst(), DataType.INT64);
            if (!type.isNumeric() && !(type instanceof DataType.Duration)) {
                throw Operands.refuse(name, args.getFirst(), "a number or a duration");
            }
            return new Signature(List.of(type), type.isInteger() ? DataType.INT64 : type);
        }, (_, result) -> (v, rows) -> signed(v[0], rows, result, absolute));
    }

    private static Vector signed(Vector v, int rows, DataType result, boolean absolute) {
        return switch (v) {
            case DoubleVector x -> {
                double[] out = new double[rows];
                for (int i = 0; i < rows; i++) {
                    out[i] = absolute ? Math.abs(x.values[x.offset + i]) : -x.values[x.offset + i];
                }
                yield new DoubleVector(result, out, 0, rows, Bitmap.copy(v.validity, v.offset, rows));
            }
            case FloatVector x -> {
                float[] out = new float[rows];
                for (int i = 0; i < rows; i++) {
                    out[i] = absolute ? Math.abs(x.values[x.offset + i]) : -x.values[x.offset + i];
                }
                yield new FloatVector(result, out, 0, rows, Bitmap.copy(v.validity, v.offset, rows));
            }
            default -> result instanceof DataType.Decimal
                    ? DecimalArithmetic.sign(v, rows, absolute)
                    : IntegerArithmetic.sign(v, rows, result, absolute);
        };
    }
}
