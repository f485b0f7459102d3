package dev.peso.io;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// How a Parquet file is written. Values, with a `with` method for each option.
///
/// @param compression how pages are packed
/// @param rowGroupRows rows of a row group, the unit that readers skip by and share among processors
/// @param bloomFilters for which columns row groups get a filter of their values
public record ParquetWriteOptions(Compression compression, int rowGroupRows,
        Map<String, BloomFilter> bloomFilters) implements WriteOptions {

    /// Zstandard, row groups of 491,520 rows, no Bloom filters.
    public static final ParquetWriteOptions DEFAULT = new ParquetWriteOptions(Compression.ZSTD, 491_520,
            Map.of());

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

    /// A split-block Bloom filter (parquet-format, BloomFilter.md): readers that look for a value pass over row groups that
    /// surely do not hold it. It pays for columns of many different values in no order.
    ///
    /// @param distinct how many different values a row group is expected to hold, or [#COUNTED]
    /// @param falsePositives the wanted share of values that are not there and yet seem to be, above 0 and below 1
    public record BloomFilter(long distinct, double falsePositives) {
        /// The values that a row group holds are counted.
        public static final long COUNTED = 0;

        /// Counted values, 1 % of false positives.
        public static final BloomFilter DEFAULT = new BloomFilter(COUNTED, 0.01);

        public BloomFilter {
            if (distinct < 0) {
                throw new IllegalArgumentException(
                        "distinct must be 1 or more, or COUNTED (0), got " + distinct);
            }
            if (!(falsePositives > 0 && falsePositives < 1)) {
                throw new IllegalArgumentException(
                        "falsePositives must be above 0 and below 1, got " + falsePositives);
            }
        }
    }

    public ParquetWriteOptions {
        Objects.requireNonNull(compression, "compression");
        bloomFilters = Map.copyOf(bloomFilters);
        if (rowGroupRows < 1) {
            throw new IllegalArgumentException("rowGroupRows must be 1 or more, got " + rowGroupRows);
        }
    }

    /// Another way to pack pages.
    ///
    /// @param newCompression how
    /// @return new options
    public ParquetWriteOptions withCompression(Compression newCompression) {
        return new ParquetWriteOptions(newCompression, rowGroupRows, bloomFilters);
    }

    /// Row groups of another size.
    ///
    /// @param newRowGroupRows rows of a row group, 1 or more
    /// @return new options
    public ParquetWriteOptions withRowGroupRows(int newRowGroupRows) {
        return new ParquetWriteOptions(compression, newRowGroupRows, bloomFilters);
    }

    /// Bloom filters for a column, besides those of other columns.
    ///
    /// Of a nested column each part gets one. Filters of structs' fields serve conditions such as `address.city = 'Riga'`,
    /// those of lists `list_contains(tags, 'new')`, those of maps' keys `map_contains(sizes, 'XL')`.
    ///
    /// @param column its name, or the way to a part of it by names of fields, of maps `key` and `value`: `address.city`,
    /// `sizes.key`; not of booleans
    /// @param filter how large
    /// @return new options
    public ParquetWriteOptions withBloomFilter(String column, BloomFilter filter) {
        Map<String, BloomFilter> more = new LinkedHashMap<>(bloomFilters);
        more.put(Objects.requireNonNull(column, "column"), Objects.requireNonNull(filter, "filter"));
        return new ParquetWriteOptions(compression, rowGroupRows, more);
    }

    /// Bloom filters for columns, as large as their values need for 1 % of false positives.
    ///
    /// @param columns their names
    /// @return new options
    public ParquetWriteOptions withBloomFilters(String... columns) {
        ParquetWriteOptions options = this;
        for (String column : columns) {
            options = options.withBloomFilter(column, BloomFilter.DEFAULT);
        }
        return options;
    }
}
