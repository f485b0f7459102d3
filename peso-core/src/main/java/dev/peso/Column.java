package dev.peso;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.spi.ColumnReader;

/// All values of one column of a result, as arrays without boxing or one by one.
///
/// Arrays of primitives have no null, so [#ints()], [#longs()] and [#booleans()] refuse a column that has some; the
/// methods with a substitute say what a null becomes. In [#doubles()] a null is NaN. Columns are values and may be
/// shared between threads; the arrays are copies.
///
/// {@snippet file="dev/peso/DatasetRunSnippets.java" region="column"}
public final class Column {
    private final Field field;
    private final List<Vector> parts;
    private final ColumnBlocks blocks;

    Column(Field field, List<Vector> parts) {
        this.field = field;
        this.parts = List.copyOf(parts);
        this.blocks = new ColumnBlocks(field, this.parts);
    }

    /// The column's name.
    ///
    /// @return the name
    public String name() {
        return field.name();
    }

    /// The type of the values.
    ///
    /// @return the type
    public DataType type() {
        return field.type();
    }

    /// How many values there are, nulls included.
    ///
    /// @return the number of rows
    public long rows() {
        return blocks.rows();
    }

    /// How many values are null.
    ///
    /// @return the number of nulls
    public long nullCount() {
        return parts.stream().mapToLong(Vector::nullCount).sum();
    }

    /// Whether a value is null.
    ///
    /// @param row its position from 0
    /// @return true if it is
    /// @throws IllegalArgumentException if there is no such row
    public boolean isNull(long row) {
        int part = blocks.part(row);
        return parts.get(part).isNull(blocks.rowIn(part, row));
    }

    /// A value as an object; the class depends on the type.
    ///
    /// @param row its position from 0
    /// @return the value, or null
    /// @throws IllegalArgumentException if there is no such row
    public @Nullable Object get(long row) {
        int part = blocks.part(row);
        return Scalars.get(parts.get(part), blocks.rowIn(part, row));
    }

    /// The values as objects, nulls included.
    ///
    /// @return an unmodifiable list
    public List<@Nullable Object> values() {
        List<@Nullable Object> values = new ArrayList<>(size());
        for (Vector part : parts) {
            for (int row = 0; row < part.length; row++) {
                values.add(Scalars.get(part, row));
            }
        }
        return Collections.unmodifiableList(values);
    }

    /// The values of an integer column without nulls.
    ///
    /// @return one number a row
    /// @throws DataException if a value is null
    /// @throws QueryException if the type is no integer
    public long[] longs() {
        requireNoNulls("longs");
        return longs(0);
    }

    /// The values of an integer column.
    ///
    /// @param ifNull what a null becomes
    /// @return one number a row
    /// @throws QueryException if the type is no integer
    public long[] longs(long ifNull) {
        requireInteger();
        long[] values = new long[size()];
        blocks.readLongs(0, values, 0, values.length, ifNull);
        return values;
    }

    /// The values of an integer column without nulls, which all fit an `int`.
    ///
    /// @return one number a row
    /// @throws DataException if a value is null or does not fit
    /// @throws QueryException if the type is no integer
    public int[] ints() {
        requireNoNulls("ints");
        return ints(0);
    }

    /// The values of an integer column, which all fit an `int`.
    ///
    /// @param ifNull what a null becomes
    /// @return one number a row
    /// @throws DataException if a value does not fit
    /// @throws QueryException if the type is no integer
    public int[] ints(int ifNull) {
        long[] values = longs(ifNull);
        int[] narrow = new int[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (int) values[i];
            if (narrow[i] != values[i]) {
                throw new DataException("row " + i + ", column \"" + name() + "\": " + values[i]
                        + " does not fit an int; use longs", name(), i, null);
            }
        }
        return narrow;
    }

    /// The values of a number column; a null is NaN, a decimal is rounded.
    ///
    /// @return one number a row
    /// @throws QueryException if the type is no number
    public double[] doubles() {
        double[] values = new double[size()];
        blocks.readDoubles(0, values, 0, values.length);
        return values;
    }

    /// The values of a boolean column without nulls.
    ///
    /// @return one value a row
    /// @throws DataException if a value is null
    /// @throws QueryException if the type is another
    public boolean[] booleans() {
        if (type() != DataType.BOOLEAN) {
            throw new QueryException("column \"" + name() + "\" is " + type() + ", not boolean; use values");
        }
        requireNoNulls("booleans");
        boolean[] values = new boolean[size()];
        int at = 0;
        for (Vector part : parts) {
            for (int row = 0; row < part.length; row++) {
                values[at++] = ((BitVector) part).get(row);
            }
        }
        return values;
    }

    /// The values of a text column.
    ///
    /// @return one text or null a row
    /// @throws QueryException if the type is no text
    public @Nullable String[] strings() {
        if (!type().isText()) {
            throw new QueryException("column \"" + name() + "\" is " + type() + ", not a text; use values");
        }
        @Nullable
        String[] values = new @Nullable String[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (String) get(i);
        }
        return values;
    }

    /// Fills buffers of the caller's with blocks of values, for those who compute on them.
    ///
    /// @return a reader that may be shared between threads
    public ColumnReader reader() {
        return blocks;
    }

    private int size() {
        if (rows() > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException(rows() + " values do not fit an array; use reader()");
        }
        return (int) rows();
    }

    private void requireInteger() {
        if (!type().isInteger()) {
            throw new QueryException("column \"" + name() + "\" is " + type() + ", not a whole number; use "
                    + (type().isNumeric() ? "doubles" : type().isText() ? "strings" : "values"));
        }
    }

    private void requireNoNulls(String method) {
        long nulls = nullCount();
        if (nulls > 0) {
            throw new DataException("column \"" + name() + "\" has " + nulls
                    + (nulls == 1 ? " null" : " nulls")
                    + ", which " + method + "() cannot hold; say what they become, or dropNull(\"" + name()
                    + "\") first", name(), -1, null);
        }
    }

    /// `amount: float64, 3 rows`.
    @Override
    public String toString() {
        return field + ", " + rows() + " rows";
    }
}
