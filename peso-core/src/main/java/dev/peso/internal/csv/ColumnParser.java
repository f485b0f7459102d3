package dev.peso.internal.csv;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.Dictionaries;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewBuilder;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;
import dev.peso.internal.column.WideBuilder;
import dev.peso.io.CsvReadOptions.DateOrder;

/// Converts one column of a block to a vector. Fields that are plain values of the type go through a tight loop; nulls,
/// quotes, blanks and misfits take the slow way.
abstract class ColumnParser {
    final FieldIndex fields;
    final int column;
    final Dialect dialect;
    private final NullTexts nulls;
    private final RowErrors errors;
    private final CsvFile.Look look;
    private long @Nullable [] validity;

    /// What the block's columns have in common.
    record Context(FieldIndex fields, Dialect dialect, NullTexts nulls, byte decimal,
            List<CsvFile.Look> columns, RowErrors errors) {}

    ColumnParser(Context context, int column) {
        this.fields = context.fields;
        this.dialect = context.dialect;
        this.nulls = context.nulls;
        this.errors = context.errors;
        this.column = column;
        this.look = context.columns.get(column);
    }

    /// The vector of a column.
    static Vector parse(Context context, int column, DataType type) {
        return of(context, column, type).parse();
    }

    static boolean canRead(DataType type) {
        return !type.isNested();
    }

    private static ColumnParser of(Context c, int column, DataType type) {
        return switch (type) {
            case DataType.Simple simple -> switch (simple) {
                case NULL -> new Nothing(c, column);
                case BOOLEAN -> new Booleans(c, column);
                case INT8 -> new Stored(c, column, type, new WholeNumber(8));
                case INT16 -> new Stored(c, column, type, new WholeNumber(16));
                case INT32 -> new Stored(c, column, type, new WholeNumber(32));
                case INT64 -> new Longs(c, column);
                case FLOAT32 -> new Floats(c, column, c.decimal);
                case FLOAT64 -> new Doubles(c, column, c.decimal);
                case UTF8 -> new Texts(c, column);
                case BINARY -> new Binaries(c, column);
                case DATE -> new Stored(c, column, type, new DateOf(c.columns.get(column).dateOrder()));
            };
            case DataType.Decimal d -> d.isCompact()
                    ? new Stored(c, column, type, new CompactDecimal(d, c.decimal))
                    : new WideDecimals(c, column, d, c.decimal);
            case DataType.Time t -> new Stored(c, column, type,
                    (b, from, to) -> Times.parseTime(b, from, to, t.unit().perSecond()));
            case DataType.Timestamp t ->
                new Stored(c, column, type, new TimestampOf(t, c.columns.get(column).dateOrder()));
            case DataType.Duration _ ->
                new Stored(c, column, type, (b, from, to) -> duration(type, b, from, to));
            case DataType.Categorical _ -> new Categories(c, column, type);
            case DataType.ListOf _,DataType.Struct _,DataType.MapOf _ ->
                throw new IllegalArgumentException("a CSV file has no values of " + type);
        };
    }

    abstract Vector parse();

    /// Converts bytes without quotes, blanks around them or null spellings and keeps the value; false for a misfit.
    abstract boolean convert(byte[] b, int from, int to);

    final int rows() {
        return fields.rows;
    }

    final long @Nullable [] validity() {
        return validity;
    }

    final void setNull(int row) {
        long[] bits = validity;
        if (bits == null) {
            bits = Bitmap.ones(rows());
            validity = bits;
        }
        Bitmap.clear(bits, row);
    }

    /// The slow way of a field: false and a null in the row unless [#convert] took a value.
    final boolean slowly(int row, int from, int to) {
        byte[] b = fields.bytes;
        if (to <= from || nulls.isOther(b, from, to)) {
            setNull(row);
            return false;
        }
        boolean quoted = dialect.quote() != 0 && b[from] == dialect.quote();
        int start = from;
        int end = to;
        if (quoted && Field.isPlainlyQuoted(b, from, to, dialect)) {
            start++;
            end--;
        } else if (quoted) {
            b = new byte[to - from];
            end = Field.unquote(fields.bytes, from, to, dialect, b, 0);
            start = 0;
        }
        start = Field.trimStart(b, start, end);
        end = Field.trimEnd(b, start, end);
        if (start < end && (convert(b, start, end) || isGrouped(b, start, end))) {
            return true;
        }
        setNull(row);
        if (start < end && !(look.words() && NullTexts.isWord(b, start, end))
                && !(nulls.hasOthers() && !quoted && nulls.isOther(b, start, end))) {
            errors.misfit(fields, row, column, from, to);
        }
        return false;
    }

