package dev.peso.spi;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// A condition that the rows a query wants fulfil, for sources that can leave out rows without looking at each.
///
/// A source may use it to skip rows that surely fail, or ignore it: the engine checks every row again. Values have the
/// Java class of the column's type (`Long`, `String`, `LocalDate` ...) and are never null. Comparisons follow Peso's
/// meaning: a null fulfils none, NaN is the greatest number, texts compare by code points.
public sealed interface Predicate {
    /// The column it is about.
    ///
    /// @return its position in the source's schema
    int column();

    /// How two values compare.
    enum Comparison {
        /// Equal.
        EQUAL,
        /// Not equal.
        NOT_EQUAL,
        /// Less.
        LESS,
        /// Less or equal.
        AT_MOST,
        /// Greater.
        GREATER,
        /// Greater or equal.
        AT_LEAST
    }

    /// The column compares with a value.
    ///
    /// @param column the column's position
    /// @param comparison how
    /// @param value with what
    record Compare(int column, Comparison comparison, Object value) implements Predicate {}

    /// The column is one of some values.
    ///
    /// @param column the column's position
    /// @param values the values
    record OneOf(int column, List<Object> values) implements Predicate {
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /// The column is null.
    ///
    /// @param column the column's position
    record IsNull(int column) implements Predicate {}

    /// The column is not null.
    ///
    /// @param column the column's position
    record IsNotNull(int column) implements Predicate {}

    /// Whether a value of the column fulfils the condition; for sources that look at single values such as a partition's.
    ///
    /// @param value of the column's Java class, or null
    /// @return true if it does
    default boolean test(@Nullable Object value) {
        return Comparisons.test(this, value);
    }
}
