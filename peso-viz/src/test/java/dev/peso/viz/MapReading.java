package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

import dev.peso.viz.GoldenReadings.Reading;

/// What a reader who knows the projection finds on a map: the box that clips it goes from edge to edge of the land, so pixels
/// are places; the colour at a place is the value of its country, the middle of a point is where it should be.
///
/// @param svg the picture
/// @param panel which of its maps
/// @param frame lowest and highest x, lowest and highest y, in radii of the globe
record MapReading(SvgReading svg, int panel, double[] frame) {
    /// All land but Antarctica; found from the file by a program in another language.
    static final double[] LAND = {-2.6559802718237977, 2.6559802718237977, -1.026793410731059,
            1.305428464021197};
    /// With Antarctica, which reaches to the pole.
    static final double[] ALL = {-2.6559802718237977, 2.6559802718237977, -1.3173627591574133,
            1.305428464021197};
    private static final double HALF = 0.5;
    /// What the clip has more than the box on each side.
    private static final double CLIP = 1.5;

    /// A place in each of some countries: longitude and latitude.
    static final Map<String, double[]> INSIDE = Map.ofEntries(Map.entry("USA", new double[]{-100, 40}),
            Map.entry("CAN", new double[]{-105, 58}), Map.entry("MEX", new double[]{-102, 23}),
            Map.entry("BRA", new double[]{-53, -10}), Map.entry("ARG", new double[]{-65, -35}),
            Map.entry("PER", new double[]{-75, -10}), Map.entry("COL", new double[]{-73, 4}),
            Map.entry("FRA", new double[]{2.5, 47}), Map.entry("DEU", new double[]{10, 51}),
            Map.entry("ESP", new double[]{-4, 40}), Map.entry("SWE", new double[]{15, 63}),
            Map.entry("FIN", new double[]{26, 64}), Map.entry("POL", new double[]{19, 52}),
            Map.entry("UKR", new double[]{31, 49}), Map.entry("TUR", new double[]{35, 39}),
            Map.entry("RUS", new double[]{100, 62}), Map.entry("KAZ", new double[]{67, 48}),
            Map.entry("CHN", new double[]{103, 35}), Map.entry("IND", new double[]{79, 22}),
            Map.entry("AUS", new double[]{134, -25}), Map.entry("ZAF", new double[]{24, -30}),
            Map.entry("NGA", new double[]{8, 9.5}), Map.entry("EGY", new double[]{29, 26.5}),
            Map.entry("KEN", new double[]{38, 0.5}), Map.entry("COD", new double[]{23, -3}),
            Map.entry("SAU", new double[]{45, 24}), Map.entry("IRN", new double[]{54, 32.5}),
            Map.entry("MDG", new double[]{46.5, -20}), Map.entry("ATA", new double[]{60, -75}),
            Map.entry("CIV", new double[]{-5.5, 7.5}), Map.entry("GRL", new double[]{-40, 72}),
            Map.entry("MNG", new double[]{103, 46}));

    /// The projection by the paper's own words: x and y from the angle theta, and a scale for x that is the derivative of y.
    static double[] project(double longitude, double latitude) {
        double theta = Math.asin(Math.sqrt(3) / 2 * Math.sin(Math.toRadians(latitude)));
        double y = polynomial(theta);
        double h = 1e-5;
        double slope = (polynomial(theta + h) - polynomial(theta - h)) / (2 * h);
        return new double[]{
                2 * Math.sqrt(3) * Math.toRadians(longitude) * Math.cos(theta) / (3 * slope), y};
    }

    private static double polynomial(double theta) {
        return 1.340264 * theta - 0.081106 * Math.pow(theta, 3) + 0.000893 * Math.pow(theta, 7)
                + 0.003796 * Math.pow(theta, 9);
    }

    private double[] box() {
        List<Element> areas = svg.marks(panel, "map", null);
        String id = areas.getFirst().getAttribute("clip-path").replaceAll("url\\(#|\\)", "");
        for (Element clip : SvgReading.all(svg.root, "clipPath")) {
            if (clip.getAttribute("id").equals(id)) {
                double[] box = SvgReading.boxes(clip).getFirst();
                return new double[]{box[0] + CLIP, box[1] + CLIP, box[2] - CLIP, box[3] - CLIP};
            }
        }
        throw new AssertionError("no clip " + id);
    }

    /// Where a place is in the picture.
    private double[] pixel(double longitude, double latitude) {
        double[] box = box();
        double[] at = project(longitude, latitude);
        return new double[]{
                box[0] + (at[0] - frame[0]) / (frame[1] - frame[0]) * (box[2] - box[0]),
                box[3] - (at[1] - frame[2]) / (frame[3] - frame[2]) * (box[3] - box[1])};
    }

    /// The colour of the area at a place, and whether it is that of areas without a value; null at sea.
    private Map.@Nullable Entry<Integer, Boolean> color(double longitude, double latitude) {
        double[] at = pixel(longitude, latitude);
        for (Element group : svg.marks(panel, "map", null)) {
            for (Element path : SvgReading.all(group, "path")) {
                if (path(path.getAttribute("d")).contains(at[0], at[1])) {
                    Element filled = path.hasAttribute("fill") ? path : group;
                    return Map.entry(SvgReading.color(filled, "fill"),
                            group.getAttribute("aria-label").equals("no data"));
                }
            }
        }
        return null;
    }

    private static final Pattern NUMBER = Pattern.compile("-?(\\d+\\.?\\d*|\\.\\d+)");

