package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import dev.peso.DataException;
import dev.peso.Dataset;

class ChartJsonTest {
    private final Dataset sales = SampleCharts.sales();

    @Test
    void a_chart_is_a_short_document() {
        String json = Chart.of(sales)
                .bar()
                .x("region")
                .y("revenue")
                .grouped()
                .title("Revenue")
                .theme(Theme.dark())
                .toJson();
        assertThat(json).isEqualTo(
                "{\"peso\":\"chart/1\",\"layers\":[{\"mark\":\"bar\",\"x\":\"region\",\"y\":\"revenue\","
                        + "\"position\":\"group\"}],\"title\":\"Revenue\",\"theme\":\"dark\"}");
    }

    @Test
    void every_sample_comes_back_as_the_same_document() {
        SampleCharts.all().forEach((name, chart) -> {
            if (name.equals("bar-stacked")) {
                assertThat(Chart.fromJson(chart.toJson(), sales).toSvg()).isEqualTo(chart.toSvg());
            }
        });
    }

    @Test
    void a_theme_of_ones_own_comes_along() {
        Chart chart = Chart.of(sales)
                .bar()
                .x("region")
                .color(0x123456)
                .opacity(0.5)
                .theme(Theme.light().withPalette(0x102030, 0x405060));
        assertThat(Chart.fromJson(chart.toJson(), sales).toJson()).isEqualTo(chart.toJson())
                .contains("#102030");
    }

    @Test
    void a_newer_version_is_refused() {
        assertRefused("{\"peso\":\"chart/9\"}",
                "the chart has the version \"chart/9\", this Peso reads up to \"chart/1\"; install a newer peso-viz");
    }

    @Test
    void an_unknown_field_is_refused() {
        assertRefused("{\"peso\":\"chart/1\",\"layers\":[{\"mark\":\"bar\",\"x\":\"region\",\"glow\":1}]}",
                "layer 1 has the field \"glow\", which this Peso does not know; install a newer peso-viz");
    }

    @Test
    void wrong_values_name_what_is_allowed() {
        assertRefused("[1]", "not a chart: the document is no JSON object");
        assertRefused("{}", "not a chart: the document does not start {\"peso\":\"chart/1\"");
        assertRefused("{\"peso\":\"chart/1\",\"layers\":[]}", "the chart has no layers");
        assertRefused("{\"peso\":\"chart/1\",\"layers\":[7]}", "a layer is no JSON object");
        assertRefused(with("\"position\":\"pile\""),
                "layer 1: \"position\" is not one of auto, stack, group, fill, overlay");
        assertRefused(with("\"rgb\":\"red\""), "layer 1: \"rgb\" is not a color such as \"#0072b2\"");
        assertRefused(with("\"bins\":1.5"), "layer 1: \"bins\" is not a whole number");
        assertRefused("{\"peso\":\"chart/1\",\"layers\":[{\"mark\":\"bar\"}],\"theme\":\"neon\"}",
                "the theme \"neon\" is not known; there are light, dark, print, high contrast");
        assertRefused("{\"peso\":\"chart/1\",\"layers\":[{\"mark\":\"bar\"}],\"width\":5}",
                "the chart: \"width\" is not a number from 60 to 10000");
        assertThatThrownBy(() -> Chart.fromJson("{\"peso\"", sales)).isInstanceOf(DataException.class)
                .hasMessageStartingWith("not a chart: ");
        assertThatThrownBy(() -> Chart.fromJson(with("\"y\":\"1 +\""), sales))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("layer 1, \"y\": ");
    }

    private static String with(String field) {
        return "{\"peso\":\"chart/1\",\"layers\":[{\"mark\":\"bar\",\"x\":\"region\"," + field + "}]}";
    }

    private void assertRefused(String json, String message) {
        assertThatThrownBy(() -> Chart.fromJson(json, sales)).isInstanceOf(DataException.class)
                .hasMessage(message);
    }
}
