package dev.peso.quality;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.quality.ChangeCounts;
import dev.peso.internal.quality.ChangeCounts.Kind;

/// Counts what steps change.
final class CleaningReport {
    private static final DataType TEXTS = DataType.list(DataType.UTF8);
    private static final Schema SCHEMA = Schema
            .of(Field.of("step", DataType.INT64), Field.of("action", DataType.UTF8),
                    Field.of("column", DataType.UTF8), Field.of("change", DataType.UTF8),
                    Field.of("rows", DataType.INT64), Field.of("before", TEXTS), Field.of("after", TEXTS),
                    Field.of("note", DataType.UTF8))
            .withMetadata("peso.table", "cleaning/1");
    private static final int SHOWN_COLUMNS = 6;
    private static final int SHOWN_CHARS = 40;

    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private long number;
    private String action = "";

    private CleaningReport() {}

    static Dataset of(List<Cleaning.Done> steps) {
        CleaningReport report = new CleaningReport();
        for (Cleaning.Done step : steps) {
            report.add(step);
        }
        return Dataset.ofRows(SCHEMA, report.rows);
    }

    /// A value of data in at most 40 characters.
    static String shown(Object value) {
        String text = value.toString();
        return text.codePointCount(0, text.length()) <= SHOWN_CHARS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN_CHARS - 1)) + "…";
    }

    private void row(@Nullable String column, String change, @Nullable Long count,
            List<ChangeCounts.Example> examples, @Nullable String note) {
        List<@Nullable String> before = new ArrayList<>();
        List<@Nullable String> after = new ArrayList<>();
        for (ChangeCounts.Example example : examples) {
            before.add(example.before() == null ? null : shown(example.before()));
            after.add(example.after() == null ? null : shown(example.after()));
        }
        rows.add(new @Nullable Object[]{number, action, column, change, count, before, after, note});
    }

    private void add(Cleaning.Done step) {
        number++;
        action = step.step().name();
        int start = rows.size();
        CleaningChange change = step.change();
        change.renamed()
                .forEach((from, to) -> row(from, "renamed", null, List.of(new ChangeCounts.Example(from, to)),
                        null));
        change.dropped().forEach((column, reason) -> row(column, "dropped", null, List.of(), reason));
        if (!change.values().isEmpty() || !change.added().isEmpty() || change.kept() != null) {
            count(step.before(), change);
        }
        for (CleaningChange.Note note : change.notes()) {
            row(note.column(), "note", null, List.of(), note.text());
        }
        if (rows.size() == start) {
            row(null, "none", 0L, List.of(), null);
        }
    }

    private void count(Dataset before, CleaningChange change) {
        Dataset wide = change.helped(before);
        List<Map.Entry<String, Expr>> values = List.copyOf(change.values().entrySet());
        Map<String, Expr> flags = new LinkedHashMap<>();
        List<Expr> columns = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            columns.add(Expr.col(values.get(i).getKey()).cast(DataType.UTF8).as("before" + i));
            columns.add(values.get(i).getValue().cast(DataType.UTF8).as("after" + i));
        }
        change.added().forEach((name, value) -> {
            if (type(wide, value) == DataType.BOOLEAN) {
                flags.put(name, value);
            } else {
                row(name, "added", null, List.of(), type(wide, value).toString());
            }
        });
        flags.values().forEach(flag -> columns.add(flag.as("flag" + columns.size())));
        Expr keep = change.kept();
        if (keep != null) {
            columns.add(keep.as("keep"));
            columns.add(text(before.schema()).as("row"));
        }
        ChangeCounts counts = wide.select(columns.toArray(Expr[]::new))
                .fold(ChangeCounts.fold(new ChangeCounts.Shape(values.size(), flags.size(), keep != null)));
        for (int i = 0; i < values.size(); i++) {
            String name = values.get(i).getKey();
            cells(counts, i, name, before.schema().type(name), type(wide, values.get(i).getValue()));
        }
        int flag = 0;
        for (String name : flags.keySet()) {
            row(name, "flagged", counts.flagged(flag++), List.of(), null);
        }
        if (keep != null && counts.removed() > 0) {
            row(null, "removed", counts.removed(), counts.removedRows()
                    .stream()
                    .map(text -> new ChangeCounts.Example(text, null))
                    .toList(), null);
        }
    }

    private static DataType type(Dataset wide, Expr value) {
        return wide.select(value.as("value")).schema().type("value");
    }

    /// The first columns of a row.
    private static Expr text(Schema schema) {
        return Expr.concatWith(", ", schema.fields()
                .stream()
                .filter(field -> !field.type().isNested() && field.type() != DataType.BINARY)
                .limit(SHOWN_COLUMNS)
                .map(field -> (Object) Expr.col(field.name()).cast(DataType.UTF8).orElse("null"))
                .toArray());
    }

    private void cells(ChangeCounts counts, int i, String name, DataType from, DataType to) {
        if (!from.equals(to)) {
            List<ChangeCounts.Example> examples = new ArrayList<>(counts.examples(i, Kind.CHANGED));
            examples.addAll(counts.examples(i, Kind.SAME));
            row(name, "typed", counts.count(i, Kind.CHANGED) + counts.count(i, Kind.SAME),
                    examples.subList(0, Math.min(3, examples.size())), from + " to " + to);
        } else if (counts.count(i, Kind.CHANGED) > 0) {
            row(name, "changed", counts.count(i, Kind.CHANGED), counts.examples(i, Kind.CHANGED), null);
        }
        for (Kind kind : new Kind[]{Kind.NULLED, Kind.FILLED}) {
            if (counts.count(i, kind) > 0) {
                row(name, kind == Kind.NULLED ? "nulled" : "filled", counts.count(i, kind),
                        counts.examples(i, kind),
                        null);
            }
        }
    }
}
