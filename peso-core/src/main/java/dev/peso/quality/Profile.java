package dev.peso.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.peso.Dataset;
import dev.peso.Schema;
import dev.peso.internal.quality.TableState;
import dev.peso.spi.Viewable;

/// What is in a dataset: figures of each column, frequent values, correlations, what texts mean, and what looks wrong.
///
/// All of it comes from one pass over the rows, on all threads, in memory that does not grow with their number: some
/// megabytes for rows and one or two hundred kilobytes a column and thread. What fits is exact; the rest is estimated by
/// sketches, each with its error stated. The same rows give the same profile, whatever the number of threads.
///
/// Results are datasets in memory; their kind is in the schema's metadata as `peso.table`.
///
/// {@snippet file="dev/peso/quality/QualitySnippets.java" region="profile"}
public final class Profile implements Viewable {
    private final TableState state;
    private final List<ColumnProfile> columns = new ArrayList<>();
    private final ProfileTables tables;

    private Profile(TableState state) {
        this.state = state;
        for (int i = 0; i < state.schema().size(); i++) {
            columns.add(new ColumnProfile(state.schema().field(i).name(), state.column(i)));
        }
        this.tables = new ProfileTables(this);
    }

    /// Looks at all rows of a dataset, once.
    ///
    /// @param data the dataset, which runs
    /// @return its profile
    public static Profile of(Dataset data) {
        return new Profile(Objects.requireNonNull(data, "data").fold(TableState.fold()));
    }

    TableState state() {
        return state;
    }

    /// The columns of the dataset.
    ///
    /// @return names and types
    public Schema schema() {
        return state.schema();
    }

    /// How many rows there are.
    ///
    /// @return 0 or more
    public long rows() {
        return state.rows();
    }

    /// How many distinct rows there are: exact up to a million, by hashes of 64 bits; beyond an estimate (HyperLogLog).
    ///
    /// @return 0 or more
    public long distinctRows() {
        return Math.min(rows(), state.distinctRows());
    }

    /// The standard deviation of [#distinctRows] as a part of it: 0 when it is exact, else 0.0041.
    ///
    /// @return 0 or more
    public double distinctRowsError() {
        return state.distinctRowsError();
    }

    /// How many rows are the same as one before them. Where this cannot be told from none, because the number of distinct
    /// rows is an estimate, it is 0.
    ///
    /// @return 0 or more
    public long duplicateRows() {
        long duplicates = rows() - distinctRows();
        return duplicates > 3 * distinctRowsError() * rows() ? duplicates : 0;
    }

    /// What is known of each column.
    ///
    /// @return in the order of the columns
    public List<ColumnProfile> all() {
        return List.copyOf(columns);
    }

    /// What is known of a column.
    ///
    /// @param name its name
    /// @return its profile
    /// @throws dev.peso.ColumnNotFoundException if there is none of this name
    public ColumnProfile column(String name) {
        return columns.get(schema().indexOf(name));
    }

    /// Figures of each column as a table `profile-columns/1`: column, type, semantic, rows, missing, missing_share, distinct,
    /// distinct_error, unique, constant, nan, infinite, zeros, negatives, mean, stddev, skewness, kurtosis, min, p25, median,
    /// p75, max, rank_error, shortest, mean_length, longest. A figure that a column does not have is null. Quantiles are those
    /// of numbers; see [#quantiles] for dates and times.
    ///
    /// @return a dataset in memory with a row for each column
    public Dataset columns() {
        return tables.columns();
    }

    /// The ten most frequent values of each column as a table `profile-frequencies/1`: column, rank (from 1), value (as
    /// text), count, share (of the rows that are not null), error (by how much the count may be too low).
    ///
    /// @return a dataset in memory; without rows for nested columns and columns in which no value is surely frequent
    public Dataset frequencies() {
        return tables.frequencies(10);
    }

    /// Quantiles of numbers, dates and times as a table `profile-quantiles/1`: column, probability, value (of numbers),
    /// text (of all), rank_error.
    ///
    /// @return a dataset in memory
    public Dataset quantiles() {
        return tables.quantiles();
    }

