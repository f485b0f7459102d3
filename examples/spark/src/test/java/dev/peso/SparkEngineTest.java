package dev.peso;

import static dev.peso.Expr.col;
import static dev.peso.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.peso.engine.Engine;

/// The same queries mean the same here and on Spark.
class SparkEngineTest {
    private static final Engine SPARK = Engine.spark(Sparks.session());
    /// Queries of which a part runs here; all others run there as a whole.
    private static final Set<String> PARTLY_HERE = Set.of("a limit within", "floats", "case guards");

    static Stream<String> queries() {
        return EngineQueries.QUERIES.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void a_query_gives_the_same_here_and_there(String name) {
        String about = EngineQueries.requireSame(EngineQueries.named(name), SPARK);
        if (!PARTLY_HERE.contains(name)) {
            assertThat(EngineQueries.operators(about)).as(about)
                    .singleElement()
                    .asString()
                    .contains("Spark: ");
        }
    }

    @Test
    void an_overflow_is_an_error_there_too() {
        Dataset large = Rows.table("l: int64", row(Long.MAX_VALUE), row(1L));
        for (String column : new String[]{"l + 1", "l * 2", "-(l - 1) - l", "l // (l - 1)"}) {
            assertThatThrownBy(() -> large.select(column + " as x").on(SPARK).collect())
                    .as(column)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("(Spark)");
        }
        assertThatThrownBy(() -> large.agg(Expr.sum("l").as("s")).on(SPARK).collect())
                .isInstanceOf(DataException.class);
    }

    @Test
    void a_sum_may_pass_the_range_on_its_way() {
        Dataset large = Rows.table("l: int64", row(Long.MAX_VALUE), row(Long.MAX_VALUE),
                row(-Long.MAX_VALUE));
        Dataset sum = large.agg("s = sum(l)", "m = mean(l)").on(SPARK);
        assertThat(EngineQueries.operators(sum.explain())).hasSize(1);
        assertThat(sum.longs("s")).containsExactly(Long.MAX_VALUE);
        assertThat(sum.doubles("m")).containsExactly(Long.MAX_VALUE / 3.0);
    }

    @Test
    void a_guard_keeps_a_failing_condition_away() {
        Dataset some = Rows.table("l: int64, g: boolean", row(Long.MAX_VALUE, false), row(1L, true),
                row(5L, null));
        assertThat(some.filter("g and l + 1 > 0").on(SPARK).longs("l")).containsExactly(1);
        Dataset later = some.filter("g").filter("l + 1 > 0").groupBy("l").agg(Expr.count().as("n")).on(SPARK);
        assertThat(later.longs("l")).containsExactly(1);
    }

    @Test
    void a_row_behind_a_limit_does_not_fail() {
        Dataset first = Rows.table("l: int64, s: utf8", row(Long.MAX_VALUE, "b"), row(1L, "a"))
                .sort("s")
                .limit(1)
                .with("x", col("l").plus(1))
                .on(SPARK);
        assertThat(first.longs("x")).containsExactly(2);
    }

    @Test
    void texts_and_names_are_taken_literally() {
        String awkward = "a'b\"c`d\\e\\n%_?:x\0\n\t$1 日本🦆";
        Dataset some = Rows.table("s: utf8, größe `x`: int64", row(awkward, 1L), row("b", 2L), row(null, 3L));
        Dataset found = some.filter(col("s").eq(awkward)).on(SPARK);
        assertThat(EngineQueries.operators(found.explain())).hasSize(1);
        assertThat(found.longs("größe `x`")).containsExactly(1);
        assertThat(found.strings("s")).containsExactly(awkward);
    }

    private static List<List<@Nullable Object>> plain(Dataset dataset) {
        return DuckDbOracle.rows(dataset.collectTable());
    }

    @Test
    void values_of_every_type_travel_there_and_back() {
        RandomGenerator random = new Random(7);
        Schema schema = Schema.of(RandomTables.everyField());
        Dataset all = Dataset.of(RandomTables.table(random, schema), "all");
        while (all.count() < 20) {
            all = Dataset.of(RandomTables.table(random, schema), "all");
        }
        Dataset some = all.filter("i is null or i > -2");
        Dataset there = some.on(SPARK);
        assertThat(EngineQueries.operators(there.explain())).hasSize(1);
        assertThat(there.collect().schema()).isEqualTo(some.collect().schema());
        assertThat(DuckDbOracle.sameRows(plain(there), plain(some))).isTrue();
    }

    @Test
    void spark_reads_parquet_files_itself(@TempDir Path folder) {
        Dataset all = Dataset.of(RandomTables.table(new Random(3), Schema.of(RandomTables.everyField())),
                "all");
        all.write(folder.resolve("a b%20.parquet"));
        all.write(folder.resolve("c.parquet"));
        for (String files : List.of("c.parquet", "*.parquet")) {
            Dataset read = Dataset.read(folder.resolve(files).toString());
            Dataset plain = read
                    .select("i", "l", "d", "s", "i8", "i16", "f", "b", "dt", "ts", "tz", "m", "bin")
                    .filter("l is not null");
            String explained = plain.on(SPARK).explain();
            assertThat(EngineQueries.operators(explained)).as(explained).hasSize(1);
            assertThat(DuckDbOracle.sameRows(plain(plain.on(SPARK)), plain(plain))).isTrue();
            Dataset nanos = read.select("tsn", "l").filter("l > 0");
            assertThat(nanos.on(SPARK).explain()).doesNotContain("Spark: ");
        }
    }

    @Test
    void files_that_changed_since_are_refused(@TempDir Path folder) {
        Path file = folder.resolve("a.parquet");
        Rows.table("l: int64", row(1L), row(2L)).write(file);
        Dataset sum = Dataset.read(file).agg("s = sum(l)").on(SPARK);
        assertThat(sum.longs("s")).containsExactly(3);
        Rows.table("l: int64", row(1L), row(7L)).write(file);
        assertThatThrownBy(sum::collect).isInstanceOf(DataAccessException.class)
                .hasMessage("a.parquet changed since it was read");
    }

    @Test
    void a_cancelled_query_ends_there_too() {
        Dataset numbers = Dataset.of(Map.of("a", LongStream.range(0, 100_000).toArray()));
        Dataset endless = numbers.join(numbers.rename("a", "b"), Expr.on(col("a").lt(col("b"))))
                .agg("n = count(*)")
                .on(SPARK)
                .timeout(Duration.ofSeconds(2));
        assertThat(EngineQueries.operators(endless.explain())).hasSize(1);
        assertThatThrownBy(endless::collect).isInstanceOf(PesoException.class);
        assertThat(numbers.filter("a < 3").on(SPARK).count()).isEqualTo(3);
    }

    @Test
    void the_users_session_stays_as_it_was() {
        Sparks.session().conf().set("spark.sql.session.timeZone", "Asia/Kathmandu");
        EngineQueries.requireSame(EngineQueries.named("parts of times"),
                Engine.spark(Sparks.session()));
        assertThat(Sparks.session().conf().get("spark.sql.session.timeZone")).isEqualTo("Asia/Kathmandu");
        assertThat(Sparks.session().catalog().listTables().collectAsList()).isEmpty();
    }

    @Test
    void bytes_are_values_of_queries() {
        Dataset bytes = Rows.table("l: int64", row(1L), row(2L))
                .select("l", "case when l = 1 then binary '41275c' else binary '00' end as b");
        assertThat(EngineQueries.operators(bytes.on(SPARK).explain())).hasSize(1);
        assertThat(Rows.rows(bytes.on(SPARK))).usingRecursiveComparison().isEqualTo(Rows.rows(bytes));
    }
}
