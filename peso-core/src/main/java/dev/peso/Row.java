package dev.peso;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Batch;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.records.BatchRows;

/// One row of a dataset, by column name.
///
/// The primitive getters refuse a null: ask [#isNull] first, or take [#get], which returns null. Rows are values of
/// what was read; they may be kept and shared between threads.
///
/// {@snippet file="dev/peso/DatasetRunSnippets.java" region="rows"}
public final class Row {
    private final Schema schema;
    private final Chunk chunk;
    private final int row;
    private final long position;

    Row(Schema schema, Chunk chunk, int row, long position) {
        this.schema = schema;
        this.chunk = chunk;
        this.row = row;
        this.position = position;
    }

    /// The rows of chunks, in order, made as they are asked for.
    static Stream<Row> stream(Schema schema, Iterator<Chunk> chunks) {
        return BatchRows.stream(new OfBatch(schema), chunks);
    }

    /// The rows of one batch after another.
    static final class OfBatch implements BatchRows<Row> {
        private final Schema schema;
        private Batch batch = new Batch(new Vector[0], 0, -1);
        private Chunk chunk = new Chunk(List.of(), 0);

        OfBatch(Schema schema) {
            this.schema = schema;
        }

        @Override
        public void move(Batch next) {
            batch = next;
            chunk = next.toChunk();
        }

        @Override
        public Row get(int row) {
            return new Row(schema, chunk, row, batch.position(row));
        }
    }

    /// The names and types of the columns.
    ///
    /// @return the schema
    public Schema schema() {
        return schema;
    }

    /// The row's place in the result, or for a function given to [Dataset#map(Class, java.util.function.Function)] in the
    /// data.
    ///
    /// @return its position from 0, or -1 where it is not known
    public long position() {
        return position;
    }

    /// Whether a value is null.
    ///
    /// @param column a column's name
    /// @return true if it is
    /// @throws ColumnNotFoundException if there is no such column
    public boolean isNull(String column) {
        return chunk.column(schema.indexOf(column)).isNull(row);
    }

    /// A value as an object: the class depends on the column's type, for example `Long`, `String`, `LocalDate`,
    /// `BigDecimal`, `List`.
    ///
    /// @param column a column's name
    /// @return the value, or null
    /// @throws ColumnNotFoundException if there is no such column
    public @Nullable Object get(String column) {
        return get(schema.indexOf(column));
    }

    /// A value as an object, by position.
    ///
    /// @param column a column's position from 0
    /// @return the value, or null
    /// @throws IllegalArgumentException if there is no such position
    public @Nullable Object get(int column) {
        schema.requirePosition(column);
        return Scalars.get(chunk.column(column), row);
    }

    /// A text.
    ///
    /// @param column the name of a utf8 or categorical column
    /// @return the text, or null
    /// @throws QueryException if the column has another type
    public @Nullable String getString(String column) {
        if (!schema.type(column).isText()) {
            throw wrong(column, "a text", "get");
        }
        return (String) get(column);
    }

    /// A whole number.
    ///
    /// @param column the name of an integer column
    /// @return the number
    /// @throws QueryException if the column has another type
    /// @throws DataException if the value is null
    public long getLong(String column) {
        return switch (value(column)) {
            case LongVector v when v.type == DataType.INT64 -> v.get(row);
            case IntVector v when v.type == DataType.INT32 -> v.get(row);
            case ShortVector v -> v.get(row);
            case ByteVector v -> v.get(row);
            default -> throw wrong(column, "a whole number", "get");
        };
    }

    /// A whole number of 32 bits.
    ///
    /// @param column the name of an integer column
    /// @return the number
    /// @throws QueryException if the column has another type
    /// @throws DataException if the value is null or does not fit
    public int getInt(String column) {
        long value = getLong(column);
        if (value != (int) value) {
            throw new DataException("row " + position + ", column \"" + column + "\": " + value
                    + " does not fit an int; use getLong", column, position, null);
        }
        return (int) value;
    }

    /// A number.
    ///
    /// @param column the name of an integer or float column
    /// @return the number; a long beyond 2^53 is rounded
    /// @throws QueryException if the column has another type
    /// @throws DataException if the value is null
    public double getDouble(String column) {
        return switch (value(column)) {
            case DoubleVector v -> v.get(row);
            case FloatVector v -> v.get(row);
            case LongVector v when v.type == DataType.INT64 -> v.get(row);
            case IntVector v when v.type == DataType.INT32 -> v.get(row);
            case ShortVector v -> v.get(row);
            case ByteVector v -> v.get(row);
            default -> throw wrong(column, "a number", "get");
        };
    }

    /// True or false.
    ///
    /// @param column the name of a boolean column
    /// @return the value
    /// @throws QueryException if the column has another type
    /// @throws DataException if the value is null
    public boolean getBoolean(String column) {
        if (value(column) instanceof BitVector bits) {
            return bits.get(row);
        }
        throw wrong(column, "a boolean", "get");
    }

    private Vector value(String column) {
        Vector vector = chunk.column(schema.indexOf(column));
        if (vector.isNull(row)) {
            throw new DataException("row " + position + ", column \"" + column
                    + "\" is null; ask isNull first, or use get, which returns null", column, position, null);
        }
        return vector;
    }

    private QueryException wrong(String column, String wanted, String instead) {
        return new QueryException(
                "column \"" + column + "\" is " + schema.type(column) + ", not " + wanted + "; use "
                        + instead);
    }

    /// All values by name, in the order of the columns.
    ///
    /// @return a new map
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < schema.size(); i++) {
            values.put(schema.field(i).name(), get(i));
        }
        return values;
    }

    /// Whether two rows have the same columns and equal values.
    @Override
    public boolean equals(Object other) {
        return other instanceof Row that && schema.equals(that.schema) && toMap().equals(that.toMap());
    }

    @Override
    public int hashCode() {
        return toMap().hashCode();
    }

    /// `{region=north, qty=5}`.
    @Override
    public String toString() {
        return toMap().toString();
    }
}
