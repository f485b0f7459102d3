package dev.peso.internal.sql;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

import dev.peso.DataType;
import dev.peso.internal.expr.CheckedExpr;

/// Functions, operators and casts as SQL.
final class CallSql {
    private static final Set<String> PARTS = Set.of("year", "quarter", "month", "day", "hour", "minute",
            "second");

    private final Dialect dialect;

    CallSql(Dialect dialect) {
        this.dialect = dialect;
    }

    /// @param args the arguments, said
    /// @throws Unsaid if the dialect cannot say it
    Sql say(CheckedExpr.Apply call, List<Sql> args) {
        String name = call.function().name();
        return switch (name) {
            case "=", "<>" -> comparison(call, args, equality(args.getFirst(), type(call, 0)));
            case "<", "<=", ">", ">=" -> order(call, args);
            case "is_distinct_from" -> distinct(call, args, "({} is distinct from {})");
            case "is_not_distinct_from" -> distinct(call, args, "({} is not distinct from {})");
            case "not" -> Sql.of("(not {})", args.getFirst());
            case "is_null", "is_unknown" -> Sql.of("({} is null)", args.getFirst());
            case "is_not_null", "is_not_unknown" -> Sql.of("({} is not null)", args.getFirst());
            case "is_true", "is_not_true", "is_false", "is_not_false" ->
                Sql.of("({} " + name.replace('_', ' ') + ")", args.getFirst());
            default -> computed(name, call, args);
        };
    }

    private Sql computed(String name, CheckedExpr.Apply call, List<Sql> args) {
        if (!dialect.computes()) {
            throw unsaid(name);
        }
        return switch (name) {
            case "+", "-", "*" -> arithmetic(name, call, args);
            case "/" -> quotient(call, args);
            case "//", "%" -> division(name, call, args);
            case "negate" -> signed("(-{})", call, args);
            case "abs" -> signed("abs({})", call, args);
            case "greatest", "least" -> extreme(name, call, args);
            case "nullif" -> Sql.of("nullif({}, {})", equality(args.get(0), type(call, 0)), args.get(1));
            case "is_nan" -> notANumber(call, args);
            case "floor", "ceil" -> rounded(name, call, args);
            default -> PARTS.contains(name) ? part(name, call, args) : text(name, call, args);
        };
    }

    private static Unsaid unsaid(String name) {
        return new Unsaid("function " + name);
    }

    private static DataType type(CheckedExpr.Apply call, int arg) {
        return call.args().get(arg).type();
    }

    private String name(DataType type) {
        String name = dialect.typeName(type);
        if (name == null) {
            throw new Unsaid("values of " + type);
        }
        return name;
    }

    private Sql as(DataType type, Sql value) {
        return Sql.of("cast({} as " + name(type) + ")", value);
    }

    /// A value as it is compared for equality: a column of SQLite may have a collation of its own.
    Sql equality(Sql value, DataType type) {
        return dialect == Dialect.SQLITE ? dialect.inOrder(value, type) : value;
    }

    private Sql comparison(CheckedExpr.Apply call, List<Sql> args, Sql left) {
        return Sql.of("({} " + call.function().name() + " {})", comparable(call, 0, left),
                comparable(call, 1, args.get(1)));
    }

    private Sql order(CheckedExpr.Apply call, List<Sql> args) {
        if (type(call, 0).isText() && !dialect.ordersTexts()) {
            throw new Unsaid("the order of texts");
        }
        return comparison(call, args, dialect.inOrder(args.getFirst(), type(call, 0)));
    }

    private Sql distinct(CheckedExpr.Apply call, List<Sql> args, String template) {
        return Sql.of(template, comparable(call, 0, equality(args.get(0), type(call, 0))),
                comparable(call, 1, args.get(1)));
    }

    /// One side of a comparison. Here numbers of two types are compared by what they are, there often as floats, which
    /// lose digits of large whole numbers.
    private Sql comparable(CheckedExpr.Apply call, int side, Sql value) {
        DataType own = type(call, side);
        DataType other = type(call, 1 - side);
        if (own.isFloat() == other.isFloat()) {
            boolean decimals = own instanceof DataType.Decimal || other instanceof DataType.Decimal;
            if (decimals && !own.equals(other) && dialect != Dialect.POSTGRESQL) {
                throw new Unsaid("a comparison of " + own + " with " + other);
            }
            return value;
        }
        if (!own.isFloat() && !isExactAsFloat(call.args().get(side))) {
            throw new Unsaid("a comparison of " + own + " with " + other);
        }
        return own == DataType.FLOAT64 || dialect == Dialect.SQLITE ? value : as(DataType.FLOAT64, value);
    }

