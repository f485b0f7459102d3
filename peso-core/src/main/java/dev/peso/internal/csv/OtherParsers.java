package dev.peso.internal.csv;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewBuilder;
import dev.peso.internal.column.WideBuilder;

/// Columns of types that files seldom have.
final class OtherParsers {
    private OtherParsers() {}

    static final class Nothing extends ColumnParser {
        Nothing(Context context, int column) {
            super(context, column);
        }

        @Override
        void reserve(int rows) {
            // there is nothing to keep
        }

        @Override
        void parse() {
            // as before
        }

        @Override
        Vector vector() {
            return new NullVector(base);
        }

        @Override
        boolean convert(byte[] b, int from, int to) {
            return false;
        }
    }

    static final class Booleans extends ColumnParser {
        private long[] bits = new long[0];
        private boolean value;

        Booleans(Context context, int column) {
            super(context, column);
        }

        @Override
        void reserve(int rows) {
            if (bits.length < Bitmap.words(rows)) {
                bits = Arrays.copyOf(bits, Bitmap.words(grown(bits.length << 6, rows)));
            }
        }

        @Override
        void parse() {
            int stride = fields.width + 1;
            for (int row = 0, p = column; row < fields.rows; row++, p += stride) {
                int parsed = Field.parseBoolean(fields.bytes, fields.at[p], fields.at[p + 1] - 1);
                if (parsed > 0 || parsed < 0 && slowly(row, fields.at[p], fields.at[p + 1] - 1) && value) {
                    Bitmap.set(bits, base + row);
                }
            }
        }

        @Override
        Vector vector() {
            return new BitVector(Arrays.copyOf(bits, Bitmap.words(base)), 0, base, validity());
        }

        @Override
        boolean convert(byte[] b, int from, int to) {
            int parsed = Field.parseBoolean(b, from, to);
            value = parsed > 0;
            return parsed >= 0;
        }
    }

    static final class WideDecimals extends ColumnParser {
        private final DataType.Decimal type;
        private final byte decimal;
        private final WideBuilder builder;
        private @Nullable BigInteger value;

        WideDecimals(Context context, int column, DataType.Decimal type) {
            super(context, column);
            this.type = type;
            this.decimal = context.decimal();
            this.builder = new WideBuilder(type, context.expectedRows());
        }

        @Override
        void reserve(int rows) {
            // the builder grows
        }

        @Override
        void parse() {
            int stride = fields.width + 1;
            for (int row = 0, p = column; row < fields.rows; row++, p += stride) {
                BigInteger parsed = slowly(row, fields.at[p], fields.at[p + 1] - 1) ? value : null;
                builder.append(parsed == null ? BigInteger.ZERO : parsed);
            }
        }

        @Override
        Vector vector() {
            return builder.build().withValidity(validity());
        }

        @Override
        boolean convert(byte[] b, int from, int to) {
            value = ToLong.unscaled(b, from, to, type, decimal);
            return value != null;
        }
    }

    static final class Binaries extends ColumnParser {
        private final ViewBuilder builder;
        private byte[] value = new byte[0];

        Binaries(Context context, int column) {
            super(context, column);
            this.builder = new ViewBuilder(DataType.BINARY, context.expectedRows());
        }

        @Override
        void reserve(int rows) {
            // the builder grows
        }

        @Override
        void parse() {
            int stride = fields.width + 1;
            for (int row = 0, p = column; row < fields.rows; row++, p += stride) {
                int from = fields.at[p];
                int to = fields.at[p + 1] - 1;
                boolean empty = to - from == 2 && fields.bytes[from] == dialect.quote();
                if (empty) {
                    builder.append(fields.bytes, from, 0);
                } else if (slowly(row, from, to)) {
                    builder.append(value, 0, value.length);
                } else {
                    builder.appendNull();
                }
            }
        }

        @Override
        Vector vector() {
            return builder.build();
        }

        @Override
        boolean convert(byte[] b, int from, int to) {
            try {
                value = Base64.getDecoder().decode(Arrays.copyOfRange(b, from, to));
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
