package dev.peso;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// Random expressions over a schema, each in Peso's text and in DuckDB's SQL.
///
/// Where DuckDB's own typing or meaning differs (SEMANTICS.md marks it), its spelling casts: whole numbers are `bigint`,
/// `float32` is a double, a cast of a float truncates, text is a number only if it is digits. Durations are whole numbers
/// of microseconds there, because its intervals count months and days apart.
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

    private static final List<String> COMPARISONS = List.of("=", "<>", "<", "<=", ">", ">=",
            "is distinct from", "is not distinct from");

    private final RandomGenerator random;
    private final Schema schema;
    private final Set<String> seen;

    /// @param seen takes the types of the columns that are used
    RandomExprs(RandomGenerator random, Schema schema, Set<String> seen) {
        this.random = random;
        this.schema = schema;
        this.seen = seen;
    }

    /// What is counted as one type.
    static String kind(DataType type) {
        return switch (type) {
            case DataType.Simple s -> s.toString();
            case DataType.Categorical _ -> "categorical";
            case DataType.Decimal d -> d.isCompact() ? "decimal in 64 bits" : "decimal in 128 bits";
            case DataType.Time _ -> "time";
            case DataType.Timestamp t -> t.zone() == null ? type.toString() : "zoned timestamp";
            case DataType.Duration _ -> "duration";
            case DataType.ListOf l -> l.element() instanceof DataType.Struct ? "list of structs" : "list";
            case DataType.Struct _ -> "struct";
            case DataType.MapOf _ -> "map";
        };
    }

    /// Whether rows can be ordered by a type: by all but maps.
    static boolean isOrdered(DataType type) {
        return switch (type) {
            case DataType.MapOf _ -> false;
            case DataType.ListOf l -> isOrdered(l.element());
            case DataType.Struct s -> s.fields().stream().allMatch(f -> isOrdered(f.type()));
            case DataType.Simple _,DataType.Categorical _,DataType.Decimal _,DataType.Time _,DataType.Timestamp _,DataType.Duration _ ->
                true;
        };
    }

    List<String> columns(Predicate<DataType> kind) {
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

    /// A column, which counts as used.
    String column(List<String> names) {
        String name = pick(names);
        seen.add("type " + kind(schema.type(name)));
        return name;
    }

    private Pair join(Pair a, String operator, Pair b) {
        return new Pair("(" + a.peso + " " + operator + " " + b.peso + ")",
                "(" + a.sql + " " + operator + " " + b.sql + ")");
    }

    private static Pair wrap(String before, Pair a, String after) {
        return new Pair(before + a.peso + after, before + a.sql + after);
    }

    private static Pair call(String function, Pair a, Pair b) {
        return new Pair(function + "(" + a.peso + ", " + b.peso + ")",
                function + "(" + a.sql + ", " + b.sql + ")");
    }

    private Pair choice(Pair condition, Pair a, Pair b) {
        return new Pair("case when " + condition.peso + " then " + a.peso + " else " + b.peso + " end",
                "case when " + condition.sql + " then " + a.sql + " else " + b.sql + " end").parenthesized();
    }

    private static boolean isLocal(DataType type) {
        return type instanceof DataType.Timestamp t && t.zone() == null && t.unit() == DataType.Unit.MICRO;
    }

    private static boolean isZoned(DataType type) {
        return type instanceof DataType.Timestamp t && t.zone() != null;
    }

    /// A whole number.
    Pair whole(int depth) {
        List<String> columns = columns(DataType::isInteger);
        if (depth == 0 || random.nextInt(4) == 0) {
            if (columns.isEmpty() || random.nextInt(3) == 0) {
                return Pair.same(String.valueOf(random.nextInt(0, 6)));
            }
            String column = column(columns);
            return new Pair(column, column + "::bigint");
        }
        int less = depth - 1;
        return switch (random.nextInt(19)) {
            case 0, 1 -> join(whole(less), "+", whole(less));
            case 2 -> join(whole(less), "-", whole(less));
            case 3 -> join(whole(less), "*", whole(less));
            case 4 -> wrap("abs(", whole(less), ")");
            case 5 -> wrap("(", whole(less), " % 3)");
            case 6 -> wrap("coalesce(", whole(less), ", 0)");
            case 7 -> wrap("length(", text(less), ")");
            case 8 -> choice(condition(less), whole(less), whole(less));
            case 9 -> wrap("(-", whole(less), ")");
            case 10 -> wrap("(", whole(less), " // 4)");
            case 11 -> call(random.nextBoolean() ? "greatest" : "least", whole(less), whole(less));
            case 12 -> call("nullif", whole(less), whole(less));
            case 13 -> call("position", Pair.same(pick(List.of("'a'", "'日'", "'b'"))), text(less), " in ");
            case 14 -> digits(text(less));
            case 15 -> truncated(fraction(0));
            default -> part();
        };
    }

    private static Pair call(String function, Pair a, Pair b, String between) {
        return new Pair(function + "(" + a.peso + between + b.peso + ")",
                function + "(" + a.sql + between + b.sql + ")");
    }

    private static Pair digits(Pair text) {
        return new Pair("try_cast(" + text.peso + " as int64)", "(case when regexp_full_match(" + text.sql
                + ", '[+-]?[0-9]+') then try_cast(" + text.sql + " as bigint) end)");
    }

    private Pair truncated(Pair fraction) {
        if (random.nextInt(4) != 0) {
            return new Pair("try_cast(" + fraction.peso + " as int64)",
                    "try_cast(trunc(" + fraction.sql + ") as bigint)");
        }
        return new Pair("cast(" + fraction.peso + " as int64)", "trunc(" + fraction.sql + ")::bigint");
    }

    /// A whole number in a value of another type.
    private Pair part() {
        List<Pair> parts = new ArrayList<>();
        for (Field field : schema) {
            String name = field.name();
            switch (field.type()) {
                case DataType t when t == DataType.DATE -> parts
                        .add(Pair.same(pick(List.of("year(", "month(", "day(", "dayofyear(", "isodow("))
                                + name + ")"));
                case DataType.Time _ -> parts
                        .add(Pair.same(pick(List.of("hour(", "minute(", "second(")) + name + ")"));
                case DataType t when isLocal(t) || isZoned(t) -> parts
                        .add(Pair.same(pick(List.of("hour(", "minute(", "day(", "year(")) + name + ")"));
                case DataType t when t == DataType.BINARY -> parts
                        .add(new Pair("length(" + name + ")", "octet_length(" + name + ")"));
                case DataType.ListOf l -> {
                    parts.add(Pair.same("length(" + name + ")"));
                    if (l.element() == DataType.INT64) {
                        parts.add(Pair.same(name + pick(List.of("[1]", "[-1]", "[2]"))));
                        parts.add(Pair.same(pick(List.of("list_sum(", "list_max(", "list_count(")) + name
                                + ")"));
                        parts.add(new Pair("list_reduce(" + name + ", (a, x) -> a - x, 1)",
                                "list_reduce(" + name + ", lambda a, x: a - x, 1)"));
                    } else if (l.element() instanceof DataType.Struct) {
                        parts.add(Pair.same(name + "[1].a"));
                    }
                }
                case DataType.Struct s when s.equals(RandomTables.PAIR) -> parts.add(Pair.same(name + ".a"));
                case DataType.MapOf _ -> {
                    parts.add(Pair.same(name + "['a']"));
                    parts.add(Pair.same("cardinality(" + name + ")::bigint"));
                }
                default -> {
                }
            }
        }
        if (parts.isEmpty()) {
            return wrap("(-", whole(0), ")");
        }
        Pair part = pick(parts);
        for (Field field : schema) {
            if (part.peso.contains("(" + field.name()) || part.peso.startsWith(field.name() + "[")
                    || part.peso.startsWith(field.name() + ".")) {
                column(List.of(field.name()));
            }
        }
        return new Pair(part.peso.replace("::bigint", ""), "(" + part.sql + ")::bigint");
    }

    /// A float.
    Pair fraction(int depth) {
        List<String> columns = columns(DataType::isFloat);
        if (depth == 0 || random.nextInt(4) == 0) {
            if (columns.isEmpty() || random.nextInt(3) == 0) {
                return new Pair("0.25", "0.25::double");
            }
            String column = column(columns);
            return schema.type(column) == DataType.FLOAT32
                    ? new Pair(column, column + "::double")
                    : Pair.same(column);
        }
        int less = depth - 1;
        return switch (random.nextInt(10)) {
            case 0 -> join(fraction(less), "+", fraction(less));
            case 1 -> join(fraction(less), "-", whole(less));
            case 2 -> join(whole(less), "*", fraction(less));
            case 3 -> join(whole(less), "/", whole(less));
            case 4 -> wrap("abs(", fraction(less), ")");
            case 5 -> wrap("floor(", fraction(less), ")");
            case 6 -> wrap("sqrt(abs(", fraction(less), "))");
            case 7 -> new Pair("cast(" + kept(exact(less)).peso + " as float64)", kept.sql + "::double");
            case 8 -> call(random.nextBoolean() ? "greatest" : "least", fraction(less), fraction(less));
            default -> choice(condition(less), fraction(less), fraction(less));
        };
    }

    /// A decimal.
    Pair exact(int depth) {
        List<String> columns = columns(t -> t instanceof DataType.Decimal);
        if (depth == 0 || columns.isEmpty() || random.nextInt(3) == 0) {
            return columns.isEmpty()
                    ? Pair.same("cast(" + random.nextInt(-99, 99) + " as decimal(7,2))")
                    : Pair.same(column(columns));
        }
        int less = depth - 1;
        return switch (random.nextInt(5)) {
            case 0 -> join(exact(less), random.nextBoolean() ? "+" : "-", exact(0));
            case 1 -> wrap("abs(", exact(less), ")");
            case 2 -> wrap("(-", exact(less), ")");
            case 3 -> call("coalesce", exact(less), exact(0));
            default -> choice(condition(less), exact(0), exact(0));
        };
    }

    Pair text(int depth) {
        List<String> columns = columns(DataType::isText);
        if (depth == 0 || random.nextInt(4) == 0) {
            return columns.isEmpty() || random.nextInt(4) == 0
                    ? Pair.same("'ab'")
                    : Pair.same(column(columns));
        }
        int less = depth - 1;
        return switch (random.nextInt(15)) {
            case 0 -> join(text(less), "||", text(less));
            case 1 -> wrap("lower(", text(less), ")");
            case 2 -> wrap("upper(", text(less), ")");
            case 3 -> wrap("substring(", text(less), ", " + random.nextInt(1, 4) + ", 2)");
            case 4 -> wrap("replace(", text(less), ", 'a', 'xy')");
            case 5 -> wrap("trim(", text(less), ")");
            case 6 -> wrap("coalesce(", text(less), ", 'none')");
            case 7 -> choice(condition(less), text(less), text(less));
            case 8 -> wrap(random.nextBoolean() ? "left(" : "right(", text(less),
                    ", " + random.nextInt(-1, 4) + ")");
            case 9 -> wrap("reverse(", text(less), ")");
            case 10 -> wrap("lpad(", text(less), ", 3, '*')");
            case 11 -> wrap("split_part(", text(less), ", '_', 2)");
            case 12 -> wrap("regexp_replace(", text(less), ", '[a-c]+', '<\\0>', 'g')");
            case 13 -> new Pair("cast(" + kept(whole(less)).peso + " as utf8)", kept.sql + "::varchar");
            default -> new Pair("concat_ws('-', " + kept(text(less)).peso + ", 'z')",
                    "concat_ws('-', " + kept.sql + ", 'z')");
        };
    }

    /// A date; there must be a date column.
    private Pair date(int depth) {
        Pair column = Pair.same(column(columns(t -> t == DataType.DATE)));
        return switch (depth == 0 ? 0 : random.nextInt(6)) {
            case 1 -> new Pair("date_trunc('month', " + column.peso + ")",
                    "date_trunc('month', " + column.sql + ")::date");
            case 2 -> new Pair("add_days(" + column.peso + ", " + kept(whole(0)).peso + " % 9)",
                    "(" + column.sql + " + (" + kept.sql + " % 9)::int)");
            case 3 -> new Pair("add_months(" + column.peso + ", " + kept(whole(0)).peso + " % 9)",
                    "(" + column.sql + " + to_months((" + kept.sql + " % 9)::int))::date");
            case 4 -> wrap("last_day(", column, ")");
            case 5 -> choice(condition(0), column, Pair.same("date '2024-02-29'"));
            default -> column;
        };
    }

    /// A local timestamp; there must be such a column.
    private Pair time(int depth) {
        Pair column = Pair.same(column(columns(RandomExprs::isLocal)));
        return switch (depth == 0 ? 0 : random.nextInt(5)) {
            case 1 -> wrap("date_trunc('hour', ", column, ")");
            case 2 -> columns(t -> t instanceof DataType.Duration).isEmpty()
                    ? column
                    : new Pair("(" + column.peso + " + " + kept(span()).peso + ")",
                            "(" + column.sql + " + to_microseconds(" + kept.sql + "))");
            case 3 -> new Pair("time_bucket(interval '1 hour', " + column.peso + ")",
                    "time_bucket(interval '1 hour', " + column.sql + ")");
            case 4 -> choice(condition(0), column, Pair.same("timestamp '1970-01-01 00:00:00'"));
            default -> column;
        };
    }

    /// A duration; there must be such a column.
    private Pair span() {
        Pair column = Pair.same(column(columns(t -> t instanceof DataType.Duration)));
        return switch (random.nextInt(4)) {
            case 0 -> join(column, "+", column);
            case 1 -> wrap("(-", column, ")");
            case 2 -> wrap("(", column, " * 3)");
            default -> column;
        };
    }

    /// A list of whole numbers or texts; there must be such a column.
    private Pair list(List<String> columns) {
        Pair column = Pair.same(column(columns));
        boolean whole = schema.type(column.peso).equals(DataType.list(DataType.INT64));
        return switch (random.nextInt(7)) {
            case 0 -> wrap("list_reverse(", column, ")");
            case 1 ->
                new Pair("list_slice(" + column.peso + ", 1, 2)", "list_slice(" + column.sql + ", 1, 2)");
            case 2 -> join(column, "||", column);
            case 3 -> wrap("list_sort(", column, ", 'desc', 'nulls last')");
            case 4 -> whole
                    ? new Pair("list_transform(" + column.peso + ", x -> x * 2 + 1)",
                            "list_transform(" + column.sql + ", lambda x: x * 2 + 1)")
                    : new Pair("list_filter(" + column.peso + ", x -> x <> 'a')",
                            "list_filter(" + column.sql + ", lambda x: x <> 'a')");
            case 5 -> wrap("list_append(", column, whole ? ", 7)" : ", 'z')");
            default -> column;
        };
    }

    Pair condition(int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            return switch (random.nextInt(5)) {
                case 0 -> join(condition(depth - 1), "and", condition(depth - 1));
                case 1 -> join(condition(depth - 1), "or", condition(depth - 1));
                case 2 -> wrap("(not ", condition(depth - 1), ")");
                case 3 -> wrap("(", condition(depth - 1), pick(List.of(" is true)", " is not false)")));
                default -> wrap("coalesce(", condition(depth - 1), ", false)");
            };
        }
        int less = Math.max(0, depth - 1);
        String operator = pick(COMPARISONS);
        return switch (random.nextInt(15)) {
            case 0, 1 -> join(whole(less), operator, whole(less));
            case 2 -> join(fraction(less), operator, fraction(less));
            case 3 -> join(text(less), operator, text(less));
            case 4 -> wrap("(", Pair.same(column(schema.names())),
                    random.nextBoolean() ? " is null)" : " is not null)");
            case 5 -> wrap("(", whole(less), " in (1, 2, " + (random.nextBoolean() ? "null" : "4") + "))");
            case 6 -> wrap("(", whole(less), " between 0 and 3)");
            case 7 -> wrap("(", text(less),
                    " like '" + pick(List.of("a%", "%b", "%a%", "_", "ab", "%", "日%")) + "')");
            case 8 -> bool();
            case 9 -> join(exact(less), operator, exact(0));
            case 10 -> wrap("regexp_matches(", text(less), ", '^[a-z]')");
            case 11, 12 -> compared(operator);
            case 13 -> contained(less);
            default -> join(fraction(less), operator, whole(less));
        };
    }

    /// Two columns of one type, whatever type, or a column with itself.
    private Pair compared(String operator) {
        if (columns(RandomExprs::isOrdered).isEmpty()) {
            return bool();
        }
        String left = column(columns(RandomExprs::isOrdered));
        List<String> same = columns(t -> t.equals(schema.type(left)));
        return join(Pair.same(left), operator, Pair.same(column(same)));
    }

    private Pair contained(int depth) {
        List<String> lists = columns(t -> t.equals(DataType.list(DataType.INT64)));
        return lists.isEmpty() ? bool() : call("list_contains", Pair.same(column(lists)), whole(depth));
    }

    private Pair bool() {
        List<String> columns = columns(t -> t == DataType.BOOLEAN);
        return columns.isEmpty() ? Pair.same("true") : Pair.same(column(columns));
    }

    /// Any expression.
    Pair any(int depth) {
        List<String> maps = columns(t -> !isOrdered(t));
        return maps.isEmpty() || random.nextInt(8) > 0 ? value(depth) : Pair.same(column(maps));
    }

    /// An expression by which rows can be ordered.
    Pair value(int depth) {
        List<String> dates = columns(t -> t == DataType.DATE);
        List<String> times = columns(RandomExprs::isLocal);
        List<String> spans = columns(t -> t instanceof DataType.Duration);
        List<String> lists = columns(t -> t.equals(DataType.list(DataType.INT64))
                || t.equals(DataType.list(DataType.UTF8)));
        return switch (random.nextInt(13)) {
            case 0, 1 -> whole(depth);
            case 2 -> fraction(depth);
            case 3, 4 -> text(depth);
            case 5 -> exact(depth);
            case 6 -> dates.isEmpty() ? whole(depth) : date(depth);
            case 7 -> times.isEmpty() ? text(depth) : time(depth);
            case 8 -> spans.isEmpty() ? text(depth) : span();
            case 9 -> lists.isEmpty() ? whole(depth) : list(lists);
            case 10, 11 -> ordered();
            default -> condition(depth);
        };
    }

    private Pair ordered() {
        List<String> columns = columns(RandomExprs::isOrdered);
        return columns.isEmpty() ? whole(0) : Pair.same(column(columns));
    }

    /// An aggregate whose result does not depend on row order.
    Pair aggregate(int depth) {
        return random.nextInt(10) > 0 ? rounded(setAggregate(depth), "") : inOrder();
    }

    /// The same over a window.
    Pair aggregate(String window) {
        return rounded(setAggregate(0), " over (" + window + ")");
    }

    /// Without the last digits where they depend on the order in which values are added, as a later key would tell.
    private static Pair rounded(Pair call, String window) {
        return call.peso.startsWith("stddev(") || call.peso.startsWith("var_pop(")
                ? new Pair("round(" + call.peso + window + ", 9)", "round(" + call.sql + window + ", 9)")
                : new Pair(call.peso + window, call.sql + window);
    }

    /// An aggregate that knows no order, as a window's must.
    private Pair setAggregate(int depth) {
        return switch (random.nextInt(20)) {
            case 0 -> Pair.same("count(*)");
            case 1 -> wrap("count(", any(depth), ")");
            case 2 -> wrap("sum(", whole(depth), ")");
            case 3 -> wrap("sum(", fraction(0), ")");
            case 4 -> new Pair("mean(" + kept(whole(depth)).peso + ")", "avg(" + kept.sql + ")");
            case 5 -> wrap(random.nextBoolean() ? "min(" : "max(", value(depth), ")");
            case 6 -> wrap(random.nextBoolean() ? "min(" : "max(", ordered(), ")");
            case 7 -> wrap("count(distinct ", any(depth), ")");
            case 8 -> new Pair("stddev(" + kept(whole(0)).peso + ")", "stddev_samp(" + kept.sql + ")");
            case 9 -> wrap("median(", whole(0), ")");
            case 10 -> wrap(random.nextBoolean() ? "bool_or(" : "bool_and(", condition(depth), ")");
            case 11 -> filtered();
            case 12 -> wrap("sum(distinct ", whole(0), ")");
            case 13 -> new Pair("quantile(" + kept(whole(0)).peso + ", 0.25)",
                    "quantile_cont(" + kept.sql + ", 0.25)");
            case 14 -> wrap("sum(", exact(0), ")");
            case 15 -> new Pair("mean(" + kept(exact(0)).peso + ")", "avg(" + kept.sql + ")");
            case 16 -> new Pair("count_if(" + kept(condition(depth)).peso + ")",
                    "count(*) filter (where " + kept.sql + ")");
            case 17 -> wrap("bit_xor(", whole(0), ")");
            case 18 -> new Pair("var_pop(" + kept(fraction(0)).peso + ") filter (where "
                    + kept.peso + " between -9 and 9)",
                    "var_pop(" + kept.sql + ") filter (where " + kept.sql + " between -9 and 9)");
            default -> wrap("histogram(", text(0), ")");
        };
    }

    private Pair filtered() {
        Pair value = whole(0);
        Pair condition = condition(0);
        return new Pair("sum(" + value.peso + ") filter (where " + condition.peso + ")",
                "sum(" + value.sql + ") filter (where " + condition.sql + ")");
    }

    /// An aggregate of rows in an order in which only equal ones tie.
    private Pair inOrder() {
        String value = ordered().peso;
        String order = " order by " + value + (random.nextBoolean() ? "" : " desc") + " nulls last)";
        return switch (random.nextInt(4)) {
            case 0 -> Pair.same("first(" + value + order);
            case 1 -> Pair.same("last(" + value + order);
            case 2 -> {
                Pair text = text(0);
                yield new Pair("string_agg(" + text.peso + ", '|' order by " + text.peso + ")",
                        "string_agg(" + text.sql + ", '|' order by " + text.sql + ")");
            }
            default -> new Pair("list(" + value + order, "list(" + value + order);
        };
    }

    private Pair kept = Pair.same("");

    private Pair kept(Pair pair) {
        kept = pair;
        return pair;
    }
}
