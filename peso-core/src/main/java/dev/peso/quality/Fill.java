package dev.peso.quality;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// What nulls are filled with, see [Cleaning#fill].
public final class Fill {
    /// Where the value comes from.
    enum Kind {
        MEAN, MEDIAN, MOST_FREQUENT, VALUE, FORWARD, BACKWARD
    }

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

    @Override
    public String toString() {
        return value == null ? kind.name().toLowerCase(java.util.Locale.ROOT) : "value " + value;
    }
}
