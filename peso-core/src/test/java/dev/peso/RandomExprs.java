package dev.peso;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Random expressions over a schema, each in Peso's text and in DuckDB's SQL.
final class RandomExprs {
    /// One expression in both spellings.
    record Pair(String peso, String sql) {
        static Pair same(String text) {
            return new Pair(text, text);
        }

        Pair parenthesized() {
            return new Pair("(" + peso + ")", "(" + sql + ")");
        }
    }

    private final RandomGenerator random;
    private final Schema schema;

    RandomExprs(RandomGenerator random, Schema schema) {
        this.random = random;
        this.schema = schema;
    }

    List<String> columns(java.util.function.Predicate<DataType> kind) {
        List<String> names = new ArrayList<>();
        for (Field field : schema) {
            if (kind.test(field.type())) {
                names.add(field.name());
            }
        }
        return names;
    }

    <T> T pick(List<T> options) {
        return options.get(random.nextInt(options.size()));
    }

    private Pair join(Pair a, String peso, String sql, Pair b) {
        return new Pair("(" + a.peso + " " + peso + " " + b.peso + ")",
                "(" + a.sql + " " + sql + " " + b.sql + ")");
    }

    private Pair wrap(String before, Pair a, String after) {
        return new Pair(before + a.peso + after, before + a.sql + after);
    }

    /// A whole number.
    Pair whole(int depth) {
        List<String> columns = columns(DataType::isInteger);
        if (depth == 0 || random.nextInt(4) == 0) {
            if (columns.isEmpty() || random.nextInt(3) == 0) {
                return Pair.same(String.valueOf(random.nextInt(0, 6)));
            }
            String column = pick(columns);
            return new Pair(column, column + "::bigint");
        }
        return switch (random.nextInt(10)) {
            case 0, 1 -> join(whole(depth - 1), "+", "+", whole(depth - 1));
            case 2 -> join(whole(depth - 1), "-", "-", whole(depth - 1));
            case 3 -> join(whole(depth - 1), "*", "*", whole(depth - 1));
            case 4 -> wrap("abs(", whole(depth - 1), ")");
            case 5 -> wrap("(", whole(depth - 1), " % 3)");
            case 6 -> wrap("coalesce(", whole(depth - 1), ", 0)");
            case 7 -> wrap("length(", text(depth - 1), ")");
            case 8 -> choice(condition(depth - 1), whole(depth - 1), whole(depth - 1));
            default -> columns(t -> t == DataType.DATE).isEmpty()
                    ? wrap("(-", whole(depth - 1), ")")
                    : wrap("day(", Pair.same(pick(columns(t -> t == DataType.DATE))), ")");
        };
    }

    /// A float.
    Pair fraction(int depth) {
        List<String> columns = columns(DataType::isFloat);
        if (depth == 0 || random.nextInt(4) == 0) {
            if (columns.isEmpty() || random.nextInt(3) == 0) {
                return new Pair("0.25", "0.25::double");
            }
            return Pair.same(pick(columns));
        }
        return switch (random.nextInt(7)) {
            case 0 -> join(fraction(depth - 1), "+", "+", fraction(depth - 1));
            case 1 -> join(fraction(depth - 1), "-", "-", whole(depth - 1));
            case 2 -> join(whole(depth - 1), "*", "*", fraction(depth - 1));
            case 3 -> join(whole(depth - 1), "/", "/", whole(depth - 1));
            case 4 -> wrap("abs(", fraction(depth - 1), ")");
            case 5 -> wrap("floor(", fraction(depth - 1), ")");
            default -> choice(condition(depth - 1), fraction(depth - 1), fraction(depth - 1));
        };
    }

    Pair text(int depth) {
        List<String> columns = columns(DataType::isText);
        if (depth == 0 || random.nextInt(4) == 0) {
            return columns.isEmpty() || random.nextInt(4) == 0 ? Pair.same("'ab'") : Pair.same(pick(columns));
        }
        return switch (random.nextInt(8)) {
            case 0 -> join(text(depth - 1), "||", "||", text(depth - 1));
            case 1 -> wrap("lower(", text(depth - 1), ")");
            case 2 -> wrap("upper(", text(depth - 1), ")");
            case 3 -> wrap("substring(", text(depth - 1), ", " + random.nextInt(1, 4) + ", 2)");
            case 4 -> wrap("replace(", text(depth - 1), ", 'a', 'xy')");
            case 5 -> wrap("trim(", text(depth - 1), ")");
            case 6 -> wrap("coalesce(", text(depth - 1), ", 'none')");
            default -> choice(condition(depth - 1), text(depth - 1), text(depth - 1));
        };
    }

