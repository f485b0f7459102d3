package dev.peso.ml.internal.learn;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Frame;

/// What a learner learns from.
///
/// @param frame the features
/// @param target numbers, or positions of classes
/// @param classes how many classes there are, 0 for a regression
/// @param weights how much each row counts, or null when all count 1
/// @param seed where random numbers start
/// @param workers who helps
/// @param groups which rows are ordered among each other, or null where nothing is
public record Training(Frame frame, double[] target, int classes, double @Nullable [] weights, long seed,
        Workers workers, int @Nullable [] groups) {
    public Training(Frame frame, double[] target, int classes, double @Nullable [] weights, long seed,
            Workers workers) {
        this(frame, target, classes, weights, seed, workers, null);
    }

    public int rows() {
        return target.length;
    }

    public double weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    /// How much each row counts.
    public double[] allWeights() {
        double[] all = new double[rows()];
        Arrays.setAll(all, this::weight);
        return all;
    }

    /// @throws QueryException if rows count differently
    public void requireNoWeights(String who) {
        if (weights != null) {
            throw new QueryException(who + " takes no weights; leave out weight(...)");
        }
    }

    public Training withFrame(Frame other) {
        return new Training(other, target, classes, weights, seed, workers, groups);
    }

    public Training withWorkers(Workers others) {
        return new Training(frame, target, classes, weights, seed, others, groups);
    }

    /// The same columns for some rows.
    public Training take(int[] rows) {
        return new Training(frame.take(rows), pick(target, rows), classes,
                weights == null ? null : pick(weights, rows), seed, workers,
                groups == null ? null : pick(groups, rows));
    }

    public static int[] pick(int[] values, int[] rows) {
        int[] picked = new int[rows.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[rows[i]];
        }
        return picked;
    }

    public static double[] pick(double[] values, int[] rows) {
        double[] picked = new double[rows.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[rows[i]];
        }
        return picked;
    }
}
