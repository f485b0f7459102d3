package dev.peso;

import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.io.FilesReadOptions;
import dev.peso.io.PartitionWriteOptions;

/// Examples of many files as one dataset, with the results.
class DatasetFilesSnippets {
    @TempDir
    private Path folder;

    @Test
    void many_files() throws IOException {
        for (int year = 2024; year <= 2025; year++) {
            Path files = Files.createDirectories(folder.resolve("year=" + year));
            table("region: utf8, qty: int64", row("north", (long) year))
                    .write(files.resolve("sales.parquet"));
        }
        // @start region="files"
        Dataset sales = Dataset.read(folder + "/**/*.parquet",
                FilesReadOptions.DEFAULT.withFileColumn("file").withReport(IO::println));
        Dataset last = sales.filter("year = 2025").select("region", "qty"); // the files of 2024 stay closed
        // @end
        assertThat(rows(last)).containsExactly(row("north", 2025L));
        assertThat(sales.schema().names()).containsExactly("region", "qty", "year", "file");
    }

    @Test
    void one_file_for_each_partition() {
        Dataset sales = table("year: int64, region: utf8, qty: int64", row(2024L, "north", 1L),
                row(2025L, "north", 2L),
                row(2024L, "south", 3L));
        Path out = folder.resolve("sales");
        // @start region="partitions"
        sales.write(out, PartitionWriteOptions.by("year")); // year=2024/part-0.parquet, year=2025/part-0.parquet
        Dataset last = Dataset.read(out).filter("year = 2025");
        // @end
        assertThat(rows(last)).containsExactly(row("north", 2L, 2025L));
        assertThat(out.resolve("year=2024/part-0.parquet")).exists();
    }
}
