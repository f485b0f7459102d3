package dev.peso.quality;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.QueryException;
import dev.peso.internal.text.CellFormat;

/// A plan to mend a dataset, step by step: names, blanks and null words, types in texts, duplicates, missing values,
/// outliers, spellings of categories. Immutable: each method returns a new plan with one step more.
///
/// Steps see what those before them left. Some look at the data to decide, in a pass of their own over the rows when
/// [#result] is called first; what they decided is fixed then, as expressions, and the result is a dataset that runs when
/// its rows are asked for. [#apply] makes the same changes to other rows, with the same medians, bounds and types.
/// Whatever changes is in the [#report].
///
/// Where a source is slow to read, `collect()` it before.
///
/// {@snippet file="dev/peso/quality/QualitySnippets.java" region="cleaning"}
public final class Cleaning {
    private final Dataset source;
    private final List<CleaningStep> steps;
    /// Names that columns may have now; null behind steps of others, which may add any.
    private final @Nullable Set<String> names;
    private @Nullable List<Done> done;
    private @Nullable Dataset report;

    private Cleaning(Dataset source, List<CleaningStep> steps, @Nullable Set<String> names) {
        this.source = source;
        this.steps = List.copyOf(steps);
        this.names = names;
    }

    /// A step that was decided.
    ///
    /// @param before the data in front of it
    record Done(CleaningStep step, Dataset before, CleaningChange change) {
        Dataset after() {
            return apply(before);
        }

        /// The changes made to rows. Plain duplicates go as `distinct` drops them, which writes to disk what does not fit in
        /// memory.
        Dataset apply(Dataset rows) {
            return step instanceof RowSteps.Duplicates duplicates && duplicates.isDistinct()
                    && !change.isNone()
                            ? rows.distinct(duplicates.keys()
                                    .stream()
                                    .filter(rows.schema()::contains)
                                    .toArray(String[]::new))
                            : change.apply(rows);
        }
    }

    /// A plan without steps.
    ///
    /// @param data what to clean
    /// @return the plan
    public static Cleaning of(Dataset data) {
        Objects.requireNonNull(data, "data");
        return new Cleaning(data, List.of(), new LinkedHashSet<>(data.schema().names()));
    }

    private Cleaning then(CleaningStep step, @Nullable Set<String> newNames) {
        List<CleaningStep> more = new ArrayList<>(steps);
        more.add(step);
        return new Cleaning(source, more, newNames);
    }

    private Cleaning then(CleaningStep step) {
        return then(step, names);
    }

    private List<String> known(String argument, String... columns) {
        List<String> list = ColumnNames.list(columns, argument);
        for (String column : list) {
            if (names != null && !names.contains(column)) {
                throw new ColumnNotFoundException(column, List.copyOf(names), null);
            }
        }
        return list;
    }

    /// Does what the profile of the data suggests, in this order: [#names], [#trim], [#nullWords], [#types], [#constants]
    /// (columns that are empty or constant go), [#categories], [#duplicates]. It fills nothing and keeps outliers: what to
    /// make of these depends on what the data is for.
    ///
    /// @return a new plan
    public Cleaning automatic() {
        return names().trim().nullWords().types().constants().categories().duplicates();
    }

    /// Gives columns names in `snake_case`: words are parted at blanks, marks and capitals and joined by `_` in lower
    /// case; `%` becomes `percent`, `#` becomes `number`. Letters of any script stay, composed (NFC). A name without
    /// letters and digits becomes `column`, one that starts with a digit gets an `x` in front, and one that is taken a
    /// number behind.
    ///
    /// @return a new plan
    public Cleaning names() {
        Set<String> renamed = names == null
                ? null
                : new LinkedHashSet<>(ColumnNames.renamed(List.copyOf(names)).values());
        return then(new BasicSteps.Names(), renamed);
    }

    /// Takes white space from the ends of texts, makes one blank of several inside, and null of texts without anything
    /// else.
    ///
    /// @param columns columns of texts; none for all
    /// @return a new plan
    /// @throws ColumnNotFoundException if there is no column of a name
    public Cleaning trim(String... columns) {
        return then(new BasicSteps.Trim(known("columns", columns)));
    }

