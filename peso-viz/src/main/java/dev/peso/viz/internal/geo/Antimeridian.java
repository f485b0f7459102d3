package dev.peso.viz.internal.geo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Cuts rings where they cross the 180th meridian, so that no side of them runs across the whole map; a ring around a pole
/// gets the pole as its far side.
final class Antimeridian {
    /// Degrees between corners along the cut, which is curved on the map.
    private static final double STEP = 2;

    private Antimeridian() {}

    /// Whether a side of the ring is shorter the other way round the globe.
    static boolean crosses(double[] ring) {
        for (int i = 0; i < ring.length; i += 2) {
            if (crosses(ring, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean crosses(double[] ring, int i) {
        return Math.abs(ring[(i + 2) % ring.length] - ring[i]) > 180;
    }

    /// A part of a ring from one crossing to the next.
    private record Chain(List<double[]> places) {
        double[] first() {
            return places.getFirst();
        }

        double[] last() {
            return places.getLast();
        }
    }

    /// The parts of a ring that crosses, each a ring on one side.
    ///
    /// @param ring longitude and latitude in turn, the first place not repeated
    static List<double[]> cut(double[] ring) {
        List<Chain> chains = chains(ring);
        List<double[]> rings = new ArrayList<>();
        for (Chain chain : chains) {
            if (chain.first()[0] != chain.last()[0]) {
                return List.of(aroundPole(chains));
            }
        }
        for (double side : new double[]{-180, 180}) {
            rings.addAll(closed(chains.stream().filter(each -> each.first()[0] == side).toList()));
        }
        return rings;
    }

    private static List<Chain> chains(double[] ring) {
        int start = 0;
        while (!crosses(ring, start)) {
            start += 2;
        }
        List<Chain> chains = new ArrayList<>();
        List<double[]> places = new ArrayList<>();
        for (int k = 0; k < ring.length; k += 2) {
            int i = (start + k) % ring.length;
            int next = (i + 2) % ring.length;
            if (k > 0) {
                places.add(new double[]{ring[i], ring[i + 1]});
            }
            if (crosses(ring, i)) {
                double side = ring[i] > 0 ? 180 : -180;
                double way = ring[next] + 2 * side - ring[i];
                double share = way == 0 ? 0 : (side - ring[i]) / way;
                double latitude = ring[i + 1] + share * (ring[next + 1] - ring[i + 1]);
                if (k == 0) {
                    // The last chain ends with this place, and across the cut.
                    chains.add(new Chain(
                            new ArrayList<>(List.of(new double[]{ring[i], ring[i + 1]},
                                    new double[]{side, latitude}))));
                } else {
                    places.add(new double[]{side, latitude});
                    chains.add(new Chain(places));
                }
                places = new ArrayList<>();
                places.add(new double[]{-side, latitude});
            }
        }
        places.addAll(chains.removeFirst().places());
        chains.add(new Chain(places));
        return chains;
    }

    /// Where a chain meets the cut.
    private record End(Chain chain, boolean last) {
        double latitude() {
            return (last ? chain.last() : chain.first())[1];
        }
    }

    /// Two neighbours of the places where chains meet the cut are the ends of a side along it.
    private static List<double[]> closed(List<Chain> chains) {
        List<End> ends = new ArrayList<>();
        for (Chain chain : chains) {
            ends.add(new End(chain, false));
            ends.add(new End(chain, true));
        }
        ends.sort(Comparator.comparingDouble(End::latitude));
        List<double[]> rings = new ArrayList<>();
        List<Chain> left = new ArrayList<>(chains);
        while (!left.isEmpty()) {
            Chain first = left.getFirst();
            Chain chain = first;
            List<double[]> places = new ArrayList<>();
            do {
                left.remove(chain);
                places.addAll(chain.places());
                chain = after(chain, ends);
                along(places, chain.first());
            } while (!chain.equals(first));
            rings.add(flat(places));
        }
        return rings;
    }

    /// The chain that goes on where the side along the cut ends that begins at the end of one.
    private static Chain after(Chain chain, List<End> ends) {
        int i = ends.indexOf(new End(chain, true));
        return ends.get(i % 2 == 0 ? i + 1 : i - 1).chain();
    }

    /// The ring around the pole that is nearer.
    private static double[] aroundPole(List<Chain> chains) {
        if (chains.size() != 1) {
            throw new IllegalArgumentException("a ring around a pole may cross the 180th meridian once, got "
                    + chains.size() + " times");
        }
        List<double[]> places = new ArrayList<>(chains.getFirst().places());
        double[] first = places.getFirst();
        double[] last = places.getLast();
        double pole = last[1] < 0 ? -90 : 90;
        along(places, new double[]{last[0], pole});
        places.add(new double[]{first[0], pole});
        along(places, first);
        return flat(places);
    }

    /// Places between the last one and another on the same meridian, that one not included.
    private static void along(List<double[]> places, double[] to) {
        double[] from = places.getLast();
        int steps = (int) Math.ceil(Math.abs(to[1] - from[1]) / STEP);
        for (int i = 1; i < steps; i++) {
            places.add(new double[]{from[0], from[1] + (to[1] - from[1]) * i / steps});
        }
        if (Math.abs(to[1]) == 90) {
            places.add(to);
        }
    }

    private static double[] flat(List<double[]> places) {
        return places.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
    }
}
