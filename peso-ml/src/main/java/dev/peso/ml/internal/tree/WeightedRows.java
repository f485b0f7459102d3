package dev.peso.ml.internal.tree;

import java.util.Arrays;

import dev.peso.ml.internal.learn.Training;

/// Rows with any weights and targets: numbers, or classes by their place.
final class WeightedRows extends ForestRows {
    private final double[] weights;
    private final double[] targets;
    private final double[] spareWeights;
    private final double[] spareTargets;

    WeightedRows(Training training, double[] allWeights, double center) {
        super(allWeights);
        weights = new double[order.length];
        targets = new double[order.length];
        spareWeights = new double[order.length];
        spareTargets = new double[order.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = allWeights[order[i]];
            targets[i] = training.target()[order[i]] - center;
        }
    }

    @Override
    boolean isPure(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (targets[i] != targets[from]) {
                return false;
            }
        }
        return true;
    }

    @Override
    double mean(int from, int to, double[] means) {
        Arrays.fill(means, 0);
        double weight = 0;
        for (int i = from; i < to; i++) {
            weight += weights[i];
            if (means.length == 1) {
                means[0] += weights[i] * targets[i];
            } else {
                means[(int) targets[i]] += weights[i];
            }
        }
        for (int k = 0; k < means.length; k++) {
            means[k] /= weight;
        }
        return weight;
    }

    @Override
    boolean sum(char[] column, int missing, int from, int to, BinSums sums) {
        if (!sums.find(column, missing, order, from, to)) {
            return false;
        }
        sums.addWeights(weights, targets, from, to);
        return true;
    }

    @Override
    int part(char[] column, byte[] sides, int from, int to) {
        int left = from;
        int others = 0;
        for (int i = from; i < to; i++) {
            int row = order[i];
            double weight = weights[i];
            double target = targets[i];
            int side = sides[column[row]];
            order[left] = row;
            weights[left] = weight;
            targets[left] = target;
            spare[others] = row;
            spareWeights[others] = weight;
            spareTargets[others] = target;
            left += side;
            others += 1 - side;
        }
        System.arraycopy(spare, 0, order, left, others);
        System.arraycopy(spareWeights, 0, weights, left, others);
        System.arraycopy(spareTargets, 0, targets, left, others);
        return left;
    }
}