    /// Makes null of words for missing values: `NA`, `N/A`, `#N/A`, `n.a.`, `null`, `(null)`, `NaN`, `<NA>`, `-`, `--`,
    /// `?` and `.` in any case, and `None`.
    ///
    /// @param columns columns of texts; none for all
    /// @return a new plan
    /// @throws ColumnNotFoundException if there is no column of a name
    public Cleaning nullWords(String... columns) {
        return then(new BasicSteps.NullWords(known("columns", columns), List.of()));
    }

    /// Makes null of texts that are one of some words, whatever their case and the white space around them.
    ///
    /// @param words the words
    /// @param columns columns of texts; none for all
    /// @return a new plan
    /// @throws ColumnNotFoundException if there is no column of a name
    public Cleaning nullWords(List<String> words, String... columns) {
        if (Objects.requireNonNull(words, "words").isEmpty()) {
            throw new IllegalArgumentException("words must not be empty; nullWords() knows the usual ones");
        }
        return then(new BasicSteps.NullWords(known("columns", columns), List.copyOf(words)));
    }

    /// Gives columns of texts that mean numbers, booleans, dates or times that type, where at least 95 % of the texts do;
    /// the others become null, and are counted in the report. As [#types(Misfits)] with [Misfits#NULL].
    ///
    /// @return a new plan
    public Cleaning types() {
        return types(Misfits.NULL);
    }

    /// Gives columns of texts that mean numbers, booleans, dates or times that type, where at least 95 % of the texts do
    /// that are neither blank nor words such as `N/A`.
    ///
    /// Numbers may have marks between thousands, decimals behind a point or a comma (whichever reads more texts of the
    /// column), a currency, parentheses for minus, or a percent sign (`12 %` is 0.12). Dates may be ISO's or others, see
    /// [#type(String, DataType)]. Where the order of day and month cannot be told from the column, it stays text, which the
    /// report says. Columns in which whole numbers begin with zeros stay text, and those of which int64 does not hold more
    /// than 5 %.
    ///
    /// @param misfits what becomes of texts that are something else
    /// @return a new plan
    public Cleaning types(Misfits misfits) {
        return then(new TypeSteps.Detected(Objects.requireNonNull(misfits, "misfits")));
    }

    /// Reads a column of texts as a type. As [#type(String, DataType, Misfits)] with [Misfits#NULL].
    ///
    /// @param column a column of texts
    /// @param type int64, float64, boolean, date, timestamp, time, or another type that texts can be cast to
    /// @return a new plan
    /// @throws ColumnNotFoundException if there is no such column
    public Cleaning type(String column, DataType type) {
        return type(column, type, Misfits.NULL);
    }

    /// Reads a column of texts as a type.
    ///
    /// Dates: `2026-01-31` and `2026/1/31`, `31.1.2026`, `31/1/2026` or `1/31/2026` (whichever reads more of the column's
    /// texts, the day first of two that read as many), `31 Jan 2026`, `January 31, 2026`; with a time, also of twelve
    /// hours, and an offset, which turns it to UTC. Booleans: true, yes, y, t, on and their opposites in any case.
    ///
    /// @param column a column of texts
    /// @param type int64, float64, boolean, date, timestamp, time, or another type that texts can be cast to
    /// @param misfits what becomes of texts that are something else
    /// @return a new plan
    /// @throws ColumnNotFoundException if there is no such column
    public Cleaning type(String column, DataType type, Misfits misfits) {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(misfits, "misfits");
        return then(new TypeSteps.Given(known("column", column).getFirst(), type, misfits));
    }

    /// Keeps the first one of rows that are the same in some columns.
    ///
    /// @param keys columns; none for all. Nulls equal nulls
    /// @return a new plan
    /// @throws ColumnNotFoundException if there is no column of a name
    public Cleaning duplicates(String... keys) {
        return then(new RowSteps.Duplicates(known("keys", keys), Keep.FIRST, false));
    }

    /// Keeps one of rows that are the same in some columns, or none of them.
    ///
    /// @param keep which one
    /// @param keys columns; none for all. Nulls equal nulls
    /// @return a new plan
    /// @throws ColumnNotFoundException if there is no column of a name
    public Cleaning duplicates(Keep keep, String... keys) {
        return then(
                new RowSteps.Duplicates(known("keys", keys), Objects.requireNonNull(keep, "keep"), false));
    }

