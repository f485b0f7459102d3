package dev.peso.viz.internal.geo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.peso.viz.internal.mark.Atlas;

/// The countries as areas of a flat map, by Natural Earth at 1:110 million: those that are large enough to be seen on one,
/// in order of their names. It is read when the first map is drawn.
public final class World {
    private static final String FILE = "docs/data/world-110m.json";
    /// What the file gives to areas without a code, and which those are in its order.
    private static final int UNCODED = -99;
    private static final List<String> UNCODED_NAMES = List.of("Northern Cyprus", "Kosovo", "Somaliland");
    private static final int SCAN_LINES = 15;

    private World() {}

    private record Map110(Atlas atlas, int[] areas) {
        static final Map110 MAP = load();
    }

    /// All areas in the units of [EqualEarth].
    public static Atlas atlas() {
        return Map110.MAP.atlas();
    }

    /// The area of a country, or -1 if the map does not have it.
    ///
    /// @param country its position in the list of [Countries]
    public static int area(int country) {
        return Map110.MAP.areas()[country];
    }

    /// The area that maps leave out unless it has a value.
    public static int antarctica() {
        return area(Countries.find("AQ"));
    }

    private static Map110 load() {
        Topology topology = Topology.read(Countries.resource(FILE), "countries");
        List<Topology.Area> sorted = new ArrayList<>();
        Map<Topology.Area, Integer> countries = countries(topology);
        countries.entrySet()
                .stream()
                .sorted(Comparator.comparing(each -> Countries.all().get(each.getValue()).name()))
                .forEach(each -> sorted.add(each.getKey()));
        List<double[]> arcs = new ArrayList<>();
        for (double[] arc : topology.arcs()) {
            arcs.add(projected(arc));
        }
        int[][][] rings = new int[sorted.size()][][];
        int[] areas = new int[Countries.all().size()];
        Arrays.fill(areas, -1);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < rings.length; i++) {
            int country = countries.getOrDefault(sorted.get(i), -1);
            areas[country] = i;
            names.add(Countries.all().get(country).name());
            rings[i] = rings(topology, sorted.get(i), arcs);
        }
        return new Map110(placed(new Atlas(names, arcs.toArray(double[][]::new), rings,
                new double[rings.length], new double[rings.length])), areas);
    }

    private static Map<Topology.Area, Integer> countries(Topology topology) {
        Map<Topology.Area, Integer> countries = new HashMap<>();
        int uncoded = 0;
        for (Topology.Area area : topology.areas()) {
            String said = area.id() == UNCODED ? UNCODED_NAMES.get(uncoded++) : String.valueOf(area.id());
            int country = Countries.find(said);
            if (country < 0) {
                throw new IllegalStateException("the map has an area " + said + ", which is no country");
            }
            countries.put(area, country);
        }
        return countries;
    }

    /// Rings that cross the 180th meridian are cut; their parts are arcs of their own.
    private static int[][] rings(Topology topology, Topology.Area area, List<double[]> arcs) {
        List<int[]> rings = new ArrayList<>();
        for (int[] ring : area.rings()) {
            double[] places = topology.places(ring);
            if (Antimeridian.crosses(places)) {
                for (double[] part : Antimeridian.cut(places)) {
                    double[] closed = Arrays.copyOf(part, part.length + 2);
                    closed[part.length] = part[0];
                    closed[part.length + 1] = part[1];
                    rings.add(new int[]{arcs.size()});
                    arcs.add(projected(closed));
                }
            } else {
                rings.add(ring);
            }
        }
        return rings.toArray(int[][]::new);
    }

    private static double[] projected(double[] places) {
        double[] on = new double[places.length];
        for (int i = 0; i < on.length; i += 2) {
            on[i] = EqualEarth.x(places[i], places[i + 1]);
            on[i + 1] = EqualEarth.y(places[i + 1]);
        }
        return on;
    }

    /// With a place inside each area: on one of some lines across its largest part, in the middle of the longest piece.
    private static Atlas placed(Atlas atlas) {
        for (int area = 0; area < atlas.names().size(); area++) {
            double[] largest = {};
            for (int ring = 0; ring < atlas.rings()[area].length; ring++) {
                double[] corners = atlas.ring(area, ring);
                largest = extent(corners) > extent(largest) ? corners : largest;
            }
            double[] place = inside(largest);
            atlas.x()[area] = place[0];
            atlas.y()[area] = place[1];
        }
        return atlas;
    }

    private static double extent(double[] ring) {
        double doubled = 0;
        for (int i = 0; i < ring.length; i += 2) {
            int next = (i + 2) % ring.length;
            doubled += ring[i] * ring[next + 1] - ring[next] * ring[i + 1];
        }
        return Math.abs(doubled) / 2;
    }

    private static double[] inside(double[] ring) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < ring.length; i += 2) {
            low = Math.min(low, ring[i]);
            high = Math.max(high, ring[i]);
        }
        double[] best = {ring[0], ring[1]};
        double longest = 0;
        for (int line = 1; line <= SCAN_LINES; line++) {
            double y = low + (high - low) * line / (SCAN_LINES + 1);
            double[] crossings = crossings(ring, y);
            // Lines near the middle are preferred: names and rings look better there.
            double near = 1 - Math.abs(2.0 * line / (SCAN_LINES + 1) - 1) / 2;
            for (int i = 0; i + 1 < crossings.length; i += 2) {
                double length = (crossings[i + 1] - crossings[i]) * near;
                if (length > longest) {
                    longest = length;
                    best = new double[]{(crossings[i] + crossings[i + 1]) / 2, y};
                }
            }
        }
        return best;
    }

    private static double[] crossings(double[] ring, double y) {
        double[] found = new double[ring.length / 2];
        int size = 0;
        for (int i = 0; i < ring.length; i += 2) {
            int next = (i + 2) % ring.length;
            double y1 = ring[i + 1];
            double y2 = ring[next + 1];
            if (y1 > y != y2 > y) {
                found[size++] = ring[i] + (y - y1) / (y2 - y1) * (ring[next] - ring[i]);
            }
        }
        double[] crossings = Arrays.copyOf(found, size);
        Arrays.sort(crossings);
        return crossings;
    }
}
