package dev.peso;

import java.util.Objects;

/// Functions of structs: `col("address").struct().field("city")`. A null struct gives null. Immutable.
///
/// {@snippet file="dev/peso/ExprGroupSnippets.java" region="struct"}
public final class StructExpr {
    private final Expr value;

    StructExpr(Expr value) {
        this.value = value;
    }

    /// One part.
    ///
    /// @param name the name of the field
    /// @return the part
    public Expr field(String name) {
        return value.call("struct_field", Objects.requireNonNull(name, "name"));
    }
}