    static Path2D path(String data) {
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        for (String ring : data.split("Z")) {
            Matcher matcher = NUMBER.matcher(ring);
            List<Double> numbers = new ArrayList<>();
            while (matcher.find()) {
                numbers.add(Double.valueOf(matcher.group()));
            }
            double x = 0;
            double y = 0;
            for (int i = 0; i + 1 < numbers.size(); i += 2) {
                x += numbers.get(i);
                y += numbers.get(i + 1);
                if (i == 0) {
                    path.moveTo(x, y);
                } else {
                    path.lineTo(x, y);
                }
            }
            if (!numbers.isEmpty()) {
                path.closePath();
            }
        }
        return path;
    }

    /// Countries have the colours of their values, all others that of no data.
    ///
    /// @param values by codes of [#INSIDE]
    /// @param low the lowest of all values
    /// @param high the highest of all values
    static Reading countries(Map<String, Double> values, double low, double high, int panel, double[] frame) {
        return svg -> {
            MapReading map = new MapReading(svg, panel, frame);
            double span = low < 0 && high > 0 ? 2 * Math.max(-low, high) : high - low;
            for (Map.Entry<String, double[]> place : INSIDE.entrySet()) {
                double[] at = project(place.getValue()[0], place.getValue()[1]);
                if (at[0] < frame[0] || at[0] > frame[1] || at[1] < frame[2] || at[1] > frame[3]) {
                    continue;
                }
                Map.@Nullable Entry<Integer, Boolean> found = map.color(place.getValue()[0],
                        place.getValue()[1]);
                Double value = values.get(place.getKey());
                if (place.getKey().equals("ATA") && value == null) {
                    assertThat(found).as("Antarctica, of which nothing is known").isNull();
                    continue;
                }
                Map.Entry<Integer, Boolean> color = Objects.requireNonNull(found,
                        "no land in " + place.getKey());
                assertThat(color.getValue()).as("no data in %s", place.getKey()).isEqualTo(value == null);
                if (value != null) {
                    assertThat(svg.rampValue(color.getKey())).as(place.getKey())
                            .isCloseTo(value, within(span / 47 + Math.abs(high) * 1e-3));
                }
            }
        };
    }

    /// Points stand where they are on the globe.
    ///
    /// @param places longitude and latitude of each
    static Reading points(List<double[]> places, double[] frame) {
        return svg -> {
            MapReading map = new MapReading(svg, 0, frame);
            List<double[]> found = new ArrayList<>();
            svg.marks(0, "point", null).forEach(each -> found.addAll(SvgReading.centers(each)));
            assertThat(found).hasSameSizeAs(places);
            for (double[] place : places) {
                double[] at = map.pixel(place[0], place[1]);
                double[] nearest = found.stream()
                        .min(Comparator.comparingDouble(
                                each -> Math.hypot(each[0] - at[0], each[1] - at[1])))
                        .orElseThrow();
                assertThat(Math.hypot(nearest[0] - at[0], nearest[1] - at[1]))
                        .as("point at %s, %s", place[0], place[1])
                        .isLessThan(HALF);
                found.remove(nearest);
            }
        };
    }

    /// What a reader should find in the samples.
    static Map<String, Reading> all() {
        Map<String, Double> sales = new HashMap<>();
        List<MapCharts.Sale> rows = MapCharts.sales().stream(MapCharts.Sale.class).toList();
        rows.forEach(each -> sales.put(each.country(), each.sales()));
        double low = rows.stream().mapToDouble(MapCharts.Sale::sales).min().orElseThrow();
        double high = rows.stream().mapToDouble(MapCharts.Sale::sales).max().orElseThrow();
        List<double[]> cities = MapCharts.cities()
                .stream(MapCharts.City.class)
                .map(each -> new double[]{each.lon(), each.lat()})
                .toList();
        double[] europe = {project(-25, 34)[0], project(45, 34)[0], project(0, 34)[1], project(0, 72)[1]};
        Map<String, Reading> readings = new HashMap<>();
        readings.put("choropleth", countries(sales, low, high, 0, LAND));
        readings.put("places", points(cities, LAND));
        readings.put("map-layers", countries(sales, low, high, 0, LAND).and(points(cities, LAND)));
        readings.put("map-part", countries(sales, low, high, 0, europe));
        Map<String, Double> odd = Map.of("USA", 8.75, "CIV", 0.0, "ATA", -40.0, "RUS", -33.0);
        readings.put("nasty-choropleth", countries(odd, -40, 40, 0, ALL));
        readings.put("nasty-choropleth-panels",
                countries(Map.of("USA", 1.0, "CIV", 1.0, "ATA", 1.0, "RUS", 1.0), 1, 2, 0, ALL)
                        .and(countries(Map.of("USA", 2.0, "CIV", 1.0, "TUR", 1.0), 1, 2, 1, ALL)));
        readings.put("nasty-places", points(oddPlaces(), new double[]{ALL[0], ALL[1], ALL[2], -ALL[2]}));
        return readings;
    }

    private static List<double[]> oddPlaces() {
        List<double[]> places = new ArrayList<>();
        for (MapCharts.Odd each : MapCharts.odd().stream(MapCharts.Odd.class).toList()) {
            Double x = each.lon();
            Double y = each.lat();
            Double value = each.value();
            if (x != null && y != null && Double.isFinite(x) && Double.isFinite(y) && x <= 360
                    && Math.abs(y) <= 90) {
                places.add(new double[]{x > 180 ? x - 360 : x, y});
            }
            assertThat(value == null || !value.isInfinite() || value > 0).isTrue();
        }
        return places;
    }
}
