package dev.peso.internal.csv;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Scalars;
import dev.peso.io.CsvReadOptions.DateOrder;

/// Bytes to the number that stands for the value, or [Times#INVALID].
interface ToLong {
    long of(byte[] b, int from, int to);

    /// How values of a type that is stored as a number of up to 64 bits are read.
    ///
    /// @param strict whether a time without an offset is no instant
    static ToLong of(DataType type, byte decimal, DateOrder order, boolean strict) {
        return switch (type) {
            case DataType.Decimal d -> new CompactDecimal(d, decimal);
            case DataType.Time t -> (b, from, to) -> Times.parseTime(b, from, to, t.unit().perSecond());
            case DataType.Timestamp t -> new TimestampOf(t, order, strict && t.zone() != null);
            case DataType.Duration _ -> (b, from, to) -> duration(type, b, from, to);
            case DataType.Simple simple -> switch (simple) {
                case INT8 -> new WholeNumber(8);
                case INT16 -> new WholeNumber(16);
                case INT32 -> new WholeNumber(32);
                case DATE -> new DateOf(order);
                case NULL, BOOLEAN, INT64, FLOAT32, FLOAT64, UTF8, BINARY -> throw other(type);
            };
            case DataType.Categorical _,DataType.ListOf _,DataType.Struct _,DataType.MapOf _ ->
                throw other(type);
        };
    }

    private static IllegalArgumentException other(DataType type) {
        return new IllegalArgumentException("values of " + type + " are read another way");
    }

    private static long duration(DataType type, byte[] b, int from, int to) {
        try {
            return Scalars.toLong(type, Duration.parse(ColumnParser.text(b, from, to)));
        } catch (DateTimeException | ArithmeticException e) {
            return Times.INVALID;
        }
    }

    /// The digits of a decimal number, rounded to the type's scale; null for anything else.
    static @Nullable BigInteger unscaled(byte[] b, int from, int to, DataType.Decimal type, byte point) {
        double roughly = Numbers.parseDouble(b, from, to, point);
        if (Double.isNaN(roughly) || Math.abs(roughly) > 1e39) {
            return null;
        }
        BigDecimal value = new BigDecimal(ColumnParser.text(b, from, to).replace((char) point, '.'));
        BigDecimal scaled = value.signum() == 0
                ? BigDecimal.ZERO
                : value.setScale(type.scale(), RoundingMode.HALF_UP);
        return scaled.precision() > type.precision() ? null : scaled.unscaledValue();
    }

    /// A whole number of some bits.
    record WholeNumber(int bits) implements ToLong {
        @Override
        public long of(byte[] b, int from, int to) {
            long value = Numbers.parseLong(b, from, to);
            return value << 64 - bits >> 64 - bits == value ? value : Times.INVALID;
        }
    }

    /// A decimal of up to 18 digits.
    record CompactDecimal(DataType.Decimal type, byte decimal) implements ToLong {
        @Override
        public long of(byte[] b, int from, int to) {
            BigInteger unscaled = unscaled(b, from, to, type, decimal);
            return unscaled == null ? Times.INVALID : unscaled.longValue();
        }
    }

    /// A day.
    record DateOf(DateOrder order) implements ToLong {
        @Override
        public long of(byte[] b, int from, int to) {
            long iso = Times.parseDate(b, from, to);
            return iso != Times.INVALID ? iso : Dates.parseDate(b, from, to, order);
        }
    }

    /// A time of a day, or an instant where the type has a zone.
    ///
    /// @param offsetOnly whether a value must have an offset
    record TimestampOf(DataType.Timestamp type, DateOrder order, boolean offsetOnly) implements ToLong {
        @Override
        public long of(byte[] b, int from, int to) {
            if (offsetOnly && !Times.hasOffset(b, from, to)) {
                return Times.INVALID;
            }
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
}
