package dev.peso.io;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/// How rows are written to a folder, one file for each combination of values of some columns.
///
/// The values stand in the names of folders, as in `year=2024/month=5/part-0.parquet`, and not in the files, as Hive, Spark,
/// DuckDB, Polars and [FilesReadOptions] read them.
///
/// Of no rows there is one file without rows, in a folder such as `year=0/day=1970-01-01/region=no-rows`, so that they are read back
/// with their columns and types; none where files that are there stay.
///
/// @param columns whose values tell the files apart, outermost folder first
/// @param format how each file is written
/// @param existing what happens when the folder is there already
public record PartitionWriteOptions(List<String> columns, WriteOptions format, Existing existing) {

    /// What happens when there is a folder of this name that is not empty.
    public enum Existing {
        /// The write fails before it starts.
        FAIL,
        /// The new folder takes its place when it is complete.
        REPLACE,
        /// The new files join those that are there, each complete.
        ADD
    }

    public PartitionWriteOptions {
        columns = List.copyOf(columns);
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(existing, "existing");
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("partitions need 1 or more columns, got none");
        }
        if (new HashSet<>(columns).size() < columns.size()) {
            throw new IllegalArgumentException("a partition column is named twice: " + columns);
        }
    }

    /// Parquet files by columns, into a new folder.
    ///
    /// @param columns whose values tell the files apart
    /// @return options
    public static PartitionWriteOptions by(String... columns) {
        return new PartitionWriteOptions(List.of(columns), ParquetWriteOptions.DEFAULT, Existing.FAIL);
    }

    /// Files of another format.
    ///
    /// @param newFormat for example [CsvWriteOptions]
    /// @return new options
    public PartitionWriteOptions withFormat(WriteOptions newFormat) {
        return new PartitionWriteOptions(columns, newFormat, existing);
    }

    /// Another way with a folder that is there.
    ///
    /// @param newExisting fail, replace or add
    /// @return new options
    public PartitionWriteOptions withExisting(Existing newExisting) {
        return new PartitionWriteOptions(columns, format, newExisting);
    }
}
