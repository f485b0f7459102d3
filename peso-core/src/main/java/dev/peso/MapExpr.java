package dev.peso;

import org.jspecify.annotations.Nullable;

/// Functions of maps: `col("labels").map().get("env")`. A null map gives null. Immutable.
///
/// {@snippet file="dev/peso/ExprGroupSnippets.java" region="map"}
public final class MapExpr {
    private final Expr value;

    MapExpr(Expr value) {
        this.value = value;
    }

    /// The value of a key; null when the map does not have it.
    ///
    /// @param key the key to find
    /// @return the value
    public Expr get(@Nullable Object key) {
        return value.call("map_extract_value", key);
    }

    /// Whether the map has a key.
    ///
    /// @param key the key to find
    /// @return true, false or null
    public Expr containsKey(@Nullable Object key) {
        return value.call("map_contains", key);
    }

    /// All keys.
    ///
    /// @return a list
    public Expr keys() {
        return value.call("map_keys");
    }

    /// All values.
    ///
    /// @return a list
    public Expr values() {
        return value.call("map_values");
    }

    /// The number of entries.
    ///
    /// @return an int64
    public Expr size() {
        return value.call("cardinality");
    }
}
