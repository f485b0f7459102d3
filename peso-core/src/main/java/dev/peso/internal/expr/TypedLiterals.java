package dev.peso.internal.expr;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// Literals spelled `type 'text'`, such as `date '2026-11-20'`, `decimal '1.50'` or `float64 'NaN'`, and numbers.
final class TypedLiterals {
    private static final Pattern DATE = Pattern.compile("([+-]?\\d{1,9})-(\\d{1,2})-(\\d{1,2})");

    private TypedLiterals() {}

    /// The literal of a type from its text.
    ///
    /// @param plain whether the type was written without parameters, so that the text decides its unit or scale
    /// @throws IllegalArgumentException if the text is no value of the type, saying what would be
    static Node.Literal parse(DataType type, String text, boolean plain) {
        try {
            return switch (type) {
                case DataType.Decimal d -> decimal(d, new BigDecimal(text.strip()), plain);
                case DataType.Time t -> time(t, LocalTime.parse(text.strip()), plain);
                case DataType.Timestamp t -> timestamp(t, text.strip(), plain);
                case DataType.Duration d -> duration(d, Duration.parse(text.strip()), plain);
                case DataType.Simple s -> new Node.Literal(simple(s, text), s);
                case DataType.Categorical c -> new Node.Literal(text, c);
                case DataType.ListOf _,DataType.Struct _,DataType.MapOf _ ->
                    throw new IllegalArgumentException(
                            "a " + type + " has no literal; write [1, 2], {'a': 1} or map {'k': 1}");
            };
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            String kind = plain ? type.toString().replaceFirst("\\(.*", "") : type.toString();
            throw new IllegalArgumentException(
                    "'" + Literals.of(text).value() + "' is not " + (kind.startsWith("i") ? "an " : "a ")
                            + kind + example(type),
                    e);
        }
    }

    private static String example(DataType type) {
        return switch (type) {
            case DataType.Decimal _ -> "; write for example '1.50'";
            case DataType.Time _ -> "; write for example '17:45:00'";
            case DataType.Timestamp t when t.zone() != null ->
                "; write for example '2026-11-20 17:45:00+01:00'";
            case DataType.Timestamp _ -> "; write for example '2026-11-20 17:45:00'";
            case DataType.Duration _ -> "; write for example 'PT1H30M', or interval '90 minutes'";
            case DataType.Simple s when s == DataType.DATE -> "; write for example '2026-11-20'";
            case DataType.Simple s when s == DataType.BINARY ->
                "; write hexadecimal digits, for example '00ff'";
            default -> "";
        };
    }

    private static @Nullable Object simple(DataType.Simple type, String text) {
        String value = text.strip();
        return switch (type) {
            case BOOLEAN -> switch (value.toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new NumberFormatException();
            };
            case INT8 -> Byte.valueOf(value);
            case INT16 -> Short.valueOf(value);
            case INT32 -> Integer.valueOf(value);
            case INT64 -> Long.valueOf(value);
            case FLOAT32 -> Float.valueOf(floating(value));
            case FLOAT64 -> Double.valueOf(floating(value));
            case UTF8 -> text;
            case BINARY -> binary(value);
            case DATE -> date(value);
            case NULL -> null;
        };
    }

