package dev.peso.io;

import java.util.Objects;

/// How a Parquet file is written. Values, with a `with` method for each option.
///
/// @param compression how pages are packed
/// @param rowGroupRows rows of a row group, the unit that readers skip by and share among processors
public record ParquetWriteOptions(Compression compression, int rowGroupRows) implements WriteOptions {

    /// Zstandard, row groups of 491,520 rows.
    public static final ParquetWriteOptions DEFAULT = new ParquetWriteOptions(Compression.ZSTD, 491_520);

    /// How pages are packed.
    public enum Compression {
        /// Not at all.
        NONE,
        /// Snappy: fast, and known to every reader.
        SNAPPY,
        /// gzip: small and slow.
        GZIP,
        /// Zstandard: small and fast.
        ZSTD,
        /// LZ4 blocks (`LZ4_RAW`).
        LZ4
    }

    public ParquetWriteOptions {
        Objects.requireNonNull(compression, "compression");
        if (rowGroupRows < 1) {
            throw new IllegalArgumentException("rowGroupRows must be 1 or more, got " + rowGroupRows);
        }
    }

    /// Another way to pack pages.
    ///
    /// @param newCompression how
    /// @return new options
    public ParquetWriteOptions withCompression(Compression newCompression) {
        return new ParquetWriteOptions(newCompression, rowGroupRows);
    }

    /// Row groups of another size.
    ///
    /// @param newRowGroupRows rows of a row group, 1 or more
    /// @return new options
    public ParquetWriteOptions withRowGroupRows(int newRowGroupRows) {
        return new ParquetWriteOptions(compression, newRowGroupRows);
    }
}
