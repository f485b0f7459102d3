package dev.peso.ml.internal.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.spi.Batch;
import dev.peso.spi.ColumnData;
import dev.peso.spi.Sink;
import dev.peso.spi.Source;

/// Columns of arrays beside those of a dataset.
public final class AddedColumns {
    private static final int PART = 61_440;

    private final List<Field> fields = new ArrayList<>();
    private final List<ColumnData> columns = new ArrayList<>();

    /// Adds numbers; NaN becomes null.
    public AddedColumns add(String name, double[] values) {
        boolean[] isNull = new boolean[values.length];
        for (int i = 0; i < isNull.length; i++) {
            isNull[i] = Double.isNaN(values[i]);
        }
        return add(Field.of(name, DataType.FLOAT64),
                ColumnData.ofDoubles(values, 0, values.length, ColumnData.validity(isNull)));
    }

    /// Adds whole numbers.
    public AddedColumns add(String name, long[] values) {
        return add(Field.of(name, DataType.INT64),
                ColumnData.ofLongs(DataType.INT64, values, 0, values.length, null));
    }

    /// Adds whole numbers; NaN becomes null.
    public AddedColumns addWhole(String name, double[] values) {
        boolean[] isNull = new boolean[values.length];
        long[] whole = new long[values.length];
        for (int i = 0; i < isNull.length; i++) {
            isNull[i] = Double.isNaN(values[i]);
            whole[i] = (long) values[i];
        }
        return add(Field.of(name, DataType.INT64),
                ColumnData.ofLongs(DataType.INT64, whole, 0, whole.length, ColumnData.validity(isNull)));
    }

    /// Adds spans of time.
    public AddedColumns addSpans(String name, DataType type, long[] values) {
        return add(Field.of(name, type), ColumnData.ofLongs(type, values, 0, values.length, null));
    }

    /// Adds truths.
    public AddedColumns add(String name, boolean[] values) {
        long[] bits = Objects.requireNonNullElseGet(ColumnData.validity(inverse(values)), () -> {
            long[] all = new long[values.length / 64 + 1];
            Arrays.fill(all, -1);
            return all;
        });
        return add(Field.of(name, DataType.BOOLEAN), ColumnData.ofBits(bits, 0, values.length, null));
    }

    private static boolean[] inverse(boolean[] values) {
        boolean[] inverse = new boolean[values.length];
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] = !values[i];
        }
        return inverse;
    }

    /// Adds texts.
    public AddedColumns add(String name, List<? extends @Nullable CharSequence> values) {
        return add(Field.of(name, DataType.UTF8), ColumnData.ofTexts(values));
    }

    /// Adds texts by their codes.
    public AddedColumns addTexts(String name, int[] codes, List<String> levels) {
        return add(name, Arrays.stream(codes).mapToObj(levels::get).toList());
    }

    private AddedColumns add(Field field, ColumnData column) {
        fields.add(field);
        columns.add(column);
        return this;
    }

    /// A dataset of the added columns alone.
    ///
    /// @param table what `peso.table` says it is
    public Dataset table(String table) {
        return table(table, Map.of());
    }

    /// A dataset of the added columns alone.
    ///
    /// @param table what `peso.table` says it is
    /// @param more what else its metadata says
    public Dataset table(String table, Map<String, String> more) {
        Schema schema = Schema.of(fields).withMetadata(more).withMetadata("peso.table", table);
        int rows = columns.getFirst().length();
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < rows; from += PART) {
            batches.add(Batch.of(slices(from, Math.min(PART, rows - from)), Math.min(PART, rows - from)));
        }
        return Dataset.of(new Held(schema, batches, rows)).collect();
    }

    /// The rows of a dataset with the added columns at the end; one of the same name is replaced by the added one.
    ///
    /// @param data a dataset with as many rows as the added columns
    public Dataset beside(Dataset data) {
        List<String> names = fields.stream().map(Field::name).toList();
        String[] kept = data.schema().names().stream().filter(n -> !names.contains(n)).toArray(String[]::new);
        Taken taken = new Taken();
        data.select(kept).write(taken);
        List<Batch> batches = new ArrayList<>();
        int from = 0;
        for (Batch batch : taken.batches) {
            List<ColumnData> all = new ArrayList<>(batch.columns());
            all.addAll(slices(from, batch.length()));
            batches.add(Batch.of(all, batch.length()));
            from += batch.length();
        }
        List<Field> all = new ArrayList<>(data.select(kept).schema().fields());
        all.addAll(fields);
        Map<String, String> metadata = data.schema().metadata();
        return Dataset.of(new Held(Schema.of(all).withMetadata(metadata), batches, from)).collect();
    }

    private List<ColumnData> slices(int from, int rows) {
        return columns.stream().map(column -> slice(column, from, rows)).toList();
    }

    private static ColumnData slice(ColumnData column, int from, int rows) {
        long[] validity = column.validity();
        int offset = column.offset() + from;
        return switch (column.type()) {
            case DataType.Simple simple -> switch (simple) {
                case BOOLEAN -> ColumnData.ofBits(column.bits(), offset, rows, validity);
                case FLOAT64 -> ColumnData.ofDoubles(column.doubles(), offset, rows, validity);
                case INT64 -> ColumnData.ofLongs(DataType.INT64, column.longs(), offset, rows, validity);
                default -> ColumnData.ofViews(DataType.UTF8, column.views(), column.buffers(), offset, rows,
                        validity);
            };
            default -> ColumnData.ofLongs(column.type(), column.longs(), offset, rows, validity);
        };
    }

    /// Keeps the batches it gets; of a dataset in memory they select no rows.
    private static final class Taken implements Sink, Sink.Writing {
        private final List<Batch> batches = new ArrayList<>();

        @Override
        public Writing open(Schema schema) {
            return this;
        }

        @Override
        public void write(Batch batch) {
            if (batch.selection() != null) {
                throw new IllegalStateException("a dataset in memory has no selections");
            }
            batches.add(batch);
        }

        @Override
        public void commit() {}

        @Override
        public void close() {}
    }

    /// Batches in memory.
    private record Held(Schema schema, List<Batch> batches, long rowCount) implements Source {
        @Override
        public String name() {
            return "model";
        }

        @Override
        public Reading open(Request request) {
            return Source.reading(batches.stream()
                    .map(batch -> (Part) () -> List.of(Batch.of(
                            request.columns().stream().map(batch::column).toList(), batch.length())))
                    .toList());
        }
    }
}
