/// Avro object container files, read and written without Avro's library. Start at [AvroScan].
@NullMarked
package dev.peso.internal.avro;

import org.jspecify.annotations.NullMarked;
