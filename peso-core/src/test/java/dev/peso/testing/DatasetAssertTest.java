package dev.peso.testing;

import static dev.peso.testing.DatasetAssert.assertThat;
import static dev.peso.testing.DatasetAssert.row;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.DataType;
import dev.peso.Dataset;

class DatasetAssertTest {
    record Sale(String region, int qty, @Nullable Double price) {}

    private static final Dataset SALES = Dataset
            .of(List.of(new Sale("north", 5, 1.5), new Sale("south", 2, null),
                    new Sale("north", 1, Double.NaN)));

    private static void fails(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion).isExactlyInstanceOf(AssertionError.class).hasMessage(message);
    }

    @Test
    void what_is_so_passes() {
        assertThat(SALES).hasColumns("region", "qty", "price")
                .hasSchema(SALES.schema())
                .hasSchema("region: utf8\nqty: int32 not null\nprice: float64")
                .hasType("qty", DataType.INT32)
                .hasCount(3)
                .hasNoNulls("region", "qty")
                .hasValues("qty", 5, 2L, (short) 1)
                .hasRows(row("north", 5, 1.5), row("south", 2, null), row("north", 1, Double.NaN))
                .hasRowsInAnyOrder(row("north", 1, Double.NaN), row("south", 2, null), row("north", 5, 1.5))
                .hasSameRowsAs(SALES.cast("qty", DataType.INT64))
                .hasSameRowsInAnyOrderAs(SALES.sort("qty"))
                .allRowsMatch("qty > 0");
        assertThat(SALES.filter("qty > 9")).isEmpty().hasRows().hasNoNulls();
    }

    @Test
    void a_row_that_differs_is_shown_with_the_values_that_do() {
        fails(() -> assertThat(SALES).as("sales")
                .hasRows(row("north", 5, 1.5), row("south", 3, null),
                        row("north", 1, Double.NaN)),
                """
                        sales: expected 3 rows, found 3: 1 differs
                        ┌───┬─────┬────────┬─────┬───────┐
                        │   │ row │ region │ qty │ price │
                        ├───┼─────┼────────┼─────┼───────┤
                        │ - │   1 │ south  │   3 │ null  │
                        │ + │   1 │ south  │  *2 │ null  │
                        └───┴─────┴────────┴─────┴───────┘
                        - expected, + found, * differs""");
    }

    @Test
    void a_row_added_in_front_leaves_the_others_alone() {
        fails(() -> assertThat(SALES).hasRows(row("south", 2, null), row("north", 1, Double.NaN)), """
                expected 2 rows, found 3: 1 not expected
                ┌───┬─────┬────────┬─────┬───────┐
                │   │ row │ region │ qty │ price │
                ├───┼─────┼────────┼─────┼───────┤
                │ + │   0 │ north  │   5 │   1.5 │
                └───┴─────┴────────┴─────┴───────┘
                - expected, + found""");
        fails(() -> assertThat(SALES.limit(0)).hasRows(row("\"", 1, null)), """
                expected 1 row, found 0: 1 missing
                ┌───┬─────┬────────┬─────┬───────┐
                │   │ row │ region │ qty │ price │
                ├───┼─────┼────────┼─────┼───────┤
                │ - │   0 │ "      │   1 │ null  │
                └───┴─────┴────────┴─────┴───────┘
                - expected, + found""");
    }

    @Test
    void in_any_order_rows_count_as_often_as_they_occur() {
        Dataset twice = Dataset.of(Map.of("x", new String[]{"a", "b", "a", "null", ""}));
        assertThat(twice).hasRowsInAnyOrder(row(""), row("a"), row("a"), row("b"), row("null"));
        fails(() -> assertThat(twice).hasRowsInAnyOrder(row("a"), row("b"), row("b"), row("null"),
                row((Object) null)),
                """
                        expected 5 rows, found 5: 2 missing, 2 not expected
                        ┌───┬─────┬──────┐
                        │   │ row │ x    │
                        ├───┼─────┼──────┤
                        │ - │   2 │ b    │
                        │ - │   4 │ null │
                        │ + │   2 │ a    │
                        │ + │   4 │ ""   │
                        └───┴─────┴──────┘
                        - expected, + found""");
    }

    @Test
    void many_differences_are_counted() {
        Dataset numbers = Dataset.of(Map.of("n", new long[25]));
        assertThatThrownBy(() -> assertThat(numbers).isEmpty()).hasMessage("expected 0 rows, found 25 rows");
        assertThatThrownBy(() -> assertThat(numbers).hasRows()).hasMessageContaining("25 not expected")
                .hasMessageContaining("... and 15 more\n");
    }

    @Test
    void close_numbers_are_the_same_within_a_tolerance() {
        Dataset close = Dataset.of(Map.of("x", new double[]{1.0, 2.0, 0.1 + 0.2}));
        assertThat(close).hasValues("x", 1, 2L, 0.30000000000000004);
        fails(() -> assertThat(close).hasValues("x", 1, 2, 0.3), """
                expected 3 rows, found 3: 1 differs
                ┌───┬─────┬──────────────────────┐
                │   │ row │                    x │
                ├───┼─────┼──────────────────────┤
                │ - │   2 │                  0.3 │
                │ + │   2 │ *0.30000000000000004 │
                └───┴─────┴──────────────────────┘
                - expected, + found, * differs""");
        assertThat(close).within(1e-9).hasValues("x", 1, 2, 0.3);
        assertThat(close).within(0.1).hasRowsInAnyOrder(row(0.25), row(2.05), row(0.95));
        assertThatThrownBy(
                () -> assertThat(close).within(0.1).hasRowsInAnyOrder(row(0.25), row(2.2), row(0.95)))
                .hasMessageContaining("1 missing, 1 not expected");
        assertThatThrownBy(() -> assertThat(close).within(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tolerance must be 0 or more, got NaN");
    }

    @Test
    void a_tolerance_finds_a_pairing_where_there_is_one() {
        Dataset found = Dataset.of(Map.of("x", new double[]{1.0, 1.4}));
        assertThat(found).within(0.5).hasRowsInAnyOrder(row(1.2), row(0.6));
        Random random = new Random(7);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        double[] values = new double[2_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(50);
            rows.add(row(values[i] + random.nextDouble(-0.4, 0.4)));
        }
        Collections.shuffle(rows, random);
        assertThat(Dataset.of(Map.of("x", values))).within(0.4)
                .hasRowsInAnyOrder(rows.toArray(List<?>[]::new));
    }

    @Test
    void values_are_compared_whatever_their_classes() {
        enum Size {
            SMALL
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("f", new float[]{0.1f});
        columns.put("d", List.of(new BigDecimal("1.50")));
        columns.put("s", List.of(Size.SMALL));
        columns.put("l", List.of(Arrays.asList(1, null)));
        columns.put("b", List.of(new byte[]{1, 2}));
        columns.put("t", List.of(Instant.EPOCH));
        columns.put("day", List.of(LocalDate.EPOCH));
        columns.put("z", new double[]{-0.0});
        Dataset one = Dataset.of(columns);
        Object[] expected = {0.1, 1.5, "SMALL", new Object[]{1L, null}, new byte[]{1, 2}, Instant.EPOCH,
                LocalDate.EPOCH, 0};
        assertThat(one).hasRows(row(expected)).hasRowsInAnyOrder(row(expected));
        for (int c = 0; c < expected.length; c++) {
            Object[] other = expected.clone();
            other[c] = "x";
            assertThatThrownBy(() -> assertThat(one).hasRows(row(other))).isInstanceOf(AssertionError.class);
            assertThatThrownBy(() -> assertThat(one).hasRowsInAnyOrder(row(other)))
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void schemas_that_differ_are_shown_column_by_column() {
        fails(() -> assertThat(SALES).hasSchema("region: utf8\nqty: int64\nprice: float64"), """
                schema differs:
                ┌───┬─────┬──────────────────────┐
                │   │ row │ column               │
                ├───┼─────┼──────────────────────┤
                │ - │   1 │ qty: int64           │
                │ + │   1 │ *qty: int32 not null │
                └───┴─────┴──────────────────────┘
                - expected, + found, * differs""");
        fails(() -> assertThat(SALES).hasColumns("region", "qty"),
                "expected columns [region, qty], found [region, qty, price]");
        fails(() -> assertThat(SALES).hasType("qty", DataType.INT64),
                "expected column \"qty\" of type int64, found int32");
        fails(() -> assertThat(SALES).hasType("qyt", DataType.INT64),
                "there is no column \"qyt\"; did you mean \"qty\"? columns: region, qty, price");
        fails(() -> assertThat(SALES).hasNoNulls("something"),
                "there is no column \"something\"; columns: region, qty, price");
        fails(() -> assertThat(SALES).hasSameRowsAs(SALES.drop("price")),
                "expected columns [region, qty], found [region, qty, price]");
    }

    @Test
    void nulls_and_rows_that_do_not_match_are_shown() {
        fails(() -> assertThat(SALES).hasNoNulls(), "column \"price\" has 1 null, the first in row 1");
        fails(() -> assertThat(SALES).allRowsMatch("price > 1.0"), """
                1 row should match price > 1.0 and does not:
                ┌────────┬───────┬─────────┐
                │ region │   qty │   price │
                │ utf8   │ int32 │ float64 │
                ├────────┼───────┼─────────┤
                │ south  │     2 │    null │
                └────────┴───────┴─────────┘
                1 row, 3 columns
                """);
        fails(() -> assertThat(SALES).hasCount(2), "expected 2 rows, found 3 rows");
    }

    @Test
    void a_row_of_another_width_is_a_mistake_in_the_test() {
        assertThatThrownBy(() -> assertThat(SALES).hasRows(row("north", 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected row 0 has 2 values, the dataset has 3 columns: [region, qty, price]");
    }
}