    /// The spelling that Java reads; Java's own suffixes and hexadecimal form are not for data.
    private static String floating(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "nan" -> "NaN";
            case "inf", "+inf", "infinity", "+infinity" -> "Infinity";
            case "-inf", "-infinity" -> "-Infinity";
            default -> {
                if (!lower.chars().allMatch(c -> "0123456789+-.e".indexOf(c) >= 0)) {
                    throw new NumberFormatException();
                }
                yield lower;
            }
        };
    }

    /// A date of any year, with or without leading zeros.
    private static LocalDate date(String text) {
        Matcher parts = DATE.matcher(text);
        if (!parts.matches()) {
            throw new DateTimeException("not a date");
        }
        return LocalDate.of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)));
    }

    /// `blob 'a\x00'`: the bytes of the text, in which a backslash, `x` and two hexadecimal digits stand for a byte.
    ///
    /// @throws IllegalArgumentException if a backslash is not followed by them
    static Node.Literal blob(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int from = 0;
        int escape;
        while ((escape = text.indexOf('\\', from)) >= 0) {
            bytes.writeBytes(text.substring(from, escape).getBytes(StandardCharsets.UTF_8));
            boolean digits = text.length() >= escape + 4 && text.charAt(escape + 1) == 'x'
                    && HexFormat.isHexDigit(text.charAt(escape + 2))
                    && HexFormat.isHexDigit(text.charAt(escape + 3));
            if (!digits) {
                throw new IllegalArgumentException(
                        "a \\ in a blob begins a byte such as \\x0f; a backslash itself is \\x5c");
            }
            bytes.write(HexFormat.fromHexDigits(text, escape + 2, escape + 4));
            from = escape + 4;
        }
        bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return Literals.binary(bytes.toByteArray());
    }

    private static ByteBuffer binary(String hex) {
        try {
            return ByteBuffer.wrap(HexFormat.of().parseHex(hex)).asReadOnlyBuffer();
        } catch (IllegalArgumentException e) {
            throw new DateTimeException("not hexadecimal", e);
        }
    }

    private static Node.Literal decimal(DataType.Decimal type, BigDecimal value, boolean plain) {
        if (plain) {
            return Literals.decimal(value);
        }
        BigDecimal scaled = value.setScale(type.scale(), RoundingMode.UNNECESSARY);
        if (scaled.precision() > type.precision()) {
            throw new ArithmeticException();
        }
        return new Node.Literal(scaled, type);
    }

    private static DataType.Unit unit(DataType.Unit unit, int nanos, boolean plain) {
        if (plain) {
            return Literals.unit(nanos);
        }
        if (nanos % (1_000_000_000L / unit.perSecond()) != 0) {
            throw new ArithmeticException();
        }
        return unit;
    }

    private static Node.Literal time(DataType.Time type, LocalTime value, boolean plain) {
        return new Node.Literal(value,
                new DataType.Time(unit(type.unit(), value.get(ChronoField.NANO_OF_SECOND), plain)));
    }

    private static Node.Literal duration(DataType.Duration type, Duration value, boolean plain) {
        return new Node.Literal(value, new DataType.Duration(unit(type.unit(), value.toNanosPart(), plain)));
    }

    private static Node.Literal timestamp(DataType.Timestamp type, String text, boolean plain) {
        ZoneId zone = type.zone();
        Temporal value = zone == null ? local(text) : zoned(text, zone);
        DataType.Unit unit = unit(type.unit(), value.get(ChronoField.NANO_OF_SECOND),
                plain);
        return new Node.Literal(value, new DataType.Timestamp(unit, zone));
    }

    private static LocalDateTime local(String text) {
        int blank = text.indexOf(' ');
        String iso = blank < 0
                ? text
                : text.substring(0, blank) + "T" + text.substring(blank + 1).stripLeading();
        int time = iso.indexOf('T');
        return time < 0
                ? date(iso).atStartOfDay()
                : date(iso.substring(0, time)).atTime(LocalTime.parse(iso.substring(time + 1)));
    }

    private static ZonedDateTime zoned(String text, ZoneId zone) {
        String iso = text.replace(' ', 'T');
        if (iso.matches(".*[+-]\\d\\d")) {
            iso += ":00";
        }
        return OffsetDateTime.parse(iso).atZoneSameInstant(zone);
    }

    /// A number as written: whole ones are int64, or decimal where they are too large, others float64.
    ///
    /// @throws IllegalArgumentException if the number is beyond all types
    static Node.Literal number(String digits, boolean negative) {
        String signed = negative ? "-" + digits : digits;
        if (digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            BigInteger whole = new BigInteger(signed);
            if (whole.bitLength() < Long.SIZE) {
                return Literals.of(whole.longValue());
            }
            if (digits.length() > 38) {
                throw new IllegalArgumentException(
                        "a whole number has at most 38 digits, got " + digits.length()
                                + "; with an exponent it is a float64");
            }
            return Literals.decimal(new BigDecimal(whole));
        }
        double value = Double.parseDouble(signed);
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("number is beyond the range of float64, " + Double.MAX_VALUE);
        }
        return new Node.Literal(value, DataType.FLOAT64);
    }
}
