package dev.peso.internal.arrow;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

import dev.peso.Schema;

/// The columns of an Arrow file.
///
/// @param order of the bytes of all numbers in the bodies
/// @param dictionaries the values of each dictionary by its id
record ArrowSchema(Schema schema, List<Column> columns, ByteOrder order,
        Map<Long, Column> dictionaries) {
    ArrowSchema {
        columns = List.copyOf(columns);
        dictionaries = Map.copyOf(dictionaries);
    }
}
