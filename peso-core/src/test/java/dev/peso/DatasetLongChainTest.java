package dev.peso;

import static dev.peso.Expr.col;
import static dev.peso.Expr.lit;
import static dev.peso.Expr.sum;
import static dev.peso.Expr.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;

class DatasetLongChainTest {
    private final Dataset three = Dataset.of(Map.of("x", new long[]{1, 2, 3}));

    private static Dataset chained(Dataset dataset, int times) {
        Dataset chained = dataset;
        for (int i = 0; i < times; i++) {
            chained = chained.with("x = x + 1").filter("x > 0");
        }
        return chained.agg(sum("x").as("total"));
    }

    @Test
    void hundreds_of_verbs_that_build_on_each_other_run() {
        assertThat(chained(three, 200).column("total").longs()).containsExactly(606);
    }

    @Test
    void more_verbs_than_the_stack_holds_are_refused_with_the_way_out() {
        Dataset endless = chained(three, 5_000);
        String message = "the query, or a function of yours in it, needs more stack than its thread has; "
                + "collect() after some hundred verbs";
        assertThatThrownBy(endless::collect).isInstanceOf(QueryException.class).hasMessage(message);
        assertThatThrownBy(endless::explain).isInstanceOf(QueryException.class).hasMessage(message);
    }

    private static String tooDeep(int levels) {
        return "the expression is nested more than " + levels + " levels deep; split it into columns with "
                + "with(...), or use in(...) for many values";
    }

    @Test
    void doubling_a_column_many_times_does_not_double_the_work() {
        Dataset doubled = three;
        for (int i = 0; i < 40; i++) {
            doubled = doubled.with("x = x + x");
        }
        assertThat(doubled.column("x").longs()).containsExactly(1L << 40, 2L << 40, 3L << 40);
    }

    @Test
    void an_expression_nested_four_hundred_levels_deep_runs() {
        Expr deep = col("x");
        for (int i = 0; i < 400; i++) {
            deep = deep.plus(1);
        }
        assertThat(three.select(deep.as("y")).column("y").longs()).containsExactly(401, 402, 403);
    }

    @Test
    void a_deeper_expression_is_refused_at_the_verb() {
        Expr sums = col("x");
        Expr branches = lit(0);
        Expr alternatives = col("x").eq(0);
        for (int i = 0; i < 5_000; i++) {
            sums = sums.plus(1);
            branches = when(col("x").eq(i)).then(lit(i)).otherwise(branches);
            alternatives = alternatives.or(col("x").eq(i));
        }
        Expr sum = sums;
        Expr branch = branches;
        Expr alternative = alternatives;
        assertThatThrownBy(() -> three.with("y", sum)).isInstanceOf(QueryException.class)
                .hasMessage(tooDeep(500));
        assertThatThrownBy(() -> three.with("y", branch)).isInstanceOf(QueryException.class)
                .hasMessage(tooDeep(500));
        assertThatThrownBy(() -> three.filter(alternative)).isInstanceOf(QueryException.class)
                .hasMessage(tooDeep(1_000));
    }

    @Test
    void an_expression_of_endless_parts_is_refused_at_the_verb() {
        Expr grown = col("x");
        for (int i = 0; i < 60; i++) {
            grown = grown.plus(grown);
        }
        Expr endless = grown;
        assertThatThrownBy(() -> three.with("y", endless)).isInstanceOf(QueryException.class)
                .hasMessage(
                        "the expressions have more than 1000000 parts; keep what is used often as a column "
                                + "with with(...)");
    }
}
