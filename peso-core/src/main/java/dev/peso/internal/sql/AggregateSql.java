package dev.peso.internal.sql;

import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan;

/// Aggregates as SQL: those whose result does not depend on the order of rows.
final class AggregateSql {
    private AggregateSql() {}

    /// @throws Unsaid if the dialect cannot say it
    static Sql say(Dialect dialect, ExprSql exprs, CheckedPlan.AggregateCall call) {
        if (call.function().user() != null || !dialect.computes()) {
            throw new Unsaid("aggregate " + call.function().name());
        }
        List<Sql> args = exprs.sayAll(call.args());
        if (isMeanBySum(dialect, call) && call.filter() == null) {
            String distinct = call.distinct() ? "distinct " : "";
            Sql value = widened(dialect, call.args().getFirst().type(), args.getFirst());
            Sql sum = cast(dialect, DataType.FLOAT64, Sql.of("sum(" + distinct + "{})", value));
            return Sql.of("({} / nullif(count(" + distinct + "{}), 0))", sum, value);
        }
        Sql plain = plain(dialect, call, args);
        CheckedExpr filter = call.filter();
        Sql filtered = filter == null
                ? plain
                : Sql.of("{} filter (where {})", plain, exprs.condition(filter));
        return cast(dialect, call.type(), filtered);
    }

    /// Counts are int64 everywhere; sums and means are not what they are here.
    static Sql cast(Dialect dialect, DataType type, Sql value) {
        return dialect == Dialect.SQLITE || type.isText()
                ? value
                : Sql.of("cast({} as " + dialect.typeName(type) + ")", value);
    }

    static Sql plain(Dialect dialect, CheckedPlan.AggregateCall call, List<Sql> args) {
        String name = call.function().name();
        DataType type = call.args().isEmpty() ? DataType.INT64 : call.args().getFirst().type();
        String distinct = call.distinct() ? "distinct " : "";
        return switch (name) {
            case "count" -> count(call, args, distinct);
            case "sum" -> sum(dialect, type, distinct, args);
            case "mean" -> mean(dialect, type, distinct, args);
            case "min", "max" -> extreme(dialect, name, type, args);
            case "bool_and", "bool_or" -> {
                require(dialect == Dialect.POSTGRESQL || dialect == Dialect.DUCKDB
                        || dialect == Dialect.SPARK,
                        name);
                yield Sql.of(name + "({})", args.getFirst());
            }
            case "count_if" -> Sql.of("count(case when {} then 1 end)", args.getFirst());
            case "count_distinct" -> Sql.of("count(distinct {})",
                    new CallSql(dialect).equality(args.getFirst(), type));
            case "stddev", "var", "stddev_pop", "var_pop" -> moment(dialect, name, type, args);
            default -> throw new Unsaid("aggregate " + name);
        };
    }

    private static void require(boolean said, String name) {
        if (!said) {
            throw new Unsaid("aggregate " + name);
        }
    }

    private static Sql count(CheckedPlan.AggregateCall call, List<Sql> args, String distinct) {
        boolean rows = args.isEmpty()
                || call.args().getFirst() instanceof CheckedExpr.Const(Object value, DataType _)
                        && value != null
                        && distinct.isEmpty();
        return rows ? Sql.of("count(*)") : Sql.of("count(" + distinct + "{})", args.getFirst());
    }

    private static Sql sum(Dialect dialect, DataType type, String distinct, List<Sql> args) {
        require(type.isNumeric() && !(dialect == Dialect.SQLITE && type instanceof DataType.Decimal), "sum");
        return Sql.of("sum(" + distinct + "{})", widened(dialect, type, args.getFirst()));
    }

    /// SQLite and PostgreSQL add up float32 as such, H2 and Spark whole numbers as long as they fit.
    private static Sql widened(Dialect dialect, DataType type, Sql value) {
        if (type == DataType.FLOAT32) {
            return cast(dialect, DataType.FLOAT64, value);
        }
        if (dialect == Dialect.SPARK && type == DataType.INT64) {
            return Sql.of("cast({} as decimal(20,0))", value);
        }
        return dialect == Dialect.H2 && type.isInteger() ? Sql.of("cast({} as decimal(38))", value) : value;
    }

    /// PostgreSQL's own squares the values, which large ones do not stand; Spark's adds up whole numbers as floats.
    private static boolean isMeanBySum(Dialect dialect, CheckedPlan.AggregateCall call) {
        return call.function().name().equals("mean") && (dialect == Dialect.POSTGRESQL
                ? call.args().getFirst().type().isFloat()
                : dialect == Dialect.SPARK && !call.args().getFirst().type().isFloat());
    }

    private static Sql mean(Dialect dialect, DataType type, String distinct, List<Sql> args) {
        require(dialect != Dialect.POSTGRESQL || !type.isFloat(), "mean");
        require(type.isNumeric(), "mean");
        require(dialect == Dialect.POSTGRESQL || dialect == Dialect.DUCKDB || type.isFloat(), "mean");
        return Sql.of("avg(" + distinct + "{})", widened(dialect, type, args.getFirst()));
    }

    private static Sql extreme(Dialect dialect, String name, DataType type, List<Sql> args) {
        if (type == DataType.BOOLEAN && dialect == Dialect.POSTGRESQL) {
            return Sql.of((name.equals("min") ? "bool_and" : "bool_or") + "({})", args.getFirst());
        }
        require(dialect.compares(type) && type != DataType.BINARY, name);
        require(!type.isText() || dialect.ordersTexts(), name);
        return dialect.plain(Sql.of(name + "({})", dialect.inOrder(args.getFirst(), type)), type);
    }

    private static Sql moment(Dialect dialect, String name, DataType type, List<Sql> args) {
        boolean exact = dialect == Dialect.POSTGRESQL && type.isInteger()
                || dialect == Dialect.SPARK && type.isInteger() && type != DataType.INT64;
        require(exact, name);
        String said = switch (name) {
            case "stddev" -> "stddev_samp";
            case "var" -> "var_samp";
            default -> name;
        };
        return Sql.of(said + "({})", args.getFirst());
    }
}
