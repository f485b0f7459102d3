package dev.peso;

/// The questions a [DataType] answers.
///
/// They stand apart from its constants: a class that is initialized first initializes the interfaces whose default methods
/// it has, so that with both in one interface two threads could wait for each other.
sealed interface DataTypeKinds permits DataType {
    /// Whether values are whole numbers (`int8` to `int64`).
    ///
    /// @return true for the four integer types
    default boolean isInteger() {
        return this == DataType.Simple.INT8 || this == DataType.Simple.INT16 || this == DataType.Simple.INT32
                || this == DataType.Simple.INT64;
    }

    /// Whether values are `float32` or `float64`.
    ///
    /// @return true for the two float types
    default boolean isFloat() {
        return this == DataType.Simple.FLOAT32 || this == DataType.Simple.FLOAT64;
    }

    /// Whether values are numbers: integer, float or decimal.
    ///
    /// @return true for every number type
    default boolean isNumeric() {
        return isInteger() || isFloat() || this instanceof DataType.Decimal;
    }

    /// Whether values are text: `utf8` or categorical.
    ///
    /// @return true for `utf8` and categorical
    default boolean isText() {
        return this == DataType.Simple.UTF8 || this instanceof DataType.Categorical;
    }

    /// Whether values are a date, time, timestamp or duration.
    ///
    /// @return true for the four temporal kinds
    default boolean isTemporal() {
        return this == DataType.Simple.DATE || this instanceof DataType.Time
                || this instanceof DataType.Timestamp || this instanceof DataType.Duration;
    }

    /// Whether values have parts: list, struct or map.
    ///
    /// @return true for the three nested kinds
    default boolean isNested() {
        return this instanceof DataType.ListOf || this instanceof DataType.Struct
                || this instanceof DataType.MapOf;
    }
}