    /// Keeps one of rows that are the same in some columns, texts being the same when they differ in case, accents and
    /// white space only.
    ///
    /// @param keep which one
    /// @param keys columns; none for all. Nulls equal nulls
    /// @return a new plan
    /// @throws ColumnNotFoundException if there is no column of a name
    public Cleaning similarDuplicates(Keep keep, String... keys) {
        return then(new RowSteps.Duplicates(known("keys", keys), Objects.requireNonNull(keep, "keep"), true));
    }

    /// Drops columns in which more than a share of the rows is null.
    ///
    /// @param share from 0 to 1
    /// @return a new plan
    public Cleaning dropColumns(double share) {
        return then(new MissingSteps.Columns(share("share", share)));
    }

    /// Drops rows in which more than a share of some columns is null: 0 for rows with any null.
    ///
    /// @param share from 0 to 1
    /// @param columns columns; none for all
    /// @return a new plan
    /// @throws ColumnNotFoundException if there is no column of a name
    public Cleaning dropRows(double share, String... columns) {
        return then(new MissingSteps.Rows(share("share", share), known("columns", columns)));
    }

    /// Fills nulls.
    ///
    /// @param fill with what
    /// @param columns columns; none for all that can be filled so
    /// @return a new plan
    /// @throws ColumnNotFoundException if there is no column of a name
    public Cleaning fill(Fill fill, String... columns) {
        return then(new MissingSteps.Filled(Objects.requireNonNull(fill, "fill"), known("columns", columns)));
    }

    /// Treats outliers of columns of numbers.
    ///
    /// @param outliers what they are and what becomes of them
    /// @param columns columns of numbers; none for all
    /// @return a new plan
    /// @throws ColumnNotFoundException if there is no column of a name
    public Cleaning outliers(Outliers outliers, String... columns) {
        Objects.requireNonNull(outliers, "outliers");
        List<String> list = known("columns", columns);
        Set<String> more = names;
        if (more != null && outliers.treatment() == Outliers.Treatment.FLAG) {
            Set<String> flagged = new LinkedHashSet<>(more);
            (list.isEmpty() ? more : list).forEach(name -> flagged.add(name + Outliers.FLAGGED));
            more = flagged;
        }
        return then(new OutlierStep(outliers, list), more);
    }

    /// Gives texts of a column that differ in case and white space only the spelling that is most frequent; of several as
    /// frequent the first one in order. Columns with more than 4,096 distinct texts stay as they are, which the report
    /// says.
    ///
    /// @param columns columns of texts; none for those that a profile finds to be categories
    /// @return a new plan
    /// @throws ColumnNotFoundException if there is no column of a name
    public Cleaning categories(String... columns) {
        return then(new CategorySteps.Spellings(known("columns", columns)));
    }

    /// Replaces texts that are in fewer than a share of a column's rows by one text.
    ///
    /// @param share from 0 to 1
    /// @param other what replaces them, for example `other`
    /// @param columns columns of texts; none for those that a profile finds to be categories
    /// @return a new plan
    /// @throws ColumnNotFoundException if there is no column of a name
    public Cleaning rare(double share, String other, String... columns) {
        Objects.requireNonNull(other, "other");
        return then(new CategorySteps.Rare(share("share", share), other, known("columns", columns)));
    }

    /// Drops columns that are empty or have the same value in all rows; of a dataset of fewer than two rows none. A column
    /// with one value and nulls stays.
    ///
    /// @return a new plan
    public Cleaning constants() {
        return then(new MissingSteps.Constants());
    }

    /// Adds a step of one's own.
    ///
    /// @param step the step
    /// @return a new plan
    public Cleaning step(CleaningStep step) {
        return then(Objects.requireNonNull(step, "step"), null);
    }