    /// Converts a number with marks between its thousands, where the column has such.
    private boolean isGrouped(byte[] b, int from, int to) {
        byte group = look.group();
        if (group == 0 || !Field.isGrouped(b, from, to, group, group == ',' ? (byte) '.' : (byte) ',')) {
            return false;
        }
        byte[] plain = new byte[to - from];
        return convert(plain, 0, Field.ungroup(b, from, to, group, plain));
    }

    /// Spellings of null that look like numbers were converted with the rest: takes them back.
    final void takeBackNulls() {
        if (!nulls.numeric) {
            return;
        }
        int stride = fields.width + 1;
        for (int row = 0, p = column; row < rows(); row++, p += stride) {
            if (nulls.isOther(fields.bytes, fields.at[p], fields.at[p + 1] - 1)) {
                setNull(row);
            }
        }
    }

    private static long duration(DataType type, byte[] b, int from, int to) {
        try {
            return Scalars.toLong(type, Duration.parse(text(b, from, to)));
        } catch (DateTimeException | ArithmeticException e) {
            return Times.INVALID;
        }
    }

    static String text(byte[] b, int from, int to) {
        return new String(b, from, to - from, StandardCharsets.UTF_8);
    }

    private static final class Nothing extends ColumnParser {
        Nothing(Context context, int column) {
            super(context, column);
        }

        @Override
        Vector parse() {
            return new NullVector(rows());
        }

        @Override
        boolean convert(byte[] b, int from, int to) {
            return false;
        }
    }

    private static final class Longs extends ColumnParser {
        private long value;

        Longs(Context context, int column) {
            super(context, column);
        }

        @Override
        Vector parse() {
            int rows = rows();
            long[] values = new long[rows];
            int[] at = fields.at;
            byte[] b = fields.bytes;
            int stride = fields.width + 1;
            for (int row = 0, p = column; row < rows; row++, p += stride) {
                long parsed = Numbers.parseLong(b, at[p], at[p + 1] - 1);
                if (parsed == Numbers.NOT_A_LONG) {
                    parsed = slowly(row, at[p], at[p + 1] - 1) ? value : 0;
                }
                values[row] = parsed;
            }
            takeBackNulls();
            return new LongVector(DataType.INT64, values, 0, rows, validity());
        }

        @Override
        boolean convert(byte[] b, int from, int to) {
            value = Numbers.parseLong(b, from, to);
            return value != Numbers.NOT_A_LONG || Field.isLeastLong(b, from, to);
        }
    }

    private static final class Doubles extends ColumnParser {
        private final byte decimal;
        private double value;

        Doubles(Context context, int column, byte decimal) {
            super(context, column);
            this.decimal = decimal;
        }

        @Override
        Vector parse() {
            int rows = rows();
            double[] values = new double[rows];
            int[] at = fields.at;
            byte[] b = fields.bytes;
            int stride = fields.width + 1;
            for (int row = 0, p = column; row < rows; row++, p += stride) {
                double parsed = Numbers.parseDouble(b, at[p], at[p + 1] - 1, decimal);
                if (Double.isNaN(parsed)) {
                    parsed = slowly(row, at[p], at[p + 1] - 1) ? value : 0;
                }
                values[row] = parsed;
            }
            takeBackNulls();
            return new DoubleVector(DataType.FLOAT64, values, 0, rows, validity());
        }

        @Override
        boolean convert(byte[] b, int from, int to) {
            Double parsed = Field.parseFloat64(b, from, to, decimal);
            value = parsed == null ? 0 : parsed;
            return parsed != null;
        }
    }

    private static final class Floats extends ColumnParser {
        private final byte decimal;
        private float value;

        Floats(Context context, int column, byte decimal) {
            super(context, column);
            this.decimal = decimal;
        }

        @Override
        Vector parse() {
            float[] values = new float[rows()];
            int stride = fields.width + 1;
            for (int row = 0, p = column; row < values.length; row++, p += stride) {
                values[row] = slowly(row, fields.at[p], fields.at[p + 1] - 1) ? value : 0;
            }
            return new FloatVector(DataType.FLOAT32, values, 0, values.length, validity());
        }

        /// Not through a double, which would round twice.
        @Override
        boolean convert(byte[] b, int from, int to) {
            Double parsed = Field.parseFloat64(b, from, to, decimal);
            if (parsed == null) {
                return false;
            }
            value = Double.isNaN(parsed) || Double.isInfinite(parsed)
                    ? parsed.floatValue()
                    : Float.parseFloat(text(b, from, to).replace((char) decimal, '.'));
            return true;
        }
    }

