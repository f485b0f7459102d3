package dev.peso.spi;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.ViewBuilder;
import dev.peso.internal.column.ViewVector;

/// Values of one type for some rows: raw arrays in Arrow's layout. Read-only by contract; the arrays are shared.
///
/// Row `i` is element `offset + i` of the arrays and bit `offset + i` of the validity.
///
/// | type | array |
/// |---|---|
/// | boolean | [#bits()]: one bit a row, least significant first |
/// | int8, int16, int32, int64 | [#bytes()], [#shorts()], [#ints()], [#longs()] |
/// | float32, float64 | [#floats()], [#doubles()] |
/// | date | [#ints()]: days since 1970 |
/// | time, timestamp, duration | [#longs()]: in the type's unit |
/// | decimal of up to 18 digits | [#longs()]: unscaled |
/// | decimal of more | [#words()]: elements `2i` (low) and `2i + 1` (high) |
/// | utf8, binary | [#views()]: elements `2i` and `2i + 1`, with [#buffers()] |
/// | categorical | [#codes()] into [#dictionary()] |
/// | list, map | [#offsets()], one more than rows, into the only one of [#children()] |
/// | struct | [#children()], one a field, row `i` of each being row `i` of the struct; only the validity has an offset |
/// | null | none |
///
/// A view's first word holds the length (low 32 bits) and the first four bytes; the second word bytes 5 to 12 of a value
/// of up to 12 bytes, otherwise the index of its buffer (low 32 bits) and its place there.
public final class ColumnData {
    private final DataType type;
    private final Object values;
    private final int offset;
    private final int length;
    private final long @Nullable [] validity;
    private final byte[][] buffers;
    private final List<ColumnData> children;

    private ColumnData(DataType type, Object values, int capacity, int offset, int length,
            long @Nullable [] validity, byte[][] buffers, List<ColumnData> children) {
        Objects.checkFromIndexSize(offset, length, capacity);
        if (validity != null) {
            Objects.checkFromIndexSize(offset, length, 64L * validity.length > Integer.MAX_VALUE
                    ? Integer.MAX_VALUE
                    : 64 * validity.length);
        }
        this.type = type;
        this.values = values;
        this.offset = offset;
        this.length = length;
        this.validity = validity;
        this.buffers = buffers;
        this.children = List.copyOf(children);
    }

    private static ColumnData flat(DataType type, boolean fits, Object values, int capacity, int offset,
            int length,
            long @Nullable [] validity) {
        if (!fits) {
            throw new IllegalArgumentException(
                    "values of " + type + " do not lie in a " + values.getClass().getSimpleName());
        }
        return new ColumnData(type, values, capacity, offset, length, validity, ViewVector.NO_BUFFERS,
                List.of());
    }

    /// Booleans, one bit each.
    ///
    /// @param bits the values
    /// @param offset the first row's place
    /// @param length the number of rows
    /// @param validity a bit set for each value, or null for no nulls
    /// @return the column
    public static ColumnData ofBits(long[] bits, int offset, int length, long @Nullable [] validity) {
        return flat(DataType.BOOLEAN, true, bits, (int) Math.min(Integer.MAX_VALUE, 64L * bits.length),
                offset, length,
                validity);
    }

    /// Values of int8.
    ///
    /// @param values the values
    /// @param offset the first row's place
    /// @param length the number of rows
    /// @param validity a bit set for each value, or null for no nulls
    /// @return the column
    public static ColumnData ofBytes(byte[] values, int offset, int length, long @Nullable [] validity) {
        return flat(DataType.INT8, true, values, values.length, offset, length, validity);
    }

    /// Values of int16.
    ///
    /// @param values the values
    /// @param offset the first row's place
    /// @param length the number of rows
    /// @param validity a bit set for each value, or null for no nulls
    /// @return the column
    public static ColumnData ofShorts(short[] values, int offset, int length, long @Nullable [] validity) {
        return flat(DataType.INT16, true, values, values.length, offset, length, validity);
    }

    /// Values stored in 32 bits.
    ///
    /// @param type int32 or date
    /// @param values the values
    /// @param offset the first row's place
    /// @param length the number of rows
    /// @param validity a bit set for each value, or null for no nulls
    /// @return the column
    public static ColumnData ofInts(DataType type, int[] values, int offset, int length,
            long @Nullable [] validity) {
        return flat(type, type == DataType.INT32 || type == DataType.DATE, values, values.length, offset,
                length,
                validity);
    }

    /// Values stored in 64 bits.
    ///
    /// @param type int64, time, timestamp, duration, or a decimal of up to 18 digits
    /// @param values the values
    /// @param offset the first row's place
    /// @param length the number of rows
    /// @param validity a bit set for each value, or null for no nulls
    /// @return the column
    public static ColumnData ofLongs(DataType type, long[] values, int offset, int length,
            long @Nullable [] validity) {
        boolean fits = type == DataType.INT64 || type.isTemporal() && type != DataType.DATE
                || type instanceof DataType.Decimal d && d.isCompact();
        return flat(type, fits, values, values.length, offset, length, validity);
    }