    Pair condition(int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            return switch (random.nextInt(4)) {
                case 0 -> join(condition(depth - 1), "and", "and", condition(depth - 1));
                case 1 -> join(condition(depth - 1), "or", "or", condition(depth - 1));
                case 2 -> wrap("(not ", condition(depth - 1), ")");
                default -> wrap("coalesce(", condition(depth - 1), ", false)");
            };
        }
        int less = Math.max(0, depth - 1);
        String operator = pick(
                List.of("=", "<>", "<", "<=", ">", ">=", "is distinct from", "is not distinct from"));
        return switch (random.nextInt(10)) {
            case 0, 1 -> join(whole(less), operator, operator, whole(less));
            case 2 -> join(fraction(less), operator, operator, fraction(less));
            case 3 -> join(text(less), operator, operator, text(less));
            case 4 -> wrap("(", Pair.same(pick(schema.names())),
                    random.nextBoolean() ? " is null)" : " is not null)");
            case 5 -> wrap("(", whole(less), " in (1, 2, " + (random.nextBoolean() ? "null" : "4") + "))");
            case 6 -> wrap("(", whole(less), " between 0 and 3)");
            case 7 ->
                wrap("(", text(less), " like '" + pick(List.of("a%", "%b", "%a%", "_", "ab", "%")) + "')");
            case 8 -> bool();
            default -> join(fraction(less), operator, operator, whole(less));
        };
    }

    private Pair bool() {
        List<String> columns = columns(t -> t == DataType.BOOLEAN);
        if (columns.isEmpty()) {
            return Pair.same("true");
        }
        return Pair.same(pick(columns));
    }

    private Pair choice(Pair condition, Pair a, Pair b) {
        return new Pair("case when " + condition.peso + " then " + a.peso + " else " + b.peso + " end",
                "case when " + condition.sql + " then " + a.sql + " else " + b.sql + " end").parenthesized();
    }

    /// Any expression.
    Pair any(int depth) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> whole(depth);
            case 2 -> fraction(depth);
            case 3 -> text(depth);
            default -> condition(depth);
        };
    }

    /// An aggregate whose result does not depend on row order.
    Pair aggregate(int depth) {
        return switch (random.nextInt(14)) {
            case 0 -> Pair.same("count(*)");
            case 1 -> wrap("count(", Pair.same(pick(schema.names())), ")");
            case 2 -> wrap("sum(", whole(depth), ")");
            case 3 -> wrap("sum(", fraction(0), ")");
            case 4 -> new Pair("mean(" + fixed(whole(depth)) + ")", "avg(" + last.sql + ")");
            case 5 -> wrap("min(", any(depth), ")");
            case 6 -> wrap("max(", any(depth), ")");
            case 7 -> wrap("count(distinct ", any(depth), ")");
            case 8 -> new Pair("stddev(" + fixed(whole(0)) + ")", "stddev_samp(" + last.sql + ")");
            case 9 -> new Pair("median(" + fixed(whole(0)) + ")", "median(" + last.sql + ")");
            case 10 -> wrap("bool_or(", condition(depth), ")");
            case 11 -> new Pair("sum(" + fixed(whole(0)) + ") filter (where " + kept(condition(0)).peso + ")",
                    "sum(" + last.sql + ") filter (where " + kept.sql + ")");
            case 12 -> wrap("sum(distinct ", whole(0), ")");
            default ->
                new Pair("quantile(" + fixed(whole(0)) + ", 0.25)", "quantile_cont(" + last.sql + ", 0.25)");
        };
    }

    private Pair last = Pair.same("");
    private Pair kept = Pair.same("");

    private String fixed(Pair pair) {
        last = pair;
        return pair.peso;
    }

    private Pair kept(Pair pair) {
        kept = pair;
        return pair;
    }
}
