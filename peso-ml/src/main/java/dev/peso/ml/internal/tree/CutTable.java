package dev.peso.ml.internal.tree;

/// Finds how many cuts are below a value: equal steps between the least and the greatest cut tell about where to look.
final class CutTable {
    private static final int STEPS = 1_024;
    private static final int FEW = 8;

    private final double[] cuts;
    private final double low;
    private final double scale;
    /// For each step how many cuts lie in those before it; empty where steps would tell nothing.
    private final int[] below;

    CutTable(double[] cuts) {
        this.cuts = cuts;
        int last = cuts.length - 1;
        double range = last < FEW ? 0 : cuts[last] - cuts[0];
        this.low = range > 0 ? cuts[0] : 0;
        this.scale = range > 0 ? STEPS / range : 0;
        boolean isUseful = scale > 0 && scale < Double.POSITIVE_INFINITY && range < Double.POSITIVE_INFINITY;
        this.below = new int[isUseful ? STEPS + 2 : 0];
        if (isUseful) {
            for (double cut : cuts) {
                below[step(cut) + 1]++;
            }
            for (int step = 1; step < below.length; step++) {
                below[step] += below[step - 1];
            }
        }
    }

    /// Never falls as values rise.
    private int step(double value) {
        return Math.clamp((long) ((value - low) * scale), 0, STEPS);
    }

    int bin(double value) {
        if (below.length == 0) {
            return search(value, 0, cuts.length);
        }
        int step = step(value);
        return search(value, below[step], below[step + 1]);
    }

    private int search(double value, int from, int to) {
        int first = from;
        int last = to;
        while (first < last) {
            int middle = (first + last) >>> 1;
            if (cuts[middle] < value) {
                first = middle + 1;
            } else {
                last = middle;
            }
        }
        return first;
    }
}
