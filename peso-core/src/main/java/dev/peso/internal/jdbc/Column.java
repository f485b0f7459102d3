package dev.peso.internal.jdbc;

import dev.peso.DataType;

/// A column of a database as it is read.
///
/// @param type its type here
/// @param form how a query asks for it: `{}` is the column
/// @param isComparable whether the database compares its values as the type does here
record Column(DataType type, String form, boolean isComparable) {
    private static final String ITSELF = "{}";

    static Column of(DataType type) {
        return new Column(type, ITSELF, true);
    }

    /// One that can only be fetched.
    static Column fetched(DataType type) {
        return new Column(type, ITSELF, false);
    }

    /// One whose text is fetched.
    static Column text(String form) {
        return new Column(DataType.UTF8, form, true);
    }

    /// Whole numbers are the same everywhere.
    Column comparableIfWhole() {
        return new Column(type, form, type.isInteger());
    }

    /// The column read as another type, as the user wants it.
    Column as(DataType other) {
        return new Column(other, ITSELF, false);
    }
}
