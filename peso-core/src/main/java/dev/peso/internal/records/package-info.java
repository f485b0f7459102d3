/// Java records, beans, maps and arrays to columns and back.
///
/// Start at [ObjectTables] for the way in and at [RecordReader] for the way out.
@NullMarked
package dev.peso.internal.records;

import org.jspecify.annotations.NullMarked;
