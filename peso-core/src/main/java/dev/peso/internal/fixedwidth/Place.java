package dev.peso.internal.fixedwidth;

import dev.peso.io.FixedWidthReadOptions.Column;

/// Where a column lies in the lines of a file.
///
/// @param start its first character, from 0
/// @param end one past its last character
/// @param reach how far to the right a value may go on without a blank; the end itself where the places were given
record Place(int start, int end, int reach) {
    static Place of(Column column) {
        return new Place(column.start(), column.end(), column.end());
    }
}
