package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.QueryException;

/// What cannot be drawn is refused at the call that asks for it, by channel; what can be is readable.
class BadInputTest {
    record Sale(String region, double amount) {}

    private final Dataset sales = Dataset.of(List.of(new Sale("north", 3), new Sale("south", 5)));

    @Test
    void a_missing_column_is_named_with_its_channel_and_the_nearest_name() {
        assertThatThrownBy(() -> Chart.of(sales).bar().x("region").y("amout"))
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "channel y: column \"amout\" not found; did you mean \"amount\"? columns: region, amount");
    }

    @Test
    void a_missing_column_of_panels_is_named_with_its_channel() {
        String message = "channel facet: column \"regio\" not found; did you mean \"region\"? columns: region, amount";
        Chart chart = Chart.of(sales).bar().x("region").y("amount");
        assertThatThrownBy(() -> chart.facet("regio")).isInstanceOf(QueryException.class).hasMessage(message);
        String json = chart.facet("region").toJson().replaceFirst("(\"facet\"\\s*:.*?)region", "$1regio");
        assertThatThrownBy(() -> Chart.fromJson(json, sales)).isInstanceOf(QueryException.class)
                .hasMessage(message);
    }

    @Test
    void a_logarithmic_axis_takes_numbers() {
        String message = "channel %s: a logarithmic axis takes numbers, and \"%s\" is shown as %s";
        Chart lying = Chart.of(sales).bar().y("region").x("amount").logY();
        assertThatThrownBy(lying::toSvg).isInstanceOf(QueryException.class)
                .hasMessage(message, "y", "region", "names");
        assertThatThrownBy(Chart.of(sales).box().x("amount").y("amount").logX()::toSvg)
                .isInstanceOf(QueryException.class)
                .hasMessage(message, "x", "amount", "names");
        Dataset days = Dataset
                .of(Map.of("d", List.of(java.time.LocalDate.of(2024, 1, 1)), "v", List.of(1.0)));
        assertThatThrownBy(Chart.of(days).x("d").y("v").logX()::toSvg).isInstanceOf(QueryException.class)
                .hasMessage(message, "x", "d", "dates");
    }

    @Test
    void a_size_takes_numbers() {
        assertThatThrownBy(() -> Chart.of(sales).size("region")).isInstanceOf(QueryException.class)
                .hasMessage("channel size: \"region\" is utf8; it takes numbers");
    }

    @Test
    void a_list_is_on_no_axis() {
        Dataset lists = sales.with("tags", Expr.list("a", "b"));
        assertThatThrownBy(() -> Chart.of(lists).x("tags")).isInstanceOf(QueryException.class)
                .hasMessage(
                        "channel x: \"tags\" is list<utf8>, which no chart can show; use a number, date, time, text or boolean");
    }

    @Test
    void the_length_of_a_bar_is_a_number() {
        Chart chart = Chart.of(sales).bar().x("amount").y(Expr.col("region"));
        assertThat(chart.toSvg()).contains("mark bar");
        assertThatThrownBy(() -> Chart.of(sales).area().x("amount").y("region").toSvg())
                .isInstanceOf(QueryException.class)
                .hasMessage("channel y: \"region\" is utf8; the mark area draws lengths, which are numbers");
    }

    @Test
    void a_mark_says_which_channel_it_lacks() {
        assertThatThrownBy(() -> Chart.of(sales).line().x("region").toSvg())
                .isInstanceOf(QueryException.class)
                .hasMessage("a line needs the channel y; say .y(column)");
    }

    @Test
    void a_mark_says_which_channel_it_does_not_take() {
        assertThatThrownBy(() -> Chart.of(sales).x("region").y("amount").size("amount").line().toSvg())
                .isInstanceOf(QueryException.class)
                .hasMessage("a line does not take the channel size; it takes x, y, color");
    }

    @Test
    void layers_agree_about_their_axes() {
        Dataset days = Dataset
                .of(Map.of("d", List.of(java.time.LocalDate.of(2024, 1, 1)), "v", List.of(1.0)));
        Chart both = Chart.layer(Chart.of(sales).x("amount").y("amount"), Chart.of(days).x("d").y("v"));
        assertThatThrownBy(both::toSvg).isInstanceOf(QueryException.class)
                .hasMessage(
                        "channel x: the layers disagree, one has numbers, another dates; cast one of them");
    }

    @Test
    void an_unknown_ending_names_those_there_are() {
        assertThatThrownBy(() -> Chart.of(sales).save("x.gif")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "cannot tell from \"x.gif\" what to write; the name of a chart ends in .svg");
    }

    @Test
    void no_rows_are_an_empty_chart_that_says_so() {
        Chart chart = Chart.of(sales.limit(0)).bar().x("region").y("amount");
        assertThat(SceneTexts.faults(chart.scene())).isEmpty();
        assertThat(chart.altText()).isEqualTo("Bar chart of amount by region. There is nothing to show.");
        for (Chart empty : List.of(chart, Chart.of(sales.limit(0)).pie("region").y("amount"),
                Chart.of(sales.limit(0)).x("amount").y("amount"), Chart.of(sales.limit(1))
                        .smooth()
                        .x("amount")
                        .y("amount"))) {
            assertThat(empty.toSvg()).contains(">there is nothing to show<");
        }
        assertThat(Chart.of(sales).bar().x("region").y("amount").toSvg()).doesNotContain("nothing to show");
    }

    @Test
    void one_row_is_a_chart() {
        for (Chart chart : List.of(Chart.of(sales.limit(1)).line().x("region").y("amount"),
                Chart.of(sales.limit(1)).line().x("amount").y("amount"),
                Chart.of(sales.limit(1)).histogram("amount"))) {
            assertThat(SceneTexts.faults(chart.scene())).isEmpty();
        }
        assertThat(Chart.of(sales.limit(1)).line().x("amount").y("amount").toSvg())
                .contains("stroke-linecap");
    }

    @Test
    void missing_and_infinite_values_are_counted_under_the_title() {
        Dataset data = Dataset.of(Map.of("x", new double[]{1, 2, 3, 4}, "y",
                new double[]{1, Double.NaN, Double.POSITIVE_INFINITY, 2}));
        Chart chart = Chart.of(data).x("x").y("y");
        assertThat(chart.toSvg()).contains("2 rows without a finite value are not shown");
    }

    @Test
    void only_nulls_are_an_empty_chart() {
        Dataset data = sales.with("none", Expr.lit(null)).with("blank", Expr.lit(null).cast("float64"));
        assertThat(SceneTexts.faults(Chart.of(data).bar().x("none").y("amount").scene())).isEmpty();
        assertThat(SceneTexts.faults(Chart.of(data).line().x("blank").y("amount").scene())).isEmpty();
        assertThat(SceneTexts.faults(Chart.of(data).histogram("blank").scene())).isEmpty();
    }

    @Test
    void of_ten_thousand_names_the_largest_are_shown() {
        Dataset many = Dataset
                .of(IntStream.range(0, 10_000).mapToObj(i -> new Sale("region " + i, i)).toList());
        Chart chart = Chart.of(many).bar().x("region").y("amount");
        assertThat(chart.toSvg()).contains("the 50 largest of 10,000 names are shown")
                .contains("region 9999")
                .doesNotContain("region 9949");
        assertThat(SceneTexts.faults(chart.scene())).isEmpty();
        Chart colors = Chart.of(many).x("amount").y("amount").color("region");
        assertThat(colors.toSvg()).contains("the 10 largest of 10,000 series are shown");
        Chart both = Chart.of(many).bar().x("region").y("amount").color("region");
        assertThat(both.toSvg()).as("series of names that are shown")
                .contains("the 10 largest of 10,000 series are shown")
                .doesNotContain(">region 0<");
    }

    @Test
    void long_names_are_shortened_and_right_to_left_names_kept() {
        Dataset data = Dataset.of(List.of(new Sale("x".repeat(10_000), 1), new Sale("שלום עולם", 2)));
        for (Chart chart : List.of(Chart.of(data).bar().x("region").y("amount"),
                Chart.of(data).bar().y("region").x("amount"),
                Chart.of(data).x("amount").y("amount").color("region").title("y".repeat(10_000)))) {
            assertThat(SceneTexts.faults(chart.scene())).isEmpty();
            assertThat(chart.toSvg()).contains("שלום עולם").contains("…");
        }
    }

    @Test
    void hostile_names_stay_text() {
        Dataset data = Dataset
                .of(List.of(new Sale("</text><script>alert(1)</script>", 1), new Sale("\u0000\uD800&", 2)));
        String svg = Chart.of(data).bar().y("region").x("amount").title("<script>").toSvg();
        assertThat(svg).doesNotContain("<script").doesNotContain("\u0000").contains("&lt;script&gt;");
    }

    @Test
    void up_to_twelve_names_all_have_their_label() {
        for (int count = 1; count <= 12; count++) {
            int names = count;
            Dataset data = Dataset.of(IntStream.range(0, names)
                    .mapToObj(i -> new Sale("a rather long name, number " + i, i))
                    .toList());
            Chart chart = Chart.of(data).bar().x("region").y("amount").size(300, 300);
            long labels = SceneTexts.of(chart.scene())
                    .stream()
                    .filter(each -> each.text().startsWith("a ")
                            || each.text().startsWith("a…"))
                    .count();
            assertThat(labels).isEqualTo(names);
        }
    }

    @Test
    void the_largest_numbers_are_drawn() {
        double[] wide = {-1.5e308, -1e308, 1e300, 1.5e308};
        double[] high = {1e308, 1.2e308, 1.6e308, 1.7e308};
        Dataset data = Dataset.of(Map.of("name", List.of("a", "b", "c", "d"), "wide", wide, "high", high));
        for (String column : List.of("wide", "high")) {
            for (Chart chart : List.of(Chart.of(data).bar().x("name").y(column).labels(),
                    Chart.of(data).x("high").y(column).size(column),
                    Chart.of(data).line().x(column).y(column),
                    Chart.of(data).x("high").y(column).logX().logY(),
                    Chart.of(data).smooth().x("wide").y(column), Chart.of(data).histogram(column),
                    Chart.of(data).density(column), Chart.of(data).box().y(column),
                    Chart.of(data).heatmap().x("name").y("name").color(column).labels())) {
                assertThat(SceneTexts.faults(chart.scene())).isEmpty();
                String page = chart.toHtml();
                assertThat(page.substring(0, page.indexOf("<script>"))).contains("application/json")
                        .doesNotContain("NaN,");
            }
        }
    }

    @Test
    void equal_points_of_a_line_are_seen() {
        Dataset data = Dataset.of(Map.of("x", new double[]{1, 1, 1}, "y", new double[]{5, 5, 5}));
        for (Chart chart : List.of(Chart.of(data).line().x("x").y("y"),
                Chart.of(data).step().x("x").y("y"))) {
            assertThat(chart.toSvg()).contains("stroke-linecap");
        }
        Dataset level = Dataset.of(Map.of("x", new double[]{1, 2}, "y", new double[]{5, 5}));
        assertThat(Chart.of(level).line().x("x").y("y").toSvg()).doesNotContain("stroke-linecap");
    }

    @Test
    void a_length_of_zero_starts_at_the_lower_end() {
        Dataset data = Dataset.of(List.of(new Sale("a", 0), new Sale("b", 0)));
        assertThat(Chart.of(data).bar().x("region").y("amount").toSvg()).contains(">1.0<")
                .doesNotContain(">−");
    }

    @Test
    void the_share_of_a_slice_stands_behind_a_name_from_right_to_left() {
        Dataset data = Dataset.of(List.of(new Sale("חמש 5", 1), new Sale("b", 3)));
        assertThat(Chart.of(data).pie("region").y("amount").toSvg()).contains("חמש 5\u200E 25%")
                .contains(">b 75%");
    }

    @Test
    void equal_numbers_have_an_axis_too() {
        Dataset data = Dataset
                .of(Map.of("x", Collections.nCopies(5, 7.5), "y", Collections.nCopies(5, 1e300)));
        assertThat(SceneTexts.faults(Chart.of(data).x("x").y("y").scene())).isEmpty();
    }
}
