package dev.peso;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.records.BatchRows;
import dev.peso.internal.text.ValueText;

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
        int at = schema.indexOf(column);
        return Cells.text(chunk.column(at), row, schema.field(at));
    }

    /// A whole number.
    ///
    /// @param column the name of an integer column
    /// @return the number
    /// @throws QueryException if the column has another type
    /// @throws DataException if the value is null
    public long getLong(String column) {
        int at = schema.indexOf(column);
        return Cells.longAt(chunk.column(at), row, schema.field(at), position);
    }

    /// A whole number of 32 bits.
    ///
    /// @param column the name of an integer column
    /// @return the number
    /// @throws QueryException if the column has another type
    /// @throws DataException if the value is null or does not fit
    public int getInt(String column) {
        int at = schema.indexOf(column);
        return Cells.intAt(chunk.column(at), row, schema.field(at), position);
    }

    /// A number.
    ///
    /// @param column the name of an integer or float column
    /// @return the number; a long beyond 2^53 is rounded
    /// @throws QueryException if the column has another type
    /// @throws DataException if the value is null
    public double getDouble(String column) {
        int at = schema.indexOf(column);
        return Cells.doubleAt(chunk.column(at), row, schema.field(at), position);
    }

    /// True or false.
    ///
    /// @param column the name of a boolean column
    /// @return the value
    /// @throws QueryException if the column has another type
    /// @throws DataException if the value is null
    public boolean getBoolean(String column) {
        int at = schema.indexOf(column);
        return Cells.booleanAt(chunk.column(at), row, schema.field(at), position);
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

    /// `{region=north, qty=5}`; bytes as tables show them, `0x0aff`, of long ones the first 60.
    @Override
    public String toString() {
        return ValueText.of(toMap());
    }
}
