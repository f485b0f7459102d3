package dev.peso;

import static dev.peso.Expr.asc;
import static dev.peso.Expr.col;
import static dev.peso.Expr.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Where queries put what does not fit in memory, and what happens when there is no room either.
class DatasetSpillTest {
    private static final int ROWS = 20_000;

    @TempDir
    private Path folder;

    /// What needs more memory than it has here.
    enum Work {
        SORT(rows -> rows.sort("s")), GROUP(rows -> rows.groupBy("s")
                .agg("n = count(*)", "m = max(x)")), DISTINCT(rows -> rows.select("s", "g").distinct()), JOIN(
                        rows -> rows.join(rows.select("x", "s as t"), on("x"))), FULL_JOIN(
                                rows -> rows.fullJoin(rows.select("x", "s as t").filter("x % 3 > 0"), on(
                                        "x"))), NESTED_LOOP_JOIN(rows -> rows.filter("x % 1000 = 7")
                                                .join(rows.select("x as y", "s as t"),
                                                        on(col("x").gt(col("y").plus(39_000))))), WINDOW(
                                                                rows -> rows.with("r", Expr.rowNumber()
                                                                        .over(Window.partitionBy("g")
                                                                                .orderBy("s")))), AS_OF(
                                                                                        rows -> rows.asOfJoin(
                                                                                                rows.select(
                                                                                                        "x",
                                                                                                        "g",
                                                                                                        "s as t"),
                                                                                                AsOf.on("x")
                                                                                                        .by("g"))), UPSAMPLE(
                                                                                                                rows -> rows
                                                                                                                        .with("day = date '2020-01-01' + cast(x % 9 as int32)")
                                                                                                                        .distinct(
                                                                                                                                "g",
                                                                                                                                "day")
                                                                                                                        .upsample(
                                                                                                                                "day",
                                                                                                                                "1d",
                                                                                                                                "g"));

        private final UnaryOperator<Dataset> verbs;

        Work(UnaryOperator<Dataset> verbs) {
            this.verbs = verbs;
        }
    }

    private static Dataset result(Work work) {
        Dataset rows = Dataset.sql(
                """
                        select n * 7919 % 40009 as x, n % 5003 as g, 'the text of row ' || cast(n * 31 % 30011 as varchar) as s
                        from range(20000) as r(n)""",
                Map.of());
        return work.verbs.apply(rows);
    }

    @ParameterizedTest
    @EnumSource
    void a_full_disk_is_reported_and_nothing_is_left_on_it(Work work) throws IOException {
        try (var disk = Jimfs.newFileSystem(Configuration.unix().toBuilder().setMaxSize(100_000).build())) {
            Path temporary = disk.getPath("/disk/temporary");
            Dataset careful = result(work).memory(200_000).spillTo(temporary);
            assertThatThrownBy(() -> careful.write(folder.resolve("out.csv")))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageMatching("could not write spilled data to /disk/temporary/peso-spill-.*: "
                            + "out of disk space; free disk space there, or give the query more memory")
                    .hasCauseInstanceOf(IOException.class);
            assertThat(temporary).isEmptyDirectory();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource
    void a_limit_of_temporary_files_is_held_and_nothing_is_left(Work work) throws IOException {
        Path out = folder.resolve("out.csv");
        Path temporary = folder.resolve("temporary");
        Dataset careful = result(work).memory(200_000).spillTo(temporary);
        assertThatThrownBy(() -> careful.spillLimit(100_000).write(out))
                .isInstanceOf(SpillLimitException.class)
                .hasMessage("the query needs more than 100000 bytes of temporary files below " + temporary
                        + "; allow more with spillLimit(bytes), or give it more memory(bytes)")
                .extracting(e -> ((SpillLimitException) e).limitBytes())
                .isEqualTo(100_000L);
        assertThat(temporary).isEmptyDirectory();
        assertThat(out).doesNotExist();
        careful.spillLimit(100_000_000).write(out);
        assertThat(temporary).isEmptyDirectory();
        Path expected = folder.resolve("expected.csv");
        result(work).write(expected);
        assertThat(out).hasSameTextualContentAs(expected);
    }

    @Test
    void a_user_s_files_in_the_folder_stay() throws IOException {
        Path own = Files.writeString(folder.resolve("notes.lock"), "mine");
        Path notes = Files.createDirectory(folder.resolve("notes"));
        Files.writeString(notes.resolve("a.txt"), "mine too");
        result(Work.SORT).memory(200_000).spillTo(folder).cursor().close();
        assertThat(result(Work.SORT).memory(200_000).spillTo(folder).rows().count()).isEqualTo(ROWS);
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.filter(Files::isRegularFile)).containsExactlyInAnyOrder(own,
                    notes.resolve("a.txt"));
        }
    }

    @Test
    void a_folder_that_cannot_be_made_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> result(Work.SORT).memory(200_000).spillTo(file).collect())
                .isInstanceOf(DataAccessException.class)
                .hasMessageStartingWith("could not make a folder for spilled data below " + file + ": ")
                .hasMessageEndingWith("; choose another folder with spillTo(folder)");
    }

    @Test
    void what_fits_needs_no_files_whatever_the_limit() {
        assertThat(Dataset.of(Map.of("x", new long[]{2, 1}))
                .sort("x")
                .spillLimit(0)
                .collect()
                .column("x")
                .longs()).containsExactly(1, 2);
    }

    @Test
    void bad_settings_are_refused_at_the_call() {
        Dataset rows = Dataset.of(Map.of("x", new long[]{2, 1}));
        assertThatThrownBy(() -> rows.spillLimit(-1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("spillLimit must be 0 bytes or more, got -1");
    }

    @Test
    void later_verbs_keep_the_settings() {
        Dataset rows = result(Work.SORT).memory(200_000).spillTo(folder).spillLimit(10);
        for (Dataset later : List.of(rows.select("s"), rows.limit(15_000), rows.sort(asc("x")).threads(1))) {
            assertThatThrownBy(() -> later.rows().count()).isInstanceOf(SpillLimitException.class);
        }
    }
}
