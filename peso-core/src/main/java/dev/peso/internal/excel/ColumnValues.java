package dev.peso.internal.excel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.BitBuilder;
import dev.peso.internal.column.NumberBuilder;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.column.ViewBuilder;

/// Turns cells into the values of a column.
final class ColumnValues {
    private static final long MICROS_PER_MILLI = 1_000;

    private final DataType type;
    private final CellTexts texts;
    private final VectorBuilder builder;

    ColumnValues(DataType type, Serials serials, int expected) {
        this.type = type;
        this.texts = new CellTexts(serials);
        this.builder = VectorBuilder.of(type, expected);
    }

    /// Whether cells can be made values of a type.
    static boolean canRead(DataType type) {
        return switch (type) {
            case DataType.Simple simple -> simple != DataType.NULL && simple != DataType.BINARY;
            case DataType.Timestamp t -> t.zone() == null;
            case DataType.Time _,DataType.Duration _,DataType.Decimal _,DataType.Categorical _ -> true;
            case DataType.ListOf _,DataType.Struct _,DataType.MapOf _ -> false;
        };
    }

    VectorBuilder builder() {
        return builder;
    }

    /// Appends a cell; false, and nothing is appended, when it does not fit the type.
    boolean append(Kind kind, double number, @Nullable String text) {
        if (kind == Kind.TEXT && (text == null || text.isBlank()) && !type.isText()) {
            builder.appendNull();
            return true;
        }
        if (builder instanceof ViewBuilder views) {
            views.append(texts.text(kind, number, text));
            return true;
        }
        if (isPlain(kind, number)) {
            appendPlain(number);
            return true;
        }
        Object value = value(kind, number, text);
        if (value == null) {
            return false;
        }
        Scalars.append(builder, value);
        return true;
    }

    /// Whether the number of the cell is that of the column, as it is where the type was inferred.
    private boolean isPlain(Kind kind, double number) {
        return switch (kind) {
            case NUMBER -> type == DataType.FLOAT64
                    || type == DataType.INT64 && CellTexts.isWhole(number) && Math.abs(number) <= 0x1p53;
            case BOOLEAN -> type == DataType.BOOLEAN;
            case DATE, DATE_TIME -> type.equals(DataType.TIMESTAMP);
            default -> false;
        };
    }

    private void appendPlain(double number) {
        switch (builder) {
            case BitBuilder bits -> bits.append(number != 0);
            case NumberBuilder numbers -> {
                if (type == DataType.FLOAT64) {
                    numbers.append(number);
                } else if (type == DataType.INT64) {
                    numbers.append((long) number);
                } else {
                    numbers.append(texts.serials().epochMillis(number) * MICROS_PER_MILLI);
                }
            }
            default -> throw new IllegalStateException("no plain value: " + type);
        }
    }

    /// The cell as a Java object of the type, or null when it has no such meaning.
    private @Nullable Object value(Kind kind, double number, @Nullable String text) {
        try {
            return switch (type) {
                case DataType.Simple simple -> switch (simple) {
                    case BOOLEAN -> truth(kind, number, text);
                    case INT8 -> whole(kind, number, text).byteValueExact();
                    case INT16 -> whole(kind, number, text).shortValueExact();
                    case INT32 -> whole(kind, number, text).intValueExact();
                    case INT64 -> whole(kind, number, text).longValueExact();
                    case FLOAT32 -> decimal(kind, number, text).floatValue();
                    case FLOAT64 -> decimal(kind, number, text).doubleValue();
                    case DATE -> date(kind, number, text);
                    case NULL, UTF8, BINARY -> null;
                };
                case DataType.Decimal d -> fitting(decimal(kind, number, text), d);
                case DataType.Timestamp _ -> moment(kind, number, text);
                case DataType.Time _ -> time(kind, number, text);
                case DataType.Duration _ -> duration(kind, number, text);
                case DataType.Categorical _ -> texts.text(kind, number, text);
                case DataType.ListOf _,DataType.Struct _,DataType.MapOf _ -> null;
            };
        } catch (NumberFormatException | ArithmeticException | DateTimeException e) {
            return null; // the caller names the cell
        }
    }

    private static @Nullable Boolean truth(Kind kind, double number, @Nullable String text) {
        if (kind == Kind.TEXT) {
            String word = String.valueOf(text).strip();
            return word.equalsIgnoreCase("true")
                    ? Boolean.TRUE
                    : word.equalsIgnoreCase("false") ? false : null;
        }
        boolean isBit = kind == Kind.BOOLEAN || kind == Kind.NUMBER && (number == 0 || number == 1);
        return isBit ? number != 0 : null;
    }

    private static BigDecimal decimal(Kind kind, double number, @Nullable String text) {
        return switch (kind) {
            case NUMBER -> BigDecimal.valueOf(number);
            case TEXT -> {
                BigDecimal value = new BigDecimal(String.valueOf(text).strip());
                if (Math.abs((long) value.scale()) > 400) {
                    throw new NumberFormatException("no number of a column is that long");
                }
                yield value;
            }
            default -> throw new NumberFormatException("not a number");
        };
    }

    private static BigDecimal whole(Kind kind, double number, @Nullable String text) {
        return decimal(kind, number, text);
    }

    private static @Nullable BigDecimal fitting(BigDecimal value, DataType.Decimal type) {
        BigDecimal scaled = value.setScale(type.scale(), RoundingMode.HALF_UP);
        return scaled.precision() <= type.precision() ? scaled : null;
    }

    private @Nullable LocalDate date(Kind kind, double number, @Nullable String text) {
        if (kind == Kind.TEXT) {
            return LocalDate.parse(String.valueOf(text).strip());
        }
        return isMoment(kind, number) && CellTexts.isWhole(number) ? texts.date(number) : null;
    }

    private @Nullable LocalDateTime moment(Kind kind, double number, @Nullable String text) {
        if (kind != Kind.TEXT) {
            return isMoment(kind, number) ? texts.moment(number) : null;
        }
        String plain = String.valueOf(text).strip().replace(' ', 'T');
        try {
            return LocalDateTime.parse(plain);
        } catch (DateTimeParseException e) {
            return LocalDate.parse(plain).atStartOfDay();
        }
    }

    private boolean isMoment(Kind kind, double number) {
        return (kind == Kind.DATE || kind == Kind.DATE_TIME || kind == Kind.NUMBER || kind == Kind.TIME)
                && texts.serials().isMoment(number);
    }

    private static @Nullable LocalTime time(Kind kind, double number, @Nullable String text) {
        if (kind == Kind.TEXT) {
            return LocalTime.parse(String.valueOf(text).strip());
        }
        return kind.isNumber() && number >= 0 && number < 1 ? CellTexts.time(number) : null;
    }

    private static @Nullable Duration duration(Kind kind, double number, @Nullable String text) {
        if (kind == Kind.TEXT) {
            return Duration.parse(String.valueOf(text).strip());
        }
        boolean isSpan = kind == Kind.DURATION || kind == Kind.TIME || kind == Kind.NUMBER;
        return isSpan && Math.abs(number) < 1e8 ? CellTexts.duration(number) : null;
    }
}
