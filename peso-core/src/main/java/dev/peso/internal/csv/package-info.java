/// The CSV door: bytes to columns and back, block by block. Start at [CsvScan] and [CsvWriter].
@NullMarked
package dev.peso.internal.csv;

import org.jspecify.annotations.NullMarked;
