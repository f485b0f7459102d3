package dev.peso.quality;

import java.util.ArrayList;
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
    private static final int SHOWN_CHARS = 40;

    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private long number;
    private String action = "";

    private CleaningReport() {}

    /// Counts steps together until one removes rows: those after it see other rows, and take a pass of their own.
    static Dataset of(List<Cleaning.Done> steps) {
        CleaningReport report = new CleaningReport();
        int from = 0;
        for (int to = 1; to <= steps.size(); to++) {
            if (to == steps.size() || steps.get(to - 1).change().kept() != null) {
                CleaningPass pass = new CleaningPass(steps.subList(from, to));
                ChangeCounts counts = pass.run();
                pass.parts().forEach(part -> report.add(part, counts));
                from = to;
            }
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

    private void add(CleaningPass.Part part, ChangeCounts counts) {
        Cleaning.Done step = part.step();
        number++;
        action = step.step().name();
        int start = rows.size();
        CleaningChange change = step.change();
        change.renamed()
                .forEach((from, to) -> row(from, "renamed", null, List.of(new ChangeCounts.Example(from, to)),
                        null));
        change.dropped().forEach((column, reason) -> row(column, "dropped", null, List.of(), reason));
        counted(part, change, counts);
        for (CleaningChange.Note note : change.notes()) {
            row(note.column(), "note", null, List.of(), note.text());
        }
        if (rows.size() == start) {
            row(null, "none", 0L, List.of(), null);
        }
    }

    private void counted(CleaningPass.Part part, CleaningChange change, ChangeCounts counts) {
        change.added().forEach((name, value) -> {
            if (!part.flags().contains(name)) {
                row(name, "added", null, List.of(), part.type(value).toString());
            }
        });
        int pair = part.firstPair();
        for (Map.Entry<String, Expr> changed : change.values().entrySet()) {
            DataType before = part.step().before().schema().type(changed.getKey());
            cells(counts, pair++, changed.getKey(), before, part.type(changed.getValue()));
        }
        int flag = part.firstFlag();
        for (String name : part.flags()) {
            row(name, "flagged", counts.flagged(flag++), List.of(), null);
        }
        if (change.kept() != null && counts.removed() > 0) {
            row(null, "removed", counts.removed(), counts.removedRows()
                    .stream()
                    .map(text -> new ChangeCounts.Example(text, null))
                    .toList(), null);
        }
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
