package dev.peso.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.Field;
import dev.peso.Row;
import dev.peso.Schema;
import dev.peso.internal.text.Suggestions;

/// Assertions about one dataset, for tests: `assertThat(totals).hasRows(row("north", 6), row("south", 2))`.
///
/// An assertion that fails throws an [AssertionError] that shows the rows that differ as a table. Values are compared as a
/// reader of the table would: `1` with an int64, an enum with its name, NaN with NaN, null with null. The dataset runs once,
/// at the first assertion about its rows. Any test library goes with it; it needs none.
///
/// {@snippet file="dev/peso/testing/DatasetAssertSnippets.java" region="rows"}
public final class DatasetAssert {
    private final Dataset dataset;
    private final String name;
    private final CellComparison cells;
    private @Nullable List<List<@Nullable Object>> rows;

    private DatasetAssert(Dataset dataset, String name, CellComparison cells) {
        this.dataset = dataset;
        this.name = name;
        this.cells = cells;
    }

    /// Begins assertions about a dataset.
    ///
    /// @param dataset what they are about
    /// @return the assertions
    public static DatasetAssert assertThat(Dataset dataset) {
        return new DatasetAssert(Objects.requireNonNull(dataset, "dataset"), "", CellComparison.EXACT);
    }

    /// An expected row.
    ///
    /// @param values in the order of the columns; nulls are allowed
    /// @return the row
    public static List<@Nullable Object> row(@Nullable Object... values) {
        List<@Nullable Object> row = new ArrayList<>();
        Collections.addAll(row, Objects.requireNonNull(values, "values"));
        return Collections.unmodifiableList(row);
    }

    /// Puts words before the messages of further assertions.
    ///
    /// @param newName what the dataset is, for example `totals by region`
    /// @return the assertions
    public DatasetAssert as(String newName) {
        DatasetAssert named = new DatasetAssert(dataset, Objects.requireNonNull(newName, "newName"), cells);
        named.rows = rows;
        return named;
    }