    private static final class Booleans extends ColumnParser {
        private boolean value;

        Booleans(Context context, int column) {
            super(context, column);
        }

        @Override
        Vector parse() {
            int rows = rows();
            long[] bits = new long[Bitmap.words(rows)];
            int stride = fields.width + 1;
            for (int row = 0, p = column; row < rows; row++, p += stride) {
                int parsed = Field.parseBoolean(fields.bytes, fields.at[p], fields.at[p + 1] - 1);
                if (parsed > 0 || parsed < 0 && slowly(row, fields.at[p], fields.at[p + 1] - 1) && value) {
                    Bitmap.set(bits, row);
                }
            }
            return new BitVector(bits, 0, rows, validity());
        }

        @Override
        boolean convert(byte[] b, int from, int to) {
            int parsed = Field.parseBoolean(b, from, to);
            value = parsed > 0;
            return parsed >= 0;
        }
    }

    /// Bytes to the number that stands for the value, or [Times#INVALID].
    private interface ToLong {
        long of(byte[] b, int from, int to);
    }

    private record WholeNumber(int bits) implements ToLong {
        @Override
        public long of(byte[] b, int from, int to) {
            long value = Numbers.parseLong(b, from, to);
            return value << 64 - bits >> 64 - bits == value ? value : Times.INVALID;
        }
    }

    private record CompactDecimal(DataType.Decimal type, byte decimal) implements ToLong {
        @Override
        public long of(byte[] b, int from, int to) {
            BigInteger unscaled = unscaled(b, from, to, type, decimal);
            return unscaled == null ? Times.INVALID : unscaled.longValue();
        }
    }

    private record DateOf(DateOrder order) implements ToLong {
        @Override
        public long of(byte[] b, int from, int to) {
            long iso = Times.parseDate(b, from, to);
            return iso != Times.INVALID ? iso : Dates.parseDate(b, from, to, order);
        }
    }

    private record TimestampOf(DataType.Timestamp type, DateOrder order) implements ToLong {
        @Override
        public long of(byte[] b, int from, int to) {
            long iso = iso(b, from, to);
            if (iso != Times.INVALID) {
                return iso;
            }
            long other = Dates.parseTimestamp(b, from, to, type.unit().perSecond(), order);
            return other == Times.INVALID ? other : zoned(other);
        }

        private long iso(byte[] b, int from, int to) {
            long perSecond = type.unit().perSecond();
            boolean offset = Times.hasOffset(b, from, to);
            if (to - from == 10) {
                long day = Times.parseDate(b, from, to);
                return day == Times.INVALID ? day : zoned(day * 86_400 * perSecond);
            }
            long value = Times.parseTimestamp(b, from, to, perSecond);
            if (value == Times.INVALID || offset == (type.zone() != null)) {
                return value;
            }
            return offset ? Times.INVALID : zoned(value);
        }

