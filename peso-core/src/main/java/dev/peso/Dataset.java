package dev.peso;

import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import dev.peso.engine.Engine;
import dev.peso.internal.bytes.ByteSources;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Table;
import dev.peso.internal.door.UserFold;
import dev.peso.internal.door.UserSink;
import dev.peso.internal.door.UserSource;
import dev.peso.internal.exec.ChunkStream;
import dev.peso.internal.exec.Explanation;
import dev.peso.internal.exec.LocalEngine;
import dev.peso.internal.exec.RecordMapper;
import dev.peso.internal.exec.RunOptions;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Literals;
import dev.peso.internal.expr.Node;
import dev.peso.internal.expr.Parameters;
import dev.peso.internal.fingerprint.Fingerprints;
import dev.peso.internal.jdbc.DatabaseTable;
import dev.peso.internal.jdbc.RunInDatabase;
import dev.peso.internal.jdbc.TableWrites;
import dev.peso.internal.notebook.Notebooks;
import dev.peso.internal.plan.Analyzer;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.Plan;
import dev.peso.internal.plan.TableWriter;
import dev.peso.internal.plan.WiderSources;
import dev.peso.internal.records.BatchRows;
import dev.peso.internal.records.ObjectTables;
import dev.peso.internal.records.RecordReader;
import dev.peso.internal.select.SelectParser;
import dev.peso.internal.spark.RunInSpark;
import dev.peso.internal.text.HtmlTable;
import dev.peso.internal.text.Preview;
import dev.peso.internal.text.TablePrinter;
import dev.peso.io.CsvReadOptions;
import dev.peso.io.CsvWriteOptions;
import dev.peso.io.FilesReadOptions;
import dev.peso.io.HttpOptions;
import dev.peso.io.JdbcSource;
import dev.peso.io.JdbcTable;
import dev.peso.io.PartitionWriteOptions;
import dev.peso.io.ReadOptions;
import dev.peso.io.RestOptions;
import dev.peso.io.WriteOptions;
import dev.peso.spi.ByteSource;
import dev.peso.spi.Fold;
import dev.peso.spi.Sink;
import dev.peso.spi.Source;
import dev.peso.spi.Viewable;

/// Rows with named, typed columns: a table in memory, or a recipe for one that runs when its rows are asked for.
///
/// Verbs such as [#filter(Expr)] return a new dataset at once, without reading anything, and fail at once when they name
/// a column or a function that does not exist or mix types. Terminal methods run the recipe: [#collect], [#count],
/// [#show()], [#write(Path)], [#stream]. A terminal runs again each time it is called; `collect()` keeps the rows.
///
/// Row order is part of the result and repeats; see the package description for what queries mean. Datasets are immutable
/// and safe to share between threads; nothing needs closing.
public final class Dataset implements Viewable {
    static {
        Notebooks.install();
    }

    private final Plan plan;
    private final CheckedPlan checked;
    private final RunOptions options;

    private Dataset(Plan plan, CheckedPlan checked, RunOptions options) {
        this.plan = plan;
        this.checked = checked;
        this.options = options;
    }

    static Dataset of(Plan plan) {
        return new Dataset(plan, Analyzer.check(plan), RunOptions.DEFAULT);
    }

    private Dataset with(Plan next, Dataset... others) {
        List<CheckedPlan> inputs = new ArrayList<>();
        inputs.add(checked);
        for (Dataset other : others) {
            inputs.add(other.checked);
        }
        return new Dataset(next, Analyzer.check(next, inputs), options);
    }

    Plan plan() {
        return plan;
    }

    CheckedPlan checked() {
        return checked;
    }

    RunOptions options() {
        return options;
    }

    Dataset with(RunOptions newOptions) {
        return new Dataset(plan, checked, newOptions);
    }

    // ---------------------------------------------------------------- making datasets

    /// A dataset of records, beans or other objects, one row each.
    ///
    /// Columns are the record's components, or a bean's properties, in order; those of primitive types are not
    /// nullable. The rows are copied at once; an empty list gives a dataset with columns and no rows.
    ///
    /// {@snippet file="dev/peso/DatasetSnippets.java" region="of"}
    ///
    /// @param <T> the rows' class
    /// @param type the rows' class
    /// @param rows the rows, none of them null
    /// @return a dataset in memory
    /// @throws IllegalArgumentException if a component has a type that no column type stands for
    public static <T> Dataset of(Class<T> type, Iterable<? extends T> rows) {
        return of(ObjectTables.of(Objects.requireNonNull(type, "type"), Objects.requireNonNull(rows, "rows")),
                null);
    }

    /// A dataset of records or beans of one class; see [#of(Class, Iterable)].
    ///
    /// @param rows one row or more, all of the class of the first
    /// @return a dataset in memory
    /// @throws IllegalArgumentException if the list is empty, as nothing tells its class then, or holds several classes
    public static Dataset of(List<?> rows) {
        if (Objects.requireNonNull(rows, "rows").isEmpty()) {
            throw new IllegalArgumentException(
                    "an empty list does not tell its columns; use of(Sale.class, list)");
        }
        return of(ObjectTables.of(rows), null);
    }

    /// A dataset of columns by name: lists, or arrays such as `long[]`, `double[]`, `String[]`, `LocalDate[]`.
    ///
    /// A column of an array of primitives is not nullable. The values are copied at once.
    ///
    /// {@snippet file="dev/peso/DatasetSnippets.java" region="columns"}
    ///
    /// @param columns names with values, all of one length; the map's order is the columns' order
    /// @return a dataset in memory
    /// @throws IllegalArgumentException if lengths differ or a value has no column type
    public static Dataset of(Map<String, ?> columns) {
        return of(ObjectTables.ofColumns(Objects.requireNonNull(columns, "columns")), null);
    }

    /// A dataset of rows given as maps; a missing key is a null.
    ///
    /// @param rows the rows; columns appear in order of first appearance
    /// @return a dataset in memory
    public static Dataset ofMaps(Iterable<? extends Map<String, ?>> rows) {
        return of(ObjectTables.ofMaps(Objects.requireNonNull(rows, "rows")), null);
    }

    /// A dataset with a schema and rows of values in its order.
    ///
    /// Each value must be of a class that its column's type stands for: a decimal column takes a `BigDecimal` or a
    /// whole number, not a `double`. The schema's metadata stays.
    ///
    /// {@snippet file="dev/peso/DatasetSnippets.java" region="rows"}
    ///
    /// @param schema names and types
    /// @param rows one array a row
    /// @return a dataset in memory
    /// @throws IllegalArgumentException if a row has another length, a value does not fit its column, or a null stands
    ///   in a column that is not nullable
    public static Dataset ofRows(Schema schema, Iterable<@Nullable Object[]> rows) {
        return of(ObjectTables.of(Objects.requireNonNull(schema, "schema"),
                Objects.requireNonNull(rows, "rows")), null);
    }

    /// Reads a file: a path, or a URL such as `https://...`, `jar:file:...`. It may be CSV, TSV, JSON or NDJSON, also packed
    /// as `.gz` or `.zst`, Parquet, an Arrow IPC file (Feather version 2) or stream, Avro, an Excel workbook, of which the first
    /// sheet is read, or a web page, of which the first table is; what its bytes start with tells, else the ending of its name.
    ///
    /// A folder stands for all files in it and below, and a pattern such as `data/**/*.parquet` for all that match: `*`,
    /// `?`, `[a-c]` and `{a,b}` within a name, `**` for any folders. Many files are one dataset, in the order of their
    /// paths, as [FilesReadOptions#DEFAULT] says; other ways by [#read(String, FilesReadOptions)].
    ///
    /// Only a sample, or the schema that the file holds, is read now, to find the columns and their types; rows are read
    /// when the dataset runs, of Parquet and Arrow only the columns that the query needs, of Parquet only such row groups
    /// and pages too.
    ///
    /// {@snippet file="dev/peso/DatasetRunSnippets.java" region="read"}
    ///
    /// @param place where the file is
    /// @return a lazy dataset
    /// @throws DataAccessException if it cannot be read
    /// @throws IllegalArgumentException if the name's ending tells no known format
    public static Dataset read(String place) {
        return of(Formats.read(Objects.requireNonNull(place, "place")));
    }

