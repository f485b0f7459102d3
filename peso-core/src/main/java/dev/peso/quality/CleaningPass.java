package dev.peso.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.Schema;
import dev.peso.internal.quality.ChangeCounts;

/// One pass that counts what several steps change: rows carry what each step makes of them in columns behind their own.
/// Only the last step may remove rows, as those after it see fewer.
final class CleaningPass {
    private static final String PAIR = "peso report pair ";
    private static final String FLAG = "peso report flag ";
    private static final String KEEP = "peso report keep";
    private static final String ROW = "peso report row";
    private static final String NESTED = "a row of nested or binary values";
    private static final int SHOWN_COLUMNS = 6;

    private final List<Part> parts = new ArrayList<>();
    private final List<String> pairs = new ArrayList<>();
    private final List<String> flags = new ArrayList<>();
    private boolean hasKeep;
    private Dataset rows;

    /// A step of the pass.
    ///
    /// @param wide the rows in front of it with the columns that help it
    /// @param flags the boolean columns it adds
    /// @param firstPair the first of its changed columns among those of all steps
    /// @param firstFlag the first of its flags among those of all steps
    record Part(Cleaning.Done step, Dataset wide, List<String> flags, int firstPair, int firstFlag) {
        DataType type(Expr value) {
            return wide.select(value.as("value")).schema().type("value");
        }
    }

    CleaningPass(List<Cleaning.Done> steps) {
        rows = steps.getFirst().before();
        steps.forEach(this::add);
    }

    private void add(Cleaning.Done step) {
        CleaningChange change = step.change();
        if (change.isNone()) {
            parts.add(new Part(step, rows, List.of(), 0, 0));
            return;
        }
        Dataset wide = change.helped(rows);
        Part plain = new Part(step, wide, List.of(), pairs.size() / 2, flags.size());
        List<String> added = change.added()
                .keySet()
                .stream()
                .filter(name -> plain
                        .type(Objects.requireNonNull(change.added().get(name))) == DataType.BOOLEAN)
                .toList();
        parts.add(new Part(step, wide, added, plain.firstPair, plain.firstFlag));
        List<Expr> carried = new ArrayList<>();
        Schema schema = step.before().schema();
        rows.schema()
                .names()
                .stream()
                .filter(name -> !schema.contains(name))
                .map(Expr::col)
                .forEach(
                        carried::add);
        change.values().forEach((name, value) -> {
            carried.add(named(pairs, PAIR, Expr.col(name).cast(DataType.UTF8)));
            carried.add(named(pairs, PAIR, value.cast(DataType.UTF8)));
        });
        added.forEach(name -> carried
                .add(named(flags, FLAG, Objects.requireNonNull(change.added().get(name)))));
        Expr keep = change.kept();
        if (keep != null) {
            hasKeep = true;
            carried.add(keep.as(KEEP));
            carried.add(text(schema).as(ROW));
        }
        rows = change.select(wide, schema, carried);
    }

    private static Expr named(List<String> names, String prefix, Expr value) {
        String name = prefix + names.size();
        names.add(name);
        return value.as(name);
    }

    /// The first columns of a row.
    private static Expr text(Schema schema) {
        Object[] cells = schema.fields()
                .stream()
                .filter(field -> !field.type().isNested() && field.type() != DataType.BINARY)
                .limit(SHOWN_COLUMNS)
                .map(field -> (Object) Expr.col(field.name()).cast(DataType.UTF8).orElse("null"))
                .toArray();
        return cells.length == 0 ? Expr.lit(NESTED) : Expr.concatWith(", ", cells);
    }

    List<Part> parts() {
        return parts;
    }

    /// Runs the pass, unless there is nothing to count.
    ChangeCounts run() {
        List<String> columns = new ArrayList<>(pairs);
        columns.addAll(flags);
        if (hasKeep) {
            columns.add(KEEP);
            columns.add(ROW);
        }
        Part last = parts.getLast();
        ChangeCounts.Shape shape = new ChangeCounts.Shape(pairs.size() / 2, flags.size(), hasKeep,
                last.firstPair, last.firstFlag);
        return columns.isEmpty()
                ? ChangeCounts.none(shape)
                : rows.select(columns.toArray(String[]::new)).fold(ChangeCounts.fold(shape));
    }
}
