package dev.peso;

import static dev.peso.Expr.col;
import static dev.peso.Expr.desc;
import static dev.peso.Expr.sum;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Examples of verbs over one dataset, with what they give.
class DatasetSnippets {
    // @start region="record"
    record Sale(String region, int qty, double price, @Nullable LocalDate day) {}
    // @end

    private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);
    private final Dataset sales = Dataset.of(List.of(new Sale("north", 2, 9.5, NEW_YEAR),
            new Sale("south", 1, 20, null), new Sale("north", 4, 2.25, NEW_YEAR.plusDays(1))));

    @Test
    void records() {
        LocalDate newYear = NEW_YEAR;
        // @start region="of"
        Dataset data = Dataset
                .of(List.of(new Sale("north", 2, 9.5, newYear), new Sale("south", 1, 20, null)));
        Dataset none = Dataset.of(Sale.class, List.of()); // region: utf8, qty: int32 not null, ...
        // @end
        assertThat(data.count()).isEqualTo(2);
        assertThat(none.schema()).isEqualTo(data.schema());
        assertThat(none.schema().field("qty")).hasToString("qty: int32 not null");
    }

    @Test
    void columns_of_values() {
        // @start region="columns"
        Map<String, Object> columns = new LinkedHashMap<>(); // a map that keeps its order
        columns.put("qty", new int[]{2, 1, 4});
        columns.put("region", Arrays.asList("north", null, "north"));
        Dataset data = Dataset.of(columns); // qty: int32 not null, region: utf8
        // @end
        assertThat(Rows.columns(data)).isEqualTo("qty: int32 not null, region: utf8");
    }

    @Test
    void rows_of_a_schema() {
        // @start region="rows"
        Schema schema = Schema.of(Field.of("region", DataType.UTF8),
                Field.of("price", DataType.decimal(10, 2)));
        Dataset data = Dataset.ofRows(schema, List.of(new Object[]{"north", new BigDecimal("9.50")},
                new @Nullable Object[]{"south", null}));
        // @end
        assertThat(data.schema()).isEqualTo(schema);
        assertThat(data.count()).isEqualTo(2);
    }

    @Test
    void select() {
        // @start region="select"
        Dataset amounts = sales.select("region", "qty * price as amount");
        Dataset same = sales.select(col("region"), col("qty").times(col("price")).as("amount"));
        // north 19.0, south 20.0, north 9.0
        // @end
        assertThat(rows(amounts)).isEqualTo(rows(same))
                .containsExactly(row("north", 19.0), row("south", 20.0), row("north", 9.0));
    }

    @Test
    void with() {
        // @start region="with"
        Dataset more = sales.with("amount = qty * price")
                .with("price", col("price").times(1.19)) // in its place, with new values
                .with("share", col("amount").div(sum("amount").over("region")));
        Dataset large = sales.with("large = qty >= ? and region = :r", 2, Map.of("r", "north"));
        // @end
        assertThat(more.schema().names()).containsExactly("region", "qty", "price", "day", "amount", "share");
        assertThat(more.column("share").doubles()).containsExactly(19.0 / 28, 1.0, 9.0 / 28);
        assertThat(large.column("large").booleans()).containsExactly(true, false, true);
    }

    @Test
    void names() {
        // @start region="rename"
        Dataset swapped = sales.rename(Map.of("qty", "price", "price", "qty")); // all at once
        // @end
        assertThat(swapped.schema().names()).containsExactly("region", "price", "qty", "day");
    }

    @Test
    void cast() {
        Dataset texts = table("n: utf8", row("1"), row("x"));
        // @start region="cast"
        Dataset strict = texts.cast("n", DataType.INT64); // fails at "x" when it runs
        Dataset lenient = texts.with("n", col("n").tryCast(DataType.INT64)); // 1, null
        // @end
        assertThat(strict.schema().type("n")).isEqualTo(DataType.INT64);
        assertThat(rows(lenient)).containsExactly(row(1L), row((Object) null));
    }

    @Test
    void nulls() {
        // @start region="nulls"
        Dataset filled = sales.fillNull("day", LocalDate.of(2000, 1, 1));
        Dataset known = sales.dropNull("day"); // two rows
        // @end
        assertThat(filled.column("day").nullCount()).isZero();
        assertThat(known.count()).isEqualTo(2);
    }

    @Test
    void filter() {
        // @start region="filter"
        Dataset large = sales.filter("qty > 1 and region in ('north', 'west')");
        Dataset same = sales.filter(col("qty").gt(1).and(col("region").in("north", "west")));
        Dataset asked = sales.filter("qty > ? and region = :r", 1, Map.of("r", "north"));
        // @end
        assertThat(rows(large)).isEqualTo(rows(same)).isEqualTo(rows(asked)).hasSize(2);
    }

    @Test
    void sort() {
        // @start region="sort"
        Dataset byRegion = sales.sort("region", "price desc"); // nulls last, unless "price nulls first"
        Dataset same = sales.sort(col("region").asc(), desc("price"));
        // @end
        assertThat(rows(byRegion)).isEqualTo(rows(same));
        assertThat(byRegion.column("price").doubles()).containsExactly(9.5, 2.25, 20);
    }

    @Test
    void limit() {
        // @start region="limit"
        Dataset best = sales.sort("price desc").limit(1); // 20.0; keeps one row while it reads, sorts no others
        Dataset second = sales.sort("price desc").slice(1, 1); // 9.5
        // @end
        assertThat(best.column("price").doubles()).containsExactly(20);
        assertThat(second.column("price").doubles()).containsExactly(9.5);
    }

    @Test
    void sample() {
        // @start region="sample"
        Dataset two = sales.sample(2, 42); // the same two rows each time
        Dataset some = sales.sampleFraction(0.1, 42); // about a tenth
        // @end
        assertThat(rows(two)).hasSize(2).isEqualTo(rows(sales.sample(2, 42)));
        assertThat(some.count()).isLessThanOrEqualTo(3);
    }

    @Test
    void distinct() {
        // @start region="distinct"
        Dataset regions = sales.select("region").distinct(); // north, south
        Dataset newest = sales.sort("day desc").distinct("region"); // for each region its newest sale
        // @end
        assertThat(regions.column("region").strings()).containsExactly("north", "south");
        assertThat(rows(newest)).containsExactly(row("north", 4, 2.25, NEW_YEAR.plusDays(1)),
                row("south", 1, 20.0, null));
    }

    @Test
    void explode() {
        Dataset posts = table("id: int64, tags: utf8", row(1L, "a,b"), row(2L, null));
        // @start region="explode"
        Dataset tags = posts.with("tags = split(tags, ',')").explode("tags"); // 1 a, 1 b, 2 null
        // @end
        assertThat(rows(tags)).containsExactly(row(1L, "a"), row(1L, "b"), row(2L, null));
    }

    @Test
    void agg() {
        // @start region="agg"
        Dataset totals = sales.groupBy("region")
                .agg("total = sum(qty * price)", "n = count(*)", "best = max(price)");
        // north 28.0 2 9.5, south 20.0 1 20.0
        Dataset all = sales.agg(sum("qty").as("qty"),
                sum(col("qty").times(col("price"))).div(sum("qty")).as("mean"));
        // 7, 6.857...
        // @end
        assertThat(rows(totals)).containsExactly(row("north", 28.0, 2L, 9.5), row("south", 20.0, 1L, 20.0));
        assertThat(rows(all)).containsExactly(row(7L, 48.0 / 7));
    }

    @Test
    void pivot() {
        Dataset people = table("city: utf8, year: int64, people: int64", row("Ulm", 2010L, 4L),
                row("Ulm", 2020L, 5L),
                row("Bonn", 2010L, 1L));
        // @start region="pivot"
        Dataset byYear = people.pivot(List.of("city"), "year", sum("people"));
        // city  2010  2020
        // Ulm   4     5
        // Bonn  1     null
        Dataset back = byYear.unpivot(List.of("city"), List.of("2010", "2020"), "year", "people");
        // Ulm 2010 4, Ulm 2020 5, Bonn 2010 1, Bonn 2020 null
        // @end
        assertThat(byYear.schema().names()).containsExactly("city", "2010", "2020");
        assertThat(rows(byYear)).containsExactly(row("Ulm", 4L, 5L), row("Bonn", 1L, null));
        assertThat(rows(back)).containsExactly(row("Ulm", "2010", 4L), row("Ulm", "2020", 5L),
                row("Bonn", "2010", 1L), row("Bonn", "2020", null));
    }

    @Test
    void upsample() {
        Dataset visits = table("day: date, visits: int64", row(NEW_YEAR, 5L), row(NEW_YEAR.plusDays(2), 7L));
        // @start region="upsample"
        Dataset daily = visits.upsample("day", "1d"); // 5, null, 7
        Dataset counted = daily.fillNull("visits", 0); // 5, 0, 7
        // @end
        assertThat(daily.column("visits").values()).containsExactly(5L, null, 7L);
        assertThat(counted.column("visits").longs()).containsExactly(5, 0, 7);
    }

    @Test
    void describe() {
        // @start region="describe"
        Dataset summary = sales.describe().select("column", "count", "mean", "max");
        // region 3 null south, qty 3 2.33 4, price 3 10.58 20.0, day 2 null 2026-01-02
        // @end
        assertThat(rows(summary.with("mean = round(mean, 2)"))).containsExactly(
                row("region", 3L, null, "south"),
                row("qty", 3L, 2.33, "4"), row("price", 3L, 10.58, "20.0"),
                row("day", 2L, null, "2026-01-02"));
    }
}
