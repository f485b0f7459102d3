package dev.peso;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// A chain of verbs as it grows: a dataset, and the same as SQL of one common table expression a step.
final class Chain {
    final RandomGenerator random;
    /// The second table, `t2` in SQL.
    final Dataset other;
    private final Set<String> seen = new TreeSet<>();
    private final List<String> steps = new ArrayList<>();
    private Dataset dataset;
    private int fresh;

    Chain(RandomGenerator random, Dataset first, Dataset second) {
        this.random = random;
        this.dataset = first;
        this.other = second;
        steps.add("s0 as (select * from t1)");
    }

    Dataset dataset() {
        return dataset;
    }

    String sql() {
        return "with " + String.join(",\n  ", steps) + "\nselect * from " + last();
    }

    /// The verbs and types that occurred.
    Set<String> seen() {
        return seen;
    }

    Schema schema() {
        return dataset.schema();
    }

    List<String> names() {
        return schema().names();
    }

    List<String> columns(Predicate<DataType> kind) {
        return exprs().columns(kind);
    }

    RandomExprs exprs() {
        return exprs(schema());
    }

    RandomExprs exprs(Schema schema) {
        return new RandomExprs(random, schema, seen);
    }

    /// The last step's table.
    String last() {
        return "s" + (steps.size() - 1);
    }

    String from() {
        return " from " + last();
    }

    String newName() {
        return "x" + fresh++;
    }

    void then(String verb, Dataset next, String select) {
        seen.add("verb " + verb);
        dataset = next;
        steps.add("s" + steps.size() + " as (" + select + ")");
    }

    <T> T pick(List<T> options) {
        return options.get(random.nextInt(options.size()));
    }

    /// One to `most` of the columns, whose types count as used.
    List<String> some(List<String> names, int most) {
        List<String> shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, new java.util.Random(random.nextLong()));
        List<String> some = shuffled.subList(0, Math.min(shuffled.size(), random.nextInt(1, most + 1)));
        some.forEach(this::use);
        return some;
    }

    void use(String column) {
        if (schema().contains(column)) {
            seen.add("type " + RandomExprs.kind(schema().type(column)));
        }
    }

    static String list(List<String> names) {
        return String.join(", ", names);
    }

    /// Leaves out the columns that rows cannot be ordered by.
    void dropUnordered() {
        List<String> kept = columns(RandomExprs::isOrdered);
        if (kept.isEmpty()) {
            then("with", dataset.with("z = 1"), "select *, 1 as z" + from());
            kept = List.of("z");
        }
        if (kept.size() < schema().size()) {
            then("select", dataset.select(kept.toArray(String[]::new)), "select " + list(kept) + from());
        }
    }

    /// All columns, as sort keys of both: an order in which only equal rows tie.
    String wholeOrder() {
        return list(names().stream().map(c -> c + " nulls last").toList());
    }
}
