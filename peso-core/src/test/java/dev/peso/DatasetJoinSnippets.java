package dev.peso;

import static dev.peso.Expr.col;
import static dev.peso.Expr.on;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;

import org.junit.jupiter.api.Test;

/// Examples of verbs over several datasets, with what they give.
class DatasetJoinSnippets {
    private final Dataset sales = table("region: utf8, qty: int64", row("north", 2L), row("west", 1L),
            row(null, 5L));
    private final Dataset regions = table("region: utf8, target: int64", row("south", 7L), row("north", 3L));

    @Test
    void join() {
        // @start region="join"
        Dataset matched = sales.join(regions, on("region")); // north 2 3
        Dataset all = sales.leftJoin(regions, on("region")); // north 2 3, west 1 null, null 5 null
        Dataset both = sales.fullJoin(regions, on("region")); // ... and south null 7
        // @end
        assertThat(rows(matched)).containsExactly(row("north", 2L, 3L));
        assertThat(rows(all)).containsExactly(row("north", 2L, 3L), row("west", 1L, null),
                row(null, 5L, null));
        assertThat(rows(both.slice(3, 9))).containsExactly(row("south", null, 7L));
    }

    @Test
    void on_conditions() {
        Dataset targets = table("area: utf8, target: int64, qty: int64", row("north", 3L, 1L));
        // @start region="on"
        On sameName = on("region"); // equal in "region", which the result has once
        On otherName = on(col("region").eq(col("area"))); // the first of the left side, the second of the right
        On more = otherName.and(col("qty").gt(col("qty_right"))); // over all columns; a namesake has the suffix
        // @end
        assertThat(sameName).hasToString("on region");
        assertThat(rows(sales.join(targets, otherName))).containsExactly(row("north", 2L, "north", 3L, 1L));
        assertThat(rows(sales.join(targets, more))).containsExactly(row("north", 2L, "north", 3L, 1L));
    }

    @Test
    void semi_and_anti_joins() {
        // @start region="semi"
        Dataset known = sales.semiJoin(regions, on("region")); // north 2
        Dataset unknown = sales.antiJoin(regions, on("region")); // west 1, null 5
        // @end
        assertThat(rows(known)).containsExactly(row("north", 2L));
        assertThat(rows(unknown)).containsExactly(row("west", 1L), row(null, 5L));
    }

    private static LocalDateTime at(int minute) {
        return LocalDateTime.of(2026, 1, 1, 9, minute);
    }

    @Test
    void as_of_join() {
        Dataset trades = table("time: timestamp, symbol: utf8", row(at(5), "A"), row(at(30), "A"));
        Dataset quotes = table("time: timestamp, symbol: utf8, price: float64", row(at(3), "A", 1.5),
                row(at(4), "B", 8.0), row(at(6), "A", 1.6));
        // @start region="asof"
        Dataset priced = trades.asOfJoin(quotes,
                AsOf.on("time").by("symbol").tolerance(Duration.ofMinutes(5)).suffix("_quote"));
        // 09:05 A 09:03 1.5, 09:30 A null null
        // @end
        assertThat(priced.schema().names()).containsExactly("time", "symbol", "time_quote", "price");
        assertThat(rows(priced)).containsExactly(row(at(5), "A", at(3), 1.5), row(at(30), "A", null, null));
    }

    @Test
    void union() {
        Dataset more = table("qty: int64, region: utf8", row(9L, "east"), row(2L, "north"));
        // @start region="union"
        Dataset all = sales.union(more); // five rows; columns go together by name
        Dataset common = sales.intersect(more); // north 2
        Dataset rest = sales.except(more); // west 1, null 5
        // @end
        assertThat(all.count()).isEqualTo(5);
        assertThat(rows(common)).containsExactly(row("north", 2L));
        assertThat(rows(rest)).containsExactly(row("west", 1L), row(null, 5L));
    }

    @Test
    void sql() {
        // @start region="sql"
        Dataset result = Dataset.sql("""
                select r.region, target - coalesce(sum(qty), 0) as missing
                from regions r left join sales s on s.region = r.region
                where target > :least
                group by r.region, target order by missing desc""",
                Map.of("sales", sales, "regions", regions, "least", 2));
        // south 7, north 1
        // @end
        assertThat(rows(result)).containsExactly(row("south", 7L), row("north", 1L));
    }
}
