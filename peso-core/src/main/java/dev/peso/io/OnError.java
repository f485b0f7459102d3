package dev.peso.io;

/// What happens to a row with a value that does not fit its column's type, or with too few or too many fields.
public enum OnError {
    /// The read fails with a message that names file, line, column and value.
    FAIL,
    /// The value becomes null; missing fields are null and fields too many are dropped.
    NULL,
    /// The row is left out.
    SKIP,
    /// The row is left out and handed to the options' quarantine.
    QUARANTINE
}
