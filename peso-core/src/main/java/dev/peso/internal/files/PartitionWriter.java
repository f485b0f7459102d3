package dev.peso.internal.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.plan.TableWriter;
import dev.peso.io.PartitionWriteOptions;

/// Writes rows that are sorted by some columns to one file for each combination of their values.
public final class PartitionWriter implements TableWriter {
    private final List<String> names;
    private final int[] keys;
    private final int[] others;
    private final Schema schema;
    private final String ending;
    private final BiFunction<Path, Schema, TableWriter> files;
    private final NewFolder folder;
    private final Map<String, TableWriter> open = new ConcurrentHashMap<>();
    /// The folder of a file without rows, which tells columns and types where there are none.
    private final String noRows;
    private @Nullable String current;

    /// Starts a folder.
    ///
    /// @param schema of the rows
    /// @param ending of the files' names
    /// @param files starts a file
    /// @throws QueryException if a column cannot tell files apart, or none is left to write
    public PartitionWriter(Path target, Schema schema, PartitionWriteOptions options, String ending,
            BiFunction<Path, Schema, TableWriter> files) {
        this.names = options.columns();
        this.keys = names.stream().mapToInt(schema::indexOf).toArray();
        this.others = IntStream.range(0, schema.size())
                .filter(c -> !names.contains(schema.field(c).name()))
                .toArray();
        for (String name : names) {
            requireNameable(schema.field(name));
        }
        if (others.length == 0) {
            throw new QueryException("all columns are partition columns; none is left for the files");
        }
        this.schema = Schema.of(IntStream.of(others).mapToObj(schema::field).toArray(Field[]::new))
                .withMetadata(schema.metadata());
        this.noRows = names.stream()
                .map(name -> Partitions.folder(name, Partitions.example(schema.field(name).type())))
                .collect(Collectors.joining("/"));
        this.ending = ending;
        this.files = files;
        this.folder = new NewFolder(target, options.existing());
    }

    private static void requireNameable(Field field) {
        DataType type = field.type();
        boolean nameable = type.isInteger() || type.isText() || type == DataType.DATE
                || type == DataType.BOOLEAN;
        if (!nameable) {
            throw new QueryException("column \"" + field.name() + "\" is " + type
                    + ", which cannot name folders; allowed: integers, texts, dates, booleans");
        }
    }

    /// Rows of one partition.
    private record Run(String folder, TableWriter writer, Prepared rows) {}

    @Override
    public Prepared prepare(Chunk rows) {
        List<Run> runs = new ArrayList<>();
        for (int from = 0; from < rows.rows();) {
            int to = endOfRun(rows, from);
            String name = folderOf(rows, from);
            TableWriter writer = writer(name);
            runs.add(new Run(name, writer, writer.prepare(withoutKeys(rows.slice(from, to - from)))));
            from = to;
        }
        return () -> runs.forEach(this::write);
    }

    private TableWriter writer(String name) {
        return open.computeIfAbsent(name,
                each -> files.apply(folder.folder(each).resolve("part-0." + ending), schema));
    }

    private void write(Run run) {
        if (current != null && !current.equals(run.folder)) {
            finish(current);
        }
        current = run.folder;
        run.rows.write();
    }

    private void finish(String name) {
        TableWriter done = open.remove(name);
        if (done != null) {
            try (TableWriter writer = done) {
                writer.commit();
            }
        }
    }

    /// One past the last row with the values of row `from`; equal rows stand together.
    private int endOfRun(Chunk rows, int from) {
        int equal = from;
        int other = rows.rows();
        while (other - equal > 1) {
            int middle = (equal + other) >>> 1;
            if (isEqual(rows, from, middle)) {
                equal = middle;
            } else {
                other = middle;
            }
        }
        return other;
    }

    private boolean isEqual(Chunk rows, int a, int b) {
        for (int key : keys) {
            Object value = Scalars.get(rows.column(key), a);
            if (value == null
                    ? !rows.column(key).isNull(b)
                    : !value.equals(Scalars.get(rows.column(key), b))) {
                return false;
            }
        }
        return true;
    }

    private String folderOf(Chunk rows, int row) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < keys.length; i++) {
            parts.add(Partitions.folder(names.get(i), Scalars.get(rows.column(keys[i]), row)));
        }
        return String.join("/", parts);
    }

    private Chunk withoutKeys(Chunk rows) {
        List<Vector> columns = IntStream.of(others).mapToObj(rows::column).toList();
        return new Chunk(columns, rows.rows());
    }

    @Override
    public void commit() {
        if (current == null && !folder.keepsFiles()) {
            current = noRows;
            writer(current);
        }
        if (current != null) {
            finish(current);
        }
        folder.commit();
    }

    @Override
    public void close() {
        open.values().forEach(TableWriter::close);
        open.clear();
        folder.close();
    }
}
