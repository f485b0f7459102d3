package dev.peso;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

import dev.peso.RandomExprs.Pair;

/// A random chain of verbs over two tables, as a dataset and as SQL of one step a common table expression.
final class RandomPipeline {
    private final RandomGenerator random;
    private final Dataset other;
    private final List<String> steps = new ArrayList<>();
    private Dataset dataset;
    private int joins;
    private int names;

    RandomPipeline(RandomGenerator random, Dataset first, Dataset second) {
        this.random = random;
        this.dataset = first;
        this.other = second;
        steps.add("s0 as (select * from t1)");
        for (int n = random.nextInt(1, 6); n > 0; n--) {
            step();
        }
    }

    Dataset dataset() {
        return dataset;
    }

    String sql() {
        return "with " + String.join(",\n  ", steps) + "\nselect * from s" + (steps.size() - 1);
    }

    private RandomExprs exprs() {
        return new RandomExprs(random, dataset.schema());
    }

    private String from() {
        return " from s" + (steps.size() - 1);
    }

    private void then(Dataset next, String select) {
        dataset = next;
        steps.add("s" + steps.size() + " as (" + select + ")");
    }

    private String fresh() {
        return "x" + names++;
    }

    private static String list(List<String> names) {
        return String.join(", ", names);
    }

    private List<String> some(List<String> names, int most) {
        List<String> shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, new java.util.Random(random.nextLong()));
        return shuffled.subList(0, Math.min(shuffled.size(), random.nextInt(1, most + 1)));
    }

    private void step() {
        switch (random.nextInt(16)) {
            case 0, 1 -> filter();
            case 2, 3 -> with();
            case 4 -> select();
            case 5, 6 -> group();
            case 7, 8 -> join();
            case 9 -> sortAndLimit();
            case 10 -> distinct();
            case 11, 12 -> window();
            case 13 -> setOperation();
            case 14 -> explode();
            default -> reshape();
        }
    }

    private void filter() {
        Pair condition = exprs().condition(2);
        then(dataset.filter(condition.peso()), "select *" + from() + " where " + condition.sql());
    }

    private void with() {
        Pair value = exprs().any(2);
        String name = fresh();
        then(dataset.with(name + " = " + value.peso()), "select *, " + value.sql() + " as " + name + from());
    }

    private void select() {
        List<String> kept = some(dataset.schema().names(), dataset.schema().size());
        then(dataset.select(kept.toArray(String[]::new)), "select " + list(kept) + from());
    }

    private void group() {
        RandomExprs exprs = exprs();
        List<String> keys = random.nextInt(5) == 0 ? List.of() : some(dataset.schema().names(), 3);
        List<String> peso = new ArrayList<>();
        List<String> sql = new ArrayList<>(keys);
        for (int n = random.nextInt(1, 4); n > 0; n--) {
            Pair aggregate = exprs.aggregate(1);
            String name = fresh();
            peso.add(name + " = " + aggregate.peso());
            sql.add(aggregate.sql() + " as " + name);
        }
        String[] texts = peso.toArray(String[]::new);
        Dataset next = keys.isEmpty()
                ? dataset.agg(texts)
                : dataset.groupBy(keys.toArray(String[]::new)).agg(texts);
        then(next, "select " + list(sql) + from() + (keys.isEmpty() ? "" : " group by " + list(keys)));
    }

    private void join() {
        List<String> keys = dataset.schema()
                .fields()
                .stream()
                .filter(f -> other.schema().contains(f.name())
                        && other.schema().type(f.name()).equals(f.type())
                        && !(f.type() instanceof DataType.ListOf))
                .map(Field::name)
                .toList();
        if (keys.isEmpty() || ++joins > 2) {
            filter();
            return;
        }
        List<String> on = some(keys, 2);
        String added = fresh();
        String value = new RandomExprs(random, other.schema()).pick(List.of("i", "d", "s", "li"));
        List<String> rightColumns = new ArrayList<>(on);
        rightColumns.add(value + " as " + added);
        Dataset right = other.select(rightColumns.toArray(String[]::new));
        String rightSql = "(select " + list(rightColumns) + " from t2) r";
        String condition = String.join(" and ", on.stream().map(k -> "l." + k + " = r." + k).toList());
        On keysOf = Expr.on(on.toArray(String[]::new));
        List<String> left = dataset.schema().names();
        switch (random.nextInt(6)) {
            case 0 ->
                then(dataset.join(right, keysOf), "select l.*, r." + added + " from s" + last() + " l join "
                        + rightSql + " on " + condition);
            case 1 -> then(dataset.leftJoin(right, keysOf), "select l.*, r." + added + " from s" + last()
                    + " l left join " + rightSql + " on " + condition);
            case 2 -> then(dataset.rightJoin(right, keysOf), "select "
                    + list(left.stream().map(c -> (on.contains(c) ? "r." : "l.") + c).toList()) + ", r."
                    + added
                    + " from s" + last() + " l right join " + rightSql + " on " + condition);
            case 3 -> then(dataset.fullJoin(right, keysOf), "select "
                    + list(left.stream()
                            .map(c -> on.contains(c)
                                    ? "coalesce(l." + c + ", r." + c + ") as " + c
                                    : "l." + c)
                            .toList())
                    + ", r." + added + " from s" + last() + " l full join " + rightSql + " on " + condition);
            case 4 -> then(dataset.semiJoin(right, keysOf), "select l.* from s" + last()
                    + " l where exists (select 1 from " + rightSql + " where " + condition + ")");
            default -> then(dataset.antiJoin(right, keysOf), "select l.* from s" + last()
                    + " l where not exists (select 1 from " + rightSql + " where " + condition + ")");
        }
    }

    private int last() {
        return steps.size() - 1;
    }

    private void dropLists() {
        List<String> kept = exprs().columns(t -> !t.isNested());
        if (kept.isEmpty()) {
            with();
            kept = exprs().columns(t -> !t.isNested());
        }
        if (kept.size() < dataset.schema().size()) {
            then(dataset.select(kept.toArray(String[]::new)), "select " + list(kept) + from());
        }
    }

    private void sortAndLimit() {
        dropLists();
        List<String> keys = new ArrayList<>();
        List<String> sql = new ArrayList<>();
        for (String name : some(dataset.schema().names(), 3)) {
            add(name, random.nextInt(3), keys, sql);
        }
        for (String name : dataset.schema().names()) {
            add(name, 0, keys, sql);
        }
        int offset = random.nextInt(4);
        int rows = random.nextInt(12);
        then(dataset.sort(keys.toArray(String[]::new)).slice(offset, rows),
                "select *" + from() + " order by " + list(sql) + " limit " + rows + " offset " + offset);
    }

    private static void add(String name, int direction, List<String> keys, List<String> sql) {
        keys.add(name + (direction == 1 ? " desc" : direction == 2 ? " nulls first" : ""));
        sql.add(name
                + (direction == 1 ? " desc nulls last" : direction == 2 ? " nulls first" : " nulls last"));
    }

    private void distinct() {
        then(dataset.distinct(), "select distinct *" + from());
    }

    private void window() {
        dropLists();
        RandomExprs exprs = exprs();
        String name = fresh();
        String partition = random.nextInt(3) == 0
                ? ""
                : "partition by " + list(some(dataset.schema().names(), 2)) + " ";
        String whole = "order by "
                + list(dataset.schema().names().stream().map(c -> c + " nulls last").toList());
        String order = random.nextBoolean()
                ? whole
                : "order by " + exprs.pick(dataset.schema().names()) + (random.nextBoolean() ? " desc" : "")
                        + " nulls last";
        String frame = random.nextInt(3) == 0
                ? " rows between " + random.nextInt(3) + " preceding and " + random.nextInt(3) + " following"
                : "";
        Pair call = switch (random.nextInt(8)) {
            case 0 -> over(Pair.same("row_number()"), partition + whole);
            case 1 -> over(Pair.same("rank()"), partition + order);
            case 2 -> over(Pair.same("dense_rank()"), partition + order);
            case 3 ->
                over(new Pair("lag(" + exprs.pick(dataset.schema().names()) + ")", ""), partition + whole);
            case 4 -> over(exprs.aggregate(0), partition);
            case 5 -> over(Pair.same("count(*)"), partition + whole + frame);
            case 6 -> over(sum(exprs.whole(1)), partition + whole + frame);
            default -> over(sum(exprs.whole(1)), partition + order);
        };
        then(dataset.with(name + " = " + call.peso()), "select *, " + call.sql() + " as " + name + from());
    }

    private static Pair sum(Pair value) {
        return new Pair("sum(" + value.peso() + ")", "sum(" + value.sql() + ")");
    }

    private static Pair over(Pair call, String window) {
        String sql = call.sql().isEmpty() ? call.peso() : call.sql();
        return new Pair(call.peso() + " over (" + window + ")", sql + " over (" + window + ")");
    }

    private void setOperation() {
        List<String> shared = dataset.schema()
                .fields()
                .stream()
                .filter(f -> other.schema().contains(f.name())
                        && other.schema().type(f.name()).equals(f.type()))
                .map(Field::name)
                .toList();
        if (shared.isEmpty()) {
            distinct();
            return;
        }
        List<String> names = some(shared, 2);
        String[] columns = names.toArray(String[]::new);
        String left = "select " + list(names) + from();
        String right = "select " + list(names) + " from t2";
        switch (random.nextInt(3)) {
            case 0 ->
                then(dataset.select(columns).union(other.select(columns)), left + " union all " + right);
            case 1 ->
                then(dataset.select(columns).intersect(other.select(columns)), left + " intersect " + right);
            default -> then(dataset.select(columns).except(other.select(columns)), left + " except " + right);
        }
    }

    private void explode() {
        List<String> lists = exprs().columns(t -> t instanceof DataType.ListOf);
        if (lists.isEmpty()) {
            with();
            return;
        }
        String column = lists.getFirst();
        List<String> columns = new ArrayList<>(dataset.schema().names());
        columns.replaceAll(c -> c.equals(column)
                ? "unnest(case when " + c + " is null or len(" + c + ") = 0 then [null] else " + c
                        + " end) as " + c
                : c);
        then(dataset.explode(column), "select " + list(columns) + from());
    }

    private void reshape() {
        List<String> whole = exprs().columns(t -> t == DataType.INT64);
        if (whole.isEmpty() || dataset.schema().contains("which")) {
            with();
            return;
        }
        List<String> values = some(whole, 2);
        List<String> keep = some(dataset.schema().names(), 2).stream()
                .filter(n -> !values.contains(n))
                .toList();
        List<String> parts = values.stream()
                .map(v -> "select " + String.join("", keep.stream().map(k -> k + ", ").toList()) + "'" + v
                        + "' as which, "
                        + v + " as value" + from())
                .toList();
        if (keep.contains("value")) {
            with();
            return;
        }
        then(dataset.unpivot(keep, values, "which", "value"), String.join(" union all ", parts));
    }
}