    /// Reads a file or files as the options of their format say, whatever their names; see [#read(String)].
    ///
    /// @param place a path, a URL, a folder or a pattern
    /// @param options what is known of the file, for example [CsvReadOptions]
    /// @return a lazy dataset
    public static Dataset read(String place, ReadOptions options) {
        Objects.requireNonNull(place, "place");
        return of(Formats.read(place, Objects.requireNonNull(options, "options")));
    }

    /// Reads many files as one dataset, in the order of their paths.
    ///
    /// Folders such as `year=2024` are columns unless the options say otherwise, and a condition on them leaves files
    /// unopened.
    ///
    /// {@snippet file="dev/peso/DatasetFilesSnippets.java" region="files"}
    ///
    /// @param place a pattern such as `data/**/*.parquet`, a folder, or one file
    /// @param options how the files go together
    /// @return a lazy dataset
    /// @throws DataAccessException if there is no such file; the message tells how far the path leads
    /// @throws DataException if the files do not go together
    public static Dataset read(String place, FilesReadOptions options) {
        Objects.requireNonNull(place, "place");
        return of(FileSets.read(place, Objects.requireNonNull(options, "options")));
    }

    /// Reads files as one dataset, in the order given; see [#read(String, FilesReadOptions)].
    ///
    /// @param paths at least one file
    /// @param options how the files go together
    /// @return a lazy dataset
    public static Dataset read(List<Path> paths, FilesReadOptions options) {
        return of(FileSets.read(List.copyOf(Objects.requireNonNull(paths, "paths")),
                Objects.requireNonNull(options, "options")));
    }

    /// Reads a file; see [#read(String)].
    ///
    /// @param path where the file is
    /// @return a lazy dataset
    public static Dataset read(Path path) {
        return of(Formats.read(Objects.requireNonNull(path, "path")));
    }

    /// Reads a file from a URL, also inside a jar; see [#read(String)].
    ///
    /// @param url where the file is
    /// @return a lazy dataset
    public static Dataset read(URL url) {
        return of(Formats.read(Objects.requireNonNull(url, "url")));
    }

    /// Reads bytes wherever they lie; their content or the ending of their name tells the format.
    ///
    /// @param bytes the bytes
    /// @return a lazy dataset
    public static Dataset read(ByteSource bytes) {
        return of(Formats.read(Objects.requireNonNull(bytes, "bytes")));
    }

    /// Reads a file as the options of its format say, whatever its name.
    ///
    /// @param path where the file is
    /// @param options what is known of it, for example [CsvReadOptions]
    /// @return a lazy dataset
    public static Dataset read(Path path, ReadOptions options) {
        Objects.requireNonNull(options, "options");
        return of(Formats.read(Objects.requireNonNull(path, "path"), options));
    }

    /// Reads a file from a URL as the options of its format say, whatever its name.
    ///
    /// @param url where the file is
    /// @param options what is known of it
    /// @return a lazy dataset
    public static Dataset read(URL url, ReadOptions options) {
        Objects.requireNonNull(options, "options");
        return read(Web.bytes(Objects.requireNonNull(url, "url"), HttpOptions.DEFAULT), options);
    }

    /// Reads a file from a server; see [#read(String)]. Of Parquet and Arrow files only the parts that a query needs are
    /// asked for, if the server can send parts and the options name no cache.
    ///
    /// @param url where the file is
    /// @param http how the server is asked
    /// @return a lazy dataset
    public static Dataset read(URL url, HttpOptions http) {
        Objects.requireNonNull(url, "url");
        return of(Formats.read(url, Objects.requireNonNull(http, "http")));
    }

    /// Reads a file from a server as the options of its format say, whatever its name.
    ///
    /// @param url where the file is
    /// @param http how the server is asked
    /// @param options what is known of the file
    /// @return a lazy dataset
    public static Dataset read(URL url, HttpOptions http, ReadOptions options) {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(options, "options");
        return read(Web.bytes(url, Objects.requireNonNull(http, "http")), options);
    }

    /// Reads the records of a service that answers JSON in pages.
    ///
    /// {@snippet file="dev/peso/DatasetWebSnippets.java" region="pages"}
    ///
    /// @param url of the first page
    /// @param options where the records are and how the next page is found
    /// @return a lazy dataset, which asks for the pages each time it runs
    /// @throws DataAccessException if the server does not give the first page
    public static Dataset read(URL url, RestOptions options) {
        Objects.requireNonNull(url, "url");
        return of(Web.pages(url, Objects.requireNonNull(options, "options")));
    }

    /// Reads bytes wherever they lie, as the options of their format say.
    ///
    /// @param bytes the bytes
    /// @param options what is known of them
    /// @return a lazy dataset
    public static Dataset read(ByteSource bytes, ReadOptions options) {
        return of(Formats.read(Objects.requireNonNull(bytes, "bytes"),
                Objects.requireNonNull(options, "options")));
    }

    /// Reads a stream to its end, now, as the options of its format say; the caller closes the stream.
    ///
    /// @param stream the bytes
    /// @param options what is known of them
    /// @return a dataset
    public static Dataset read(InputStream stream, ReadOptions options) {
        Objects.requireNonNull(options, "options");
        return read(ByteSources.of("stream", Objects.requireNonNull(stream, "stream")), options);
    }

    /// The names of the sheets of an Excel workbook, in their order.
    ///
    /// @param path where the workbook is
    /// @return what [dev.peso.io.ExcelReadOptions#withSheet] takes
    /// @throws DataException if it is no workbook
    public static List<String> sheets(Path path) {
        return Formats.sheets(ByteSources.of(Objects.requireNonNull(path, "path")));
    }

    /// Reads a table of a database, or what a query there gives; see [dev.peso.io.Jdbc].
    ///
    /// Only names and types are asked for now. When the dataset runs, the database computes what it can of it with the
    /// same result; `explain()` shows its query.
    ///
    /// {@snippet file="dev/peso/JdbcSnippets.java" region="read"}
    ///
    /// @param source the table or query
    /// @return a lazy dataset
    /// @throws QueryException if there is no such table or column, or the query is wrong
    /// @throws DataAccessException if the database cannot be reached
    public static Dataset read(JdbcSource source) {
        return of(new Plan.Scan(DatabaseTable.of(Objects.requireNonNull(source, "source"))));
    }

    /// The rows a SELECT statement asks for, over datasets by name.
    ///
    /// The statement becomes the same plan as verbs do, so it is lazy, checked now, and means what the package
    /// description says. It may join, group, order, and hold subqueries, common table expressions, windows and set
    /// operations. Unquoted names match ignoring case, quoted ones exactly. Values bind as parameters and never become
    /// text: `?` in order, `:name` from the map.
    ///
    /// {@snippet file="dev/peso/DatasetJoinSnippets.java" region="sql"}
    ///
    /// @param select the statement
    /// @param named the tables as datasets, and the values of `:names`
    /// @param values for each `?` in order
    /// @return a lazy dataset
    /// @throws QueryException if the statement is wrong; the message points at the place
    public static Dataset sql(String select, Map<String, ? extends @Nullable Object> named,
            @Nullable Object... values) {
        Objects.requireNonNull(select, "select");
        Objects.requireNonNull(named, "named");
        Objects.requireNonNull(values, "values");
        Map<String, Plan> tables = new LinkedHashMap<>();
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        RunOptions options = RunOptions.DEFAULT;
        for (Map.Entry<String, ? extends @Nullable Object> entry : named.entrySet()) {
            if (entry.getValue() instanceof Dataset dataset) {
                tables.put(entry.getKey(), dataset.plan);
                options = dataset.options;
            } else {
                parameters.put(entry.getKey(), entry.getValue());
            }
        }
        @Nullable
        Object[] all = Arrays.copyOf(values, values.length + 1);
        all[values.length] = parameters;
        SelectParser.Selection selection = SelectParser.select(select, tables, Parameters.of(all));
        return new Dataset(selection.plan(), selection.checked(), options);
    }

