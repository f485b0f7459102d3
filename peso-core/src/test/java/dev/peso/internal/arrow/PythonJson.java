package dev.peso.internal.arrow;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import dev.peso.DataType;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;

/// Values as Python writes them with `json.dumps(column.to_pylist(), default=str)`, which the expected hashes are over.
final class PythonJson {
    private final StringBuilder out = new StringBuilder("[");
    private final String arrowType;

    PythonJson(String arrowType) {
        this.arrowType = arrowType;
    }

    /// Appends all values of a vector.
    void add(Vector vector) {
        for (int row = 0; row < vector.length; row++) {
            separate('[');
            value(vector, row);
        }
    }

    String text() {
        return out + "]";
    }

    private void separate(char opened) {
        if (out.charAt(out.length() - 1) != opened) {
            out.append(", ");
        }
    }

    private void value(Vector v, int row) {
        if (v.isNull(row)) {
            out.append("null");
        } else if (v instanceof StructVector s) {
            struct(s, row);
        } else if (v instanceof ListVector l) {
            list(l, row);
        } else if (v instanceof CodeVector c) {
            string(c.getString(row));
        } else {
            scalar(java.util.Objects.requireNonNull(Scalars.get(v, row)), v.type);
        }
    }

    private void struct(StructVector s, int row) {
        if (arrowType.contains("union")) {
            Vector taken = s.children.stream().filter(child -> !child.isNull(row)).findFirst().orElse(null);
            if (taken == null) {
                out.append("null");
            } else {
                value(taken, row);
            }
            return;
        }
        boolean tuple = arrowType.contains("interval");
        List<dev.peso.Field> fields = ((DataType.Struct) s.type).fields();
        char open = tuple ? '[' : '{';
        out.append(open);
        for (int i = 0; i < fields.size(); i++) {
            separate(open);
            if (!tuple) {
                string(fields.get(i).name());
                out.append(": ");
            }
            value(s.children.get(i), row);
        }
        out.append(tuple ? ']' : '}');
    }

    private void list(ListVector l, int row) {
        out.append('[');
        for (int i = l.from(row); i < l.to(row); i++) {
            separate('[');
            if (l.type instanceof DataType.MapOf) {
                StructVector entries = (StructVector) l.child;
                out.append('[');
                value(entries.children.get(0), i);
                out.append(", ");
                value(entries.children.get(1), i);
                out.append(']');
            } else {
                value(l.child, i);
            }
        }
        out.append(']');
    }

    private void scalar(Object value, DataType type) {
        switch (value) {
            case Boolean b -> out.append(b);
            case Float f -> number(f.doubleValue());
            case Double d -> number(d);
            case BigDecimal d -> {
                if (arrowType.contains("uint64")) {
                    out.append(d);
                } else {
                    string(d.toString());
                }
            }
            case Number n -> out.append(n);
            case byte[] b -> string(arrowType.contains("uuid") ? uuid(b) : bytes(b));
            case LocalDate d -> string(d.toString());
            case LocalTime t -> string(time(t, false));
            case LocalDateTime t -> string(dateTime(t, type));
            case ZonedDateTime t -> string(dateTime(t.toLocalDateTime(), type) + offset(t.getOffset()));
            case Duration d -> string(duration(d));
            default -> string(value.toString());
        }
    }

    private void number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            out.append(Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
            return;
        }
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (value == 0) {
            out.append(1 / value < 0 ? "-0.0" : "0.0");
        } else if (exponent >= -4 && exponent < 16) {
            String plain = shortest.toPlainString();
            out.append(plain).append(plain.contains(".") ? "" : ".0");
        } else {
            String digits = shortest.unscaledValue().abs().toString();
            out.append(value < 0 ? "-" : "").append(digits.charAt(0));
            out.append(digits.length() > 1 ? "." + digits.substring(1) : "");
            out.append(String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent)));
        }
    }

    @SuppressWarnings("JavaLocalTimeGetNano") // the seconds stand before them
    private static String time(LocalTime t, boolean nanos) {
        String text = String.format(Locale.ROOT, "%02d:%02d:%02d", t.getHour(), t.getMinute(), t.getSecond());
        if (nanos && t.getNano() % 1000 != 0) {
            return text + String.format(Locale.ROOT, ".%09d", t.getNano());
        }
        return t.getNano() / 1000 == 0
                ? text
                : text + String.format(Locale.ROOT, ".%06d", t.getNano() / 1000);
    }

    private static String dateTime(LocalDateTime t, DataType type) {
        boolean nanos = type instanceof DataType.Timestamp stamp && stamp.unit() == DataType.Unit.NANO;
        return String.format(Locale.ROOT, "%04d-%02d-%02d ", t.getYear(), t.getMonthValue(),
                t.getDayOfMonth())
                + time(t.toLocalTime(), nanos);
    }

    private static String offset(ZoneOffset offset) {
        return offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId();
    }

    private static String duration(Duration d) {
        long days = Math.floorDiv(d.getSeconds(), 86_400);
        LocalTime rest = LocalTime.ofSecondOfDay(Math.floorMod(d.getSeconds(), 86_400L))
                .withNano(d.getNano());
        String time = time(rest, false);
        String plain = time.startsWith("0") ? time.substring(1) : time;
        return days == 0 ? plain : days + (Math.abs(days) == 1 ? " day, " : " days, ") + plain;
    }

    private static String uuid(byte[] b) {
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(b);
        return new UUID(buffer.getLong(), buffer.getLong()).toString();
    }

    private static String bytes(byte[] value) {
        String latin = new String(value, StandardCharsets.ISO_8859_1);
        char quote = latin.indexOf('\'') >= 0 && latin.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder text = new StringBuilder("b").append(quote);
        for (int i = 0; i < latin.length(); i++) {
            char c = latin.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> {
                    if (c == quote) {
                        text.append('\\').append(c);
                    } else if (c < ' ' || c > '~') {
                        text.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        return text.append(quote).toString();
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || c > '~') {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