    private static boolean isExactAsFloat(CheckedExpr expr) {
        return expr.type().isInteger() && (expr.type() != DataType.INT64
                || expr instanceof CheckedExpr.Const(Object value, DataType _) && value instanceof Number n
                        && Math.abs(n.longValue()) <= 1L << 53);
    }

    private Sql arithmetic(String operator, CheckedExpr.Apply call, List<Sql> args) {
        DataType type = call.type();
        boolean numbers = type(call, 0).isNumeric() && type(call, 1).isNumeric();
        // whole numbers that are too large become floats in SQLite
        if (!numbers || dialect == Dialect.SQLITE && !type.isFloat()) {
            throw unsaid(operator);
        }
        if (!(type instanceof DataType.Decimal d)) {
            return Sql.of("({} " + operator + " {})", as(type, args.get(0)), as(type, args.get(1)));
        }
        if (dialect == Dialect.POSTGRESQL) {
            return as(type, Sql.of("({} " + operator + " {})", args.get(0), args.get(1)));
        }
        if (dialect != Dialect.DUCKDB && dialect != Dialect.SPARK || d.precision() == 38
                || operator.equals("*")) {
            throw unsaid(operator + " of decimals");
        }
        return as(type,
                Sql.of("({} " + operator + " {})", as(type, args.get(0)), as(type, args.get(1))));
    }

    /// Floats, where a division by zero gives an infinity or no number.
    private Sql quotient(CheckedExpr.Apply call, List<Sql> args) {
        Sql a = as(call.type(), args.get(0));
        Sql b = as(call.type(), args.get(1));
        return switch (dialect) {
            case DUCKDB -> Sql.of("({} / {})", a, b);
            case POSTGRESQL, SPARK ->
                isNotZero(call.args().get(1)) ? Sql.of("({} / {})", a, b) : guarded(call, a, b);
            case SQLITE, H2, GENERIC -> throw unsaid("/");
        };
    }

    private Sql guarded(CheckedExpr.Apply call, Sql a, Sql b) {
        if (call.type() != DataType.FLOAT64 || a.text().length() + b.text().length() > 400) {
            throw unsaid("/");
        }
        boolean spark = dialect == Dialect.SPARK;
        Sql zero = Sql.of(spark ? "cast({} as string) = '0.0'" : "{}::text = '0'", b);
        return Sql.of("(case when {} = 0 then case when {} = 0 or {} = {} then {} "
                + "when ({} > 0) = ({}) then {} when {} is not null then {} end else {} / {} end)", b, a, a,
                number("NaN"), number("NaN"), a, zero, number("Infinity"), a, number("-Infinity"), a, b);
    }

    /// A float that has no digits.
    private Sql number(String name) {
        return Sql.of("cast('" + name + "' as " + name(DataType.FLOAT64) + ")");
    }

    private static boolean isNotZero(CheckedExpr expr) {
        CheckedExpr inner = expr instanceof CheckedExpr.Convert c ? c.input() : expr;
        return inner instanceof CheckedExpr.Const(Object value, DataType _)
                && value instanceof Number n && new BigDecimal(n.toString()).signum() != 0;
    }

    /// Whole numbers, but for Spark by a constant that is neither zero, which fails here but is null elsewhere, nor -1.
    private Sql division(String operator, CheckedExpr.Apply call, List<Sql> args) {
        boolean whole = call.type() == DataType.INT64 && type(call, 0).isInteger()
                && type(call, 1).isInteger();
        if (whole && dialect == Dialect.SPARK) {
            return Sql.of("({} " + (operator.equals("%") ? "%" : "div") + " {})",
                    as(DataType.INT64, args.get(0)), as(DataType.INT64, args.get(1)));
        }
        boolean fits = whole && call.args().get(1) instanceof CheckedExpr.Const(Object value, DataType _)
                && value instanceof Number n && Math.abs(n.longValue()) > 1;
        if (!fits) {
            throw unsaid(operator);
        }
        String said = operator.equals("%") || dialect == Dialect.DUCKDB ? operator : "/";
        return Sql.of("({} " + said + " {})", as(DataType.INT64, args.get(0)), args.get(1));
    }

    private Sql signed(String template, CheckedExpr.Apply call, List<Sql> args) {
        if (!call.type().isNumeric() || dialect == Dialect.SQLITE) {
            throw unsaid(call.function().name());
        }
        return Sql.of(template, as(call.type(), args.getFirst()));
    }

    private Sql extreme(String name, CheckedExpr.Apply call, List<Sql> args) {
        if (dialect != Dialect.POSTGRESQL && dialect != Dialect.DUCKDB && dialect != Dialect.SPARK) {
            throw unsaid(name); // null when one is, or with another order
        }
        List<Sql> ordered = args.stream().map(a -> dialect.inOrder(a, call.type())).toList();
        return dialect.plain(Sql.of(name + "({})", Sql.join(", ", ordered)), call.type());
    }

