package dev.peso;

import static dev.peso.Rows.columns;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.io.CsvReadOptions;
import dev.peso.io.FilesReadOptions;
import dev.peso.io.FilesReadOptions.Columns;
import dev.peso.io.FilesReport;
import dev.peso.io.JsonReadOptions;
import dev.peso.io.RejectedRow;

/// Many files as one dataset: which are found, how their columns meet, and which stay closed.
class DatasetFilesTest {
    private static final FilesReadOptions DEFAULT = FilesReadOptions.DEFAULT;

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private String in(String pattern) {
        return folder + "/" + pattern;
    }

    private List<String> found(String pattern) {
        Dataset read = Dataset.read(in(pattern), DEFAULT.withFileColumn("file"));
        return Arrays.stream(read.distinct("file").column("file").strings())
                .map(name -> String.valueOf(name).substring(folder.toString().length() + 1))
                .toList();
    }

    @Test
    void patterns_find_files_in_the_order_of_their_paths() throws IOException {
        for (String name : List.of("b.csv", "a.csv", "a/x.csv", "a/y/z.csv", "a-b/x.csv", "c/10.csv",
                "c/9.csv")) {
            file(name, "v\n1\n");
        }
        file("a/.hidden.csv", "w\n2\n");
        file("a/_temporary/x.csv", "w\n2\n");
        assertThat(found("*.csv")).containsExactly("a.csv", "b.csv");
        assertThat(found("**/*.csv")).containsExactly("a/x.csv", "a/y/z.csv", "a-b/x.csv", "a.csv", "b.csv",
                "c/10.csv", "c/9.csv");
        assertThat(found("a/**/*.csv")).containsExactly("a/x.csv", "a/y/z.csv");
        assertThat(found("a/**")).containsExactly("a/x.csv", "a/y/z.csv");
    }

