/// The Parquet door: pages to columns and back, row group by row group. Start at [ParquetScan] and [ParquetWriter].
@NullMarked
package dev.peso.internal.parquet;

import org.jspecify.annotations.NullMarked;
