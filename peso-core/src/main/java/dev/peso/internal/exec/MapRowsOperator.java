package dev.peso.internal.exec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.PesoException;
import dev.peso.Schema;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.plan.Plan;

/// Rows that the user's code makes of rows, boxed one by one.
final class MapRowsOperator extends StreamingOperator {
    private final Plan.RowMapper mapper;

    MapRowsOperator(Operator input, Plan.RowMapper mapper, Schema schema) {
        super(schema, input);
        this.mapper = mapper;
    }

    @Override
    public String describe() {
        return "map rows by user code";
    }

    @Override
    Step newStep(Query query) {
        return new Mapping(query);
    }

    private final class Mapping implements Step {
        private final Query query;
        private List<VectorBuilder> builders;
        private int filled;

        Mapping(Query query) {
            this.query = query;
            this.builders = newBuilders(schema());
        }

        @Override
        public boolean accept(Batch batch, Morsels.BatchSink sink) {
            Vector[] columns = new Vector[batch.width()];
            for (int c = 0; c < columns.length; c++) {
                columns[c] = batch.column(c);
            }
            for (int row = 0; row < batch.rows(); row++) {
                @Nullable
                Object[] values = new @Nullable Object[columns.length];
                for (int c = 0; c < columns.length; c++) {
                    values[c] = Scalars.get(columns[c], row);
                }
                if (!map(values, batch.position(row), sink)) {
                    return false;
                }
            }
            return true;
        }

        private boolean map(@Nullable Object[] values, long position, Morsels.BatchSink sink) {
            Iterator<@Nullable Object[]> outputs = guarded(position,
                    () -> Objects.requireNonNull(mapper.map(values), "the function returned null")
                            .iterator());
            while (guarded(position, outputs::hasNext)) {
                append(guarded(position, outputs::next), position);
                if (filled == query.batchRows() && !flush(sink)) {
                    return false;
                }
            }
            return true;
        }

        /// Runs a piece of the user's code.
        private <T> T guarded(long position, Supplier<T> code) {
            try {
                return code.get();
            } catch (PesoException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new DataException("map failed" + at(position) + ": " + e, null, position, e);
            }
        }

        private void append(@Nullable Object[] output, long position) {
            if (output.length != builders.size()) {
                throw new DataException(
                        "map gave " + output.length + " values" + at(position) + "; the schema has "
                                + builders.size() + " columns",
                        null, position, null);
            }
            for (int c = 0; c < output.length; c++) {
                put(builders.get(c), schema().field(c), output[c], position);
            }
            filled++;
        }

        private boolean flush(Morsels.BatchSink sink) {
            query.check();
            Vector[] columns = new Vector[builders.size()];
            for (int c = 0; c < columns.length; c++) {
                columns[c] = builders.get(c).build();
            }
            Batch batch = new Batch(columns, filled, -1);
            builders = newBuilders(schema());
            filled = 0;
            return sink.accept(batch);
        }

        @Override
        public void end(Morsels.BatchSink sink) {
            if (filled > 0) {
                flush(sink);
            }
        }
    }

    private static List<VectorBuilder> newBuilders(Schema schema) {
        List<VectorBuilder> builders = new ArrayList<>();
        for (Field field : schema) {
            builders.add(VectorBuilder.of(field.type(), 64));
        }
        return builders;
    }

    private static void put(VectorBuilder builder, Field field, @Nullable Object value, long position) {
        try {
            if (value instanceof Number number && !fits(field.type(), number)) {
                throw new ArithmeticException("out of range");
            }
            Scalars.append(builder, value);
        } catch (ClassCastException | ArithmeticException | IllegalArgumentException e) {
            throw new DataException(
                    "map gave a value that is not " + field.type() + " for column \"" + field.name()
                            + "\"" + at(position) + ": " + shown(value),
                    field.name(), position, e);
        }
    }

    private static boolean fits(DataType type, Number value) {
        if (!type.isInteger()) {
            return true;
        }
        if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
            return fits(type, new BigDecimal(value.toString()).toBigIntegerExact());
        }
        if (value instanceof BigInteger big) {
            return fits(type, big.longValueExact());
        }
        long whole = value.longValue();
        return type == DataType.INT64 || (type == DataType.INT32 && whole == (int) whole)
                || (type == DataType.INT16 && whole == (short) whole)
                || (type == DataType.INT8 && whole == (byte) whole);
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return (text.length() > 40 ? text.substring(0, 40) + "..." : text)
                + (value == null ? "" : " (" + value.getClass().getSimpleName() + ")");
    }

    private static String at(long position) {
        return position < 0 ? "" : " at row " + position;
    }
}
