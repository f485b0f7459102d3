package dev.peso;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/// Values as Python's `json.dumps(values, default=str, sort_keys=True)` prints them: what the expected hashes of the corpora are made of.
final class PythonText {
    private PythonText() {}

    /// The first 16 digits of the SHA-1 of a column.
    static String sha1(List<? extends @Nullable Object> values) {
        StringBuilder text = new StringBuilder();
        json(values, text);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static void json(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case Boolean b -> out.append(b);
            case Float f -> out.append(number(f.doubleValue()));
            case Double d -> out.append(number(d));
            case String s -> quoted(s, out);
            case byte[] bytes -> quoted(bytes(bytes), out);
            case BigDecimal d -> quoted(d.toString(), out);
            case LocalDate d -> quoted(d.toString(), out);
            case LocalDateTime t -> quoted(time(t), out);
            case ZonedDateTime t -> quoted(time(t.toLocalDateTime()) + "+00:00", out);
            case LocalTime t -> quoted(time(LocalDateTime.of(LocalDate.EPOCH, t)).substring(11), out);
            case List<?> list -> list(list, out);
            case Map<?, ?> map -> struct(map, out);
            default -> out.append(value);
        }
    }

    private static void list(List<?> list, StringBuilder out) {
        out.append('[');
        for (Iterator<?> i = list.iterator(); i.hasNext();) {
            json(i.next(), out);
            out.append(i.hasNext() ? ", " : "");
        }
        out.append(']');
    }

    private static void struct(Map<?, ?> map, StringBuilder out) {
        out.append('{');
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
        for (Iterator<Map.Entry<String, @Nullable Object>> i = sorted.entrySet().iterator(); i.hasNext();) {
            Map.Entry<String, @Nullable Object> entry = i.next();
            quoted(entry.getKey(), out);
            out.append(": ");
            json(entry.getValue(), out);
            out.append(i.hasNext() ? ", " : "");
        }
        out.append('}');
    }

    @SuppressWarnings("JavaLocalDateTimeGetNano") // the seconds stand before them
    private static String time(LocalDateTime t) {
        String text = String.format(Locale.ROOT, "%04d-%02d-%02d %02d:%02d:%02d", t.getYear(),
                t.getMonthValue(),
                t.getDayOfMonth(), t.getHour(), t.getMinute(), t.getSecond());
        if (t.getNano() % 1_000 != 0) {
            return text + String.format(Locale.ROOT, ".%09d", t.getNano());
        }
        int micros = t.getNano() / 1_000;
        return micros == 0 ? text : text + String.format(Locale.ROOT, ".%06d", micros);
    }

    /// `repr` of a float.
    private static String number(double d) {
        if (Double.isNaN(d)) {
            return "NaN";
        }
        if (Double.isInfinite(d)) {
            return d > 0 ? "Infinity" : "-Infinity";
        }
        if (d == 0) {
            return 1 / d < 0 ? "-0.0" : "0.0";
        }
        BigDecimal exact = new BigDecimal(Double.toString(d)).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (exponent < -4 || exponent >= 16) {
            String digits = exact.unscaledValue().abs().toString();
            String rest = digits.length() > 1 ? "." + digits.substring(1) : "";
            return (d < 0 ? "-" : "") + digits.charAt(0) + rest
                    + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
        }
        String plain = exact.toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }

    /// `str` of bytes.
    private static String bytes(byte[] bytes) {
        boolean doubleQuotes = contains(bytes, '\'') && !contains(bytes, '"');
        char quote = doubleQuotes ? '"' : '\'';
        StringBuilder out = new StringBuilder("b").append(quote);
        for (byte b : bytes) {
            switch (b) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\\' -> out.append("\\\\");
                default -> {
                    if (b == quote) {
                        out.append('\\').append(quote);
                    } else if (b >= 32 && b < 127) {
                        out.append((char) b);
                    } else {
                        out.append(String.format(Locale.ROOT, "\\x%02x", b & 0xff));
                    }
                }
            }
        }
        return out.append(quote).toString();
    }

    private static boolean contains(byte[] bytes, char wanted) {
        for (byte b : bytes) {
            if (b == wanted) {
                return true;
            }
        }
        return false;
    }

    private static void quoted(String text, StringBuilder out) {
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
                    if (c >= 32 && c < 127) {
                        out.append(c);
                    } else {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    }
                }
            }
        }
        out.append('"');
    }
}
