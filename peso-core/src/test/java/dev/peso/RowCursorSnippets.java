package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class RowCursorSnippets {
    record Sale(String region, int qty, double price) {}

    private final Dataset sales = Dataset.of(
            List.of(new Sale("north", 2, 1.5), new Sale("south", 4, 2.5), new Sale("north", 1, 3.0)));

    @Test
    void cursor() {
        // @start region="cursor"
        double total = 0;
        RowCursor rows = sales.filter("region = 'north'").cursor();
        int qty = rows.column("qty");
        int price = rows.column("price");
        while (rows.next()) {
            total += rows.getInt(qty) * rows.getDouble(price);
        }
        assertThat(total).isEqualTo(6.0);
        // @end
    }
}