    /// A dataset of rows that a source of the caller's own brings. Nothing is read before a terminal.
    ///
    /// @param source where rows come from
    /// @return a lazy dataset
    public static Dataset of(Source source) {
        return of(new Plan.Scan(new UserSource(Objects.requireNonNull(source, "source"))));
    }

    static Dataset of(Table table, @Nullable String name) {
        return of(new Plan.Values(table, name));
    }

    // ---------------------------------------------------------------- columns

    /// Keeps exactly these columns, in this order.
    ///
    /// A text that is the exact name of a column is that column; any other is read as an expression, named by `as` or
    /// by its text, or as several separated by commas. A column taken as it is keeps its metadata; rows keep their order.
    ///
    /// {@snippet file="dev/peso/DatasetSnippets.java" region="select"}
    ///
    /// @param columns names, or expressions as text such as `"qty * price as amount"`
    /// @return a new dataset
    /// @throws QueryException if a column is missing, a text cannot be read, or two results have one name
    public Dataset select(String... columns) {
        return with(new Plan.Select(plan, VerbText.columnsOf(schema(), Arguments.list(columns, "columns"))));
    }

    /// Computes exactly these columns, in this order; see [#select(String...)].
    ///
    /// @param columns expressions; their names come from `as(...)`, from a plain column, or are their text
    /// @return a new dataset
    /// @throws QueryException if a column is missing, types do not fit, or two results have one name
    public Dataset select(Expr... columns) {
        return with(new Plan.Select(plan, nodes(columns, "columns")));
    }

    /// Adds a column at the end, or replaces the one of that name in its place. Rows keep their order.
    ///
    /// {@snippet file="dev/peso/DatasetSnippets.java" region="with"}
    ///
    /// @param name the column's name, which wins over a name that the expression has
    /// @param value what it holds
    /// @return a new dataset
    /// @throws QueryException if a column is missing or types do not fit
    public Dataset with(String name, Expr value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        return with(new Plan.With(plan, List.of(new Node.Alias(bare(value), name))));
    }

    /// Adds or replaces columns; they all see the columns before, not each other.
    ///
    /// @param columns named expressions
    /// @return a new dataset
    /// @throws QueryException if a column is missing, types do not fit, or two of them have one name
    public Dataset with(Expr... columns) {
        return with(new Plan.With(plan, nodes(columns, "columns")));
    }

    /// Adds or replaces a column given as text: `"amount = qty * price"`.
    ///
    /// Several are separated by commas: `"amount = qty * price, tax = price * 0.19"`; they see the columns before, not
    /// each other.
    ///
    /// @param column `name = expression`
    /// @param values for each `?` in order; a map in the last place for `:names`
    /// @return a new dataset
    /// @throws QueryException if the text cannot be read; the message points at the place
    public Dataset with(String column, @Nullable Object... values) {
        return with(new Plan.With(plan, VerbText.columns(Objects.requireNonNull(column, "column"),
                Objects.requireNonNull(values, "values"))));
    }

    private static Node bare(Expr value) {
        return value.node() instanceof Node.Alias alias ? alias.input() : value.node();
    }

    static List<Node> nodes(Expr[] exprs, String name) {
        List<Expr> given = Arguments.list(exprs, name);
        List<Node> nodes = new ArrayList<>(given.size());
        for (Expr expr : given) {
            nodes.add(expr.node());
        }
        return nodes;
    }

    /// Renames a column, which keeps its place, type and metadata.
    ///
    /// @param from the name it has
    /// @param to the name it gets
    /// @return a new dataset
    /// @throws ColumnNotFoundException if the column does not exist
    /// @throws QueryException if another column has the new name
    public Dataset rename(String from, String to) {
        return rename(Map.of(Objects.requireNonNull(from, "from"), Objects.requireNonNull(to, "to")));
    }

    /// Renames columns, all at once, so that two can swap their names.
    ///
    /// {@snippet file="dev/peso/DatasetSnippets.java" region="rename"}
    ///
    /// @param names old names with new names
    /// @return a new dataset
    /// @throws ColumnNotFoundException if an old name does not exist
    /// @throws QueryException if two columns would have one name
    public Dataset rename(Map<String, String> names) {
        return with(new Plan.Rename(plan, Objects.requireNonNull(names, "names")));
    }

    /// Leaves columns out.
    ///
    /// @param columns their names
    /// @return a new dataset
    /// @throws ColumnNotFoundException if one does not exist
    public Dataset drop(String... columns) {
        return with(new Plan.Drop(plan, Arguments.list(columns, "columns")));
    }

    /// Changes a column's type in its place. Null stays null.
    ///
    /// A value that does not fit is an error when the dataset runs, which names column, row and value; `tryCast` of
    /// [Expr] gives null instead. A float becomes a whole number by dropping its fraction.
    ///
    /// {@snippet file="dev/peso/DatasetSnippets.java" region="cast"}
    ///
    /// @param column the column
    /// @param type its new type
    /// @return a new dataset
    /// @throws ColumnNotFoundException if the column does not exist
    /// @throws QueryException if no value of its type can become one of the new type
    public Dataset cast(String column, DataType type) {
        return with(Objects.requireNonNull(column, "column"), Expr.col(column).cast(type));
    }

    /// Puts a value in place of nulls; `NaN` and `""` are not null and stay. The column is not nullable then.
    ///
    /// {@snippet file="dev/peso/DatasetSnippets.java" region="nulls"}
    ///
    /// @param column the column
    /// @param value a value of the column's type, or an expression over the row; a float widens a whole column
    /// @return a new dataset
    /// @throws ColumnNotFoundException if the column does not exist
    /// @throws QueryException if column and value have no common type
    public Dataset fillNull(String column, Object value) {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(value, "value");
        DataType type = schema().contains(column) ? schema().type(column) : DataType.NULL;
        return with(column, Expr.col(column).orElse(new Expr(Literals.of(value, type))));
    }

    /// Puts the last value before it, in row order, in place of each null.
    ///
    /// @param column the column
    /// @param by columns that make groups, each filled for itself
    /// @return a new dataset; nulls before the first value stay
    public Dataset fillForward(String column, String... by) {
        return with(column, Expr.lastValue(column)
                .over(Window.partitionBy(by).rows(Window.UNBOUNDED_PRECEDING, 0))
                .ignoreNulls());
    }

    /// Puts the next value after it, in row order, in place of each null.
    ///
    /// @param column the column
    /// @param by columns that make groups, each filled for itself
    /// @return a new dataset; nulls after the last value stay
    public Dataset fillBackward(String column, String... by) {
        return with(column, Expr.firstValue(column)
                .over(Window.partitionBy(by).rows(0, Window.UNBOUNDED_FOLLOWING))
                .ignoreNulls());
    }

    /// Drops the rows that have a null in one of these columns, or in any column when none is named. `NaN` is not null.
    ///
    /// @param columns the columns to look at
    /// @return a new dataset
    /// @throws ColumnNotFoundException if one does not exist
    public Dataset dropNull(String... columns) {
        List<String> named = Arguments.list(columns, "columns");
        List<String> names = named.isEmpty() ? schema().names() : named;
        if (names.isEmpty()) {
            return this;
        }
        List<Node> terms = names.stream()
                .map(n -> (Node) new Node.Call("is_not_null", new Node.Column(null, n)))
                .toList();
        return with(
                new Plan.Filter(plan, terms.size() == 1 ? terms.getFirst() : new Node.Call("and", terms)));
    }

    // ---------------------------------------------------------------- rows

