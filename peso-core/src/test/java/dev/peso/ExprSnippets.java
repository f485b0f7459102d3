package dev.peso;

import static dev.peso.Expr.col;
import static dev.peso.Expr.expr;
import static dev.peso.Expr.mean;
import static dev.peso.Expr.sum;
import static dev.peso.Expr.when;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExprSnippets {
    @Test
    void spellings() {
        // @start region="spellings"
        Expr large = col("qty").gt(1).and(col("region").in("n", "s"));
        assertThat(large).isEqualTo(expr("qty > 1 and region in ('n', 's')"));

        Expr size = when(col("qty").gt(100)).then("large").otherwise("small").as("size");
        assertThat(size).hasToString("case when qty > 100 then 'large' else 'small' end as size");

        Expr share = sum("amount").div(sum("amount").over("region"));
        assertThat(share).hasToString("sum(amount) / sum(amount) over (partition by region)");

        Expr smooth = mean("rate").over(Window.orderBy("year").rows(-2, 0));
        assertThat(smooth)
                .hasToString("mean(rate) over (order by year rows between 2 preceding and current row)");
        // @end
    }
}
