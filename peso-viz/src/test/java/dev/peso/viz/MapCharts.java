package dev.peso.viz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import org.jspecify.annotations.Nullable;

import dev.peso.Dataset;

/// Samples of maps.
final class MapCharts {
    private static final List<String> CODES = List.of("USA", "CAN", "MEX", "BRA", "ARG", "CHL", "PER", "COL",
            "GBR", "FRA", "DEU", "ESP", "ITA", "NOR", "SWE", "FIN", "POL", "UKR", "TUR", "RUS", "KAZ", "CHN",
            "IND", "JPN", "KOR", "IDN", "AUS", "NZL", "ZAF", "NGA", "EGY", "KEN", "COD", "SAU", "IRN", "FJI",
            "MDG", "LUX");

    record Sale(String country, double sales) {}

    record City(double lon, double lat, String size, double people) {}

    record Odd(@Nullable String country, @Nullable Double value, @Nullable Double lon, @Nullable Double lat,
            String kind) {}

    private MapCharts() {}

    static Dataset sales() {
        Random random = new Random(5);
        return Dataset.of(CODES.stream()
                .map(code -> new Sale(code, Math.round(random.nextDouble() * 9000 + 400) / 10.0))
                .toList());
    }

    static Dataset cities() {
        return Dataset.of(List.of(new City(-74.0, 40.7, "large", 18.8), new City(-0.1, 51.5, "small", 9.3),
                new City(139.7, 35.7, "large", 37.4), new City(151.2, -33.9, "small", 4.9),
                new City(-46.6, -23.5, "large", 22.0), new City(31.2, 30.0, "large", 20.9),
                new City(18.4, -33.9, "small", 4.6), new City(72.9, 19.1, "large", 20.4),
                new City(-157.9, 21.3, "small", 0.9), new City(37.6, 55.8, "large", 12.5)));
    }

    /// Codes of all kinds and names of all spellings, some of them none; values and places that are missing, infinite, of
    /// both signs or off the globe.
    static Dataset odd() {
        List<Odd> rows = new ArrayList<>();
        String[] names = {"United States", "us", "840", "Côte d'Ivoire", "cote divoire", "Frnace", "Wakanda",
                "", null, "AQ", "Kingdom of Norway", "KOREA, REP.", "<b>Chad</b>", "SGP", "Somaliland",
                "Russian Federation", "a name that is so long that no line has room for all of it", "TR",
                "fj"};
        Double[] values = {-12.5, 30.0, null, 0.0, -0.0, 5.0, 6.0, 7.0, 8.0, -40.0, Double.POSITIVE_INFINITY,
                1e-9, 9.0, 10.0, 25.0, -33.0, 11.0, Double.NaN, 40.0};
        Double[] places = {0.0, 0.0, 180.0, -90.0, -180.0, 90.0, 359.0, 10.0, null, 45.0, Double.NaN, 2.0,
                400.0,
                10.0, 12.0, 95.0, 179.99, -85.0};
        for (int i = 0; i < names.length; i++) {
            rows.add(new Odd(names[i], values[i], places[2 * i % 18], places[(2 * i + 1) % 18],
                    i % 3 == 0 ? "a" : "<b>&"));
        }
        return Dataset.of(Odd.class, rows).collect();
    }

    static Chart named(String name) {
        return Objects.requireNonNull(all().get(name), name);
    }

    static Map<String, Chart> all() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        charts.put("choropleth", Charts.choropleth(sales(), "country", "sales").title("Sales by country"));
        charts.put("places", Charts.places(cities(), "lon", "lat").color("size").title("Some cities"));
        charts.put("map-layers", Chart.layer(Charts.choropleth(sales(), "country", "sales").title("Both"),
                Chart.of(cities()).places("lon", "lat").size("people").color(0xC2410C).named("cities")));
        charts.put("map-part", Chart.of(sales())
                .choropleth("country")
                .color("sales")
                .xLimits(-25, 45)
                .yLimits(34, 72)
                .title("Sales in Europe"));
        return charts;
    }

    static Map<String, Chart> nasty() {
        Map<String, Chart> charts = new LinkedHashMap<>();
        charts.put("choropleth", Chart.of(odd()).choropleth("country").color("value").title("חוב <b>"));
        charts.put("choropleth-panels", Chart.of(odd()).choropleth("country").facet("kind"));
        charts.put("places", Chart.of(odd()).places("lon", "lat").color("value"));
        return charts;
    }
}
