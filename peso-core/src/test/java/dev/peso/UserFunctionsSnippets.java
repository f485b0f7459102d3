package dev.peso;

import static dev.peso.Expr.aggregate;
import static dev.peso.Expr.col;
import static dev.peso.Expr.struct;
import static dev.peso.Expr.udf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

class UserFunctionsSnippets {
    record Sale(String region, int qty, double price) {}

    private final Dataset sales = Dataset.of(
            List.of(new Sale("north", 2, 1.5), new Sale("south", 4, 2.5), new Sale("north", 1, 3.0)));

    @Test
    void scalar() {
        // @start region="scalar"
        Expr gross = udf("gross", Double.class, Double.class, price -> price * 1.5, col("price"));
        assertThat(sales.with("gross", gross).column("gross").doubles()).containsExactly(2.25, 3.75, 4.5);

        record Order(int qty, double price) {}
        Expr amount = udf("amount", Order.class, Double.class, order -> order.qty() * order.price(),
                struct(col("qty"), col("price")));
        assertThat(sales.select(amount.as("amount")).column("amount").doubles())
                .containsExactly(3.0, 10.0, 3.0);
        // @end
    }

    @Test
    void aggregates() {
        // @start region="aggregate"
        Expr spread = aggregate("spread", Double.class, Double.class,
                Collectors.teeing(Collectors.minBy(Double::compare), Collectors.maxBy(Double::compare),
                        (least, most) -> least.isEmpty() ? null : most.orElseThrow() - least.get()),
                col("price"));
        Dataset spreads = sales.groupBy("region").agg(spread.as("spread"));
        assertThat(spreads.column("spread").doubles()).containsExactly(1.5, 0.0);
        // @end
    }
}
