package dev.peso.testing;

import static dev.peso.testing.DatasetAssert.assertThat;
import static dev.peso.testing.DatasetAssert.row;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.peso.Dataset;

class DatasetAssertSnippets {
    record Sale(String region, int qty) {}

    @Test
    void rows() {
        // @start region="rows"
        Dataset sales = Dataset.of(List.of(new Sale("north", 5), new Sale("south", 2), new Sale("north", 1)));
        Dataset totals = sales.groupBy("region").agg("total = sum(qty)");

        assertThat(totals).hasSchema("region: utf8\ntotal: int64")
                .hasRows(row("north", 6), row("south", 2))
                .hasNoNulls("total")
                .allRowsMatch("total > 0");
        // @end
    }
}
