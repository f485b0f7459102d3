package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.QueryException;
import dev.peso.viz.internal.board.Filters;
import dev.peso.viz.internal.geo.Countries;
import dev.peso.viz.internal.geo.Country;
import dev.peso.viz.internal.layout.Picture;
import dev.peso.viz.internal.mark.ViewState;
import dev.peso.viz.internal.svg.SvgWriter;

class MapTest {
    private final Dataset sales = MapCharts.sales();

    @Test
    void countries_are_found_however_they_are_written() {
        for (String germany : List.of("DE", "de", "DEU", "276", "Germany", "GERMANY",
                "Federal Republic of Germany")) {
            Dataset one = Dataset.of(Map.of("place", List.of(germany), "n", new double[]{7}));
            assertThat(Chart.of(one).choropleth("place").color("n").altText())
                    .as(germany)
                    .contains("One country has a value: 7 for Germany.");
        }
        Dataset numbers = Dataset.of(Map.of("place", new int[]{4, 840}, "n", new double[]{7, 9}));
        assertThat(Chart.of(numbers).choropleth("place").color("n").altText())
                .contains("the highest is 9 for United States, the lowest 7 for Afghanistan");
    }

    @Test
    void rows_of_one_country_come_together_however_they_are_written() {
        Dataset rows = Dataset.of(Map.of("place", List.of("US", "United States", "usa", "Fr"), "n",
                new double[]{1, 2, 6, 4}));
        Chart chart = Chart.of(rows).choropleth("place");
        assertThat(chart.color("n").altText())
                .contains("the highest is 4 for France, the lowest 3 for United States");
        assertThat(chart.color(Expr.sum("n")).altText()).contains("the highest is 9 for United States");
        assertThat(chart.color(Expr.median("n")).altText()).contains("the lowest 2 for United States");
        assertThat(chart.altText()).contains("the highest is 3 for United States, the lowest 1 for France");
    }

    @Test
    void what_is_no_country_is_said_with_the_nearest_name() {
        Dataset rows = Dataset
                .of(Map.of("place", List.of("Frnace", "Frnace", "Atlantis", "Malta", "", "Peru")));
        assertThat(Chart.of(rows).choropleth("place").altText())
                .contains(
                        "3 rows of no known country are not shown: \"Frnace\" (nearest: France), \"Atlantis\".")
                .contains("1 row of countries too small for the map is not shown: \"Malta\".")
                .contains("1 row without a country is not shown.");
    }

    @Test
    void a_map_without_countries_shows_land() {
        Dataset none = sales.filter("sales < 0");
        assertThat(Chart.of(none).choropleth("country").color("sales").altText())
                .isEqualTo("World map of sales by country. There is nothing to show.");
        assertThat(Chart.of(none).choropleth("country").color("sales").toSvg()).contains("no data");
        assertThat(Charts.places(MapCharts.cities().limit(0), "lon", "lat").altText())
                .isEqualTo("Map of places. There is nothing to show.");
    }

    @Test
    void a_map_refuses_what_it_cannot_show() {
        Chart map = Chart.of(sales).choropleth("country").color("sales");
        assertThatThrownBy(() -> Chart.of(sales).choropleth("county"))
                .isInstanceOf(QueryException.class)
                .hasMessageStartingWith("channel country: column \"county\" not found");
        assertThatThrownBy(() -> Chart.of(sales).choropleth("sales"))
                .hasMessage(
                        "channel country: \"sales\" is float64; it takes names of countries, or their codes by ISO 3166-1");
        assertThatThrownBy(() -> Chart.of(sales).choropleth("country").color("country").toSvg())
                .hasMessage(
                        "channel color: \"country\" is utf8; the mark choropleth draws colors of a ramp, which are numbers");
        assertThatThrownBy(() -> Chart.of(sales).places("sales", "country"))
                .hasMessage("channel y: \"country\" is utf8; on a map it takes degrees of latitude");
        assertThatThrownBy(() -> Chart.layer(map, Chart.of(sales).bar().x("country")).toSvg())
                .hasMessage("a map takes layers of marks choropleth and places, got bar");
        assertThatThrownBy(() -> map.rangeSlider().toSvg())
                .hasMessage("a map has no axes; leave rangeSlider() out");
        assertThatThrownBy(() -> map.logX().toSvg()).hasMessage("a map has no axes; leave logX() out");
        assertThatThrownBy(() -> map.xLimits(0, 200).toSvg())
                .hasMessage("xLimits of a map are degrees from -180 to 180, got 200");
    }

    @Test
    void a_map_comes_back_from_json() {
        for (Map.Entry<String, Chart> each : MapCharts.all().entrySet()) {
            Dataset[] data = each.getKey().equals("map-layers")
                    ? new Dataset[]{sales, MapCharts.cities()}
                    : new Dataset[]{each.getKey().equals("places") ? MapCharts.cities() : sales};
            Chart again = Chart.fromJson(each.getValue().toJson(), data);
            assertThat(again.toJson()).isEqualTo(each.getValue().toJson());
            assertThat(again.toSvg()).as(each.getKey()).isEqualTo(each.getValue().toSvg());
        }
    }

