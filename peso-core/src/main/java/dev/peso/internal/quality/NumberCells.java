package dev.peso.internal.quality;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;

import dev.peso.DataType;
import dev.peso.internal.column.Hashes;
import dev.peso.internal.column.Scalars;
import dev.peso.spi.ColumnData;

/// The cells of a column of numbers, booleans, dates or times as doubles and as keys: 64 bits that are equal where values
/// are.
///
/// Dates and times are the numbers that store them. Keys of decimals of more than 18 digits are those of the nearest
/// float64; their hashes tell them apart.
final class NumberCells {
    private final DataType type;
    private final double divisor;
    private double[] doubles = new double[0];
    private long[] keys = new long[0];
    private long[] hashes = new long[0];

    NumberCells(DataType type) {
        this.type = type;
        this.divisor = type instanceof DataType.Decimal d ? Math.pow(10, d.scale()) : 1;
    }

    /// Whether keys are the bits of doubles.
    static boolean isFloat(DataType type) {
        return type.isFloat() || type instanceof DataType.Decimal d && !d.isCompact();
    }

    /// The doubles of the rows read last; those of nulls have no meaning.
    double[] doubles() {
        return doubles;
    }

    long[] keys() {
        return keys;
    }

    /// A hash of a row that was read last: equal values have equal ones, others have others.
    long hash(int row) {
        return hashes.length == 0 ? ColumnState.mix(keys[row]) : hashes[row];
    }

    void read(ColumnData column) {
        int length = column.length();
        if (doubles.length < length) {
            doubles = new double[length];
            keys = new long[length];
        }
        readKeys(column, column.offset(), length);
        for (int i = 0; i < length; i++) {
            doubles[i] = asDouble(keys[i]);
        }
    }

    private void readKeys(ColumnData column, int from, int length) {
        switch (type) {
            case DataType.Simple simple -> {
                switch (simple) {
                    case BOOLEAN -> {
                        long[] bits = column.bits();
                        for (int i = 0; i < length; i++) {
                            keys[i] = bits[from + i >>> 6] >>> from + i & 1;
                        }
                    }
                    case INT8 -> {
                        for (int i = 0; i < length; i++) {
                            keys[i] = column.bytes()[from + i];
                        }
                    }
                    case INT16 -> {
                        for (int i = 0; i < length; i++) {
                            keys[i] = column.shorts()[from + i];
                        }
                    }
                    case INT32, DATE -> {
                        int[] ints = column.ints();
                        for (int i = 0; i < length; i++) {
                            keys[i] = ints[from + i];
                        }
                    }
                    case FLOAT32 -> {
                        float[] floats = column.floats();
                        for (int i = 0; i < length; i++) {
                            keys[i] = Hashes.canonicalBits(floats[from + i]);
                        }
                    }
                    case FLOAT64 -> {
                        double[] values = column.doubles();
                        for (int i = 0; i < length; i++) {
                            keys[i] = Hashes.canonicalBits(values[from + i]);
                        }
                    }
                    case INT64 -> System.arraycopy(column.longs(), from, keys, 0, length);
                    case UTF8, BINARY, NULL -> throw new IllegalStateException(type + " is no number");
                }
            }
            case DataType.Decimal d when !d.isCompact() -> {
                long[] words = column.words();
                hashes = new long[Math.max(length, hashes.length)];
                for (int i = 0; i < length; i++) {
                    hashes[i] = ColumnState
                            .mix(words[2 * (from + i)] + ColumnState.mix(words[2 * (from + i) + 1]));
                    BigInteger unscaled = BigInteger.valueOf(words[2 * (from + i) + 1])
                            .shiftLeft(64)
                            .add(new BigInteger(Long.toUnsignedString(words[2 * (from + i)])));
                    keys[i] = Hashes.canonicalBits(new BigDecimal(unscaled, d.scale()).doubleValue());
                }
            }
            default -> System.arraycopy(column.longs(), from, keys, 0, length);
        }
    }

    /// The number of a key.
    double asDouble(long key) {
        if (isFloat(type)) {
            return Double.longBitsToDouble(key);
        }
        return divisor == 1 ? (double) key : key / divisor;
    }

    /// The value of a key.
    Object value(long key) {
        if (isFloat(type)) {
            return Double.longBitsToDouble(key);
        }
        if (type == DataType.BOOLEAN) {
            return key != 0;
        }
        return type == DataType.DATE ? LocalDate.ofEpochDay(key) : Scalars.ofLong(type, key);
    }
}
