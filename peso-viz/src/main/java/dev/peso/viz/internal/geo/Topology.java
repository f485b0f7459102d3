package dev.peso.viz.internal.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.viz.internal.json.JsonTree;

/// A document of TopoJSON: areas whose borders are arcs, which neighbours share. Reads what quantised files of areas have
/// (<https://github.com/topojson/topojson-specification>): a transform, arcs of differences, polygons and groups of them.
///
/// @param arcs the places of each arc in degrees, longitude and latitude in turn
/// @param areas in the order of the document
record Topology(List<double[]> arcs, List<Area> areas) {
    /// An area.
    ///
    /// @param id what the document calls it
    /// @param rings of all its parts: numbers of arcs, `~n` for an arc that is walked backwards
    record Area(int id, List<int[]> rings) {}

    /// @param json the document
    /// @param name of the object whose geometries are the areas
    /// @throws DataException if it is no such document
    static Topology read(String json, String name) {
        Map<String, @Nullable Object> root = JsonTree.object(json);
        Map<?, ?> transform = map(root.get("transform"));
        double[] scale = pair(transform.get("scale"));
        double[] shift = pair(transform.get("translate"));
        List<double[]> arcs = new ArrayList<>();
        for (Object arc : list(root.get("arcs"))) {
            arcs.add(places(list(arc), scale, shift));
        }
        List<Area> areas = new ArrayList<>();
        for (Object each : list(map(map(root.get("objects")).get(name)).get("geometries"))) {
            areas.add(area(map(each)));
        }
        return new Topology(arcs, areas);
    }

    /// The first place of an arc stands for itself, the others for the way from the one before.
    private static double[] places(List<?> steps, double[] scale, double[] shift) {
        double[] places = new double[2 * steps.size()];
        double x = 0;
        double y = 0;
        for (int i = 0; i < steps.size(); i++) {
            double[] step = pair(steps.get(i));
            x += step[0];
            y += step[1];
            places[2 * i] = x * scale[0] + shift[0];
            places[2 * i + 1] = y * scale[1] + shift[1];
        }
        return places;
    }

    private static Area area(Map<?, ?> geometry) {
        List<int[]> rings = new ArrayList<>();
        String type = String.valueOf(geometry.get("type"));
        List<?> parts = switch (type) {
            case "Polygon" -> List.of(list(geometry.get("arcs")));
            case "MultiPolygon" -> list(geometry.get("arcs"));
            default -> throw new DataException("a map is made of polygons, got \"" + type + "\"");
        };
        for (Object part : parts) {
            for (Object ring : list(part)) {
                rings.add(list(ring).stream().mapToInt(each -> (int) number(each)).toArray());
            }
        }
        return new Area((int) number(geometry.get("id")), rings);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value, "an object of the map");
    }

    private static List<?> list(@Nullable Object value) {
        return (List<?>) Objects.requireNonNull(value, "an array of the map");
    }

    private static double[] pair(@Nullable Object value) {
        List<?> pair = list(value);
        return new double[]{number(pair.get(0)), number(pair.get(1))};
    }

    private static double number(@Nullable Object value) {
        return (Double) Objects.requireNonNull(value, "a number of the map");
    }

    /// The places of a ring, the first one not repeated.
    double[] places(int[] ring) {
        int size = 0;
        for (int arc : ring) {
            size += arcs.get(arc < 0 ? ~arc : arc).length - 2;
        }
        double[] places = new double[size];
        int at = 0;
        for (int arc : ring) {
            double[] one = arcs.get(arc < 0 ? ~arc : arc);
            for (int i = 0; i < one.length - 2; i += 2) {
                int from = arc < 0 ? one.length - 2 - i : i;
                places[at++] = one[from];
                places[at++] = one[from + 1];
            }
        }
        return places;
    }
}