    private Sql notANumber(CheckedExpr.Apply call, List<Sql> args) {
        return switch (dialect) {
            case POSTGRESQL -> Sql.of("({} = 'NaN')", args.getFirst());
            case SPARK -> Sql.of("({} = {})", args.getFirst(), number("NaN")); // its own is false for null
            case DUCKDB -> Sql.of("isnan({})", args.getFirst());
            case SQLITE, H2, GENERIC -> throw unsaid(call.function().name());
        };
    }

    private Sql rounded(String name, CheckedExpr.Apply call, List<Sql> args) {
        if (call.type() != DataType.FLOAT64 || type(call, 0) != DataType.FLOAT64
                || dialect != Dialect.POSTGRESQL && dialect != Dialect.DUCKDB) { // Spark's are whole numbers
            throw unsaid(name);
        }
        return Sql.of(name + "({})", args.getFirst());
    }

    /// Parts of dates and times that no zone changes.
    private Sql part(String name, CheckedExpr.Apply call, List<Sql> args) {
        DataType type = type(call, 0);
        boolean local = type == DataType.DATE || type instanceof DataType.Time
                || type instanceof DataType.Timestamp t && t.zone() == null;
        if (!local || dialect == Dialect.SQLITE || dialect == Dialect.H2) {
            throw unsaid(name);
        }
        Sql value = args.getFirst();
        Sql part = Sql.of("floor(extract(" + name + " from {}))", value);
        if (name.equals("year") && dialect == Dialect.POSTGRESQL) {
            part = Sql.of("({} + case when {} < date '0001-01-01' then 1 else 0 end)", part, value);
        }
        return as(call.type(), part);
    }

    private Sql text(String name, CheckedExpr.Apply call, List<Sql> args) {
        boolean texts = call.args().stream().allMatch(a -> a.type().isText());
        if (!texts) {
            throw unsaid(name);
        }
        boolean postgres = dialect == Dialect.POSTGRESQL;
        boolean spark = dialect == Dialect.SPARK;
        if (name.equals("||")) {
            return Sql.of("({} || {})", args.get(0), args.get(1));
        }
        if (!postgres && !spark && dialect != Dialect.DUCKDB) {
            throw unsaid(name);
        }
        return switch (name) {
            case "length" -> Sql.of("cast(length({}) as bigint)", args.getFirst());
            case "like" -> like(args);
            case "starts_with" ->
                Sql.of(spark ? "startswith({}, {})" : "starts_with({}, {})", args.get(0), args.get(1));
            case "contains" -> Sql.of(postgres ? "(strpos({}, {}) > 0)" : "contains({}, {})", args.get(0),
                    args.get(1));
            default -> throw unsaid(name);
        };
    }

    /// Without an escape character, which PostgreSQL and Spark would think of by themselves.
    private Sql like(List<Sql> args) {
        if (args.size() != 2) {
            throw unsaid("like");
        }
        return Sql.of(switch (dialect) {
            case POSTGRESQL -> "({} like {} escape '')";
            case SPARK -> "({} like replace({}, '\\\\', '\\\\\\\\'))";
            default -> "({} like {})";
        }, args.get(0), args.get(1));
    }

    /// A change of type that gives the same value.
    Sql convert(CheckedExpr.Convert convert, Sql value) {
        DataType from = convert.input().type();
        DataType to = convert.type();
        if (from.equals(to) || from.isText() && to.isText()) {
            return value;
        }
        if (convert.orNull() || !dialect.computes() || !isSame(from, to)) {
            throw new Unsaid("a cast of " + from + " to " + to);
        }
        return as(to, value);
    }

    private boolean isSame(DataType from, DataType to) {
        if (dialect == Dialect.SQLITE) {
            return from == DataType.INT64 && to == DataType.FLOAT64;
        }
        if (from.isInteger()) {
            return to.isInteger() || to.isFloat() || to == DataType.UTF8
                    || to instanceof DataType.Decimal
                            && (dialect == Dialect.POSTGRESQL || dialect == Dialect.SPARK);
        }
        return switch (from) {
            case DataType.Decimal a ->
                to == DataType.FLOAT64 || to instanceof DataType.Decimal b && b.scale() >= a.scale();
            case DataType.Timestamp t -> t.zone() == null && to == DataType.DATE;
            default -> from == DataType.FLOAT32 && to == DataType.FLOAT64
                    || from == DataType.DATE && to.equals(DataType.TIMESTAMP)
                    || from == DataType.BOOLEAN && to == DataType.UTF8 && dialect != Dialect.H2;
        };
    }
}