    private static double share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be in [0, 1], got " + value);
        }
        return value;
    }

    /// The steps of the plan.
    ///
    /// @return in order
    public List<CleaningStep> steps() {
        return steps;
    }

    synchronized List<Done> done() {
        List<Done> known = done;
        if (known == null) {
            known = new ArrayList<>();
            Set<String> seen = new HashSet<>(source.schema().names());
            CleaningInput input = new CleaningInput(source, seen);
            for (CleaningStep step : steps) {
                CleaningChange change = step.change(input);
                for (String name : input.askedInVain()) {
                    change = change.note(name, "is not there any more");
                }
                requireNew(step, input.data(), change);
                Done decided = new Done(step, input.data(), change);
                known.add(decided);
                if (!change.isNone()) {
                    input = new CleaningInput(decided.after(), seen);
                    seen.addAll(input.data().schema().names());
                }
            }
            done = known;
        }
        return known;
    }

    private static void requireNew(CleaningStep step, Dataset data, CleaningChange change) {
        for (String name : change.added().keySet()) {
            if (data.schema().contains(name) && !change.dropped().containsKey(name)
                    && !change.renamed().containsKey(name)) {
                throw new QueryException("step \"" + step.name() + "\" adds a column \"" + name
                        + "\", and there is one; rename or drop it before");
            }
        }
    }

    /// The cleaned data. Steps that depend on the data decide now, once for a plan; the rows are computed when asked for.
    ///
    /// @return a dataset
    /// @throws dev.peso.PesoException if the data is not what a step needs
    public Dataset result() {
        List<Done> all = done();
        return all.isEmpty() ? source : all.getLast().after();
    }

    /// Makes the changes that were decided on the plan's data to other rows with the same columns: its medians, bounds,
    /// types and spellings, not their own.
    ///
    /// @param other rows with the columns of the plan's data
    /// @return a dataset
    /// @throws dev.peso.PesoException if a column is missing or has a type that a change cannot take
    public Dataset apply(Dataset other) {
        Dataset rows = Objects.requireNonNull(other, "other");
        for (Done each : done()) {
            rows = each.apply(rows);
        }
        return rows;
    }

    /// What the steps change, as a table `cleaning/1`: step (from 1), action (the step's name), column (null of whole rows),
    /// change (`changed`, `nulled`, `filled`, `typed`, `flagged`, `removed` rows, `added`, `dropped` or `renamed` columns,
    /// `note`), rows (how many, null where that means nothing), before and after (up to three different examples, as texts)
    /// and note. A step that changes nothing has a row with the change `none`. The first call runs the data once, and once more
    /// behind each step that removes rows.
    ///
    /// @return a dataset in memory
    public synchronized Dataset report() {
        Dataset known = report;
        if (known == null) {
            known = CleaningReport.of(done());
            report = known;
        }
        return known;
    }

    /// The plan as JSON that [#parse] reads back: an array of steps with `name` and `settings`. What the steps have decided
    /// is not in it.
    ///
    /// @return JSON text
    public String toJson() {
        return CleaningJson.write(steps);
    }

    /// Reads a plan that [#toJson] wrote, for some data. Steps of libraries are made by their [CleaningStepProvider].
    ///
    /// @param data what to clean
    /// @param json the text
    /// @return the plan
    /// @throws dev.peso.DataException if the text is no such plan: the message names the step, and the nearest name of one
    ///   that there is
    /// @throws ColumnNotFoundException if a step names a column that the data does not have
    public static Cleaning parse(Dataset data, String json) {
        return CleaningJson.read(of(data), Objects.requireNonNull(json, "json"));
    }

    /// The steps, a line each.
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(
                "Cleaning of " + Figures.count(source.schema().size(), "column") + ", "
                        + Figures.count(steps.size(), "step") + "\n");
        int number = 1;
        for (CleaningStep step : steps) {
            out.append(String.format(Locale.ROOT, "%3d  %s", number++, step.name()));
            step.settings()
                    .forEach((name, value) -> out.append("  ")
                            .append(name)
                            .append('=')
                            .append(CellFormat.escaped(value.toString())));
            out.append('\n');
        }
        return out.toString();
    }

    /// Which one of several equal rows stays.
    public enum Keep {
        /// The first one.
        FIRST,
        /// The last one.
        LAST,
        /// None of them.
        NONE
    }

    /// What becomes of texts that are not what the other texts of a column are.
    public enum Misfits {
        /// They become null, which the report counts.
        NULL,
        /// The dataset fails where it meets one.
        FAIL,
        /// The column stays as it is if it has any.
        KEEP_TEXT
    }
}
