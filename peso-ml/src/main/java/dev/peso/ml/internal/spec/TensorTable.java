package dev.peso.ml.internal.spec;

import java.util.ArrayList;
import java.util.List;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.spi.Batch;
import dev.peso.spi.ColumnData;
import dev.peso.spi.Sink;
import dev.peso.spi.Source;

/// Arrays as a table with a row for each and a column of lists for each type, of which one has a value.
final class TensorTable {
    private static final Schema SCHEMA = Schema.of(field("float64", DataType.FLOAT64),
            field("int32", DataType.INT32), field("int64", DataType.INT64),
            field("boolean", DataType.BOOLEAN))
            .withMetadata("peso.table", "tensors/1");

    private TensorTable() {}

    private static Field field(String name, DataType element) {
        return Field.of(name, DataType.list(element));
    }

    static Dataset of(List<Object> arrays) {
        List<ColumnData> columns = new ArrayList<>();
        for (int type = 0; type < SCHEMA.size(); type++) {
            columns.add(column(arrays, type));
        }
        return Dataset.of(new Held(Batch.of(columns, arrays.size())));
    }

    private static int length(Object array, int type) {
        return switch (array) {
            case double[] a when type == 0 -> a.length;
            case int[] a when type == 1 -> a.length;
            case long[] a when type == 2 -> a.length;
            case boolean[] a when type == 3 -> a.length;
            default -> -1;
        };
    }

    private static ColumnData column(List<Object> arrays, int type) {
        int[] offsets = new int[arrays.size() + 1];
        boolean[] isNull = new boolean[arrays.size()];
        for (int i = 0; i < arrays.size(); i++) {
            int length = length(arrays.get(i), type);
            isNull[i] = length < 0;
            offsets[i + 1] = Math.addExact(offsets[i], Math.max(0, length));
        }
        int total = offsets[arrays.size()];
        double[] doubles = new double[type == 0 ? total : 0];
        int[] ints = new int[type == 1 ? total : 0];
        long[] longs = new long[type == 2 ? total : 0];
        long[] bits = new long[(type == 3 ? total : 0) / 64 + 1];
        for (int i = 0; i < arrays.size(); i++) {
            switch (arrays.get(i)) {
                case double[] a when type == 0 -> System.arraycopy(a, 0, doubles, offsets[i], a.length);
                case int[] a when type == 1 -> System.arraycopy(a, 0, ints, offsets[i], a.length);
                case long[] a when type == 2 -> System.arraycopy(a, 0, longs, offsets[i], a.length);
                case boolean[] a when type == 3 -> copyBits(a, bits, offsets[i]);
                default -> {
                }
            }
        }
        ColumnData child = switch (type) {
            case 0 -> ColumnData.ofDoubles(doubles, 0, total, null);
            case 1 -> ColumnData.ofInts(DataType.INT32, ints, 0, total, null);
            case 2 -> ColumnData.ofLongs(DataType.INT64, longs, 0, total, null);
            default -> ColumnData.ofBits(bits, 0, total, null);
        };
        return ColumnData.ofLists(SCHEMA.field(type).type(), offsets, child, 0, arrays.size(),
                ColumnData.validity(isNull));
    }

    private static void copyBits(boolean[] from, long[] bits, int at) {
        for (int i = 0; i < from.length; i++) {
            if (from[i]) {
                bits[at + i >>> 6] |= 1L << (at + i);
            }
        }
    }

    /// The arrays of a table.
    ///
    /// @throws DataException if it is no such table
    static List<Object> read(Dataset table) {
        for (int type = 0; type < SCHEMA.size(); type++) {
            if (table.schema().size() != SCHEMA.size()
                    || !table.schema().field(type).type().equals(SCHEMA.field(type).type())) {
                throw new DataException("the arrays of the model have the columns " + table.schema().names()
                        + ", and should have " + SCHEMA.names());
            }
        }
        List<Object> arrays = new ArrayList<>();
        table.collect().write((Sink) _ -> new Sink.Writing() {
            @Override
            public void write(Batch batch) {
                for (int i = 0; i < batch.length(); i++) {
                    arrays.add(array(batch, i));
                }
            }

            @Override
            public void commit() {}

            @Override
            public void close() {}
        });
        return arrays;
    }

    private static Object array(Batch batch, int row) {
        for (int type = 0; type < SCHEMA.size(); type++) {
            ColumnData column = batch.column(type);
            if (!column.isNull(row)) {
                int from = column.offsets()[column.offset() + row];
                int length = column.offsets()[column.offset() + row + 1] - from;
                ColumnData child = column.children().getFirst();
                for (int i = from; i < from + length; i++) {
                    if (child.isNull(i)) {
                        throw new DataException("an array of the model holds a null");
                    }
                }
                return copy(child, child.offset() + from, length);
            }
        }
        throw new DataException("an array of the model has no values");
    }

    private static Object copy(ColumnData child, int from, int length) {
        Object array = switch (child.type()) {
            case DataType.Simple.FLOAT64 -> new double[length];
            case DataType.Simple.INT32 -> new int[length];
            case DataType.Simple.INT64 -> new long[length];
            default -> new boolean[length];
        };
        switch (array) {
            case double[] a -> System.arraycopy(child.doubles(), from, a, 0, length);
            case int[] a -> System.arraycopy(child.ints(), from, a, 0, length);
            case long[] a -> System.arraycopy(child.longs(), from, a, 0, length);
            case boolean[] a -> {
                for (int i = 0; i < length; i++) {
                    a[i] = (child.bits()[from + i >>> 6] >>> (from + i) & 1) != 0;
                }
            }
            default -> throw new IllegalStateException();
        }
        return array;
    }

    /// One batch in memory.
    private record Held(Batch batch) implements Source {
        @Override
        public String name() {
            return "tensors";
        }

        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        public Reading open(Request request) {
            return Source.reading(List.<Part>of(() -> List.of(
                    Batch.of(request.columns().stream().map(batch::column).toList(), batch.length()))));
        }
    }
}
