package dev.peso.quality;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Objects;

import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Expr;

/// Which columns hold which values.
final class FillTypes {
    private FillTypes() {}

    /// Whether columns of a type can hold a value: whole numbers no other ones, and decimals none that is too large.
    static boolean holds(DataType type, Object value) {
        return switch (value) {
            case String _ -> type.isText();
            case Boolean _ -> type == DataType.BOOLEAN;
            case Double number when !Double.isFinite(number) -> type.isFloat();
            case Float number when !Float.isFinite(number) -> type.isFloat();
            case BigInteger number -> holds(type, new BigDecimal(number));
            case BigDecimal number -> holds(type, number);
            case Number number -> holds(type, new BigDecimal(number.toString()));
            case byte[] _ -> type == DataType.BINARY;
            case LocalDate _ -> type == DataType.DATE || type instanceof DataType.Timestamp;
            case LocalTime _ -> type instanceof DataType.Time;
            case LocalDateTime _,Instant _,ZonedDateTime _,OffsetDateTime _ ->
                type instanceof DataType.Timestamp;
            case Duration _ -> type instanceof DataType.Duration;
            default -> !type.isNested() && type != DataType.NULL;
        };
    }

    private static boolean holds(DataType type, BigDecimal value) {
        return switch (type) {
            case DataType.Decimal d -> value.precision() - (long) value.scale() <= d.precision() // before it is written out
                    && value.setScale(d.scale(), RoundingMode.HALF_UP).precision() <= d.precision();
            case DataType.Simple simple -> switch (simple) {
                case FLOAT32, FLOAT64 -> true;
                case INT8 -> isWithin(value, Byte.SIZE);
                case INT16 -> isWithin(value, Short.SIZE);
                case INT32 -> isWithin(value, Integer.SIZE);
                case INT64 -> isWithin(value, Long.SIZE);
                case BOOLEAN, UTF8, BINARY, DATE, NULL -> false;
            };
            default -> false;
        };
    }

    private static boolean isWithin(BigDecimal value, int bits) {
        BigDecimal plain = value.stripTrailingZeros();
        return plain.scale() <= 0 && plain.precision() - plain.scale() <= 19
                && plain.toBigInteger().bitLength() < bits;
    }

    /// Whether profiles know the values of a type about only.
    static boolean isWide(DataType type) {
        return type instanceof DataType.Decimal d && !d.isCompact();
    }

    /// The most frequent value of a column that has any, the least of several, from a pass of its own.
    static Object mostFrequent(Dataset data, String column) {
        return Objects.requireNonNull(data.filter(Expr.col(column).isNotNull())
                .groupBy(column)
                .agg(Expr.count().as("peso count"))
                .sort(Expr.col("peso count").desc(), Expr.col(column).asc())
                .limit(1)
                .rows()
                .findFirst()
                .orElseThrow()
                .get(column));
    }
}
