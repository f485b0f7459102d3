package dev.peso;

import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;

/// Goes through the rows of a dataset one by one and reads their values in place: no object for a row, no box for a number.
///
/// {@snippet file="dev/peso/RowCursorSnippets.java" region="cursor"}
///
/// Columns are read by position, which [#column(String)] finds once. The recipe runs while the cursor moves; as with
/// [Dataset#rows()], a cursor may be left before the end, and closing it only frees things at once. It belongs to one
/// thread at a time.
public final class RowCursor implements AutoCloseable {
    private final Schema schema;
    private final Iterator<Chunk> chunks;
    private final Runnable close;
    private List<Vector> columns = List.of();
    private int row = -1;
    private int rows;
    private long position = -1;

    RowCursor(Schema schema, Iterator<Chunk> chunks, Runnable close) {
        this.schema = schema;
        this.chunks = chunks;
        this.close = close;
    }

    /// Moves to the next row; to the first one at the beginning.
    ///
    /// @return false when there is none
    public boolean next() {
        while (row + 1 >= rows) {
            if (!chunks.hasNext()) {
                row = -1;
                rows = 0;
                return false;
            }
            Chunk chunk = chunks.next();
            columns = chunk.columns();
            rows = chunk.rows();
            row = -1;
        }
        row++;
        position++;
        return true;
    }

    /// The names and types of the columns.
    ///
    /// @return the schema
    public Schema schema() {
        return schema;
    }

    /// The position of a column.
    ///
    /// @param name a column's exact name
    /// @return its position from 0
    /// @throws ColumnNotFoundException if there is none, with the nearest name
    public int column(String name) {
        return schema.indexOf(name);
    }

    /// The current row's place in the result.
    ///
    /// @return its position from 0, or -1 before the first row
    public long position() {
        return position;
    }

    /// Whether a value is null.
    ///
    /// @param column a column's position
    /// @return true if it is
    public boolean isNull(int column) {
        return values(column).isNull(row);
    }

    /// A value as an object, of the class that [Row#get(String)] gives.
    ///
    /// @param column a column's position
    /// @return the value, or null
    public @Nullable Object get(int column) {
        return Scalars.get(values(column), row);
    }

    /// A text.
    ///
    /// @param column the position of a utf8 or categorical column
    /// @return the text, or null
    /// @throws QueryException if the column has another type
    public @Nullable String getString(int column) {
        return Cells.text(values(column), row, schema.field(column));
    }

    /// A whole number.
    ///
    /// @param column the position of an integer column
    /// @return the number
    /// @throws QueryException if the column has another type
    /// @throws DataException if the value is null
    public long getLong(int column) {
        return Cells.longAt(values(column), row, schema.field(column), position);
    }

    /// A whole number of 32 bits.
    ///
    /// @param column the position of an integer column
    /// @return the number
    /// @throws QueryException if the column has another type
    /// @throws DataException if the value is null or does not fit
    public int getInt(int column) {
        return Cells.intAt(values(column), row, schema.field(column), position);
    }

    /// A number.
    ///
    /// @param column the position of an integer or float column
    /// @return the number; a long beyond 2^53 is rounded
    /// @throws QueryException if the column has another type
    /// @throws DataException if the value is null
    public double getDouble(int column) {
        return Cells.doubleAt(values(column), row, schema.field(column), position);
    }

    /// True or false.
    ///
    /// @param column the position of a boolean column
    /// @return the value
    /// @throws QueryException if the column has another type
    /// @throws DataException if the value is null
    public boolean getBoolean(int column) {
        return Cells.booleanAt(values(column), row, schema.field(column), position);
    }

    private Vector values(int column) {
        if (row < 0) {
            throw new IllegalStateException(
                    "the cursor stands on no row; read values after next() returned true");
        }
        schema.requirePosition(column);
        return columns.get(column);
    }

    /// Ends the run, if rows are left.
    @Override
    public void close() {
        close.run();
    }
}
