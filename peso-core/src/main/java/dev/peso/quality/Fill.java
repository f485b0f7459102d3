package dev.peso.quality;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.text.Suggestions;

/// What nulls are filled with, see [Cleaning#fill].
public final class Fill {
    /// Where the value comes from.
    enum Kind {
        MEAN, MEDIAN, MOST_FREQUENT, VALUE, FORWARD, BACKWARD
    }

    /// Values that JSON has as texts, by the name of their class.
    private static final Map<String, Function<String, Object>> TEXTS = Map.ofEntries(
            Map.entry("BigDecimal", BigDecimal::new), Map.entry("BigInteger", BigInteger::new),
            Map.entry("Byte", Byte::valueOf), Map.entry("Short", Short::valueOf),
            Map.entry("Integer", Integer::valueOf), Map.entry("Double", Double::valueOf),
            Map.entry("Float", Float::valueOf),
            Map.entry("byte[]", Base64.getDecoder()::decode), Map.entry("LocalDate", LocalDate::parse),
            Map.entry("LocalTime", LocalTime::parse), Map.entry("LocalDateTime", LocalDateTime::parse),
            Map.entry("Instant", Instant::parse), Map.entry("ZonedDateTime", ZonedDateTime::parse),
            Map.entry("OffsetDateTime", OffsetDateTime::parse), Map.entry("Duration", Duration::parse));

    private final Kind kind;
    private final @Nullable Object value;

    private Fill(Kind kind, @Nullable Object value) {
        this.kind = kind;
        this.value = value;
    }

    /// The mean of the column's finite numbers, rounded in columns of whole numbers.
    ///
    /// @return the fill
    public static Fill mean() {
        return new Fill(Kind.MEAN, null);
    }

    /// The median of the column's finite numbers, rounded in columns of whole numbers; of very many an estimate, see
    /// [ColumnProfile#quantile].
    ///
    /// @return the fill
    public static Fill median() {
        return new Fill(Kind.MEDIAN, null);
    }

    /// The most frequent value of the column, the least of several; columns in which none is surely frequent stay, and those
    /// with texts of more than 1,024 bytes.
    ///
    /// @return the fill
    public static Fill mostFrequent() {
        return new Fill(Kind.MOST_FREQUENT, null);
    }

    /// A given value.
    ///
    /// @param value of a class that the columns' type can hold
    /// @return the fill
    public static Fill value(Object value) {
        return new Fill(Kind.VALUE, Objects.requireNonNull(value, "value"));
    }

    /// The last value before in row order; nulls at the start stay.
    ///
    /// @return the fill
    public static Fill forward() {
        return new Fill(Kind.FORWARD, null);
    }

    /// The next value in row order; nulls at the end stay.
    ///
    /// @return the fill
    public static Fill backward() {
        return new Fill(Kind.BACKWARD, null);
    }

    Kind kind() {
        return kind;
    }

    Object given() {
        return Objects.requireNonNull(value);
    }

    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("with", kind.name().toLowerCase(Locale.ROOT));
        if (value != null) {
            if (isPlain(value)) {
                settings.put("value", value);
            } else {
                settings.put("value",
                        value instanceof byte[] bytes
                                ? Base64.getEncoder().encodeToString(bytes)
                                : value.toString());
                settings.put("type", value.getClass().getSimpleName());
            }
        }
        return settings;
    }

    /// Whether JSON has the value as it is. Of other numbers it would make a `Long` or a `Double`, which need not be equal.
    private static boolean isPlain(Object value) {
        return switch (value) {
            case String _,Boolean _,Long _ -> true;
            case Double number -> Double.isFinite(number);
            default -> false;
        };
    }

    static Fill read(CleaningSettings settings) {
        String with = settings.text("with");
        for (Kind kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(with)) {
                return new Fill(kind, kind == Kind.VALUE ? readValue(settings) : null);
            }
        }
        List<String> kinds = List.of("mean", "median", "most_frequent", "value", "forward", "backward");
        throw settings.wrong("fills with \"" + with + "\"" + Suggestions.didYouMean(with, kinds)
                + "; there are " + String.join(", ", kinds));
    }

    private static Object readValue(CleaningSettings settings) {
        if (!settings.has("type")) {
            return settings.value("value");
        }
        Function<String, Object> type = TEXTS.get(settings.text("type"));
        if (type == null) {
            throw settings.wrong("has a value of class \"" + settings.text("type")
                    + "\", which no JSON can be read as");
        }
        try {
            return type.apply(settings.text("value"));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw settings.wrong("has value \"" + settings.text("value") + "\", which is no "
                    + settings.text("type"), e);
        }
    }

    @Override
    public String toString() {
        return value == null ? kind.name().toLowerCase(Locale.ROOT) : "value " + value;
    }
}
