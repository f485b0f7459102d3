package dev.peso.viz.internal.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Orders of values and what is picked by them.
final class Sorting {
    private Sorting() {}

    /// The positions of finite values from low to high; equal ones stay in order.
    static int[] order(double[] values) {
        boolean sorted = true;
        for (int i = 0; i < values.length && sorted; i++) {
            sorted = Double.isFinite(values[i]) && (i == 0 || values[i - 1] <= values[i]);
        }
        if (sorted) {
            int[] all = new int[values.length];
            for (int i = 0; i < all.length; i++) {
                all[i] = i;
            }
            return all;
        }
        return IntStream.range(0, values.length)
                .filter(i -> Double.isFinite(values[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    static double[] pick(double[] values, int[] positions) {
        double[] picked = new double[positions.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[positions[i]];
        }
        return picked;
    }

    static int[] pick(int[] values, int[] positions) {
        int[] picked = new int[positions.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[positions[i]];
        }
        return picked;
    }

    /// The finite values from low to high.
    static double[] finite(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    }
}
