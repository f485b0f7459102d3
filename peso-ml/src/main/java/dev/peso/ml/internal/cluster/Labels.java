package dev.peso.ml.internal.cluster;

import java.util.Arrays;

/// Numbers of clusters.
final class Labels {
    private Labels() {}

    /// Numbers clusters anew, in the order in which their first rows appear; -1, for none, stays.
    static int[] byAppearance(int[] labels, int count) {
        int[] names = namesByAppearance(labels, count);
        return Arrays.stream(labels).map(label -> label < 0 ? -1 : names[label]).toArray();
    }

    /// The new number of each cluster; those without rows come last.
    static int[] namesByAppearance(int[] labels, int count) {
        int[] names = new int[count];
        Arrays.fill(names, -1);
        int next = 0;
        for (int label : labels) {
            if (label >= 0 && names[label] < 0) {
                names[label] = next++;
            }
        }
        for (int k = 0; k < count; k++) {
            if (names[k] < 0) {
                names[k] = next++;
            }
        }
        return names;
    }

    static double[] asNumbers(int[] labels) {
        return Arrays.stream(labels).mapToDouble(label -> label < 0 ? Double.NaN : label).toArray();
    }
}
