package dev.peso.internal.expr;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.text.Suggestions;

/// `interval` literals.
///
/// A span of weeks to microseconds is an exact duration: a literal, or for a computed number a product with one. Months,
/// quarters and years have no fixed length: they are the call `interval_months(n)`, which the parser turns into
/// `add_months` where it is added to something or subtracted.
final class Intervals {
    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);
    /// Unit to months.
    private static final Map<String, Integer> MONTHS = Map.of("month", 1, "quarter", 3, "year", 12);
    /// Unit to nanoseconds.
    private static final Map<String, Long> NANOS = Map.of("week", 7 * 86_400_000_000_000L, "day",
            86_400_000_000_000L,
            "hour", 3_600_000_000_000L, "minute", 60_000_000_000L, "second", 1_000_000_000L, "millisecond",
            1_000_000L,
            "microsecond", 1_000L, "nanosecond", 1L);
    private static final Map<String, String> SHORT = Map.ofEntries(Map.entry("y", "year"),
            Map.entry("yr", "year"),
            Map.entry("mon", "month"), Map.entry("mo", "month"), Map.entry("q", "quarter"),
            Map.entry("w", "week"),
            Map.entry("d", "day"), Map.entry("h", "hour"), Map.entry("hr", "hour"),
            Map.entry("min", "minute"),
            Map.entry("m", "minute"), Map.entry("sec", "second"), Map.entry("s", "second"),
            Map.entry("ms", "millisecond"), Map.entry("msec", "millisecond"), Map.entry("us", "microsecond"),
            Map.entry("usec", "microsecond"), Map.entry("ns", "nanosecond"));
    private static final List<String> UNITS = List.of("year", "quarter", "month", "week", "day", "hour",
            "minute",
            "second", "millisecond", "microsecond", "nanosecond");
    private static final Pattern PART = Pattern.compile(
            "\\s*(?:([+-]?)(\\d{1,9}):(\\d\\d)(?::(\\d\\d(?:\\.\\d{1,9})?))?|([+-]?\\d{1,30}(?:\\.\\d{1,30})?)\\s*(\\p{L}+))\\s*,?");

    private Intervals() {}

    /// The unit of a word such as `days`, or null.
    static @Nullable String unit(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        String known = SHORT.get(lower);
        if (known != null) {
            return known;
        }
        String singular = lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower;
        if (UNITS.contains(singular)) {
            return singular;
        }
        return SHORT.get(singular);
    }

    /// A text such as `1 year 2 days`, `36 hours`, `01:30:00` or `PT36H` as an expression.
    ///
    /// @throws IllegalArgumentException if it cannot be read
    static Node parse(String text) {
        if (text.strip().startsWith("P")) {
            return TypedLiterals.parse(DataType.DURATION, text, true);
        }
        if (text.stripTrailing().endsWith(" ago")) {
            return negated(parse(text.substring(0, text.lastIndexOf(" ago"))));
        }
        Matcher part = PART.matcher(text);
        BigInteger months = BigInteger.ZERO;
        BigInteger nanos = BigInteger.ZERO;
        int at = 0;
        while (at < text.length() && part.find(at) && part.start() == at) {
            if (part.group(5) == null) {
                nanos = nanos.add(clock(part));
            } else {
                BigDecimal count = new BigDecimal(part.group(5));
                String unit = requireUnit(part.group(6));
                if (MONTHS.containsKey(unit)) {
                    months = months.add(exactly(count, MONTHS.get(unit), unit));
                } else {
                    nanos = nanos.add(exactly(count, NANOS.getOrDefault(unit, 1L), unit));
                }
            }
            at = part.end();
        }
        if (at < text.length() || text.isBlank()) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is not an interval; write for example '2 days', '1 year 6 months' or '01:30:00'");
        }
        return node(months, nanos);
    }

    private static Node negated(Node interval) {
        return switch (interval) {
            case Node.Literal literal when literal.value() instanceof Duration d ->
                new Node.Literal(d.negated(), literal.type());
            case Node.Literal literal -> literal;
            case Node.Call call -> new Node.Call(call.function(), call.args()
                    .stream()
                    .map(arg -> arg instanceof Node.Literal(Long n, var _) ? Literals.of(-n) : negated(arg))
                    .toList());
            default -> interval;
        };
    }

    private static Node node(BigInteger months, BigInteger nanos) {
        if (months.signum() == 0) {
            return duration(nanos);
        }
        if (months.bitLength() > 31) {
            throw new IllegalArgumentException("an interval of " + months + " months is too long");
        }
        Node calendar = new Node.Call("interval_months", Literals.of(months.longValue()));
        return nanos.signum() == 0 ? calendar : new Node.Call("+", calendar, duration(nanos));
    }

    /// A number of a unit, the number being an expression.
    static Node of(Node count, String unit) {
        Integer months = MONTHS.get(unit);
        if (months != null) {
            Node number = months == 1 ? count : new Node.Call("*", count, Literals.of(months.longValue()));
            return new Node.Call("interval_months", number);
        }
        return new Node.Call("*", count, duration(BigInteger.valueOf(NANOS.getOrDefault(unit, 1L))));
    }

    static String requireUnit(String word) {
        String unit = unit(word);
        if (unit == null) {
            throw new IllegalArgumentException("\"" + word + "\" is not a unit of time"
                    + Suggestions.didYouMean(word, UNITS) + "; units: " + Suggestions.list(UNITS));
        }
        return unit;
    }

    private static BigInteger clock(Matcher part) {
        LocalTime rest = LocalTime
                .parse("00:" + part.group(3) + ":" + (part.group(4) == null ? "00" : part.group(4)));
        BigInteger nanos = BigInteger.valueOf(Long.parseLong(part.group(2)))
                .multiply(BigInteger.valueOf(3_600_000_000_000L))
                .add(BigInteger.valueOf(rest.toNanoOfDay()));
        return part.group(1).equals("-") ? nanos.negate() : nanos;
    }

    private static BigInteger exactly(BigDecimal count, long size, String unit) {
        try {
            return count.multiply(BigDecimal.valueOf(size)).toBigIntegerExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("an interval of " + count + " " + unit + "s is not exact", e);
        }
    }

    private static Node.Literal duration(BigInteger nanos) {
        BigInteger[] parts = nanos.divideAndRemainder(NANOS_PER_SECOND);
        if (parts[0].bitLength() > 53) {
            throw new IllegalArgumentException("an interval of " + parts[0] + " seconds is too long");
        }
        Duration value = Duration.ofSeconds(parts[0].longValue(), parts[1].longValue());
        return new Node.Literal(value, new DataType.Duration(Literals.unit(value.toNanosPart())));
    }
}