    /// How numbers are spread as a table `profile-histogram/1`: column, bin (from 1), lower, upper, count. Twenty bins of one
    /// width, or as many as there are distinct values; a bin has its upper bound, the first one its lower bound, too. Where
    /// quantiles are estimates, counts are.
    ///
    /// @return a dataset in memory
    public Dataset histograms() {
        return tables.histograms();
    }

    /// Correlations of columns of numbers and booleans as a table `profile-correlations/1`: column_a, column_b, pearson, rows
    /// (where both are finite numbers), spearman, spearman_error, the strongest first by Pearson's; null of constant columns.
    /// Of more than a hundred such columns, the first hundred are compared.
    ///
    /// Spearman's correlation is that of ranks, equal values having the mean of theirs. Of more than 10,000 rows it is that
    /// of 10,000, which a hash draws without replacement, the same ones each time; `spearman_error` is its standard error
    /// (Bonett and Wright 2000), without nulls at most 0.0101, and 0 when it is that of all rows.
    ///
    /// @return a dataset in memory
    public Dataset correlations() {
        return tables.correlations();
    }

    /// How texts and booleans go together, by Cramer's V (1946), as a table `profile-associations/1`: column_a, column_b,
    /// cramers_v (from 0 to 1, not corrected for few rows), rows (where neither is null), the strongest first. Of columns
    /// with at most 32 distinct values, the first forty columns of texts and booleans being looked at; null of constant
    /// columns.
    ///
    /// @return a dataset in memory
    public Dataset associations() {
        return tables.associations();
    }

    /// What columns mean as a table `profile-semantics/1`: column, type, semantic, matching (values that fit), share (of
    /// those that are neither null nor blank nor words for missing values).
    ///
    /// @return a dataset in memory with a row for each column
    public Dataset semantics() {
        return tables.semantics();
    }

    /// What looks wrong or deserves a look as a table `profile-alerts/1`: column (null of the whole table), alert, severity
    /// (`warning` or `info`), value (what was measured), message.
    ///
    /// | alert | when |
    /// |---|---|
    /// | `empty` | no values at all |
    /// | `constant` | one value in all rows |
    /// | `missing` | 5 % of the rows or more are null; from 40 % on a warning |
    /// | `null_words` | texts such as `N/A` |
    /// | `blank` | texts of white space only, or empty |
    /// | `padded` | texts with white space around them |
    /// | `variants` | texts that differ in case and white space only |
    /// | `numbers_in_text`, `dates_in_text`, `booleans_in_text` | a column of texts that means something else |
    /// | `mixed` | between 5 % and 95 % of the texts are numbers |
    /// | `not_matching` | up to 5 % of the texts are not what the others are |
    /// | `nan`, `infinite` | such values |
    /// | `high_cardinality` | more than 50 distinct texts, in more than half of the rows another one |
    /// | `imbalanced` | one value in 95 % of the rows or more |
    /// | `skewed` | skewness beyond 3 |
    /// | `zeros` | half of the numbers or more are zero |
    /// | `unique` | no value comes twice |
    /// | `correlated` | a pair with a correlation beyond 0.95 |
    /// | `associated` | a pair of texts or booleans with Cramer's V beyond 0.95 |
    /// | `duplicate_rows` | rows that come again |
    ///
    /// @return a dataset in memory
    public Dataset alerts() {
        return tables.alerts();
    }

    /// The profile as JSON: `rows`, `distinctRows`, `distinctRowsError`, and the tables `columns`, `quantiles`,
    /// `frequencies`, `correlations`, `associations` and `alerts` as arrays of objects.
    ///
    /// @return JSON text
    public String toJson() {
        return ProfileJson.of(this);
    }

    /// The profile as a page of HTML that loads nothing and runs no script.
    ///
    /// @return a whole document
    public String toHtml() {
        return ProfilePage.document(this);
    }

    @Override
    public View view() {
        return new View(ProfilePage.fragment(this), toString());
    }

    /// Rows, a line for each column, and alerts.
    @Override
    public String toString() {
        return ProfileText.of(this);
    }
}
