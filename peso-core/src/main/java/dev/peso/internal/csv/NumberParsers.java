package dev.peso.internal.csv;

import java.util.Arrays;

import dev.peso.DataType;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.Vector;

/// Columns of numbers, and of what is stored as a number.
final class NumberParsers {
    /// Whole numbers of more digits may be none of int64.
    private static final int MOST_DIGITS = 18;

    private NumberParsers() {}

    /// Columns whose values are kept as whole numbers of 64 bits.
    abstract static class LongValues extends ColumnParser {
        long[] values = new long[0];
        /// What was converted last.
        long value;

        LongValues(Context context, int column) {
            super(context, column);
        }

        @Override
        final void reserve(int rows) {
            values = values.length >= rows ? values : Arrays.copyOf(values, grown(values.length, rows));
        }

        /// The values read, in an array that is not much longer.
        final long[] fitted() {
            return isLoose(values.length) ? Arrays.copyOf(values, base) : values;
        }
    }

    static final class Longs extends LongValues {
        Longs(Context context, int column) {
            super(context, column);
        }

        @Override
        void parse() {
            int rows = fields.rows;
            int[] at = fields.at;
            byte[] b = fields.bytes;
            int stride = fields.width + 1;
            for (int row = 0, p = column; row < rows; row++, p += stride) {
                int from = at[p];
                int to = at[p + 1] - 1;
                long parsed = Numbers.parseLong(b, from, to);
                if (parsed == Numbers.NOT_A_LONG || b[from] == '0' && to - from > 1) {
                    parsed = slowly(row, from, to) ? value : 0;
                }
                values[base + row] = parsed;
            }
            takeBackNulls();
        }

        @Override
        Vector vector() {
            return new LongVector(DataType.INT64, fitted(), 0, base, validity());
        }

        @Override
        boolean convert(byte[] b, int from, int to) {
            value = Numbers.parseLong(b, from, to);
            return value != Numbers.NOT_A_LONG ? saysAll(b, from, to) : Field.isLeastLong(b, from, to);
        }
    }

    static final class Doubles extends ColumnParser {
        private final byte decimal;
        private double[] values = new double[0];
        private double value;

        Doubles(Context context, int column) {
            super(context, column);
            this.decimal = context.decimal();
        }

        @Override
        void reserve(int rows) {
            values = values.length >= rows ? values : Arrays.copyOf(values, grown(values.length, rows));
        }

        @Override
        void parse() {
            int rows = fields.rows;
            int[] at = fields.at;
            byte[] b = fields.bytes;
            int stride = fields.width + 1;
            for (int row = 0, p = column; row < rows; row++, p += stride) {
                int from = at[p];
                int to = at[p + 1] - 1;
                double parsed = Numbers.parseDouble(b, from, to, decimal);
                boolean isOdd = !Double.isFinite(parsed) || to - from > MOST_DIGITS
                        || b[from] == '0' && to - from > 1 && b[from + 1] != decimal;
                if (isOdd) {
                    parsed = slowly(row, from, to) ? value : 0;
                }
                values[base + row] = parsed;
            }
            takeBackNulls();
        }

        @Override
        Vector vector() {
            double[] all = isLoose(values.length) ? Arrays.copyOf(values, base) : values;
            return new DoubleVector(DataType.FLOAT64, all, 0, base, validity());
        }

        @Override
        boolean convert(byte[] b, int from, int to) {
            Double parsed = Field.parseFloat64(b, from, to, decimal);
            value = parsed == null ? 0 : parsed;
            return parsed != null && saysAll(b, from, to);
        }
    }

    static final class Floats extends ColumnParser {
        private final byte decimal;
        private float[] values = new float[0];
        private float value;

        Floats(Context context, int column) {
            super(context, column);
            this.decimal = context.decimal();
        }

        @Override
        void reserve(int rows) {
            values = values.length >= rows ? values : Arrays.copyOf(values, grown(values.length, rows));
        }

        @Override
        void parse() {
            int stride = fields.width + 1;
            for (int row = 0, p = column; row < fields.rows; row++, p += stride) {
                values[base + row] = slowly(row, fields.at[p], fields.at[p + 1] - 1) ? value : 0;
            }
        }

        @Override
        Vector vector() {
            return new FloatVector(DataType.FLOAT32, Arrays.copyOf(values, base), 0, base, validity());
        }

        /// Not through a double, which would round twice.
        @Override
        boolean convert(byte[] b, int from, int to) {
            Double parsed = Field.parseFloat64(b, from, to, decimal);
            if (parsed == null) {
                return false;
            }
            boolean word = Double.isNaN(parsed) || Double.isInfinite(parsed);
            value = word
                    ? parsed.floatValue()
                    : Float.parseFloat(text(b, from, to).replace((char) decimal, '.'));
            return word || Float.isFinite(value);
        }
    }

    /// Types stored as a number, one call a value.
    static final class Stored extends LongValues {
        private final DataType type;
        private final ToLong toLong;

        Stored(Context context, int column, DataType type, ToLong toLong) {
            super(context, column);
            this.type = type;
            this.toLong = toLong;
        }

        @Override
        void parse() {
            int stride = fields.width + 1;
            for (int row = 0, p = column; row < fields.rows; row++, p += stride) {
                int from = fields.at[p];
                int to = fields.at[p + 1] - 1;
                long parsed = to > from && fields.bytes[from] >= '-'
                        ? toLong.of(fields.bytes, from, to)
                        : Times.INVALID;
                if (parsed == Times.INVALID) {
                    parsed = slowly(row, from, to) ? value : 0;
                }
                values[base + row] = parsed;
            }
            takeBackNulls();
        }

        @Override
        Vector vector() {
            int n = base;
            if (type == DataType.INT32 || type == DataType.DATE) {
                int[] narrow = new int[n];
                for (int i = 0; i < n; i++) {
                    narrow[i] = (int) values[i];
                }
                return new IntVector(type, narrow, 0, n, validity());
            }
            if (type == DataType.INT16) {
                short[] narrow = new short[n];
                for (int i = 0; i < n; i++) {
                    narrow[i] = (short) values[i];
                }
                return new ShortVector(type, narrow, 0, n, validity());
            }
            if (type == DataType.INT8) {
                byte[] narrow = new byte[n];
                for (int i = 0; i < n; i++) {
                    narrow[i] = (byte) values[i];
                }
                return new ByteVector(type, narrow, 0, n, validity());
            }
            return new LongVector(type, fitted(), 0, n, validity());
        }

        @Override
        boolean convert(byte[] b, int from, int to) {
            value = toLong.of(b, from, to);
            return value != Times.INVALID;
        }
    }
}
