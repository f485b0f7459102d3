package dev.peso;

import static dev.peso.Chain.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.peso.RandomExprs.Pair;
import dev.peso.internal.plan.Plan;

/// Random verbs of two datasets.
final class RandomJoins {
    private static final int MOST_JOINS = 2;

    private final Chain chain;
    private int joins;

    RandomJoins(Chain chain) {
        this.chain = chain;
    }

    /// The columns that both sides have, of one type.
    private List<String> shared() {
        return chain.schema()
                .fields()
                .stream()
                .filter(f -> chain.other.schema().contains(f.name())
                        && chain.other.schema().type(f.name()).equals(f.type()))
                .map(Field::name)
                .toList();
    }

    private Dataset run(Plan.JoinKind kind, Dataset right, On on) {
        Dataset left = chain.dataset();
        return switch (kind) {
            case INNER -> left.join(right, on);
            case LEFT -> left.leftJoin(right, on);
            case RIGHT -> left.rightJoin(right, on);
            case FULL -> left.fullJoin(right, on);
            case SEMI -> left.semiJoin(right, on);
            case ANTI -> left.antiJoin(right, on);
            case CROSS -> left.crossJoin(right);
        };
    }

    private static String word(Plan.JoinKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /// Keys of equal names, kept once; a further column of the right under a name of its own or with the suffix.
    void equal() {
        List<String> keys = shared();
        if (keys.isEmpty() || ++joins > MOST_JOINS) {
            return;
        }
        List<String> on = chain.some(keys, 2);
        List<String> left = chain.names();
        String value = chain.pick(chain.other.schema().names());
        boolean clashes = left.contains(value) && !on.contains(value) && !left.contains(value + "_right");
        String name = clashes ? value : chain.newName();
        String output = clashes ? value + "_right" : name;
        List<String> columns = new ArrayList<>(on);
        columns.add(clashes ? value : value + " as " + name);
        Dataset right = chain.other.select(columns.toArray(String[]::new));
        boolean nullsMatch = chain.random.nextInt(4) == 0;
        String equal = nullsMatch ? " is not distinct from " : " = ";
        String condition = String.join(" and ",
                on.stream().map(k -> "lhs." + k + equal + "rhs." + k).toList());
        On keysOf = Expr.on(on.toArray(String[]::new));
        Plan.JoinKind kind = chain.pick(List.of(Plan.JoinKind.values()).subList(0, 6));
        String table = "(select " + list(columns) + " from t2) rhs";
        String from = chain.from() + " lhs ";
        String select = switch (kind) {
            case SEMI -> "select lhs.*" + from + "where exists (select 1 from " + table + " where "
                    + condition + ")";
            case ANTI -> "select lhs.*" + from + "where not exists (select 1 from " + table + " where "
                    + condition + ")";
            case INNER, LEFT, CROSS -> "select lhs.*, rhs." + name + " as " + output + from + word(kind)
                    + " join " + table + " on " + condition;
            case RIGHT, FULL -> "select " + list(left.stream()
                    .map(c -> on.contains(c) ? "coalesce(lhs." + c + ", rhs." + c + ") as " + c : "lhs." + c)
                    .toList()) + ", rhs." + name + " as " + output + from + word(kind) + " join " + table
                    + " on " + condition;
        };
        chain.seen().add(nullsMatch ? "verb join, nulls match" : "verb join, nulls apart");
        chain.then(word(kind) + " join", run(kind, right, nullsMatch ? keysOf.nullsMatch() : keysOf), select);
    }

    /// Any condition over the columns of both sides, those of the right under names of their own.
    void unequal() {
        if (++joins > MOST_JOINS) {
            return;
        }
        List<String> columns = new ArrayList<>();
        List<Field> fields = new ArrayList<>(chain.schema().fields());
        Schema right = chain.other.schema();
        for (String name : chain.some(right.names(), 3)) {
            String own = chain.newName();
            columns.add(name + " as " + own);
            fields.add(Field.of(own, right.type(name)));
        }
        Dataset table = chain.other.select(columns.toArray(String[]::new));
        String sql = "(select " + list(columns) + " from t2) rhs";
        if (chain.random.nextInt(6) == 0) {
            chain.then("cross join", chain.dataset().crossJoin(table),
                    "select *" + chain.from() + " lhs cross join " + sql);
            return;
        }
        Pair condition = condition(chain.schema(), table.schema(), Schema.of(fields));
        Plan.JoinKind kind = chain.pick(List.of(Plan.JoinKind.values()).subList(0, 6));
        String from = chain.from() + " lhs ";
        String select = switch (kind) {
            // not "where exists": DuckDB loses rows when a column of an inequality holds nulls
            case SEMI, ANTI -> "select lhs.*" + from + word(kind) + " join " + sql + " on " + condition.sql();
            case INNER, LEFT, RIGHT, FULL, CROSS ->
                "select *" + from + word(kind) + " join " + sql + " on " + condition.sql();
        };
        chain.then(word(kind) + " join by a condition",
                run(kind, table, Expr.on(Expr.expr(condition.peso()))), select);
    }

    /// Comparisons of a column of either side, and sometimes anything on top.
    private Pair condition(Schema left, Schema right, Schema both) {
        List<String> terms = new ArrayList<>();
        for (Field field : right) {
            List<String> same = left.fields()
                    .stream()
                    .filter(f -> f.type().equals(field.type()) && RandomExprs.isOrdered(f.type()))
                    .map(Field::name)
                    .toList();
            if (!same.isEmpty()) {
                terms.add(chain.pick(same) + chain.pick(List.of(" = ", " < ", " <= ", " > ", " >= ", " <> "))
                        + field.name());
            }
        }
        Pair any = chain.exprs(both).condition(1);
        // as the argument of a function, so that no equality of a column with itself is taken for a key
        Pair more = new Pair("coalesce(" + any.peso() + ", false)", "coalesce(" + any.sql() + ", false)");
        if (terms.isEmpty()) {
            return more;
        }
        String all = String.join(" and ", terms);
        return chain.random.nextInt(3) > 0
                ? Pair.same(all)
                : new Pair(all + " and " + more.peso(), all + " and " + more.sql());
    }

    /// The nearest of right rows that differ in their keys, so that there is one.
    void asOf() {
        List<String> near = shared().stream()
                .filter(c -> chain.schema().type(c).isTemporal() || chain.schema().type(c).isInteger()
                        || chain.schema().type(c).isFloat())
                .toList();
        if (near.isEmpty() || ++joins > MOST_JOINS) {
            return;
        }
        String on = chain.pick(near);
        chain.use(on);
        List<String> by = chain.random.nextBoolean()
                ? List.of()
                : chain.some(shared(), 1).stream().filter(c -> !c.equals(on)).toList();
        String key = chain.newName();
        String value = chain.newName();
        List<String> keys = new ArrayList<>(by);
        keys.add(on + " as " + key);
        Dataset right = chain.other.groupBy(keys.toArray(String[]::new)).agg(value + " = max(l)");
        // which row is nearest to NaN or infinity is no matter of distance
        int direction = chain.random.nextInt(chain.schema().type(on).isFloat() ? 2 : 3);
        boolean strict = chain.random.nextInt(3) == 0;
        AsOf how = AsOf.on(on, key).by(by.toArray(String[]::new));
        how = switch (direction) {
            case 0 -> how.backward();
            case 1 -> how.forward();
            default -> how.nearest();
        };
        List<String> conditions = new ArrayList<>();
        by.forEach(c -> conditions.add("lhs." + c + " = rhs." + c));
        String equal = strict ? "" : "=";
        conditions.add(switch (direction) {
            case 0 -> "rhs." + key + " <" + equal + " lhs." + on;
            case 1 -> "rhs." + key + " >" + equal + " lhs." + on;
            default -> strict
                    ? "rhs." + key + " <> lhs." + on
                    : "rhs." + key + " is not null and lhs." + on + " is not null";
        });
        String distance = distance(chain.schema().type(on), "lhs." + on, "rhs." + key);
        if (chain.random.nextInt(3) == 0) {
            int most = chain.random.nextInt(1, 4);
            DataType type = chain.schema().type(on);
            how = type.isTemporal() ? how.tolerance(java.time.Duration.ofDays(most)) : how.tolerance(most);
            conditions.add(distance + " <= " + (type == DataType.DATE || !type.isTemporal()
                    ? String.valueOf(most)
                    : most * 86_400_000_000L));
        }
        how = strict ? how.strictly() : how;
        String order = switch (direction) {
            case 0 -> "rhs." + key + " desc";
            case 1 -> "rhs." + key;
            default -> distance + ", rhs." + key;
        };
        List<String> groups = new ArrayList<>(by);
        groups.add(on);
        String inner = "select lhs.*, rhs." + key + ", rhs." + value
                + ", row_number() over (partition by lhs.row_id order by " + order
                + ") as pick from (select *, row_number() over () as row_id" + chain.from()
                + ") lhs left join (select " + list(keys) + ", max(l) as " + value + " from t2 group by "
                + list(groups) + ") rhs on " + String.join(" and ", conditions);
        chain.then("as-of join " + List.of("backward", "forward", "nearest").get(direction),
                chain.dataset().asOfJoin(right, how), "select " + list(chain.names()) + ", " + key + ", "
                        + value + " from (" + inner + ") where pick = 1");
    }

    private static String distance(DataType type, String a, String b) {
        return switch (type) {
            case DataType.Timestamp t when t.unit() == DataType.Unit.NANO ->
                "abs(epoch_ns(" + a + ") - epoch_ns(" + b + ")) / 1000";
            case DataType.Timestamp _ -> "abs(epoch_us(" + a + ") - epoch_us(" + b + "))";
            case DataType.Time _ -> "abs(date_diff('us', " + a + ", " + b + "))";
            default -> type.isInteger() || type instanceof DataType.Duration
                    ? "abs(" + a + "::bigint - " + b + ")"
                    : type.isFloat()
                            ? "(case when " + a + " = " + b + " then 0 else abs(" + a + "::double - " + b
                                    + ") end)"
                            : "abs(" + a + " - " + b + ")";
        };
    }

    void setOperation() {
        List<String> shared = shared();
        if (shared.isEmpty()) {
            return;
        }
        List<String> names = chain.some(shared, 2);
        String[] columns = names.toArray(String[]::new);
        String left = "select " + list(names) + chain.from();
        String right = "select " + list(names) + " from t2";
        Dataset a = chain.dataset().select(columns);
        Dataset b = chain.other.select(columns);
        switch (chain.random.nextInt(6)) {
            case 0 -> chain.then("union", a.union(b), left + " union all " + right);
            case 1 -> chain.then("intersect", a.intersect(b), left + " intersect " + right);
            case 2 -> chain.then("except", a.except(b), left + " except " + right);
            case 3 -> sql("intersect all", names, left, right);
            case 4 -> sql("except all", names, left, right);
            default -> widened();
        }
    }

    /// What only SQL can say, over the dataset there is.
    private void sql(String operation, List<String> names, String left, String right) {
        String text = "select " + list(names) + " from a " + operation + " select " + list(names) + " from b";
        chain.then(operation, Dataset.sql(text, Map.of("a", chain.dataset(), "b", chain.other)),
                left + " " + operation + " " + right);
    }

    /// A union of columns whose types differ.
    private void widened() {
        List<String> numbers = chain.columns(DataType::isNumeric);
        if (numbers.isEmpty()) {
            return;
        }
        String left = chain.some(numbers, 1).getFirst();
        String right = chain.pick(chain.exprs(chain.other.schema()).columns(DataType::isNumeric));
        String name = chain.newName();
        Dataset union;
        try {
            union = chain.dataset()
                    .select(left + " as " + name)
                    .union(chain.other.select(right + " as " + name));
        } catch (QueryException e) {
            return; // no decimal is wide enough for both
        }
        String type = "::" + DuckDbOracle.sqlType(union.schema().type(name)) + " as " + name;
        chain.then("union of unlike types", union,
                "select " + left + type + chain.from() + " union all select " + right + type + " from t2");
    }
}