    /// Values of float32.
    ///
    /// @param values the values
    /// @param offset the first row's place
    /// @param length the number of rows
    /// @param validity a bit set for each value, or null for no nulls
    /// @return the column
    public static ColumnData ofFloats(float[] values, int offset, int length, long @Nullable [] validity) {
        return flat(DataType.FLOAT32, true, values, values.length, offset, length, validity);
    }

    /// Values of float64.
    ///
    /// @param values the values
    /// @param offset the first row's place
    /// @param length the number of rows
    /// @param validity a bit set for each value, or null for no nulls
    /// @return the column
    public static ColumnData ofDoubles(double[] values, int offset, int length, long @Nullable [] validity) {
        return flat(DataType.FLOAT64, true, values, values.length, offset, length, validity);
    }

    /// Decimals of 19 to 38 digits, unscaled, in two words each.
    ///
    /// @param type a decimal of more than 18 digits
    /// @param words low and high words in turn
    /// @param offset the first row's place
    /// @param length the number of rows
    /// @param validity a bit set for each value, or null for no nulls
    /// @return the column
    public static ColumnData ofWords(DataType type, long[] words, int offset, int length,
            long @Nullable [] validity) {
        return flat(type, type instanceof DataType.Decimal d && !d.isCompact(), words, words.length / 2,
                offset, length,
                validity);
    }

    /// Texts or bytes as views. Texts must be valid UTF-8, and bytes of a value that its view does not use zero.
    ///
    /// @param type utf8 or binary
    /// @param views two words a row
    /// @param buffers what longer values lie in
    /// @param offset the first row's place
    /// @param length the number of rows
    /// @param validity a bit set for each value, or null for no nulls
    /// @return the column
    public static ColumnData ofViews(DataType type, long[] views, byte[][] buffers, int offset, int length,
            long @Nullable [] validity) {
        if (type != DataType.UTF8 && type != DataType.BINARY) {
            throw new IllegalArgumentException("values of " + type + " do not lie in views");
        }
        return new ColumnData(type, views, views.length / 2, offset, length, validity, buffers, List.of());
    }

    /// Texts of Java strings.
    ///
    /// @param texts one a row, null for a null
    /// @return the column
    public static ColumnData ofTexts(List<? extends @Nullable CharSequence> texts) {
        ViewBuilder builder = new ViewBuilder(DataType.UTF8, texts.size());
        for (CharSequence text : texts) {
            if (text == null) {
                builder.appendNull();
            } else {
                builder.append(text.toString());
            }
        }
        ViewVector built = builder.build();
        return ofViews(DataType.UTF8, built.views, built.buffers, built.offset, built.length, built.validity);
    }

    /// Categorical values: codes into a dictionary of distinct texts.
    ///
    /// @param type a categorical type
    /// @param codes from 0; a null row has any code of the dictionary, or 0
    /// @param dictionary distinct texts without nulls, offset 0
    /// @param offset the first row's place
    /// @param length the number of rows
    /// @param validity a bit set for each value, or null for no nulls
    /// @return the column
    public static ColumnData ofCodes(DataType type, int[] codes, ColumnData dictionary, int offset,
            int length,
            long @Nullable [] validity) {
        if (!(type instanceof DataType.Categorical) || dictionary.type != DataType.UTF8
                || dictionary.offset != 0) {
            throw new IllegalArgumentException(
                    "codes need a categorical type and a dictionary of utf8 at offset 0");
        }
        return new ColumnData(type, codes, codes.length, offset, length, validity, ViewVector.NO_BUFFERS,
                List.of(dictionary));
    }

    /// Lists, or maps as lists of structs of key and value.
    ///
    /// @param type a list or map type
    /// @param offsets where each row's elements start in the child, and where the last one's end; never falling
    /// @param child the elements
    /// @param offset the first row's place
    /// @param length the number of rows
    /// @param validity a bit set for each value, or null for no nulls
    /// @return the column
    public static ColumnData ofLists(DataType type, int[] offsets, ColumnData child, int offset, int length,
            long @Nullable [] validity) {
        if (!(type instanceof DataType.ListOf) && !(type instanceof DataType.MapOf)) {
            throw new IllegalArgumentException("values of " + type + " are no lists");
        }
        return new ColumnData(type, offsets, offsets.length - 1, offset, length, validity,
                ViewVector.NO_BUFFERS,
                List.of(child));
    }

