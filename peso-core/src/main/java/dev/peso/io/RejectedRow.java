package dev.peso.io;

import org.jspecify.annotations.Nullable;

/// A row that a reader left out.
///
/// @param source the file or other source it stands in
/// @param line where the row starts, from 1
/// @param column the column whose value did not fit, or null when that is not what is wrong
/// @param problem what is wrong, for example `"x" is not an int64`
/// @param text the row as it stands in the file, at most 4,000 characters of it
public record RejectedRow(String source, long line, @Nullable String column, String problem, String text) {}