    /// Lets further assertions take two numbers for the same if one of them is floating and they lie this close.
    ///
    /// @param tolerance the largest difference, 0 or more
    /// @return the assertions
    /// @throws IllegalArgumentException if it is negative or NaN
    public DatasetAssert within(double tolerance) {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("tolerance must be 0 or more, got " + tolerance);
        }
        DatasetAssert loose = new DatasetAssert(dataset, name, new CellComparison(tolerance));
        loose.rows = rows;
        return loose;
    }

    // ---------------------------------------------------------------- columns

    /// The columns have these names, types and nullability, in this order.
    ///
    /// @param expected the schema
    /// @return these assertions
    public DatasetAssert hasSchema(Schema expected) {
        return hasSchema(Objects.requireNonNull(expected, "expected").toString());
    }

    /// The columns are these, written as a schema prints itself, for example `"region: utf8\nqty: int64 not null"`.
    ///
    /// @param expected one line a column
    /// @return these assertions
    public DatasetAssert hasSchema(String expected) {
        List<String> wanted = Objects.requireNonNull(expected, "expected")
                .strip()
                .lines()
                .map(String::strip)
                .toList();
        List<String> found = dataset.schema().toString().lines().toList();
        if (!wanted.equals(found)) {
            List<List<@Nullable Object>> before = wanted.stream().map(DatasetAssert::row1).toList();
            List<List<@Nullable Object>> after = found.stream().map(DatasetAssert::row1).toList();
            throw failure("schema differs:\n" + DifferenceTable.of(List.of("column"),
                    RowDifference.inOrder(before, after, CellComparison.EXACT), CellComparison.EXACT));
        }
        return this;
    }

    private static List<@Nullable Object> row1(String value) {
        return row(value);
    }

    /// The columns have these names, in this order.
    ///
    /// @param names all names
    /// @return these assertions
    public DatasetAssert hasColumns(String... names) {
        List<String> expected = given(names, "names");
        if (!dataset.schema().names().equals(expected)) {
            throw failure("expected columns " + expected + ", found " + dataset.schema().names());
        }
        return this;
    }

    /// A column has a type.
    ///
    /// @param column its name
    /// @param type the type
    /// @return these assertions
    public DatasetAssert hasType(String column, DataType type) {
        Objects.requireNonNull(type, "type");
        Field field = field(column);
        if (!field.type().equals(type)) {
            throw failure("expected column \"" + column + "\" of type " + type + ", found " + field.type());
        }
        return this;
    }

    private Field field(String column) {
        Schema schema = dataset.schema();
        if (!schema.contains(column)) {
            String nearest = Suggestions.didYouMean(column, schema.names());
            throw failure("there is no column \"" + column + "\"" + (nearest.isEmpty() ? ";" : nearest)
                    + " columns: "
                    + Suggestions.list(schema.names()));
        }
        return schema.field(column);
    }

    /// No value of these columns is null; of all columns, when none is named.
    ///
    /// @param columns names
    /// @return these assertions
    public DatasetAssert hasNoNulls(String... columns) {
        List<String> named = given(columns, "columns");
        List<String> names = named.isEmpty() ? dataset.schema().names() : named;
        for (String column : names) {
            field(column);
            List<@Nullable Object> values = column(column);
            long nulls = values.stream().filter(value -> value == null).count();
            if (nulls > 0) {
                throw failure("column \"" + column + "\" has " + count(nulls, "null") + ", the first in row "
                        + values.indexOf(null));
            }
        }
        return this;
    }

    private List<@Nullable Object> column(String column) {
        int index = dataset.schema().indexOf(column);
        List<@Nullable Object> values = new ArrayList<>();
        rows().forEach(row -> values.add(row.get(index)));
        return values;
    }

    /// A column has these values, in this order.
    ///
    /// @param column its name
    /// @param values one a row
    /// @return these assertions
    public DatasetAssert hasValues(String column, @Nullable Object... values) {
        field(column);
        List<List<@Nullable Object>> expected = new ArrayList<>();
        for (Object value : Objects.requireNonNull(values, "values")) {
            expected.add(row(value));
        }
        List<List<@Nullable Object>> found = new ArrayList<>();
        column(column).forEach(value -> found.add(row(value)));
        return same(List.of(column), expected, found, true);
    }

    // ---------------------------------------------------------------- rows

    /// There is no row.
    ///
    /// @return these assertions
    public DatasetAssert isEmpty() {
        return hasCount(0);
    }

    /// There are this many rows.
    ///
    /// @param count the number of rows
    /// @return these assertions
    public DatasetAssert hasCount(long count) {
        if (rows().size() != count) {
            throw failure("expected " + count(count, "row") + ", found " + count(rows().size(), "row"));
        }
        return this;
    }

    /// The rows are these, in this order.
    ///
    /// @param expected made by [#row]
    /// @return these assertions
    /// @throws IllegalArgumentException if a row has another number of values than the dataset has columns
    public DatasetAssert hasRows(List<?>... expected) {
        return same(dataset.schema().names(), expected(expected), rows(), true);
    }

    /// The rows are these, in whatever order; rows that occur several times must be there as often.
    ///
    /// @param expected made by [#row]
    /// @return these assertions
    /// @throws IllegalArgumentException if a row has another number of values than the dataset has columns
    public DatasetAssert hasRowsInAnyOrder(List<?>... expected) {
        return same(dataset.schema().names(), expected(expected), rows(), false);
    }

    private List<List<@Nullable Object>> expected(List<?>[] rows) {
        List<List<@Nullable Object>> expected = new ArrayList<>();
        for (List<?> row : given(rows, "expected")) {
            if (row.size() != dataset.schema().size()) {
                throw new IllegalArgumentException("expected row " + expected.size() + " has "
                        + count(row.size(), "value") + ", the dataset has "
                        + count(dataset.schema().size(), "column") + ": " + dataset.schema().names());
            }
            expected.add(row(row.toArray()));
        }
        return expected;
    }

    /// The names of the columns and the rows are those of another dataset, in its order; types may be wider or narrower.
    ///
    /// @param expected the other dataset
    /// @return these assertions
    public DatasetAssert hasSameRowsAs(Dataset expected) {
        hasColumns(Objects.requireNonNull(expected, "expected").schema().names().toArray(String[]::new));
        return same(expected.schema().names(), rows(expected), rows(), true);
    }

    /// The names of the columns and the rows are those of another dataset, in whatever order the rows are.
    ///
    /// @param expected the other dataset
    /// @return these assertions
    public DatasetAssert hasSameRowsInAnyOrderAs(Dataset expected) {
        hasColumns(Objects.requireNonNull(expected, "expected").schema().names().toArray(String[]::new));
        return same(expected.schema().names(), rows(expected), rows(), false);
    }

    /// A condition is true for each row: `"qty > 0"`.
    ///
    /// @param condition the condition as text
    /// @return these assertions
    public DatasetAssert allRowsMatch(String condition) {
        Dataset others = dataset.filter(Expr.expr(condition).orElse(false).not());
        List<Row> first = others.limit(10).rows().toList();
        if (!first.isEmpty()) {
            throw failure(count(others.count(), "row") + " should match " + condition + " and "
                    + (first.size() == 1 ? "does" : "do") + " not:\n" + others.limit(10).collect());
        }
        return this;
    }

    private DatasetAssert same(List<String> columns, List<List<@Nullable Object>> expected,
            List<List<@Nullable Object>> found, boolean inOrder) {
        RowDifference difference = inOrder
                ? RowDifference.inOrder(expected, found, cells)
                : RowDifference.inAnyOrder(expected, found, cells);
        if (!difference.isEmpty()) {
            throw failure("expected " + count(expected.size(), "row") + ", found " + found.size() + ": "
                    + said(difference) + "\n" + DifferenceTable.of(columns, difference, cells));
        }
        return this;
    }

    private static String said(RowDifference difference) {
        List<String> said = new ArrayList<>();
        if (!difference.differing().isEmpty()) {
            said.add(difference.differing().size()
                    + (difference.differing().size() == 1 ? " differs" : " differ"));
        }
        if (!difference.missing().isEmpty()) {
            said.add(difference.missing().size() + " missing");
        }
        if (!difference.surplus().isEmpty()) {
            said.add(difference.surplus().size() + " not expected");
        }
        return String.join(", ", said);
    }

    private List<List<@Nullable Object>> rows() {
        List<List<@Nullable Object>> known = rows;
        if (known == null) {
            known = rows(dataset);
            rows = known;
        }
        return known;
    }

    private static List<List<@Nullable Object>> rows(Dataset dataset) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        dataset.rows().forEach(row -> {
            List<@Nullable Object> cells = new ArrayList<>();
            for (int c = 0; c < row.schema().size(); c++) {
                cells.add(row.get(c));
            }
            rows.add(cells);
        });
        return rows;
    }

    private static <T> List<T> given(T[] values, String name) {
        Objects.requireNonNull(values, name);
        for (int i = 0; i < values.length; i++) {
            int at = i;
            Objects.requireNonNull(values[i], () -> name + "[" + at + "]");
        }
        return List.of(values);
    }

    private static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private AssertionError failure(String message) {
        return new AssertionError(name.isEmpty() ? message : name + ": " + message);
    }
}
