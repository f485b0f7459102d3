package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.peso.quality.ColumnProfile;
import dev.peso.quality.Profile;

/// Profiles say what DuckDB computes of the same file.
@Tag("oracle")
class ProfileDuckDbTest {
    private static final Path LINES = Path.of("tpch", "sf0.01", "lineitem.parquet");

    private final Path file = SharedData.require(LINES.toString());
    private final Dataset data = Dataset.read(file);
    private final Profile profile = Profile.of(data);

    private List<List<@Nullable Object>> duck(String select) throws SQLException {
        try (DuckDb db = new DuckDb()) {
            return db.rows(select.replace("$file", "'" + file + "'"));
        }
    }

    private static double number(@Nullable Object value) {
        return value == null ? Double.NaN : ((Number) value).doubleValue();
    }

    @Test
    void figures_of_numbers_are_those_of_duckdb() throws SQLException {
        int compared = 0;
        for (ColumnProfile column : profile.all()) {
            if (!column.type().isNumeric()) {
                continue;
            }
            String x = column.name() + "::double";
            List<@Nullable Object> row = duck(
                    "select count(*), count(" + x + "), avg(" + x + "), stddev_samp(" + x
                            + "), skewness(" + x + "), kurtosis(" + x + "), quantile_cont(" + x
                            + ", 0.05), quantile_cont("
                            + x + ", 0.5), quantile_cont(" + x + ", 0.95), min(" + x + "), max(" + x
                            + "), count_if(" + x
                            + " = 0), count(distinct " + column.name() + ") from $file")
                    .getFirst();
            assertThat(column.rows()).isEqualTo((long) number(row.get(0)));
            assertThat(column.count()).isEqualTo((long) number(row.get(1)));
            double[] ours = {column.mean(), column.stddev(), column.skewness(), column.kurtosis(),
                    column.quantile(0.05), column.quantile(0.5), column.quantile(0.95), column.quantile(0),
                    column.quantile(1), column.zeros()};
            for (int i = 0; i < ours.length; i++) {
                double theirs = number(row.get(2 + i));
                assertThat(ours[i]).as(column.name() + " " + i)
                        .isCloseTo(theirs, within(1e-8 * Math.max(1, Math.abs(theirs))));
            }
            distinct(column, (long) number(row.get(12)));
            compared++;
        }
        assertThat(compared).isGreaterThanOrEqualTo(7);
    }

    private static void distinct(ColumnProfile column, long exact) {
        if (exact <= 4_096) {
            assertThat(column.distinctError()).isZero();
        }
        assertThat((double) column.distinct()).as(column.name() + " distinct")
                .isCloseTo((double) exact, within(4 * column.distinctError() * (double) exact));
    }

    @Test
    void ends_and_distinct_values_of_texts_and_dates_are_those_of_duckdb() throws SQLException {
        for (ColumnProfile column : profile.all()) {
            if (column.type().isNumeric()) {
                continue;
            }
            String x = column.name();
            List<@Nullable Object> row = duck("select min(" + x + ")::varchar, max(" + x + ")::varchar, "
                    + "count(distinct " + x + "), min(length(" + x + "::varchar)), max(length(" + x
                    + "::varchar)), avg(length(" + x + "::varchar)) from $file").getFirst();
            assertThat(String.valueOf(column.min())).isEqualTo(row.get(0));
            assertThat(String.valueOf(column.max())).isEqualTo(row.get(1));
            distinct(column, (long) number(row.get(2)));
            if (column.type().isText()) {
                assertThat(column.shortest()).isEqualTo((int) number(row.get(3)));
                assertThat(column.longest()).isEqualTo((int) number(row.get(4)));
                assertThat(column.meanLength()).isCloseTo(number(row.get(5)), within(1e-9));
            }
        }
    }

    @Test
    void frequent_values_are_those_of_duckdb() throws SQLException {
        for (String name : List.of("l_shipmode", "l_shipdate", "l_quantity", "l_returnflag", "l_discount")) {
            List<Long> theirs = duck(
                    "select count(*) from $file group by " + name + " order by 1 desc limit 8")
                    .stream()
                    .map(row -> (long) number(row.getFirst()))
                    .toList();
            List<Long> ours = profile.column(name)
                    .frequent(8)
                    .stream()
                    .map(ColumnProfile.Frequency::count)
                    .toList();
            assertThat(ours).as(name).isEqualTo(theirs);
        }
        List<List<@Nullable Object>> modes = duck(
                "select l_shipmode, count(*) from $file group by 1 order by 2 desc, 1");
        List<Object> values = new ArrayList<>();
        profile.column("l_shipmode").frequent(10).forEach(f -> values.add(f.value()));
        assertThat(values).isEqualTo(modes.stream().map(List::getFirst).toList());
    }

    @Test
    void correlations_are_those_of_duckdb() throws SQLException {
        List<Row> pairs = profile.correlations().rows().toList();
        assertThat(pairs).hasSizeGreaterThanOrEqualTo(21);
        for (Row pair : pairs) {
            String a = pair.getString("column_a");
            String b = pair.getString("column_b");
            double theirs = number(
                    duck("select corr(" + a + ", " + b + ") from $file").getFirst().getFirst());
            assertThat(pair.getDouble("pearson")).as(a + " " + b).isCloseTo(theirs, within(1e-9));
        }
    }

    @Test
    void figures_of_rows_with_gaps_are_those_of_duckdb() throws SQLException {
        String gaps = "(select case when l_linenumber % 3 = 0 then null else l_extendedprice::double end as x, "
                + "case when l_linenumber % 2 = 0 then null else l_quantity::double end as y from $file)";
        Dataset holed = data.select("l_linenumber", "l_extendedprice", "l_quantity")
                .with("x = case when l_linenumber % 3 = 0 then null else cast(l_extendedprice as float64) end",
                        new Object[0])
                .with("y = case when l_linenumber % 2 = 0 then null else cast(l_quantity as float64) end",
                        new Object[0])
                .select("x", "y");
        Profile holes = Profile.of(holed);
        List<@Nullable Object> row = duck("select corr(x, y), count(x), skewness(x), kurtosis(y), "
                + "quantile_cont(x, 0.3), count(*) filter (x is not null and y is not null) from " + gaps)
                .getFirst();
        Row pair = holes.correlations().rows().findFirst().orElseThrow();
        assertThat(pair.getDouble("pearson")).isCloseTo(number(row.get(0)), within(1e-10));
        assertThat(holes.column("x").count()).isEqualTo((long) number(row.get(1)));
        assertThat(holes.column("x").skewness()).isCloseTo(number(row.get(2)), within(1e-9));
        assertThat(holes.column("y").kurtosis()).isCloseTo(number(row.get(3)), within(1e-9));
        assertThat(holes.column("x").quantile(0.3)).isCloseTo(number(row.get(4)), within(1e-9));
        assertThat(pair.getLong("rows")).isEqualTo((long) number(row.get(5)));
    }

    @Test
    void rows_that_come_again_are_counted() throws SQLException {
        Dataset few = data.select("l_shipmode", "l_quantity", "l_discount");
        long distinct = (long) number(
                duck("select count(*) from (select distinct l_shipmode, l_quantity, l_discount from $file)")
                        .getFirst()
                        .getFirst());
        Profile some = Profile.of(few);
        assertThat(some.distinctRows()).isEqualTo(distinct);
        assertThat(some.duplicateRows()).isEqualTo(some.rows() - distinct);
        assertThat(profile.duplicateRows()).isZero();
    }
}