    /// Keeps the rows for which a condition is true, in their order; not those for which it is false or null.
    ///
    /// What comes after a filter is not computed for the rows it drops, so `filter("n <> 0")` guards a division by `n`.
    ///
    /// {@snippet file="dev/peso/DatasetSnippets.java" region="filter"}
    ///
    /// @param condition a boolean expression
    /// @return a new dataset
    /// @throws QueryException if it is not boolean, a column is missing, or types do not fit
    public Dataset filter(Expr condition) {
        return with(new Plan.Filter(plan, Objects.requireNonNull(condition, "condition").node()));
    }

    /// Keeps the rows for which a condition given as text is true; see [#filter(Expr)].
    ///
    /// @param condition the condition, such as `"qty > 1 and region in ('n', 's')"`
    /// @param values for each `?` in order; a map in the last place for `:names`
    /// @return a new dataset
    /// @throws QueryException if the text cannot be read; the message points at the place
    public Dataset filter(String condition, @Nullable Object... values) {
        return with(new Plan.Filter(plan, VerbText.condition(Objects.requireNonNull(condition, "condition"),
                Objects.requireNonNull(values, "values"))));
    }

    /// Sorts by keys given as text: a column, or `"total desc"`, `"name nulls first"`.
    ///
    /// The sort is stable: rows with equal keys keep their order. Nulls come last in both directions unless a key says
    /// otherwise; `NaN` is larger than every number; texts are in the order of their code points. A sort that does not
    /// fit in memory uses temporary files; one that a `limit` follows keeps only that many rows.
    ///
    /// {@snippet file="dev/peso/DatasetSnippets.java" region="sort"}
    ///
    /// @param keys the keys, the first decides first
    /// @return a new dataset
    /// @throws QueryException if a column is missing, a text cannot be read, or a key is a map, which has no order
    public Dataset sort(String... keys) {
        return with(new Plan.Sort(plan, VerbText.sortKeys(schema(), Arguments.list(keys, "keys"))));
    }

    /// Sorts by keys: `sort(desc("total"), asc("name"))`; see [#sort(String...)].
    ///
    /// @param keys the keys, the first decides first
    /// @return a new dataset
    /// @throws QueryException if a column is missing or a key is a map, which has no order
    public Dataset sort(Order... keys) {
        return with(new Plan.Sort(plan, Order.keys(keys)));
    }

