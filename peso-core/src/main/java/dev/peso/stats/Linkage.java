package dev.peso.stats;

import java.util.ArrayList;
import java.util.List;

/// Hierarchical clustering by average linkage (UPGMA of Sokal and Michener, 1958): the two nearest clusters are joined
/// until one is left; clusters are as far apart as their members are on average.
public final class Linkage {
    private Linkage() {}

    /// An order in which things that are alike stand beside each other.
    ///
    /// @param distances from each thing to each, symmetric; NaN counts as farthest
    /// @return the numbers of the things
    public static int[] order(double[][] distances) {
        int n = distances.length;
        List<List<Integer>> clusters = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            if (distances[i].length != n) {
                throw new IllegalArgumentException("distances must have " + n + " columns, row " + i + " has "
                        + distances[i].length);
            }
            clusters.add(List.of(i));
        }
        while (clusters.size() > 1) {
            int first = 0;
            int second = 1;
            double nearest = Double.POSITIVE_INFINITY;
            for (int a = 0; a < clusters.size(); a++) {
                for (int b = a + 1; b < clusters.size(); b++) {
                    double distance = between(clusters.get(a), clusters.get(b), distances);
                    if (distance < nearest) {
                        nearest = distance;
                        first = a;
                        second = b;
                    }
                }
            }
            List<Integer> joined = joined(clusters.get(first), clusters.remove(second), distances);
            clusters.set(first, joined);
        }
        return clusters.stream().flatMap(List::stream).mapToInt(Integer::intValue).toArray();
    }

    private static double between(List<Integer> a, List<Integer> b, double[][] distances) {
        double sum = 0;
        for (int i : a) {
            for (int k : b) {
                sum += distance(distances, i, k);
            }
        }
        return sum / ((double) a.size() * b.size());
    }

    private static double distance(double[][] distances, int i, int k) {
        return Double.isNaN(distances[i][k]) ? Double.MAX_VALUE / 1e10 : distances[i][k];
    }

    /// The clusters end to end, turned so that the nearest ends meet.
    private static List<Integer> joined(List<Integer> a, List<Integer> b, double[][] distances) {
        List<Integer> best = List.of();
        double nearest = Double.POSITIVE_INFINITY;
        for (List<Integer> left : List.of(a, a.reversed())) {
            for (List<Integer> right : List.of(b, b.reversed())) {
                double gap = distance(distances, left.getLast(), right.getFirst());
                if (gap < nearest) {
                    nearest = gap;
                    best = new ArrayList<>(left);
                    best.addAll(right);
                }
            }
        }
        return best;
    }
}