        /// A local time of the type's zone as an instant.
        private long zoned(long local) {
            ZoneId zone = type.zone();
            if (zone == null || zone.equals(ZoneOffset.UTC)) {
                return local;
            }
            long perSecond = type.unit().perSecond();
            LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(local, perSecond), 0,
                    ZoneOffset.UTC);
            long seconds = time.atZone(zone).toEpochSecond();
            return seconds * perSecond + Math.floorMod(local, perSecond);
        }
    }

    private static @Nullable BigInteger unscaled(byte[] b, int from, int to, DataType.Decimal type,
            byte point) {
        double roughly = Numbers.parseDouble(b, from, to, point);
        if (Double.isNaN(roughly) || Math.abs(roughly) > 1e39) {
            return null;
        }
        BigDecimal value = new BigDecimal(text(b, from, to).replace((char) point, '.'));
        BigDecimal scaled = value.signum() == 0
                ? BigDecimal.ZERO
                : value.setScale(type.scale(), RoundingMode.HALF_UP);
        return scaled.precision() > type.precision() ? null : scaled.unscaledValue();
    }

    /// Types stored as a number, one call a value.
    private static final class Stored extends ColumnParser {
        private final DataType type;
        private final ToLong toLong;
        private long value;

        Stored(Context context, int column, DataType type, ToLong toLong) {
            super(context, column);
            this.type = type;
            this.toLong = toLong;
        }

        @Override
        Vector parse() {
            long[] values = new long[rows()];
            int stride = fields.width + 1;
            for (int row = 0, p = column; row < values.length; row++, p += stride) {
                int from = fields.at[p];
                int to = fields.at[p + 1] - 1;
                long parsed = to > from && fields.bytes[from] >= '-'
                        ? toLong.of(fields.bytes, from, to)
                        : Times.INVALID;
                if (parsed == Times.INVALID) {
                    parsed = slowly(row, from, to) ? value : 0;
                }
                values[row] = parsed;
            }
            takeBackNulls();
            return vector(values);
        }

        private Vector vector(long[] values) {
            int n = values.length;
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
            return new LongVector(type, values, 0, n, validity());
        }

        @Override
        boolean convert(byte[] b, int from, int to) {
            value = toLong.of(b, from, to);
            return value != Times.INVALID;
        }
    }

    private static final class WideDecimals extends ColumnParser {
        private final DataType.Decimal type;
        private final byte decimal;
        private @Nullable BigInteger value;

        WideDecimals(Context context, int column, DataType.Decimal type, byte decimal) {
            super(context, column);
            this.type = type;
            this.decimal = decimal;
        }

        @Override
        Vector parse() {
            WideBuilder builder = new WideBuilder(type, rows());
            int stride = fields.width + 1;
            for (int row = 0, p = column; row < rows(); row++, p += stride) {
                BigInteger parsed = slowly(row, fields.at[p], fields.at[p + 1] - 1) ? value : null;
                builder.append(parsed == null ? BigInteger.ZERO : parsed);
            }
            return builder.build().withValidity(validity());
        }

        @Override
        boolean convert(byte[] b, int from, int to) {
            value = unscaled(b, from, to, type, decimal);
            return value != null;
        }
    }

    private static final class Binaries extends ColumnParser {
        private byte[] value = new byte[0];

        Binaries(Context context, int column) {
            super(context, column);
        }

        @Override
        Vector parse() {
            ViewBuilder builder = new ViewBuilder(DataType.BINARY, rows());
            int stride = fields.width + 1;
            for (int row = 0, p = column; row < rows(); row++, p += stride) {
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

    /// Texts of up to 12 bytes go into their views, longer ones stay in the block; only what had to be unquoted is
    /// copied.
    private static class Texts extends ColumnParser {
        private final NullTexts nulls;
        private byte[] side = new byte[0];
        private int used;
        private boolean refersToBlock;

        Texts(Context context, int column) {
            super(context, column);
            nulls = context.nulls;
        }

        @Override
        Vector parse() {
            return views();
        }

        final ViewVector views() {
            int rows = rows();
            long[] views = new long[2 * rows];
            int[] at = fields.at;
            byte[] b = fields.bytes;
            byte quote = dialect.quote();
            boolean others = nulls.hasOthers();
            int stride = fields.width + 1;
            for (int row = 0, p = column; row < rows; row++, p += stride) {
                int from = at[p];
                int length = at[p + 1] - 1 - from;
                if (length <= 0) {
                    if (nulls.empty || length < 0) {
                        setNull(row);
                    }
                } else if (b[from] == quote && quote != 0) {
                    quoted(views, row, from, from + length);
                } else if (others && nulls.isOther(b, from, from + length)) {
                    setNull(row);
                } else {
                    put(views, row, b, from, length, 0);
                }
            }
            byte[][] buffers = used > 0
                    ? new byte[][]{b, Arrays.copyOf(side, used)}
                    : refersToBlock ? new byte[][]{b} : ViewVector.NO_BUFFERS;
            return new ViewVector(DataType.UTF8, views, buffers, 0, rows, validity());
        }

        private void put(long[] views, int row, byte[] b, int from, int length, int buffer) {
            views[2 * row] = Views.head(b, from, length);
            if (length <= Views.INLINE) {
                views[2 * row + 1] = Views.inlineTail(b, from, length);
            } else {
                views[2 * row + 1] = Views.place(buffer, from);
                refersToBlock = true;
            }
        }

        private void quoted(long[] views, int row, int from, int to) {
            byte[] b = fields.bytes;
            if (Field.isPlainlyQuoted(b, from, to, dialect)) {
                put(views, row, b, from + 1, to - from - 2, 0);
                return;
            }
            if (side.length - used < to - from) {
                side = Arrays.copyOf(side, Math.max(2 * side.length, used + Math.max(4_000, to - from)));
            }
            int end = Field.unquote(b, from, to, dialect, side, used);
            put(views, row, side, used, end - used, 1);
            used = end - used > Views.INLINE ? end : used;
        }

        @Override
        boolean convert(byte[] b, int from, int to) {
            return true;
        }
    }

    private static final class Categories extends Texts {
        private final DataType type;

        Categories(Context context, int column, DataType type) {
            super(context, column);
            this.type = type;
        }

        @Override
        Vector parse() {
            return Dictionaries.encode(views(), type);
        }
    }
}