    /// Keeps the first rows. Later ones are not computed, and cannot fail.
    ///
    /// {@snippet file="dev/peso/DatasetSnippets.java" region="limit"}
    ///
    /// @param rows how many, 0 or more; all when there are fewer
    /// @return a new dataset
    /// @throws IllegalArgumentException if `rows` is negative
    public Dataset limit(long rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("limit must be 0 or more rows, got " + rows);
        }
        return with(new Plan.Limit(plan, 0, rows));
    }

    /// Keeps some rows after leaving out the first ones.
    ///
    /// @param offset how many rows to leave out, 0 or more
    /// @param rows how many to keep, 0 or more
    /// @return a new dataset
    /// @throws IllegalArgumentException if one is negative
    public Dataset slice(long offset, long rows) {
        if (rows < 0 || offset < 0) {
            throw new IllegalArgumentException(
                    "slice needs an offset and a number of rows of 0 or more, got " + offset + " and "
                            + rows);
        }
        return with(new Plan.Limit(plan, offset, rows));
    }

    /// Keeps a random part of the rows, without repetition and in row order; each row has the same chance.
    ///
    /// What is kept depends on the seed and on the places of the rows only, not on threads or memory.
    ///
    /// {@snippet file="dev/peso/DatasetSnippets.java" region="sample"}
    ///
    /// @param rows how many; all when there are fewer
    /// @param seed the same seed on the same rows keeps the same rows
    /// @return a new dataset
    /// @throws IllegalArgumentException if `rows` is negative
    public Dataset sample(long rows, long seed) {
        if (rows < 0) {
            throw new IllegalArgumentException("sample needs 0 or more rows, got " + rows);
        }
        return with(new Plan.Sample(plan, rows, 0, seed));
    }

    /// Keeps each row with a probability, in row order; see [#sample].
    ///
    /// @param fraction the probability, in [0, 1]
    /// @param seed the same seed on the same rows keeps the same rows
    /// @return a new dataset
    /// @throws IllegalArgumentException if `fraction` is out of range
    public Dataset sampleFraction(double fraction, long seed) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("fraction must be in [0, 1], got " + fraction);
        }
        return with(new Plan.Sample(plan, -1, fraction, seed));
    }

    /// Runs the recipe and parts its rows in two, to learn from and to try the result on.
    ///
    /// {@snippet file="dev/peso/DatasetRunSnippets.java" region="split"}
    ///
    /// @param split how
    /// @return two datasets in memory
    /// @throws ColumnNotFoundException if the split names a column that does not exist
    public Split.Parts split(Split split) {
        return Objects.requireNonNull(split, "split").of(this);
    }

    /// Keeps the first row of each combination of values, in row order.
    ///
    /// Null equals null and `NaN` equals `NaN` here; of 0.0 and -0.0 the first seen is kept.
    ///
    /// {@snippet file="dev/peso/DatasetSnippets.java" region="distinct"}
    ///
    /// @param columns the columns to compare, all when none is named
    /// @return a new dataset
    /// @throws ColumnNotFoundException if one does not exist
    public Dataset distinct(String... columns) {
        return with(new Plan.Distinct(plan, Arguments.list(columns, "columns")));
    }

    /// One row for each element of list columns, in the order of rows and elements; other columns repeat.
    ///
    /// An empty or null list gives one row with null. Several lists go side by side, the shorter filled with nulls.
    ///
    /// {@snippet file="dev/peso/DatasetSnippets.java" region="explode"}
    ///
    /// @param columns list columns
    /// @return a new dataset
    /// @throws ColumnNotFoundException if one does not exist
    /// @throws QueryException if one is no list or is named twice
    public Dataset explode(String... columns) {
        return with(new Plan.Explode(plan, Arguments.list(columns, "columns")));
    }

    // ---------------------------------------------------------------- groups

    /// Groups rows by columns. Null is a group of its own, and so is `NaN`; 0.0 and -0.0 are one.
    ///
    /// Groups come in the order of their first rows. Groups that do not fit in memory go to temporary files.
    ///
    /// {@snippet file="dev/peso/DatasetSnippets.java" region="agg"}
    ///
    /// @param keys names, or expressions as text such as `"year(date) as year"`
    /// @return the groups; `agg` makes one row of each
    /// @throws QueryException if a column is missing, a text cannot be read, or two keys have one name
    public Grouped groupBy(String... keys) {
        return new Grouped(this, VerbText.columnsOf(schema(), Arguments.list(keys, "keys")));
    }

    /// Groups rows by expressions; see [#groupBy(String...)].
    ///
    /// @param keys the keys
    /// @return the groups; `agg` makes one row of each
    /// @throws QueryException if a column is missing, types do not fit, or two keys have one name
    public Grouped groupBy(Expr... keys) {
        return new Grouped(this, nodes(keys, "keys"));
    }

    /// Aggregates all rows to one, which is there for no rows too: its counts are 0 then and all else null.
    ///
    /// Aggregates skip nulls, except `first`, `last` and `collectList`; a `NaN` makes sums and means `NaN`.
    ///
    /// @param aggregates expressions of aggregates
    /// @return a dataset of one row
    /// @throws QueryException if an expression uses a column outside an aggregate, or two have one name
    public Dataset agg(Expr... aggregates) {
        return with(new Plan.Aggregate(plan, List.of(), nodes(aggregates, "aggregates")));
    }

    /// Aggregates all rows to one, given as text: `"total = sum(amount)"`; see [#agg(Expr...)].
    ///
    /// @param aggregates texts of aggregates, one each or several separated by commas
    /// @return a dataset of one row
    /// @throws QueryException if a text cannot be read or uses a column outside an aggregate
    public Dataset agg(String... aggregates) {
        return with(new Plan.Aggregate(plan, List.of(), aggregateTexts(aggregates)));
    }

    static List<Node> aggregateTexts(String... texts) {
        List<Node> nodes = new ArrayList<>();
        for (String text : Arguments.list(texts, "aggregates")) {
            nodes.addAll(VerbText.columns(text));
        }
        return nodes;
    }

    Dataset aggregate(List<Node> keys, List<Node> aggregates) {
        return with(new Plan.Aggregate(plan, keys, aggregates));
    }

    /// Rows to columns: one row for each combination of `keys`, one column for each value of `on`.
    ///
    /// This runs the dataset to find the values, which become columns in order of first appearance, named by their
    /// text; nulls do not. A cell without rows is what the aggregate gives for none: null, or 0 for counts.
    ///
    /// {@snippet file="dev/peso/DatasetSnippets.java" region="pivot"}
    ///
    /// @param keys columns that stay rows
    /// @param on the column whose values become columns; each costs time, so few
    /// @param value an aggregate for the cells
    /// @return a new dataset
    /// @throws QueryException if a column is missing, `value` is no aggregate, or a value has the name of a key
    public Dataset pivot(List<String> keys, String on, Expr value) {
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(value, "value");
        Table found = select(Expr.col(Objects.requireNonNull(on, "on"))).distinct().collectTable();
        List<Object> values = new ArrayList<>();
        for (Chunk chunk : found.chunks()) {
            for (int row = 0; row < chunk.rows(); row++) {
                Object cell = Scalars.get(chunk.column(0), row);
                if (cell != null) {
                    values.add(cell);
                }
            }
        }
        return pivot(keys, on, values, value);
    }

    /// Rows to columns for known values; runs nothing. See [#pivot(List, String, Expr)].
    ///
    /// @param keys columns that stay rows
    /// @param on the column whose values become columns
    /// @param values the values that become columns, in order; rows with others are left out of the cells; null has a
    ///   column named `null`
    /// @param value an aggregate for the cells
    /// @return a new dataset
    /// @throws QueryException if a column is missing, `value` is no aggregate, or two columns would have one name
    public Dataset pivot(List<String> keys, String on, List<?> values, Expr value) {
        Objects.requireNonNull(on, "on");
        if (!(bare(Objects.requireNonNull(value, "value")) instanceof Node.Aggregate aggregate)) {
            throw new QueryException(
                    "pivot needs an aggregate for its cells, such as sum(\"x\"), got " + value);
        }
        List<Node.Literal> literals = new ArrayList<>();
        for (Object v : Objects.requireNonNull(values, "values")) {
            if (!(Expr.lit(v).node() instanceof Node.Literal literal)) {
                throw new QueryException("pivot cannot make a column of the value " + v);
            }
            literals.add(literal);
        }
        return with(new Plan.Pivot(plan, Arguments.list(keys, "keys"), on, literals, aggregate));
    }

    /// Columns to rows: for each row one for each of `columns`, in this order, with the column's name and its value.
    ///
    /// The values widen to a common type; nulls stay.
    ///
    /// @param keep columns that stay; others but `columns` are left out
    /// @param columns columns of a common type that become rows
    /// @param nameColumn the column for their names
    /// @param valueColumn the column for their values
    /// @return a new dataset
    /// @throws QueryException if a column is missing, the types have nothing in common, or two results have one name
    public Dataset unpivot(List<String> keep, List<String> columns, String nameColumn, String valueColumn) {
        return with(new Plan.Unpivot(plan, Arguments.list(keep, "keep"), Arguments.list(columns, "columns"),
                Objects.requireNonNull(nameColumn, "nameColumn"),
                Objects.requireNonNull(valueColumn, "valueColumn")));
    }

    /// Fills the gaps of a time column, so that every step from the first time to the last has a row; other columns of
    /// new rows are null.
    ///
    /// Rows come sorted by time within their group, those without a time last; groups in order of first appearance.
    /// Steps count from the group's first time; months clamp to their end, days follow the zone of a timestamp that has
    /// one. Times between the steps stay.
    ///
    /// {@snippet file="dev/peso/DatasetSnippets.java" region="upsample"}
    ///
    /// @param column a date or timestamp column
    /// @param every the step, for example `15m`, `1h`, `1d`, `1mo`
    /// @param by columns that make groups, each filled for itself
    /// @return a new dataset
    /// @throws QueryException if a column is missing or of another type, or the step cannot be read or is finer than
    ///   the column
    public Dataset upsample(String column, String every, String... by) {
        return with(new Plan.Upsample(plan, Objects.requireNonNull(column, "column"),
                Objects.requireNonNull(every, "every"),
                Arguments.list(by, "by")));
    }

    /// Computes rows from rows by a function over records: each row becomes a `T`, as [#stream(Class)] makes them, and the
    /// components of the `R`s are the new columns, as [#of(Class, Iterable)] makes them; other columns are left out.
    ///
    /// The schema is that of `R` alone, known now: a `BigDecimal` has scale 9, an instant microseconds in UTC. Rows keep
    /// their order. The function runs on several threads at once, when the dataset runs and each time it does, possibly
    /// for more rows than are wanted in the end. What it throws fails the run with a [DataException] that names the row,
    /// where that is known, and has it as cause.
    ///
    /// {@snippet file="dev/peso/DatasetMapSnippets.java" region="records"}
    ///
    /// @param <T> the class of what the function takes
    /// @param <R> the class of what it returns
    /// @param in a record or bean class, bound to columns by name
    /// @param out a record or bean class
    /// @param function makes an `R` of a `T`, never null
    /// @return a new dataset
    /// @throws ColumnNotFoundException if a component of `in` has no column of its name
    /// @throws IllegalArgumentException if a component of `out` has a type that no column type stands for
    public <T, R> Dataset map(Class<T> in, Class<R> out, Function<? super T, ? extends R> function) {
        Objects.requireNonNull(in, "in");
        Objects.requireNonNull(out, "out");
        List<String> read = RecordReader.of(in, schema()).columns();
        Dataset needed = select(read.stream().map(Expr::col).toArray(Expr[]::new));
        RecordReader<T> reader = RecordReader.of(in, needed.schema());
        return needed.with(new Plan.MapRows(needed.plan,
                new RecordMapper<>(in.getSimpleName(), reader::open, out,
                        Objects.requireNonNull(function, "function"))));
    }

    /// Computes rows from rows by a function that reads values by column name; otherwise as
    /// [#map(Class, Class, Function)].
    ///
    /// {@snippet file="dev/peso/DatasetMapSnippets.java" region="rows"}
    ///
    /// @param <R> the class of what the function returns
    /// @param out a record or bean class, whose components are the new columns
    /// @param function makes an `R` of a row, never null
    /// @return a new dataset
    /// @throws IllegalArgumentException if a component of `out` has a type that no column type stands for
    public <R> Dataset map(Class<R> out, Function<? super Row, ? extends R> function) {
        Schema schema = schema();
        return with(new Plan.MapRows(plan, new RecordMapper<>("rows", () -> new Row.OfBatch(schema), out,
                Objects.requireNonNull(function, "function"))));
    }

    // ---------------------------------------------------------------- several datasets

    /// Rows of both sides whose keys are equal: left order, matches in right order; keys that match often multiply
    /// rows.
    ///
    /// A null key matches nothing, unless [On#nullsMatch]; `NaN` matches `NaN`. A key of one name on both sides is kept
    /// once; any other right-hand column that has a namesake on the left gets the suffix `_right`, or [On#suffix]. A
    /// join that does not fit in memory uses temporary files.
    ///
    /// {@snippet file="dev/peso/DatasetJoinSnippets.java" region="join"}
    ///
    /// @param right the other dataset
    /// @param on what must match: `on("region")`
    /// @return a new dataset
    /// @throws QueryException if a column is missing, key types do not fit each other, or two columns would have one
    ///   name
    public Dataset join(Dataset right, On on) {
        return join(Plan.JoinKind.INNER, right, on);
    }

    /// All rows of this side, in order, with the matching ones of the other, or nulls; see [#join].
    ///
    /// @param right the other dataset
    /// @param on what must match
    /// @return a new dataset, in which the other side's columns are nullable
    /// @throws QueryException as in [#join]
    public Dataset leftJoin(Dataset right, On on) {
        return join(Plan.JoinKind.LEFT, right, on);
    }

    /// All rows of the other side, in its order, with the matching ones of this side, or nulls; see [#join].
    ///
    /// @param right the other dataset, whose values the shared keys have
    /// @param on what must match
    /// @return a new dataset, in which this side's columns are nullable
    /// @throws QueryException as in [#join]
    public Dataset rightJoin(Dataset right, On on) {
        return join(Plan.JoinKind.RIGHT, right, on);
    }

    /// All rows of both sides, matched where they match: left order, then the other side's rows without a match in
    /// theirs. Shared keys have the value of the side that is there. See [#join].
    ///
    /// @param right the other dataset
    /// @param on what must match
    /// @return a new dataset
    /// @throws QueryException as in [#join]
    public Dataset fullJoin(Dataset right, On on) {
        return join(Plan.JoinKind.FULL, right, on);
    }

    /// The rows of this side that have a match, each once and in order; no columns of the other.
    ///
    /// {@snippet file="dev/peso/DatasetJoinSnippets.java" region="semi"}
    ///
    /// @param right the other dataset
    /// @param on what must match
    /// @return a new dataset
    /// @throws QueryException if a column is missing or key types do not fit each other
    public Dataset semiJoin(Dataset right, On on) {
        return join(Plan.JoinKind.SEMI, right, on);
    }

    /// The rows of this side that have no match, in order; rows with a null key are among them. See [#semiJoin].
    ///
    /// @param right the other dataset
    /// @param on what must match
    /// @return a new dataset
    /// @throws QueryException if a column is missing or key types do not fit each other
    public Dataset antiJoin(Dataset right, On on) {
        return join(Plan.JoinKind.ANTI, right, on);
    }

    /// Every row of this side with every row of the other: left order, then right order.
    ///
    /// @param right the other dataset
    /// @return a new dataset
    /// @throws QueryException if two columns would have one name
    public Dataset crossJoin(Dataset right) {
        Objects.requireNonNull(right, "right");
        return with(new Plan.Join(plan, right.plan, Plan.JoinKind.CROSS, List.of(), null, false, On.SUFFIX),
                right);
    }

    private Dataset join(Plan.JoinKind kind, Dataset right, On on) {
        Objects.requireNonNull(right, "right");
        Objects.requireNonNull(on, "on");
        return with(
                new Plan.Join(plan, right.plan, kind, on.keys(), on.condition(), on.matchesNulls(),
                        on.suffix()),
                right);
    }

    /// Each row of this side with the nearest row of the other by an ordered key, or nulls where none is near.
    ///
    /// Of right rows with equal keys the last is taken. A null key, on either side, is near nothing.
    ///
    /// {@snippet file="dev/peso/DatasetJoinSnippets.java" region="asof"}
    ///
    /// @param right the other dataset, in any order
    /// @param near the ordered key and how near: `AsOf.on("time").by("symbol")`
    /// @return a new dataset with all rows of this side, in order
    /// @throws QueryException if a column is missing, or the key is no number, date or time
    public Dataset asOfJoin(Dataset right, AsOf near) {
        Objects.requireNonNull(right, "right");
        return with(Objects.requireNonNull(near, "near").plan(plan, right.plan), right);
    }

    /// The rows of this dataset, then those of others with the same column names, duplicates included.
    ///
    /// Columns go together by name, in the order of this dataset; types widen.
    ///
    /// {@snippet file="dev/peso/DatasetJoinSnippets.java" region="union"}
    ///
    /// @param others the other datasets
    /// @return a new dataset
    /// @throws QueryException if names differ or the types of a column have nothing in common
    public Dataset union(Dataset... others) {
        List<Plan> inputs = new ArrayList<>();
        inputs.add(plan);
        for (Dataset other : Arguments.list(others, "others")) {
            inputs.add(other.plan);
        }
        return with(new Plan.Union(inputs), others);
    }

    /// The distinct rows of this dataset that are in the other too, in order of first appearance; null equals null.
    ///
    /// @param other the other dataset, with the same column names
    /// @return a new dataset
    /// @throws QueryException as in [#union]
    public Dataset intersect(Dataset other) {
        return with(new Plan.SetOperation(plan, Objects.requireNonNull(other, "other").plan, true, false),
                other);
    }

    /// The distinct rows of this dataset that are not in the other, in order of first appearance; null equals null.
    ///
    /// @param other the other dataset, with the same column names
    /// @return a new dataset
    /// @throws QueryException as in [#union]
    public Dataset except(Dataset other) {
        return with(new Plan.SetOperation(plan, Objects.requireNonNull(other, "other").plan, false, false),
                other);
    }

    // ---------------------------------------------------------------- running

    /// Names and types of the columns; known without reading, for files without types of their own from their first rows.
    ///
    /// {@snippet file="dev/peso/DatasetRunSnippets.java" region="schema"}
    ///
    /// @return the schema
    public Schema schema() {
        return checked.schema();
    }

    /// Runs the recipe and keeps its rows in memory. What comes after starts from them; a dataset in memory is returned
    /// as it is.
    ///
    /// Where a file holds values that do not fit the types inferred from its first rows, the recipe runs again under types that
    /// hold all of them, and columns of the result may have wider types than [#schema()] said.
    ///
    /// {@snippet file="dev/peso/DatasetRunSnippets.java" region="collect"}
    ///
    /// @return a dataset that holds its rows, with the same settings
    /// @throws MemoryLimitException if they do not fit; `write(path)` streams instead
    /// @throws DataException if a value cannot be computed, with its column and row
    public Dataset collect() {
        if (checked instanceof CheckedPlan.Values) {
            return this;
        }
        Table table = collectTable();
        LocalEngine.keep(table);
        Plan values = new Plan.Values(table, null);
        return new Dataset(values, Analyzer.check(values), options);
    }

    Table collectTable() {
        Table held = held();
        return held != null ? held : withWiderTypes(data -> LocalEngine.collect(data.checked, options));
    }

    /// What is in memory already: a table, or some of its columns. Nothing has to run for it.
    private @Nullable Table held() {
        if (checked instanceof CheckedPlan.Values values) {
            return values.table();
        }
        if (!(checked instanceof CheckedPlan.Project project)
                || !(project.input() instanceof CheckedPlan.Values values)) {
            return null;
        }
        int[] columns = new int[project.exprs().size()];
        for (int i = 0; i < columns.length; i++) {
            if (!(project.exprs().get(i) instanceof CheckedExpr.Ref ref)) {
                return null;
            }
            columns[i] = ref.index();
        }
        return values.table().pick(columns, project.schema());
    }

    /// Runs something that can start over. Where a file's values further down do not fit the types inferred from its first rows,
    /// it does so under types that hold all of them.
    <R> R withWiderTypes(Function<Dataset, R> run) {
        try {
            return run.apply(this);
        } catch (DataException e) {
            Dataset wider = wider();
            if (wider == null) {
                throw e;
            }
            return wider.withWiderTypes(run);
        }
    }

    /// The same recipe over files under types that hold all their values; null if nothing is known that would not fit, or the
    /// recipe does not go with these types.
    private @Nullable Dataset wider() {
        Plan wider = WiderSources.of(plan);
        try {
            return wider == null ? null : new Dataset(wider, Analyzer.check(wider), options);
        } catch (QueryException _) {
            return null; // the caller tells what did not fit
        }
    }

    /// How many rows a plan over a table in memory gives, if nothing has to run to know; else -1.
    private static long heldRows(CheckedPlan plan) {
        if (plan instanceof CheckedPlan.Values values) {
            return values.table().rows();
        }
        if (plan instanceof CheckedPlan.Project project) {
            return heldRows(project.input());
        }
        if (plan instanceof CheckedPlan.Limit limit) {
            long rows = heldRows(limit.input());
            return rows < 0 ? rows : Math.clamp(rows - limit.offset(), 0, limit.rows());
        }
        return -1;
    }

    /// Runs the recipe and counts its rows, without keeping them.
    ///
    /// @return the number of rows
    public long count() {
        long known = heldRows(checked);
        if (known >= 0) {
            return known;
        }
        Node count = new Node.Alias(new Node.Aggregate("count"), "n");
        Table one = aggregate(List.of(), List.of(count)).collectTable();
        return (Long) Objects.requireNonNull(Scalars.get(one.chunks().getFirst().column(0), 0));
    }

    /// Runs the recipe once and sums up each column: count, nulls, mean, standard deviation, minimum, median, maximum.
    ///
    /// Minimum and maximum are given as text; what has no meaning for a type is null.
    ///
    /// {@snippet file="dev/peso/DatasetSnippets.java" region="describe"}
    ///
    /// @return a dataset in memory with one row for each column
    public Dataset describe() {
        return withWiderTypes(Describe::of);
    }

    /// The rows as records or beans, bound by name; the recipe runs while they are taken, a few rows ahead.
    ///
    /// A stream may be left before its end, as `findFirst` and `limit` do, and need not be closed: what a run holds is freed
    /// at its end, or when the stream is garbage. Where a recipe reads files or sorts and groups more than memory holds,
    /// closing a stream that was left frees that at once. An interrupt of the thread that takes rows cancels the run.
    ///
    /// {@snippet file="dev/peso/DatasetStreamSnippets.java" region="stream"}
    ///
    /// @param <T> the rows' class
    /// @param type a record or bean class
    /// @return the rows in order
    /// @throws ColumnNotFoundException if a component has no column of its name
    /// @throws IllegalArgumentException if the class cannot be made from rows
    public <T> Stream<T> stream(Class<T> type) {
        return stream(RecordReader.of(type, schema()).open());
    }

    /// The rows by column name; the recipe runs while they are taken, as for [#stream(Class)].
    ///
    /// @return the rows in order
    public Stream<Row> rows() {
        return stream(new Row.OfBatch(schema()));
    }

    private <T> Stream<T> stream(BatchRows<T> reader) {
        if (checked instanceof CheckedPlan.Values values) {
            return BatchRows.stream(reader, values.table().chunks().iterator());
        }
        ChunkStream chunks = LocalEngine.stream(checked, options);
        return BatchRows.stream(reader, chunks).onClose(chunks::close);
    }

    /// The rows in place, for loops that make no objects; the recipe runs while the cursor moves.
    ///
    /// @return a cursor before the first row
    public RowCursor cursor() {
        if (checked instanceof CheckedPlan.Values values) {
            return new RowCursor(schema(), values.table().chunks().iterator(), () -> {});
        }
        ChunkStream chunks = LocalEngine.stream(checked, options);
        return new RowCursor(schema(), chunks, chunks::close);
    }

    /// Runs the recipe and gives one of its columns as arrays, without boxing. Other columns are not computed.
    ///
    /// {@snippet file="dev/peso/DatasetRunSnippets.java" region="column"}
    ///
    /// @param name a column's exact name
    /// @return its values
    /// @throws ColumnNotFoundException if there is none, with the nearest name
    public Column column(String name) {
        Field field = schema().field(name);
        Table held = held();
        if (held != null) {
            return new Column(field, held.column(held.schema().indexOf(field.name())));
        }
        Table table = select(Expr.col(field.name())).collectTable();
        return new Column(table.schema().field(0), table.column(0));
    }

    /// Runs the recipe and gives an integer column without nulls as an array; for others see [#column].
    ///
    /// @param name a column's exact name
    /// @return one number a row
    /// @throws DataException if a value is null or does not fit
    public int[] ints(String name) {
        return column(name).ints();
    }

    /// Runs the recipe and gives an integer column without nulls as an array.
    ///
    /// @param name a column's exact name
    /// @return one number a row
    /// @throws DataException if a value is null
    public long[] longs(String name) {
        return column(name).longs();
    }

    /// Runs the recipe and gives a number column as an array; a null is NaN.
    ///
    /// @param name a column's exact name
    /// @return one number a row
    public double[] doubles(String name) {
        return column(name).doubles();
    }

    /// Runs the recipe and gives a boolean column without nulls as an array.
    ///
    /// @param name a column's exact name
    /// @return one value a row
    /// @throws DataException if a value is null
    public boolean[] booleans(String name) {
        return column(name).booleans();
    }

    /// Runs the recipe and gives a text column as an array.
    ///
    /// @param name a column's exact name
    /// @return one text or null a row
    public @Nullable String[] strings(String name) {
        return column(name).strings();
    }

    /// Runs the recipe and hands its rows to a sink of the caller's own, which commits after the last one.
    ///
    /// @param sink where rows go
    public void write(Sink sink) {
        Objects.requireNonNull(sink, "sink");
        withWiderTypes(data -> data.write(new UserSink(sink, data.schema())));
    }

    /// Runs the recipe into a writer and closes it.
    private Dataset write(TableWriter made) {
        try (TableWriter writer = made) {
            LocalEngine.write(checked, options, writer);
        }
        return this;
    }

    /// Folds all rows into one value, in one pass and on all threads, without keeping them.
    ///
    /// @param <S> what the rows are folded into
    /// @param fold starts states, adds rows to them and merges them
    /// @return the state of all rows
    public <S> S fold(Fold<S> fold) {
        Objects.requireNonNull(fold, "fold");
        return withWiderTypes(data -> LocalEngine.fold(data.checked, data.options,
                new UserFold<>(fold, data.schema())));
    }

    /// Runs the recipe and gives one number for what it holds: SHA-256 over names, types, the number of rows and every
    /// value in order, the same whatever file, chunks or engine the rows came from.
    ///
    /// Text and categorical columns of the same texts are the same; so are 0.0 and -0.0. Metadata does not count.
    ///
    /// @return 64 hexadecimal digits
    public String fingerprint() {
        return withWiderTypes(data -> {
            Fingerprints fingerprints = new Fingerprints(data.schema());
            LocalEngine.forEachChunk(data.checked, options, fingerprints::add);
            return fingerprints.finish();
        });
    }

    /// Hears how many rows have been read while the recipe runs.
    ///
    /// @param progress told a few times a second, and at the end of a run that did not fail
    /// @return the same dataset with this listener, which later verbs keep
    public Dataset progress(Progress progress) {
        Objects.requireNonNull(progress, "progress");
        return with(options
                .withProgress((rows, total) -> progress.update(Progress.News.of("read", rows, total))));
    }

    /// Runs the recipe and prints its first and last rows to standard output.
    public void show() {
        show(20);
    }

    /// Runs the recipe and prints some of its rows to standard output: the first and the last ones.
    ///
    /// @param rows how many rows at most, 0 or more
    /// @throws IllegalArgumentException if `rows` is negative
    public void show(int rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("show needs 0 or more rows, got " + rows);
        }
        IO.println(TablePrinter.text(preview(rows), TablePrinter.terminalWidth()));
    }

    /// The first and last rows as an HTML table, for notebooks.
    ///
    /// @return an HTML fragment
    public String toHtml() {
        return HtmlTable.html(preview(20));
    }

    /// The first and last rows as HTML and as text, from one run. Notebooks of JJava and IJava call it.
    @Override
    public View view() {
        Preview preview = preview(20);
        return new View(HtmlTable.html(preview), TablePrinter.text(preview, TablePrinter.DEFAULT_WIDTH));
    }

    /// The first and last rows, without keeping those between.
    private Preview preview(int rows) {
        if (checked instanceof CheckedPlan.Values values) {
            return Preview.of(values.table(), rows);
        }
        return withWiderTypes(data -> {
            Preview.Collector collector = new Preview.Collector(data.schema(), rows);
            LocalEngine.forEachChunk(data.checked, options, collector::add);
            return collector.finish();
        });
    }

    /// The first rows of a dataset in memory; of a recipe only its columns, as printing must not read files.
    @Override
    public String toString() {
        if (checked instanceof CheckedPlan.Values values) {
            return TablePrinter.text(Preview.of(values.table(), 20), TablePrinter.DEFAULT_WIDTH);
        }
        return "Dataset, not run yet; show() or collect() runs it. Columns:\n"
                + schema().toString().indent(2).stripTrailing();
    }

    /// Runs the recipe and writes its rows to a file without keeping them in memory. The ending of its name tells how: `.csv`
    /// or `.tsv`, `.json` for an array and `.ndjson` or `.jsonl` for lines, these also packed as `.gz` or `.zst`; `.parquet`; `.arrow`,
    /// `.feather` or `.ipc` for an Arrow IPC file, `.arrows` for a stream; `.avro`; `.xlsx` for an Excel workbook.
    ///
    /// The file appears when it is complete; one that is there is replaced then.
    ///
    /// @param path where the file will be
    /// @throws IllegalArgumentException if the name's ending tells no known format
    /// @throws DataAccessException if it cannot be written
    public void write(Path path) {
        Objects.requireNonNull(path, "path");
        withWiderTypes(data -> data.write(Formats.writer(path, data.schema())));
    }

    /// Runs the recipe and writes its rows to a file; see [#write(Path)].
    ///
    /// @param path where the file will be
    public void write(String path) {
        write(Places.target(Objects.requireNonNull(path, "path")));
    }

    /// Runs the recipe and writes its rows to a file as the options of a format say, whatever its name.
    ///
    /// @param path where the file will be
    /// @param options how it is written, for example [CsvWriteOptions]
    public void write(Path path, WriteOptions options) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(options, "options");
        withWiderTypes(data -> data.write(Formats.writer(path, data.schema(), options)));
    }

    /// Runs the recipe and writes its rows to a folder, one file for each combination of values of some columns, which
    /// `read` gives back as columns.
    ///
    /// Rows are sorted by these columns first, on disk where memory is short, and keep their order within a file. The
    /// folder appears when all files are complete.
    ///
    /// {@snippet file="dev/peso/DatasetFilesSnippets.java" region="partitions"}
    ///
    /// @param folder where the files will be
    /// @param options the columns, the format, and what happens when there is such a folder
    /// @throws DataAccessException if the folder is there, unless the options allow it, or cannot be written to
    public void write(Path folder, PartitionWriteOptions options) {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(options, "options");
        withWiderTypes(data -> FileSets.sorted(data, options)
                .write(FileSets.writer(folder, data.schema(), options)));
    }

    /// Runs the recipe and writes its rows to a table of a database, in batches and in one transaction: all or none.
    ///
    /// {@snippet file="dev/peso/JdbcSnippets.java" region="write"}
    ///
    /// @param table where the rows go, and what becomes of rows that are there
    /// @throws QueryException if the table does not take the columns
    /// @throws DataException if the database refuses a row, with the row
    /// @throws DataAccessException if the database cannot be reached
    public void write(JdbcTable table) {
        Objects.requireNonNull(table, "table");
        withWiderTypes(data -> data.write(new TableWrites(table, data.schema())));
    }

    /// Runs the recipe on a thread of its own.
    ///
    /// {@snippet file="dev/peso/DatasetRunSnippets.java" region="start"}
    ///
    /// @return a handle to wait for the rows, follow the progress, or cancel
    public RunningQuery start() {
        AtomicReference<Dataset> last = new AtomicReference<>(this);
        return new RunningQuery(LocalEngine.start(checked, options, () -> {
            Dataset wider = last.get().wider();
            last.set(wider == null ? last.get() : wider);
            return wider == null ? null : wider.checked;
        }));
    }

    /// The query as written, as optimized, and as the operators that would run; runs nothing.
    ///
    /// {@snippet file="dev/peso/DatasetRunSnippets.java" region="explain"}
    ///
    /// @return several lines of text
    public String explain() {
        return Explanation.of(plan, checked, options);
    }

    /// The query's plans, and for each operator the rows, bytes and time of one run whose rows are thrown away.
    ///
    /// @param how what to tell
    /// @return several lines of text
    public String explain(Explain how) {
        return switch (Objects.requireNonNull(how, "how")) {
            case PLANS -> explain();
            case ANALYZE -> Explanation.ofRun(plan, checked, options);
        };
    }

    // ---------------------------------------------------------------- how it runs

    /// Runs on an engine: here, or as much as possible in a database. A database is asked at once what it is.
    ///
    /// {@snippet file="dev/peso/JdbcSnippets.java" region="engine"}
    ///
    /// @param engine where
    /// @return the same dataset with this setting, which later verbs keep
    /// @throws DataAccessException if a database cannot be reached
    public Dataset on(Engine engine) {
        return with(options.withPlacement(switch (Objects.requireNonNull(engine, "engine")) {
            case Engine.Local _ -> plan -> plan;
            case Engine.Sql(DataSource dataSource) -> new RunInDatabase(dataSource);
            case Engine.Spark spark -> new RunInSpark(spark);
        }));
    }

    /// Runs on at most this many threads, the caller's included. Rows and their order do not depend on it.
    ///
    /// {@snippet file="dev/peso/DatasetRunSnippets.java" region="settings"}
    ///
    /// @param threads 1 or more
    /// @return the same dataset with this setting, which later verbs keep
    /// @throws IllegalArgumentException if `threads` is less than 1
    public Dataset threads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be 1 or more, got " + threads);
        }
        return with(options.withThreads(threads));
    }

    /// Lets sorts, groups and joins hold at most this many bytes in memory; beyond it they use temporary files.
    ///
    /// @param bytes 1 or more
    /// @return the same dataset with this setting, which later verbs keep
    /// @throws IllegalArgumentException if `bytes` is less than 1
    public Dataset memory(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("memory must be 1 byte or more, got " + bytes);
        }
        return with(options.withMemory(bytes));
    }

    /// Puts the temporary files of sorts, groups and joins that do not fit in memory into a folder below this one, which is
    /// deleted with them when the query ends. By default they go to the folder of `java.io.tmpdir`.
    ///
    /// {@snippet file="dev/peso/DatasetRunSnippets.java" region="settings"}
    ///
    /// @param folder made when it is needed and not there
    /// @return the same dataset with this setting, which later verbs keep
    public Dataset spillTo(Path folder) {
        Path checkedFolder = Objects.requireNonNull(folder, "folder");
        return with(options.withSpill(new RunOptions.Spill(checkedFolder, options.spill().maxBytes())));
    }

    /// Ends a run with a [SpillLimitException] that would have more than this many bytes in temporary files at a time.
    ///
    /// @param bytes 0 or more
    /// @return the same dataset with this setting, which later verbs keep
    /// @throws IllegalArgumentException if `bytes` is negative
    public Dataset spillLimit(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("spillLimit must be 0 bytes or more, got " + bytes);
        }
        return with(options.withSpill(new RunOptions.Spill(options.spill().folder(), bytes)));
    }

    /// Ends a run that takes longer with a [QueryTimeoutException].
    ///
    /// @param timeout how long a run may take
    /// @return the same dataset with this setting, which later verbs keep
    /// @throws IllegalArgumentException if it is zero or negative
    public Dataset timeout(Duration timeout) {
        if (Objects.requireNonNull(timeout, "timeout").isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be longer than nothing, got " + timeout);
        }
        return with(options.withTimeout(timeout));
    }
}
