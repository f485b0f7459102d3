package dev.peso;

import static dev.peso.Expr.count;
import static dev.peso.Expr.desc;
import static dev.peso.Expr.lag;
import static dev.peso.Expr.mean;
import static dev.peso.Expr.rank;
import static dev.peso.Expr.sum;
import static dev.peso.Expr.when;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;

import org.junit.jupiter.api.Test;

/// Examples of windows, choices and orders, with what they give.
class WindowSnippets {
    private static LocalDate day(int day) {
        return LocalDate.of(2026, 1, day);
    }

    private final Dataset sales = table("region: utf8, day: date, qty: int64", row("n", day(1), 3L),
            row("s", day(1), 5L), row("n", day(2), 1L), row("n", day(9), 6L));

    @Test
    void over() {
        // @start region="over"
        Dataset result = sales.with("share = qty / sum(qty) over (partition by region)")
                .with("place", rank().over(Window.orderBy(desc("qty"))))
                .with("before", lag("qty").over(Window.partitionBy("region").orderBy("day")));
        // n 3 0.3 3 null, s 5 1.0 2 null, n 1 0.1 4 3, n 6 0.6 1 1: rows keep their order
        // @end
        assertThat(rows(result.drop("day"))).containsExactly(row("n", 3L, 0.3, 3L, null),
                row("s", 5L, 1.0, 2L, null),
                row("n", 1L, 0.1, 4L, 3L), row("n", 6L, 0.6, 1L, 1L));
    }

    @Test
    void frames() {
        // @start region="frames"
        Window.Spec byDay = Window.partitionBy("region").orderBy("day");
        Expr soFar = sum("qty").over(byDay); // up to the current row and its equals in the order
        Expr lastTwo = mean("qty").over(byDay.rows(-1, 0));
        Expr lastWeek = sum("qty").over(byDay.range(Duration.ofDays(-6), Duration.ZERO));
        Expr others = count().over(Window.partitionBy("region")
                .rows(Window.UNBOUNDED_PRECEDING, Window.UNBOUNDED_FOLLOWING)
                .excludeCurrentRow());
        // of the last row: 10, 3.5, 6, 2
        // @end
        assertThat(rows(
                sales.select(soFar.as("a"), lastTwo.as("b"), lastWeek.as("c"), others.as("d")).slice(3, 1)))
                .containsExactly(row(10L, 3.5, 6L, 2L));
    }

    @Test
    void choices() {
        // @start region="when"
        Expr size = when("qty > 5").then("large").when("qty > 2").then("medium").otherwise("small");
        Expr known = when("qty <> 3").then(Expr.lit(12).intDiv(Expr.col("qty").minus(3))).orNull();
        // 12 // 0 is not computed for qty 3: a value is evaluated only where its condition holds
        // @end
        assertThat(rows(sales.select(size.as("size"), known.as("known")))).containsExactly(
                row("medium", null),
                row("medium", 6L), row("small", -6L), row("large", 4L));
    }

    @Test
    void orders() {
        // @start region="order"
        Order byQty = desc("qty").nullsFirst();
        Dataset sorted = sales.sort(byQty, Expr.col("region").str().length().asc());
        // @end
        assertThat(sorted.column("qty").longs()).containsExactly(6, 5, 3, 1);
        assertThat(byQty).hasToString("qty desc nulls first");
    }
}
