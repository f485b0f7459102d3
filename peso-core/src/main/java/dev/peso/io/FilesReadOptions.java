package dev.peso.io;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// How many files are read as one dataset. Values, with a `with` method for each option.
///
/// ```java
/// Dataset.read("data/**/*.parquet", FilesReadOptions.DEFAULT.withFileColumn("file").withColumns(Columns.SAME))
/// ```
///
/// @param columns how the columns of the files become those of the dataset
/// @param partitions whether folders such as `year=2024` are columns
/// @param partitionTypes of partition columns, by name; the others are guessed
/// @param fileColumn the name of a column that tells the file of each row, or null for none
/// @param format what is known of all files, whatever their names; null when the content or the name of each tells
/// @param report hears what was found in the files, once, when they are looked at; null for nobody
public record FilesReadOptions(Columns columns, Partitions partitions, Map<String, DataType> partitionTypes,
        @Nullable String fileColumn, @Nullable ReadOptions format, @Nullable Consumer<FilesReport> report) {

    /// All columns of all files, partitions from folders, no file column.
    public static final FilesReadOptions DEFAULT = new FilesReadOptions(Columns.UNITED,
            Partitions.FROM_FOLDERS,
            Map.of(), null, null, null);

    /// How the columns of the files become those of the dataset. Columns are matched by name, in any order.
    public enum Columns {
        /// All columns of all files, in order of first appearance, of a type that holds the values of each; null where a
        /// file has no such column. Every file is looked at when the dataset is made.
        UNITED,
        /// Each file must have the same columns of the same types. Every file is looked at when the dataset is made.
        SAME,
        /// The columns of the first file; null where another has no such column, and others' further columns are left
        /// out. Only the first file is looked at when the dataset is made, each other one when it is read.
        OF_FIRST
    }

    /// Whether folders such as `year=2024` are columns.
    public enum Partitions {
        /// They are. A condition on such a column leaves files unopened. A column of the same name in a file must not
        /// say another thing, which is looked at where a query wants the column: a value that is not the folder's fails.
        FROM_FOLDERS,
        /// They are folders like others.
        NONE
    }

    public FilesReadOptions {
        Objects.requireNonNull(columns, "columns");
        Objects.requireNonNull(partitions, "partitions");
        partitionTypes = Collections.unmodifiableMap(new LinkedHashMap<>(partitionTypes));
        if (fileColumn != null && fileColumn.isEmpty()) {
            throw new IllegalArgumentException("the file column needs a name");
        }
    }

    /// Columns chosen another way.
    ///
    /// @param newColumns united, the same in all files, or those of the first
    /// @return new options
    public FilesReadOptions withColumns(Columns newColumns) {
        return new FilesReadOptions(newColumns, partitions, partitionTypes, fileColumn, format, report);
    }

    /// Partition columns or none.
    ///
    /// @param newPartitions from folders or none
    /// @return new options
    public FilesReadOptions withPartitions(Partitions newPartitions) {
        return new FilesReadOptions(columns, newPartitions, partitionTypes, fileColumn, format, report);
    }

    /// The type of a partition column; without it whole numbers are int64, `2024-02-29` is a date, `true` and `false` are
    /// boolean, and all else is text.
    ///
    /// @param column its name
    /// @param type a type that text can be cast to
    /// @return new options
    public FilesReadOptions withPartitionType(String column, DataType type) {
        Map<String, DataType> types = new LinkedHashMap<>(partitionTypes);
        types.put(Objects.requireNonNull(column, "column"), Objects.requireNonNull(type, "type"));
        return new FilesReadOptions(columns, partitions, types, fileColumn, format, report);
    }

    /// A last column with the path of the file that each row is from.
    ///
    /// @param name of the column
    /// @return new options
    public FilesReadOptions withFileColumn(String name) {
        return new FilesReadOptions(columns, partitions, partitionTypes, Objects.requireNonNull(name, "name"),
                format, report);
    }

    /// What is known of all files.
    ///
    /// @param newFormat for example [CsvReadOptions]
    /// @return new options
    public FilesReadOptions withFormat(ReadOptions newFormat) {
        return new FilesReadOptions(columns, partitions, partitionTypes, fileColumn,
                Objects.requireNonNull(newFormat, "format"), report);
    }

    /// Somebody who wants to know how the columns of the files were put together.
    ///
    /// @param newReport called once, before `read` returns
    /// @return new options
    public FilesReadOptions withReport(Consumer<FilesReport> newReport) {
        return new FilesReadOptions(columns, partitions, partitionTypes, fileColumn, format,
                Objects.requireNonNull(newReport, "report"));
    }
}