    @Test
    void vega_lite_gets_shapes_that_are_projected_already() {
        assertThat(MapCharts.named("map-layers").toVegaLite())
                .contains("\"projection\":{\"type\":\"identity\",\"reflectY\":true}")
                .contains("\"type\":\"geoshape\"")
                .contains("\"name\":\"Australia\"")
                .contains("\"longitude\":{\"field\":\"x\"");
    }

    @Test
    void many_places_are_shown_as_density() {
        int n = 200_100;
        double[] lon = new double[n];
        double[] lat = new double[n];
        for (int i = 0; i < n; i++) {
            lon[i] = i % 361 - 180;
            lat[i] = i % 89;
        }
        Chart chart = Charts.places(Dataset.of(Map.of("lon", lon, "lat", lat)), "lon", "lat");
        assertThat(chart.altText()).contains("200,100 rows, shown as density");
        assertThat(chart.toSvg()).contains("mark density").hasSizeLessThan(400_000);
    }

    @Test
    void a_filter_of_a_dashboard_colours_countries_anew(@TempDir Path folder) throws Exception {
        Dataset rows = sales.with("kind = if(sales < 400, 'low', 'high')").collect();
        Chart chart = Chart.of(rows).choropleth("country").color("sales").size(700, 400);
        Path page = folder.resolve("map.html");
        Dashboard.of("Sales").add(chart).filter("kind").save(page);
        Filters filters = Filters.NONE.with("kind", new Filters.Names(List.of("high")));
        try (Browser browser = Browser.open(page, folder.resolve("profile"))) {
            assertThat(fills(browser)).isEqualTo(fills(chart.picture(ViewState.FIRST)));
            browser.evaluate(
                    "(b => { b.checked = false; b.dispatchEvent(new Event('input', {bubbles: true})); })"
                            + "(document.querySelector('input[value=low]')) || ''");
            assertThat(fills(browser)).isEqualTo(fills(chart.picture(filters::of)))
                    .isNotEqualTo(fills(chart.picture(ViewState.FIRST)));
        }
    }

    private static List<String> fills(Browser browser) throws Exception {
        return List.of(browser.evaluate("[...document.querySelectorAll('g.mark.map path')].map(p =>"
                + " (p.getAttribute('fill') ?? p.parentNode.getAttribute('fill')) + p.getAttribute('d'))"
                + ".sort().join('~')").split("~"));
    }

    private static List<String> fills(Picture picture) throws Exception {
        List<String> fills = new ArrayList<>();
        for (Element group : new SvgReading(SvgWriter.write(picture.scene(), "x")).groups("mark map")) {
            for (Element path : SvgReading.all(group, "path")) {
                fills.add((path.hasAttribute("fill") ? path : group).getAttribute("fill")
                        + path.getAttribute("d"));
            }
        }
        Collections.sort(fills);
        return fills;
    }

    @Test
    void the_pointer_finds_countries_and_places(@TempDir Path folder) throws Exception {
        Path page = folder.resolve("map.html");
        MapCharts.named("choropleth").save(page);
        try (Browser browser = Browser.open(page, folder.resolve("profile"))) {
            assertThat(said(browser, -100, 62)).isEqualTo("country: Canada\nsales: " + value("CAN"));
            assertThat(said(browser, 100, 62)).isEqualTo("country: Russia\nsales: " + value("RUS"));
            assertThat(said(browser, 103, 46)).isEqualTo("country: Mongolia\nsales: no data");
            assertThat(said(browser, -30, 20)).isEmpty();
        }
    }

    private String value(String country) {
        return String.valueOf(sales.filter(Expr.col("country").eq(country)).doubles("sales")[0])
                .replace(".0", "");
    }

    /// What the tooltip says at a place.
    private static String said(Browser browser, double longitude, double latitude) throws Exception {
        double[] at = MapReading.project(longitude, latitude);
        String[] box = browser.evaluate("(r => { const b = r.getBoundingClientRect(); return"
                + " [b.left + scrollX, b.top + scrollY, b.width, b.height].join(' '); })"
                + "(document.querySelector('svg'))").split(" ");
        Picture.Panel panel = MapCharts.named("choropleth").picture(ViewState.FIRST).panels().getFirst();
        double zoom = Double.parseDouble(box[2]) / 720;
        browser.moveTo(Double.parseDouble(box[0]) + zoom * panel.x().at(at[0]),
                Double.parseDouble(box[1]) + zoom * panel.y().at(at[1]));
        return browser.evaluate("(t => t.classList.contains('off') ? '' : t.textContent)"
                + "(document.querySelector('.tip'))");
    }

    @Test
    void a_page_of_a_map_is_small() {
        MapCharts.all()
                .forEach((name, chart) -> assertThat(chart.toHtml().length()).as(name).isLessThan(100_000));
        for (int[] size : new int[][]{{320, 240}, {1100, 640}, {1600, 900}}) {
            MapCharts.all()
                    .forEach((name, chart) -> assertThat(chart.size(size[0], size[1]).toHtml().length())
                            .as(name)
                            .isLessThan(100_000));
        }
        List<String> all = Countries.all().stream().map(Country::name).toList();
        double[] values = new double[all.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1 / (i + 3.0);
        }
        Dataset each = Dataset.of(Map.of("name", all, "value", values));
        assertThat(Charts.choropleth(each, "name", "value").toHtml().length()).isLessThan(100_000);
    }
}
