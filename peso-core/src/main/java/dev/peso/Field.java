package dev.peso;

import java.util.Map;
import java.util.Objects;

/// One column of a [Schema]: its name, type, whether it may hold nulls, and metadata.
///
/// @param name unique within its schema, case-sensitive
/// @param type the type of the values
/// @param nullable false when the column is known to hold no null
/// @param metadata keys and values carried along, such as a unit or a description
public record Field(String name, DataType type, boolean nullable, Map<String, String> metadata) {
    public Field {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        metadata = Map.copyOf(metadata);
    }

    /// A nullable field without metadata.
    ///
    /// @param name the column's name
    /// @param type the column's type
    /// @return the field
    public static Field of(String name, DataType type) {
        return new Field(name, type, true, Map.of());
    }

    /// The same field under another name.
    ///
    /// @param newName the new name
    /// @return a new field
    public Field withName(String newName) {
        return new Field(newName, type, nullable, metadata);
    }

    /// The same field with another type.
    ///
    /// @param newType the new type
    /// @return a new field
    public Field withType(DataType newType) {
        return new Field(name, newType, nullable, metadata);
    }

    /// The same field, nullable or not.
    ///
    /// @param newNullable whether the column may hold nulls
    /// @return a new field
    public Field withNullable(boolean newNullable) {
        return new Field(name, type, newNullable, metadata);
    }

    /// `name: type`, with `not null` where it applies.
    @Override
    public String toString() {
        return name + ": " + type + (nullable ? "" : " not null");
    }

    static String quoted(String name) {
        boolean plain = !name.isEmpty() && !Character.isDigit(name.charAt(0))
                && name.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
        return plain ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
