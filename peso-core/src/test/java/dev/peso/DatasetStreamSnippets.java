package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class DatasetStreamSnippets {
    record Sale(String region, int qty) {}

    private final Dataset sales = Dataset
            .of(List.of(new Sale("north", 2), new Sale("south", 4), new Sale("north", 1)));

    @Test
    void stream() {
        // @start region="stream"
        Sale large = sales.sort("qty desc").stream(Sale.class).findFirst().orElseThrow();
        assertThat(large).isEqualTo(new Sale("south", 4));

        try (var rows = sales.filter("qty < 4").rows()) { // closing frees files and memory at once
            assertThat(rows.mapToLong(row -> row.getLong("qty")).sum()).isEqualTo(3);
        }
        // @end
    }
}
