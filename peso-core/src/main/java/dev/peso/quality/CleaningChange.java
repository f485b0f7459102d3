package dev.peso.quality;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.Schema;

/// What a [CleaningStep] changes: values, rows, columns, names. Immutable, and made of expressions, so that nothing runs
/// before the cleaned rows are asked for, and the same change can be made to other rows.
///
/// All expressions see the rows as they were before the step, and columns that [#helpedBy] adds.
public final class CleaningChange {
    /// No change.
    public static final CleaningChange NONE = new CleaningChange(UnaryOperator.identity(), Map.of(), Map.of(),
            null, Map.of(), Map.of(), List.of());

    private final UnaryOperator<Dataset> helper;
    private final Map<String, Expr> values;
    private final Map<String, Expr> added;
    private final @Nullable Expr keep;
    private final Map<String, String> dropped;
    private final Map<String, String> renamed;
    private final List<Note> notes;

    private CleaningChange(UnaryOperator<Dataset> helper, Map<String, Expr> values, Map<String, Expr> added,
            @Nullable Expr keep, Map<String, String> dropped, Map<String, String> renamed, List<Note> notes) {
        this.helper = helper;
        this.values = values;
        this.added = added;
        this.keep = keep;
        this.dropped = dropped;
        this.renamed = renamed;
        this.notes = notes;
    }

    /// A remark for the report.
    ///
    /// @param column which column it is about, or null
    /// @param text a sentence
    public record Note(@Nullable String column, String text) {}

    private static void require(String column, Object value, String name) {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(value, name);
    }

    private static <V> Map<String, V> plus(Map<String, V> map, String name, V value) {
        Map<String, V> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }

    /// Gives a column new values.
    ///
    /// @param column a column of the data
    /// @param value what becomes of each value
    /// @return a new change
    public CleaningChange with(String column, Expr value) {
        require(column, value, "value");
        return new CleaningChange(helper, plus(values, column, value), added, keep, dropped, renamed, notes);
    }

    /// Adds a column behind the others.
    ///
    /// @param column a name that the data does not have
    /// @param value its values
    /// @return a new change
    public CleaningChange add(String column, Expr value) {
        require(column, value, "value");
        return new CleaningChange(helper, values, plus(added, column, value), keep, dropped, renamed, notes);
    }

    /// Keeps some rows only. Called twice, rows must meet both conditions.
    ///
    /// @param condition true for rows to keep
    /// @return a new change
    public CleaningChange keep(Expr condition) {
        Objects.requireNonNull(condition, "condition");
        Expr both = keep == null ? condition : keep.and(condition);
        return new CleaningChange(helper, values, added, both, dropped, renamed, notes);
    }

    /// Drops a column.
    ///
    /// @param column a column of the data
    /// @param reason why, for the report
    /// @return a new change
    public CleaningChange drop(String column, String reason) {
        require(column, reason, "reason");
        return new CleaningChange(helper, values, added, keep, plus(dropped, column, reason), renamed, notes);
    }

    /// Renames a column.
    ///
    /// @param column a column of the data
    /// @param name its new name
    /// @return a new change
    public CleaningChange rename(String column, String name) {
        require(column, name, "name");
        return new CleaningChange(helper, values, added, keep, dropped, plus(renamed, column, name), notes);
    }

    /// Says something in the report.
    ///
    /// @param column which column it is about, or null
    /// @param text a sentence
    /// @return a new change
    public CleaningChange note(@Nullable String column, String text) {
        List<Note> more = new ArrayList<>(notes);
        more.add(new Note(column, Objects.requireNonNull(text, "text")));
        return new CleaningChange(helper, values, added, keep, dropped, renamed, List.copyOf(more));
    }

    /// Adds columns for the expressions of this change to use, such as what a model says of each row. They are gone
    /// afterwards.
    ///
    /// @param columns gives the rows it gets, all of them in the same order, with more columns
    /// @return a new change
    public CleaningChange helpedBy(UnaryOperator<Dataset> columns) {
        Objects.requireNonNull(columns, "columns");
        UnaryOperator<Dataset> before = helper;
        return new CleaningChange(data -> columns.apply(before.apply(data)), values, added, keep, dropped,
                renamed,
                notes);
    }

    /// Whether nothing changes.
    boolean isNone() {
        return values.isEmpty() && added.isEmpty() && keep == null && dropped.isEmpty() && renamed.isEmpty();
    }

    Map<String, Expr> values() {
        return values;
    }

    Map<String, Expr> added() {
        return added;
    }

    @Nullable
    Expr kept() {
        return keep;
    }

    Map<String, String> dropped() {
        return dropped;
    }

    Map<String, String> renamed() {
        return renamed;
    }

    List<Note> notes() {
        return notes;
    }

    /// The rows with the helping columns.
    Dataset helped(Dataset data) {
        return helper.apply(data);
    }

    /// The rows changed.
    Dataset apply(Dataset data) {
        if (isNone()) {
            return data;
        }
        Schema schema = data.schema();
        Dataset rows = helped(data);
        if (keep != null) {
            rows = rows.filter(keep);
        }
        return select(rows, schema, List.of());
    }

    /// The columns as they are after the change, and some behind them.
    ///
    /// @param rows those with the helping columns
    /// @param schema the columns before the change
    Dataset select(Dataset rows, Schema schema, List<Expr> more) {
        List<Expr> columns = new ArrayList<>();
        for (String name : schema.names()) {
            if (!dropped.containsKey(name)) {
                Expr value = values.getOrDefault(name, Expr.col(name));
                columns.add(value.as(renamed.getOrDefault(name, name)));
            }
        }
        added.forEach((name, value) -> columns.add(value.as(name)));
        columns.addAll(more);
        return rows.select(columns.toArray(Expr[]::new));
    }
}
