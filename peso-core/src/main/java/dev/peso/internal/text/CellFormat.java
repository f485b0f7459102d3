package dev.peso.internal.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.WideVector;

/// Column values as short texts for people, on one line each and without control characters.
///
/// The floats of a column share a number of decimals so that their points stand under each other. Texts that could be
/// taken for something else (`null`, the empty text, blanks at an end) are quoted.
public final class CellFormat {
    static final String NULL = "null";

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final int mostChars;

    /// @param mostChars characters after which a cell need not go on, because it is cut anyway
    CellFormat(int mostChars) {
        this.mostChars = mostChars;
    }

    /// The texts of all rows of a column's vectors, in order.
    List<String> cells(List<Vector> parts) {
        List<String> cells = new ArrayList<>();
        int decimals = FloatFormat.decimals(parts);
        for (Vector part : parts) {
            for (int row = 0; row < part.length; row++) {
                cells.add(cell(part, row, decimals));
            }
        }
        return cells;
    }

    private String cell(Vector v, int row, int decimals) {
        if (v.isNull(row)) {
            return NULL;
        }
        return switch (v) {
            case DoubleVector d -> FloatFormat.text(d.get(row), Double.toString(d.get(row)), decimals);
            case FloatVector f -> FloatFormat.text(f.get(row), Float.toString(f.get(row)), decimals);
            default -> {
                StringBuilder out = new StringBuilder();
                append(out, v, row, false);
                yield out.toString();
            }
        };
    }

    private void append(StringBuilder out, Vector v, int row, boolean nested) {
        if (v.isNull(row)) {
            out.append(NULL);
            return;
        }
        switch (v) {
            case BitVector b -> out.append(b.get(row));
            case ByteVector b -> out.append(b.get(row));
            case ShortVector s -> out.append(s.get(row));
            case IntVector i -> {
                if (i.type == DataType.DATE) {
                    out.append(Scalars.get(i, row));
                } else {
                    out.append(i.get(row));
                }
            }
            case LongVector l -> out.append(ofLong(l.type, l.get(row)));
            case FloatVector f -> out.append(FloatFormat.plain(Float.toString(f.get(row))));
            case DoubleVector d -> out.append(FloatFormat.plain(Double.toString(d.get(row))));
            case WideVector w ->
                out.append(
                        new BigDecimal(w.unscaled(row), ((DataType.Decimal) v.type).scale()).toPlainString());
            case ViewVector s -> {
                if (s.type == DataType.BINARY) {
                    ValueText.hex(out, s.getBytes(row), Math.max(0, (mostChars - out.length()) / 2));
                } else {
                    text(out, s.getString(row), nested);
                }
            }
            case CodeVector c -> text(out, c.getString(row), nested);
            case ListVector l -> list(out, l, row);
            case StructVector s -> struct(out, s, row);
            case NullVector _ -> out.append(NULL);
        }
    }

    private static String ofLong(DataType type, long value) {
        if (type == DataType.INT64) {
            return Long.toString(value);
        }
        Object object;
        try {
            object = Scalars.ofLong(type, value);
        } catch (ArithmeticException | DateTimeException e) {
            return Long.toString(value); // outside what java.time can name: a table is still printed
        }
        return switch (object) {
            case BigDecimal decimal -> decimal.toPlainString();
            case LocalTime time -> Times.TIME.format(time);
            case LocalDateTime local -> Times.DATE_TIME.format(local);
            case ZonedDateTime zoned -> Times.ZONED.format(zoned);
            case Duration duration -> duration(duration);
            default -> object.toString();
        };
    }

    private static String duration(Duration duration) {
        if (duration.isNegative()) {
            return "-" + duration(duration.negated());
        }
        StringBuilder out = new StringBuilder();
        part(out, duration.toDaysPart(), "d");
        part(out, duration.toHoursPart(), "h");
        part(out, duration.toMinutesPart(), "m");
        BigDecimal seconds = BigDecimal
                .valueOf(duration.toSecondsPart() * 1_000_000_000L + duration.toNanosPart(),
                        9)
                .stripTrailingZeros();
        if (seconds.signum() != 0 || out.isEmpty()) {
            out.append(seconds.toPlainString()).append("s ");
        }
        return out.substring(0, out.length() - 1);
    }

    private static void part(StringBuilder out, long count, String unit) {
        if (count != 0) {
            out.append(count).append(unit).append(' ');
        }
    }

    private void text(StringBuilder out, String value, boolean nested) {
        boolean quoted = nested || value.isBlank() || value.equals(NULL) || value.charAt(0) == ' '
                || value.charAt(value.length() - 1) == ' ';
        if (quoted) {
            out.append('"');
        }
        escape(out, value, mostChars);
        if (quoted) {
            out.append('"');
        }
    }