    /// Structs.
    ///
    /// @param type a struct type
    /// @param children one a field, each as long as this one
    /// @param offset the first row's place in the validity
    /// @param length the number of rows
    /// @param validity a bit set for each value, or null for no nulls
    /// @return the column
    public static ColumnData ofStructs(DataType type, List<ColumnData> children, int offset, int length,
            long @Nullable [] validity) {
        if (!(type instanceof DataType.Struct struct) || struct.fields().size() != children.size()
                || children.stream().anyMatch(c -> c.length != length)) {
            throw new IllegalArgumentException(
                    "a struct needs one child of " + length + " rows for each field of " + type);
        }
        return new ColumnData(type, children, Integer.MAX_VALUE, offset, length, validity,
                ViewVector.NO_BUFFERS,
                children);
    }

    /// Rows of type null.
    ///
    /// @param length the number of rows
    /// @return the column
    public static ColumnData ofNulls(int length) {
        return flat(DataType.NULL, true, List.of(), length, 0, length, null);
    }

    /// The bitmap of values for an array of which rows are null.
    ///
    /// @param isNull true for a null
    /// @return a validity, or null when no row is null
    public static long @Nullable [] validity(boolean[] isNull) {
        long[] bits = new long[(isNull.length + 63) >>> 6];
        boolean any = false;
        for (int i = 0; i < isNull.length; i++) {
            any |= isNull[i];
            bits[i >>> 6] |= (isNull[i] ? 0L : 1L) << i;
        }
        return any ? bits : null;
    }

    /// The type of the values.
    ///
    /// @return the type
    public DataType type() {
        return type;
    }

    /// The first row's place in arrays and validity.
    ///
    /// @return 0 or more
    public int offset() {
        return offset;
    }

    /// How many rows there are.
    ///
    /// @return 0 or more
    public int length() {
        return length;
    }

    /// A bit set for each value, or null when no row is null. Rows of type null have none although all are null.
    ///
    /// @return a bitmap or null
    public long @Nullable [] validity() {
        return validity;
    }

    /// Whether a row is null.
    ///
    /// @param row from 0
    /// @return true if it is
    public boolean isNull(int row) {
        int bit = offset + row;
        return type == DataType.NULL || validity != null && (validity[bit >>> 6] >>> bit & 1) == 0;
    }

    private <A> A array(Class<A> wanted, boolean right) {
        if (!right || !wanted.isInstance(values)) {
            throw new IllegalStateException("a column of " + type + " has no such array; see ColumnData");
        }
        return wanted.cast(values);
    }

    /// The values of a boolean column.
    ///
    /// @return one bit a row
    public long[] bits() {
        return array(long[].class, type == DataType.BOOLEAN);
    }

    /// The values of an int8 column.
    ///
    /// @return one a row
    public byte[] bytes() {
        return array(byte[].class, true);
    }

    /// The values of an int16 column.
    ///
    /// @return one a row
    public short[] shorts() {
        return array(short[].class, true);
    }

    /// The values of an int32 or date column.
    ///
    /// @return one a row
    public int[] ints() {
        return array(int[].class, type == DataType.INT32 || type == DataType.DATE);
    }

    /// The values of an int64, time, timestamp, duration or short decimal column.
    ///
    /// @return one a row
    public long[] longs() {
        boolean compact = type instanceof DataType.Decimal d && d.isCompact();
        return array(long[].class, type == DataType.INT64 || type.isTemporal() || compact);
    }

    /// The values of a float32 column.
    ///
    /// @return one a row
    public float[] floats() {
        return array(float[].class, true);
    }

    /// The values of a float64 column.
    ///
    /// @return one a row
    public double[] doubles() {
        return array(double[].class, true);
    }

    /// The values of a long decimal column.
    ///
    /// @return two words a row
    public long[] words() {
        return array(long[].class, type instanceof DataType.Decimal d && !d.isCompact());
    }

    /// The values of a utf8 or binary column.
    ///
    /// @return two words a row
    public long[] views() {
        return array(long[].class, type == DataType.UTF8 || type == DataType.BINARY);
    }

    /// What longer values of a utf8 or binary column lie in.
    ///
    /// @return the buffers, perhaps none
    public byte[][] buffers() {
        return buffers;
    }

    /// The codes of a categorical column.
    ///
    /// @return one a row
    public int[] codes() {
        return array(int[].class, type instanceof DataType.Categorical);
    }

    /// The texts that codes stand for.
    ///
    /// @return a utf8 column without nulls
    public ColumnData dictionary() {
        array(int[].class, type instanceof DataType.Categorical);
        return children.getFirst();
    }

    /// Where the elements of lists start.
    ///
    /// @return one more than rows
    public int[] offsets() {
        return array(int[].class, type instanceof DataType.ListOf || type instanceof DataType.MapOf);
    }

    /// The elements of lists, or the fields of structs.
    ///
    /// @return one for lists, one a field for structs, else none
    public List<ColumnData> children() {
        return type.isNested() ? children : List.of();
    }
}
