package dev.peso;

import static dev.peso.Expr.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The examples of the package description and of the README, with what they give.
class SemanticsSnippets {
    private static Dataset of(String name, @Nullable Object... values) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put(name, Arrays.asList(values));
        return Dataset.of(columns);
    }

    private static List<List<@Nullable Object>> rows(Dataset dataset) {
        return DuckDbOracle.rows(dataset.collectTable());
    }

    @Test
    void null_is_unknown() {
        Dataset data = of("x", 1, null, 3);
        // @start region="null"
        Dataset big = data.filter("x > 1"); // null > 1 is null, and filter keeps only what is true
        Dataset rest = data.filter("not (x > 1)"); // so a null is in neither
        // @end
        assertThat(big.count()).isEqualTo(1);
        assertThat(rest.count()).isEqualTo(1);
    }

    @Test
    void nan_is_the_largest_number_and_equals_itself() {
        Dataset data = of("x", 1.0, Double.NaN, Double.POSITIVE_INFINITY, null);
        // @start region="nan"
        Dataset sorted = data.sort("x"); // 1.0, Infinity, NaN, null
        Dataset nan = data.filter("x = 'NaN'::float64"); // one row
        // @end
        assertThat(rows(sorted)).isEqualTo(List.of(List.of(1.0), List.of(Double.POSITIVE_INFINITY),
                List.of(Double.NaN), Arrays.asList((Object) null)));
        assertThat(nan.count()).isEqualTo(1);
    }

    @Test
    void whole_numbers_never_wrap() {
        Dataset data = of("x", 5, -5);
        // @start region="division"
        Dataset quotients = data.select("x / 2 as exact", "x // 2 as whole", "x % 2 as rest");
        // 2.5, 2, 1 and -2.5, -2, -1
        // @end
        assertThat(rows(quotients)).isEqualTo(List.of(List.of(2.5, 2L, 1L), List.of(-2.5, -2L, -1L)));
        Dataset large = of("x", Long.MAX_VALUE);
        assertThatThrownBy(() -> large.select("x + 1 as y").collect())
                .hasMessage("column \"x\", row 0: 9223372036854775807 + 1 overflows int64");
    }

    @Test
    void aggregates_skip_nulls() {
        Dataset data = of("x", 1, null, 3);
        // @start region="aggregates"
        Dataset one = data.agg("n = count(x)", "total = sum(x)", "avg = mean(x)"); // 2, 4, 2.0
        Dataset none = data.filter("x > 9").agg("n = count(x)", "total = sum(x)"); // 0, null
        // @end
        assertThat(rows(one)).isEqualTo(List.of(List.of(2L, 4L, 2.0)));
        assertThat(rows(none)).isEqualTo(List.of(Arrays.asList(0L, null)));
    }

    @Test
    void row_order_is_part_of_the_result() {
        Dataset data = of("x", "b", "a", "b", "c");
        // @start region="order"
        Dataset groups = data.groupBy("x").count(); // b, a, c: order of first appearance
        // @end
        assertThat(rows(groups)).isEqualTo(List.of(List.of("b", 2L), List.of("a", 1L), List.of("c", 1L)));
    }

    record Sale(String region, int qty, double price) {}

    @Test
    void the_readme_tells_the_truth() {
        Dataset sales = Dataset.of(List.of(new Sale("north", 2, 9.5), new Sale("south", 1, 20),
                new Sale("north", 4, 2.25), new Sale("south", 3, 5)));
        Dataset result = sales.filter("qty > 1") // or .filter(col("qty").gt(1)): the same query
                .with("amount", col("qty").times(col("price")))
                .groupBy("region")
                .agg(sum("amount").as("total"), count().as("n"))
                .sort(desc("total"));
        assertThat(result.collect().toString()).isEqualTo("""
                ┌────────┬─────────┬───────┐
                │ region │   total │     n │
                │ utf8   │ float64 │ int64 │
                ├────────┼─────────┼───────┤
                │ north  │    28.0 │     2 │
                │ south  │    15.0 │     1 │
                └────────┴─────────┴───────┘
                2 rows, 3 columns
                """);
    }
}
