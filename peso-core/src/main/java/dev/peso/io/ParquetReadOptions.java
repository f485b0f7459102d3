package dev.peso.io;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// How a Parquet file is read. Values, with a `with` method for each option.
///
/// Without options all columns and row groups are read, conditions skip what they can, and pages with a checksum are compared
/// with it. A query that needs few columns reads few, whatever is chosen here.
///
/// Instants have the time zone that Peso, or one of Arrow's writers (pyarrow, pandas, Polars), noted in the file, else UTC;
/// whole numbers are durations where they noted that. Of what Arrow's writers note nothing else counts: their dictionaries
/// are texts, which [cast][dev.peso.Expr#cast] makes categorical again.
///
/// @param columns the columns, in their order; empty means all
/// @param rowGroups which row groups, from 0, in their order; empty means all
/// @param skipBy what conditions of a query may skip rows by
/// @param checksums whether pages are compared with their checksums
/// @param int96 what the timestamps of old writers become
/// @param binary what byte arrays become that the file does not call texts
/// @param parallel what is decoded side by side
public record ParquetReadOptions(List<String> columns, List<Integer> rowGroups, Set<SkipBy> skipBy,
        Checksums checksums, Int96 int96, Binary binary, Parallel parallel) implements ReadOptions {

    /// All columns and row groups; every means to skip.
    public static final ParquetReadOptions DEFAULT = new ParquetReadOptions(List.of(), List.of(),
            EnumSet.allOf(SkipBy.class), Checksums.VERIFY, Int96.MICROS, Binary.BYTES, Parallel.AUTO);

    /// What rows are skipped by that surely fail a condition. Results never depend on it, unless a file lies about itself.
    public enum SkipBy {
        /// The least and the greatest value of a column in a row group, and how many are null.
        STATISTICS,
        /// The same of each page.
        PAGE_INDEX,
        /// Which values a row group surely does not hold.
        BLOOM_FILTERS
    }

    /// Whether pages are compared with their checksums, where a file has them.
    public enum Checksums {
        /// A page that has changed fails the read.
        VERIFY,
        /// They are passed over.
        IGNORE
    }

    /// What timestamps in the physical type INT96 become, which have nanoseconds and no note of what they are.
    public enum Int96 {
        /// `timestamp(us)`: what is below a microsecond is cut off.
        MICROS,
        /// `timestamp(ns)`: one outside of the years 1677 to 2262 fails the read.
        NANOS,
        /// `timestamp(us, UTC)`: points in time, as Spark and Hive write them.
        INSTANTS
    }

    /// What byte arrays without a note become.
    public enum Binary {
        /// `binary`.
        BYTES,
        /// `utf8`, as some old writers mean it; bytes that are no UTF-8 fail the read.
        TEXT
    }

    /// What is decoded side by side.
    public enum Parallel {
        /// Row groups, and parts of them when there are few.
        AUTO,
        /// Row groups.
        ROW_GROUPS,
        /// Nothing: one page after the other, with the least memory.
        NONE
    }

    public ParquetReadOptions {
        columns = List.copyOf(columns);
        rowGroups = List.copyOf(rowGroups);
        skipBy = Set.copyOf(skipBy);
        Objects.requireNonNull(checksums, "checksums");
        Objects.requireNonNull(int96, "int96");
        Objects.requireNonNull(binary, "binary");
        Objects.requireNonNull(parallel, "parallel");
        if (Set.copyOf(columns).size() < columns.size()) {
            throw new IllegalArgumentException("columns must be named once each, got " + columns);
        }
        for (int group : rowGroups) {
            if (group < 0) {
                throw new IllegalArgumentException("row groups must be 0 or more, got " + rowGroups);
            }
        }
    }

    /// Only some columns, in this order.
    ///
    /// @param names of columns; none means all
    /// @return new options
    public ParquetReadOptions withColumns(String... names) {
        return new ParquetReadOptions(List.of(names), rowGroups, skipBy, checksums, int96, binary, parallel);
    }

    /// Only some row groups, in this order; one may be named more than once.
    ///
    /// @param indexes from 0; none means all
    /// @return new options
    public ParquetReadOptions withRowGroups(Integer... indexes) {
        return new ParquetReadOptions(columns, List.of(indexes), skipBy, checksums, int96, binary, parallel);
    }

    /// What conditions may skip rows by.
    ///
    /// @param means some of them, or none
    /// @return new options
    public ParquetReadOptions withSkipBy(Collection<SkipBy> means) {
        return new ParquetReadOptions(columns, rowGroups, Set.copyOf(means), checksums, int96, binary,
                parallel);
    }

    /// Whether pages are compared with their checksums.
    ///
    /// @param newChecksums verify or ignore
    /// @return new options
    public ParquetReadOptions withChecksums(Checksums newChecksums) {
        return new ParquetReadOptions(columns, rowGroups, skipBy, newChecksums, int96, binary, parallel);
    }

    /// What INT96 timestamps become.
    ///
    /// @param newInt96 which type
    /// @return new options
    public ParquetReadOptions withInt96(Int96 newInt96) {
        return new ParquetReadOptions(columns, rowGroups, skipBy, checksums, newInt96, binary, parallel);
    }

    /// What byte arrays without a note become.
    ///
    /// @param newBinary bytes or text
    /// @return new options
    public ParquetReadOptions withBinary(Binary newBinary) {
        return new ParquetReadOptions(columns, rowGroups, skipBy, checksums, int96, newBinary, parallel);
    }

    /// What is decoded side by side.
    ///
    /// @param newParallel how much
    /// @return new options
    public ParquetReadOptions withParallel(Parallel newParallel) {
        return new ParquetReadOptions(columns, rowGroups, skipBy, checksums, int96, binary, newParallel);
    }
}
