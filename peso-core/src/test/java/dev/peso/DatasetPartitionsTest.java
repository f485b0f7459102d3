package dev.peso;

import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.io.ArrowWriteOptions;
import dev.peso.io.AvroWriteOptions;
import dev.peso.io.CsvWriteOptions;
import dev.peso.io.FilesReadOptions;
import dev.peso.io.JsonWriteOptions;
import dev.peso.io.ParquetWriteOptions;
import dev.peso.io.PartitionWriteOptions;
import dev.peso.io.PartitionWriteOptions.Existing;
import dev.peso.io.WriteOptions;

/// Rows written to one file for each partition, and what is left when that fails.
class DatasetPartitionsTest {
    @TempDir
    private Path folder;

    record Sale(long id, long year, String region) {}

    private static Dataset sales(int rows) {
        if (rows == 0) {
            return sales(1).limit(0);
        }
        return Dataset.of(LongStream.range(0, rows)
                .mapToObj(i -> new Sale(i, 2020 + i % 3, i % 2 == 0 ? "north/east 1" : "süd"))
                .toList());
    }

    private List<String> files(Path of) throws IOException {
        try (Stream<Path> all = Files.walk(of)) {
            return all.filter(Files::isRegularFile)
                    .map(each -> of.relativize(each).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void each_format_is_read_back_as_it_was() throws IOException {
        Dataset sales = sales(1_000);
        for (WriteOptions format : List.of(ParquetWriteOptions.DEFAULT, CsvWriteOptions.DEFAULT,
                ArrowWriteOptions.DEFAULT, JsonWriteOptions.DEFAULT)) {
            Path out = folder.resolve(format.getClass().getSimpleName());
            sales.write(out, PartitionWriteOptions.by("year", "region").withFormat(format));
            assertThat(files(out)).hasSize(6)
                    .first()
                    .asString()
                    .startsWith(
                            "year=2020/region=north%2Feast%201/part-0.");
            Dataset read = Dataset.read(out).select("id", "year", "region");
            assertThat(rows(read.sort("id"))).isEqualTo(rows(sales));
            assertThat(read.filter("year = 2021 and region = 'süd'").column("id").longs()).isSorted()
                    .hasSize(167);
        }
    }

    @Test
    void others_read_the_partitions_too() throws SQLException {
        Path out = folder.resolve("out");
        sales(1_000).write(out, PartitionWriteOptions.by("year"));
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet result = duckdb.createStatement()
                        .executeQuery("select sum(id), sum(year), count(*) from read_parquet('" + out
                                + "/**/*.parquet', hive_partitioning = true)")) {
            assertThat(result.next()).isTrue();
            assertThat(result.getLong(1)).isEqualTo(499_500);
            assertThat(result.getLong(2)).isEqualTo(2_020_999);
            assertThat(result.getLong(3)).isEqualTo(1_000);
        }
    }

    @Test
    void nulls_and_all_types_that_name_folders_come_back() {
        Dataset data = table("b: boolean, d: date, t: utf8, c: categorical, v: int32",
                row(true, LocalDate.of(2024, 2, 29), "a=b", "x", 1), row(null, null, null, null, 2),
                row(false, LocalDate.of(1969, 1, 1), "", "..", 3));
        Path out = folder.resolve("out");
        data.write(out, PartitionWriteOptions.by("b", "d", "t", "c"));
        Dataset read = Dataset.read(out.toString(),
                FilesReadOptions.DEFAULT.withPartitionType("c", DataType.CATEGORICAL))
                .select(
                        "b", "d", "t", "c", "v");
        assertThat(rows(read.sort("v"))).isEqualTo(rows(data));
        assertThat(read.schema().fields()).extracting(Field::type)
                .isEqualTo(data.schema().fields().stream().map(Field::type).toList());
    }

    @Test
    void a_folder_that_is_there_is_kept_replaced_or_added_to() throws IOException {
        Path out = folder.resolve("out");
        PartitionWriteOptions by = PartitionWriteOptions.by("year");
        sales(3).write(out, by);
        assertThatThrownBy(() -> sales(6).write(out, by)).isInstanceOf(DataAccessException.class)
                .hasMessage("could not write " + out
                        + ": the folder is there and not empty; use withExisting(REPLACE) or (ADD)");
        sales(6).write(out, by.withExisting(Existing.ADD));
        assertThat(Dataset.read(out).count()).isEqualTo(9);
        assertThat(files(out)).contains("year=2020/part-0.parquet", "year=2020/part-1.parquet");
        sales(6).write(out, by.withExisting(Existing.REPLACE));
        assertThat(Dataset.read(out).count()).isEqualTo(6);
        assertThat(folder.toFile().list()).containsExactly("out");
    }

    record Typed(int id, String text, double x, int year, LocalDate day, boolean open, String region) {}

    @Test
    void no_rows_come_back_with_their_columns_and_types() throws IOException {
        Dataset none = Dataset.of(List.of(new Typed(1, "a", 0.5, 2024, LocalDate.EPOCH, true, "n")))
                .filter("id > 1");
        for (WriteOptions format : List.of(ParquetWriteOptions.DEFAULT, ArrowWriteOptions.DEFAULT,
                AvroWriteOptions.DEFAULT, CsvWriteOptions.DEFAULT, JsonWriteOptions.DEFAULT)) {
            Path out = folder.resolve(format.getClass().getSimpleName());
            none.write(out, PartitionWriteOptions.by("year", "day", "open", "region").withFormat(format));
            assertThat(files(out)).singleElement()
                    .asString()
                    .startsWith(
                            "year=0/day=1970-01-01/open=false/region=no-rows/part-0.");
            Dataset read = Dataset.read(out);
            assertThat(read.count()).isZero();
            assertThat(Rows.columns(read.select("year", "day", "open", "region")))
                    .isEqualTo("year: int64, day: date, open: boolean, region: utf8");
            assertThat(rows(read.filter("year = 0"))).isEmpty();
        }
        assertThat(Rows.columns(Dataset.read(folder.resolve("ParquetWriteOptions"))))
                .isEqualTo(
                        """
                                id: int32 not null, text: utf8, x: float64 not null, year: int64, day: date, open: boolean, \
                                region: utf8""");
    }

    @Test
    void no_rows_replace_others_and_add_nothing_to_them() throws IOException {
        Path out = folder.resolve("out");
        PartitionWriteOptions byYear = PartitionWriteOptions.by("year");
        Dataset none = sales(0);
        none.write(out, byYear.withExisting(Existing.ADD));
        assertThat(files(out)).containsExactly("year=0/part-0.parquet");
        sales(3).write(out, byYear.withExisting(Existing.ADD));
        assertThat(rows(Dataset.read(out).select("id", "year", "region").sort("id")))
                .isEqualTo(rows(sales(3)));
        none.write(out, byYear.withExisting(Existing.ADD));
        assertThat(files(out)).hasSize(4);
        none.write(out, byYear.withExisting(Existing.REPLACE));
        assertThat(files(out)).containsExactly("year=0/part-0.parquet");
        assertThatThrownBy(() -> none.write(out, byYear)).isInstanceOf(DataAccessException.class);
        assertThat(files(folder)).containsExactly("out/year=0/part-0.parquet");
    }

    @Test
    void a_write_that_fails_leaves_what_was_there() throws IOException {
        Path out = folder.resolve("out");
        PartitionWriteOptions by = PartitionWriteOptions.by("year").withExisting(Existing.REPLACE);
        sales(3).write(out, by);
        Dataset fails = sales(200_000)
                .with("id = case when id = 199999 then 9223372036854775807 + year else id end");
        assertThatThrownBy(() -> fails.write(out, by)).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> fails.write(folder.resolve("new"), by)).isInstanceOf(DataException.class);
        assertThat(Dataset.read(out).count()).isEqualTo(3);
        assertThat(folder.toFile().list()).containsExactly("out");
    }

    @Test
    void what_cannot_be_written_so_says_why() throws IOException {
        Dataset data = table("a: float64, b: utf8", row(1.0, "x"));
        Path out = folder.resolve("out");
        assertThatThrownBy(() -> data.write(out, PartitionWriteOptions.by("a")))
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "column \"a\" is float64, which cannot name folders; allowed: integers, texts, dates, booleans");
        assertThatThrownBy(() -> data.select("b").write(out, PartitionWriteOptions.by("b")))
                .isInstanceOf(QueryException.class)
                .hasMessage("all columns are partition columns; none is left for the files");
        assertThatThrownBy(() -> data.write(out, PartitionWriteOptions.by("c")))
                .isInstanceOf(ColumnNotFoundException.class);
        assertThatThrownBy(PartitionWriteOptions::by).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("partitions need 1 or more columns, got none");
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> data.write(file, PartitionWriteOptions.by("b")))
                .isInstanceOf(DataAccessException.class)
                .hasMessage("could not write " + file + ": it is a file, not a folder");
    }
}