    @Test
    void a_pattern_may_choose_characters_and_names() throws IOException {
        for (String name : List.of("a1.csv", "a2.csv", "b1.csv", "c1.csv", "_mark.csv")) {
            file(name, "v\n1\n");
        }
        assertThat(found("[ab]1.csv")).containsExactly("a1.csv", "b1.csv");
        assertThat(found("{a,c}?.csv")).containsExactly("a1.csv", "a2.csv", "c1.csv");
        assertThat(found("_*.csv")).containsExactly("_mark.csv");
        assertThatThrownBy(() -> Dataset.read(in("{a.csv"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"{a.csv\" is no pattern of file names: ");
    }

    @Test
    void a_file_named_like_a_pattern_is_that_file() throws IOException {
        file("sales[1].csv", "v\n1\n");
        file("sales1.csv", "v\n2\n");
        assertThat(rows(Dataset.read(in("sales[1].csv")))).containsExactly(row(1L));
    }

    @Test
    void a_folder_is_all_its_files_of_known_formats() throws IOException {
        file("in/a.csv", "v\n1\n");
        file("in/deep/b.tsv", "v\n2\n");
        file("in/readme.md", "no table");
        assertThat(Dataset.read(folder.resolve("in")).column("v").longs()).containsExactly(1, 2);
        file("in/c.json", "[{\"v\":3}]");
        assertThatThrownBy(() -> Dataset.read(folder.resolve("in"))).isInstanceOf(DataException.class)
                .hasMessage("the folder \"" + folder.resolve("in")
                        + "\" holds files of several formats: {csv=2, json=1}; say which by a pattern, for example \""
                        + folder.resolve("in") + "/**/*.csv\"");
        assertThat(Dataset.read(in("in/**/*.{csv,json}")).column("v").longs()).containsExactly(1, 3);
    }

    @Test
    void a_pattern_without_files_tells_how_far_the_path_leads() throws IOException {
        file("data/2024/a.csv", "v\n1\n");
        assertThatThrownBy(() -> Dataset.read(in("data/2023/*.csv"))).isInstanceOf(DataAccessException.class)
                .hasMessage("no file matches \"" + in("data/2023/*.csv")
                        + "\"; there is no \"2023\" in the folder \""
                        + in("data") + "\"; did you mean \"2024\"? it holds 2024");
        assertThatThrownBy(() -> Dataset.read(in("data/2024/*.parquet")))
                .isInstanceOf(DataAccessException.class)
                .hasMessage("no file matches \"" + in("data/2024/*.parquet") + "\"; the folder \""
                        + in("data/2024")
                        + "\" holds a.csv");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> Dataset.read(empty)).isInstanceOf(DataAccessException.class)
                .hasMessage("no file of a known format in \"" + empty + "\"; the folder \"" + empty
                        + "\" is empty");
    }

    @Test
    void columns_meet_by_name_and_in_a_type_that_holds_both() throws IOException {
        file("a.csv", "id,qty,day\n1,2,2024-02-29\n");
        file("b.csv", "qty,id,price\n2.5,2,9\n");
        file("c.csv", "id,day,qty\n007,x,1\n");
        List<FilesReport> reports = new ArrayList<>();
        Dataset read = Dataset.read(in("*.csv"), DEFAULT.withReport(reports::add));
        assertThat(columns(read)).isEqualTo("id: utf8, qty: float64, day: utf8, price: int64");
        assertThat(rows(read)).containsExactly(row("1", 2.0, "2024-02-29", null), row("2", 2.5, null, 9L),
                row("007", 1.0, "x", null));
        assertThat(reports).singleElement().asString().isEqualTo("""
                3 files
                column "id" is utf8: it is another type (int64, utf8) in 2 files, first in %1$s/a.csv
                column "qty" is float64: it is another type (int64, float64) in 2 files, first in %1$s/a.csv
                column "day" is utf8: it is another type (date, utf8) in %1$s/a.csv
                column "day" is missing in %1$s/b.csv
                column "price" is missing in 2 files, first in %1$s/a.csv""".formatted(folder));
    }

    @Test
    void a_column_without_values_takes_the_type_of_the_other_files() throws IOException {
        file("a.csv", "id,qty\n1,\n");
        file("b.csv", "id,qty\n2,5\n");
        Dataset read = Dataset.read(in("*.csv"));
        assertThat(columns(read)).isEqualTo("id: int64, qty: int64");
        assertThat(rows(read)).containsExactly(row(1L, null), row(2L, 5L));
    }

    @Test
    void typed_files_widen_without_loss_or_say_which_do_not_go_together() throws IOException {
        table("a: int32, d: date", row(1, LocalDate.of(2024, 1, 1))).write(folder.resolve("1.parquet"));
        table("d: timestamp(us), a: int64", row(LocalDate.of(2024, 1, 2).atTime(3, 4), 2L))
                .write(folder.resolve("2.arrow"));
        Dataset read = Dataset.read(in("*.{parquet,arrow}"));
        assertThat(columns(read)).isEqualTo("a: int64, d: timestamp(us)");
        assertThat(rows(read)).containsExactly(row(1L, LocalDate.of(2024, 1, 1).atStartOfDay()),
                row(2L, LocalDate.of(2024, 1, 2).atTime(3, 4)));
        table("a: utf8", row("x")).write(folder.resolve("3.parquet"));
        assertThatThrownBy(() -> Dataset.read(in("*.{parquet,arrow}"))).isInstanceOf(DataException.class)
                .hasMessage("column \"a\" is int64 in " + in("1.parquet") + " and utf8 in " + in("3.parquet")
                        + "; read the files apart and cast one of them");
    }

    @Test
    void members_of_objects_meet_too() throws IOException {
        file("1.ndjson", "{\"a\":1,\"o\":{\"x\":1}}\n{\"a\":2,\"o\":{\"x\":2}}\n");
        file("2.ndjson", "{\"a\":1.5,\"o\":{\"y\":\"t\",\"x\":0.5}}\n{\"a\":2,\"o\":null}\n");
        Dataset read = Dataset.read(in("*.ndjson"));
        assertThat(columns(read)).isEqualTo("a: float64, o: struct<x: float64, y: utf8>");
        assertThat(read.with("y = o.y").column("y").strings()).containsExactly(null, null, "t", null);
        assertThat(read.with("x = o.x").column("x").values()).containsExactly(1.0, 2.0, 0.5, null);
    }

    @Test
    void files_must_be_the_same_when_asked_to() throws IOException {
        file("a.csv", "id,qty\n1,2\n");
        file("b.csv", "qty,id\n3,4\n");
        FilesReadOptions same = DEFAULT.withColumns(Columns.SAME);
        assertThat(rows(Dataset.read(in("*.csv"), same))).containsExactly(row(1L, 2L), row(4L, 3L));
        file("c.csv", "id,qty,more\n1,2,3\n");
        assertThatThrownBy(() -> Dataset.read(in("*.csv"), same)).isInstanceOf(DataException.class)
                .hasMessage(in("c.csv") + " has a column \"more\", which " + in("a.csv")
                        + " has not; its columns: id, qty");
        file("c.csv", "id\n1\n");
        assertThatThrownBy(() -> Dataset.read(in("*.csv"), same)).isInstanceOf(DataException.class)
                .hasMessage(in("c.csv") + " has no column \"qty\", which " + in("a.csv")
                        + " has; its columns: id");
        file("c.csv", "id,qty\n1,x\n");
        assertThatThrownBy(() -> Dataset.read(in("*.csv"), same)).isInstanceOf(DataException.class)
                .hasMessage("column \"qty\" is int64 in " + in("a.csv") + " and utf8 in " + in("c.csv"));
    }

    @Test
    void the_first_file_may_say_the_columns_alone() throws IOException {
        file("a.csv", "id,qty\n1,2\n");
        file("b.csv", "more,id\nx,4\n");
        Dataset read = Dataset.read(in("*.csv"), DEFAULT.withColumns(Columns.OF_FIRST));
        assertThat(rows(read)).containsExactly(row(1L, 2L), row(4L, null));
    }

    @Test
    void folders_are_typed_columns() throws IOException {
        file("year=2024/day=2024-02-29/code=007/a.csv", "v\n1\n");
        file("year=2025/day=__HIVE_DEFAULT_PARTITION__/code=a%2Fb%20c/a.csv", "v\n2\n");
        Dataset read = Dataset.read(folder);
        assertThat(columns(read)).isEqualTo("v: int64, year: int64, day: date, code: utf8");
        assertThat(rows(read)).containsExactly(row(1L, 2024L, LocalDate.of(2024, 2, 29), "007"),
                row(2L, 2025L, null, "a/b c"));
        FilesReadOptions typed = DEFAULT.withPartitionType("code", DataType.CATEGORICAL)
                .withPartitionType("year", DataType.INT16);
        assertThat(columns(Dataset.read(folder.toString(), typed)))
                .isEqualTo("v: int64, year: int16, day: date, code: categorical");
        assertThat(columns(
                Dataset.read(folder.toString(), DEFAULT.withPartitions(FilesReadOptions.Partitions.NONE))))
                .isEqualTo("v: int64");
        assertThat(rows(Dataset.read(in("year=2025/**/*.csv")).select("year", "v")))
                .containsExactly(row(2025L, 2L));
        assertThatThrownBy(
                () -> Dataset.read(folder.toString(), DEFAULT.withPartitionType("yaer", DataType.INT8)))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessageContaining("\"yaer\"")
                .hasMessageContaining("did you mean \"year\"?");
        assertThatThrownBy(
                () -> Dataset.read(folder.toString(), DEFAULT.withPartitionType("code", DataType.INT8)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("partition \"code=a/b c\" is not int8");
        file("plain.csv", "v\n3\n");
        assertThatThrownBy(() -> Dataset.read(folder)).isInstanceOf(DataException.class)
                .hasMessageContaining(" has no partition columns");
    }

    @Test
    void a_condition_on_partitions_leaves_files_closed() throws IOException {
        for (int month = 1; month <= 12; month++) {
            file("month=" + month + "/a.csv", "v\n" + month + "\n");
        }
        Dataset lazy = Dataset.read(folder.toString(),
                DEFAULT.withColumns(Columns.OF_FIRST).withFileColumn("file"));
        // A file that nobody opens need not even be a table.
        file("month=7/a.csv", "");
        assertThat(lazy.filter("month in (3, 4) or month > 11").column("v").longs())
                .containsExactlyInAnyOrder(3, 4,
                        12);
        assertThat(lazy.filter("month <> 7 and v > 10").column("v").longs()).containsExactly(10 + 1, 12);
        assertThat(lazy.filter("file like '%=5/a.csv'").column("v").longs()).containsExactly(5);
        assertThat(lazy.filter("month = 3").explain()).contains("1 of 12 files");
        assertThatThrownBy(() -> lazy.filter("v = 1").collect()).isInstanceOf(DataException.class)
                .hasMessageStartingWith(in("month=7/a.csv") + " is empty");
    }

    @Test
    void a_condition_reaches_the_statistics_of_each_file() throws IOException {
        for (long part = 0; part < 4; part++) {
            long from = part * 1_000;
            Dataset.of(LongStream.range(from, from + 1_000).mapToObj(Value::new).toList())
                    .write(folder.resolve(part + ".parquet"));
        }
        Dataset read = Dataset.read(in("*.parquet"));
        assertThat(read.count()).isEqualTo(4_000);
        assertThat(read.filter("v between 1500 and 1501").column("v").longs()).containsExactly(1500, 1501);
        assertThat(read.filter("v = 3000").explain(Explain.ANALYZE)).contains("4 of 4 files");
        assertThat(read.limit(3).column("v").longs()).containsExactly(0, 1, 2);
        assertThat(read.filter("v >= 999").limit(3).column("v").longs()).containsExactly(999, 1000, 1001);
    }

    record Value(long v) {}

    @Test
    void very_many_small_files_keep_their_order() throws IOException {
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            file(1_000 + i + ".csv", "v\n" + i + "\n" + -i + "\n");
            expected.add((long) i);
            expected.add((long) -i);
        }
        Dataset read = Dataset.read(in("*.csv"));
        assertThat(Arrays.stream(read.column("v").longs()).boxed()).isEqualTo(expected);
        assertThat(read.threads(1).column("v").longs()).isEqualTo(read.column("v").longs());
        assertThat(read.limit(5).column("v").longs()).containsExactly(0, 0, 1, -1, 2);
        assertThat(read.rows().limit(3)).hasSize(3);
    }

    @Test
    void rows_that_do_not_fit_are_handed_over_in_file_order() throws IOException {
        for (int i = 0; i < 40; i++) {
            file(100 + i + ".csv", "v\n1\nx" + i + "\n");
        }
        List<RejectedRow> rejected = new ArrayList<>();
        Dataset read = Dataset.read(in("*.csv"),
                CsvReadOptions.DEFAULT.withType("v", DataType.INT64).withQuarantine(rejected::add));
        assertThat(read.count()).isEqualTo(40);
        assertThat(rejected).hasSize(40)
                .extracting(RejectedRow::source)
                .isSorted()
                .first()
                .isEqualTo(in("100.csv"));
        Dataset side = Dataset.of(rejected);
        assertThat(side.schema().names()).containsExactly("source", "line", "column", "problem", "text");
    }

    @Test
    void options_of_the_format_hold_for_all_files() throws IOException {
        file("a.data", "v;w\n1;007\n");
        file("b.data", "v\n2\n");
        CsvReadOptions texts = CsvReadOptions.DEFAULT.withType("w", DataType.INT64);
        assertThat(rows(Dataset.read(in("*.data"), texts))).containsExactly(row(1L, 7L), row(2L, null));
        assertThat(rows(Dataset.read(folder, texts))).containsExactly(row(1L, 7L), row(2L, null));
        assertThatThrownBy(() -> Dataset.read(in("*.data"), texts.withType("x", DataType.INT64)))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessageContaining("column \"x\" not found");
        file("c.txt", "{\"w\":\"1\"}\n{\"w\":\"2\"}");
        assertThat(Dataset.read(in("c.*"), JsonReadOptions.DEFAULT).column("w").strings())
                .containsExactly("1", "2");
        assertThatThrownBy(() -> Dataset.read(in("*.data"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a.data\": its ending tells no known format");
    }

    @Test
    void files_may_be_listed() throws IOException {
        Path b = file("b.csv", "v\n2\n");
        Path a = file("a.csv", "v\n1\n");
        assertThat(Dataset.read(List.of(b, a), DEFAULT).column("v").longs()).containsExactly(2, 1);
        assertThatThrownBy(() -> Dataset.read(List.of(), DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no files to read: the list is empty");
    }

    @Test
    void a_file_that_changes_after_read_is_not_mixed_up() throws IOException {
        file("a.csv", "v\n1\n");
        file("b.csv", "v\n2\n");
        Dataset read = Dataset.read(in("*.csv"));
        file("b.csv", "v\n2\n3\n");
        assertThatThrownBy(read::collect).isInstanceOf(DataAccessException.class)
                .hasMessage(in("b.csv") + " changed since it was read");
    }

    @Test
    void the_file_column_needs_a_name_of_its_own() throws IOException {
        file("a.csv", "file\n1\n");
        assertThatThrownBy(() -> Dataset.read(in("*.csv"), DEFAULT.withFileColumn("file")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the files have a column \"file\"; give the file column another name");
    }

    @Test
    void a_column_that_its_folder_names_too_must_agree() throws IOException {
        file("year=2024/code=007/a.csv", "v,year,code\n1,2024,7\n2,,7\n");
        file("year=2025/code=8/a.csv", "v,year,code\n3,2025,8\n4,2026,8\n");
        List<FilesReport> reports = new ArrayList<>();
        Dataset read = Dataset.read(folder.toString(), DEFAULT.withReport(reports::add));
        assertThat(reports.getFirst().notes()).extracting(FilesReport.Note::toString)
                .containsExactly(
                        "column \"year\" is a partition's, whose value it must have, in 2 files, first in "
                                + in("year=2024/code=007/a.csv"),
                        "column \"code\" is a partition's, whose value it must have, in 2 files, first in "
                                + in("year=2024/code=007/a.csv"));
        assertThat(rows(read.filter("year = 2024"))).containsExactly(row(1L, 2024L, "007"),
                row(2L, 2024L, "007"));
        assertThat(read.column("v").longs()).as("nobody asks for the year").containsExactly(1, 2, 3, 4);
        assertThat(read.column("code").strings()).containsExactly("007", "007", "8", "8");
        for (Dataset asking : List.of(read, read.select("year"), read.filter("year > 2000").select("v"))) {
            assertThatThrownBy(asking::collect).isInstanceOf(DataException.class)
                    .hasMessage(in("year=2025/code=8/a.csv")
                            + ": column \"year\" holds 2026, but the name of its folder says 2025; rename one of them,"
                            + " or read the files with withPartitions(NONE)");
        }
        Dataset own = Dataset.read(folder.toString(),
                DEFAULT.withPartitions(FilesReadOptions.Partitions.NONE));
        assertThat(rows(own.select("v", "year"))).containsExactly(row(1L, 2024L), row(2L, null),
                row(3L, 2025L),
                row(4L, 2026L));
    }

    @Test
    void a_column_of_a_type_that_its_folder_cannot_have_does_not_agree() {
        Path inner = folder.resolve("day=2024-02-29/flag=true");
        assertThat(inner.toFile().mkdirs()).isTrue();
        Dataset.sql("select 1 as v, timestamp '2024-02-29 00:00:00' as day, [true] as flag", Map.of())
                .write(inner.resolve("a.parquet"));
        Dataset read = Dataset.read(folder);
        assertThat(read.select("day").rows().map(Row::toString)).containsExactly("{day=2024-02-29}");
        assertThatThrownBy(read::collect).isInstanceOf(DataException.class)
                .hasMessageContaining("column \"flag\" holds [true], but the name of its folder says true");
    }
}
