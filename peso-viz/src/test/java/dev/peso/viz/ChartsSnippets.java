package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.QueryException;

class ChartsSnippets {
    private final Dataset people = SampleCharts.people();

    @Test
    void correlation() {
        // @start region="correlation"
        Chart chart = Charts.correlation(people, "age", "income", "weight").theme(Theme.dark());
        // @end
        double expected = people.agg(Expr.corr("age", "income").as("r")).doubles("r")[0];
        assertThat(chart.toSvg()).contains(String.format(java.util.Locale.ROOT, "%.2f", expected));
    }

    @Test
    void what_is_no_number_has_no_correlation() {
        assertThatThrownBy(() -> Charts.correlation(people, "age", "group"))
                .isInstanceOf(QueryException.class)
                .hasMessage("correlation takes numbers; column \"group\" is utf8");
        assertThatThrownBy(() -> Charts.scatterMatrix(people, "age")).isInstanceOf(QueryException.class)
                .hasMessage("scatterMatrix takes 2 to 7 columns of numbers, got 1");
    }

    @Test
    void the_column_that_is_missing_is_named() {
        assertThatThrownBy(() -> Charts.roc(people)).isInstanceOf(QueryException.class)
                .hasMessage("channel x: column \"fpr\" not found; columns: age, income, group, weight");
    }

    @Test
    void parts_of_a_whole_are_not_below_zero() {
        Dataset data = Dataset.of(Map.of("a", new String[]{"x", "y"}, "v", new double[]{1, -2}));
        assertThatThrownBy(() -> Chart.of(data).pie("a").y("v").toSvg()).isInstanceOf(QueryException.class)
                .hasMessage("a pie shows parts of a whole, and −2 is below zero; use bar()");
    }
}
