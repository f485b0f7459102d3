package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class DatasetMapSnippets {
    record Sale(String region, int qty, double price) {}

    record Amount(double amount) {}

    record Total(String region, double amount) {}

    private final Dataset sales = Dataset
            .of(List.of(new Sale("north", 2, 1.5), new Sale("south", 4, 2.5)));

    @Test
    void records() {
        // @start region="records"
        Dataset totals = sales.map(Sale.class, Total.class,
                sale -> new Total(sale.region(), sale.qty() * sale.price()));
        assertThat(totals.schema()).hasToString("region: utf8\namount: float64 not null");
        assertThat(totals.stream(Total.class))
                .containsExactly(new Total("north", 3.0), new Total("south", 10.0));
        // @end
    }

    @Test
    void rows() {
        // @start region="rows"
        Dataset amounts = sales.map(Amount.class,
                row -> new Amount(row.getLong("qty") * row.getDouble("price")));
        assertThat(amounts.column("amount").doubles()).containsExactly(3.0, 10.0);
        // @end
    }
}