    private void list(StringBuilder out, ListVector l, int row) {
        boolean map = l.type instanceof DataType.MapOf;
        out.append(map ? '{' : '[');
        for (int i = l.from(row); i < l.to(row) && out.length() <= mostChars; i++) {
            if (i > l.from(row)) {
                out.append(", ");
            }
            if (map) {
                List<Vector> entry = ((StructVector) l.child).children;
                append(out, entry.get(0), i, true);
                out.append(": ");
                append(out, entry.get(1), i, true);
            } else {
                append(out, l.child, i, true);
            }
        }
        out.append(map ? '}' : ']');
    }

    private void struct(StringBuilder out, StructVector s, int row) {
        List<Field> fields = ((DataType.Struct) s.type).fields();
        out.append('{');
        for (int i = 0; i < fields.size() && out.length() <= mostChars; i++) {
            if (i > 0) {
                out.append(", ");
            }
            escape(out, fields.get(i).name(), mostChars);
            out.append(": ");
            append(out, s.children.get(i), row, true);
        }
        out.append('}');
    }

    /// A name or another text with its control characters escaped.
    public static String escaped(String value) {
        StringBuilder out = new StringBuilder();
        escape(out, value, Integer.MAX_VALUE);
        return out.toString();
    }

    private static void escape(StringBuilder out, String value, int most) {
        int end = Math.min(value.length(), most);
        for (int i = 0; i < end; i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (isUnprintable(c)) {
                        out.append("\\u")
                                .append(HEX[c >> 12])
                                .append(HEX[c >> 8 & 15])
                                .append(HEX[c >> 4 & 15])
                                .append(HEX[c & 15]);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        if (!out.isEmpty() && Character.isHighSurrogate(out.charAt(out.length() - 1))) {
            out.setLength(out.length() - 1);
        }
    }

    /// Control characters, line separators and marks that turn the direction of the rest of the line.
    private static boolean isUnprintable(char c) {
        return c < 0x20 || c >= 0x7F && c < 0xA0 || c == 0x2028 || c == 0x2029 || c >= 0x202A && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069 || c == 0x200E || c == 0x200F || c == 0xFEFF;
    }

    /// Made when the first time is shown: formatters and what they load take a program that starts some milliseconds.
    private static final class Times {
        static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().appendPattern("HH:mm:ss")
                .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                .toFormatter(Locale.ROOT);
        static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
                .append(DateTimeFormatter.ISO_LOCAL_DATE)
                .appendLiteral(' ')
                .append(TIME)
                .toFormatter(Locale.ROOT);
        static final DateTimeFormatter ZONED = new DateTimeFormatterBuilder().append(DATE_TIME)
                .appendOffsetId()
                .toFormatter(Locale.ROOT);

        private Times() {}
    }

    /// The floats of a column as texts with the same number of decimals.
    static final class FloatFormat {
        private static final int MOST_DECIMALS = 6;
        private static final int DIGITS = 6;

        private FloatFormat() {}

        /// The decimals that show each value with six significant digits, or fewer where that says all.
        static int decimals(List<Vector> parts) {
            int most = 1;
            for (Vector part : parts) {
                for (int row = 0; row < part.length; row++) {
                    most = Math.max(most, decimals(part, row));
                }
            }
            return most;
        }

        private static int decimals(Vector v, int row) {
            if (v.isNull(row)) {
                return 1;
            }
            return switch (v) {
                case DoubleVector d -> decimals(d.get(row), Double.toString(d.get(row)));
                case FloatVector f -> decimals(f.get(row), Float.toString(f.get(row)));
                default -> 1;
            };
        }

        private static int decimals(double value, String shortest) {
            if (!isFixed(value)) {
                return 1;
            }
            BigDecimal exact = new BigDecimal(shortest).stripTrailingZeros();
            int integerDigits = exact.precision() - exact.scale();
            return Math.min(MOST_DECIMALS, Math.min(exact.scale(), DIGITS - Math.max(integerDigits, 0)));
        }

        private static boolean isFixed(double value) {
            double size = Math.abs(value);
            return value == 0 || size >= 1e-4 && size < 1e15;
        }

        static String text(double value, String shortest, int decimals) {
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                return plain(shortest);
            }
            if (!isFixed(value)) {
                return scientific(new BigDecimal(shortest));
            }
            String text = new BigDecimal(shortest).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
            return value == 0 && shortest.startsWith("-") ? "-" + text : text;
        }

        private static String scientific(BigDecimal value) {
            BigDecimal rounded = value.round(new java.math.MathContext(DIGITS, RoundingMode.HALF_EVEN))
                    .stripTrailingZeros();
            int exponent = rounded.precision() - rounded.scale() - 1;
            return rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
        }

        static String plain(String shortest) {
            return shortest.replace("Infinity", "inf");
        }
    }
}
