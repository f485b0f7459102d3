package dev.peso.ml.internal.search;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.ml.internal.learn.Workers;

/// Chooses from a library of models those whose mean does best: the one that helps most is added again and again
/// (Caruana et al. 2004). The loss is that of the logarithm for classes and the square for numbers.
public final class Blend {
    private static final int ROUNDS = 30;
    private static final double LEAST = 1e-15;

    private final List<double[][]> library;
    private final double[] actual;
    private final double @Nullable [] weights;
    private final boolean classifies;

    /// @param library for each model its predictions of rows that it has not learnt from
    /// @param actual numbers, or positions of classes
    /// @param weights of rows, or null
    public Blend(List<double[][]> library, double[] actual, double @Nullable [] weights) {
        this.library = library;
        this.actual = actual;
        this.weights = weights;
        this.classifies = library.getFirst().length > 1;
    }

    /// What each model counts; they sum up to 1.
    ///
    /// @param most how many models may count
    public double[] choose(int most, Workers workers) {
        int models = library.size();
        int[] counts = new int[models];
        double[][] sum = new double[library.getFirst().length][actual.length];
        double[] best = new double[models];
        double least = Double.POSITIVE_INFINITY;
        for (int round = 1; round <= ROUNDS; round++) {
            boolean isFull = Arrays.stream(counts).filter(count -> count > 0).count() >= most;
            double[] losses = new double[models];
            int size = round;
            workers.forEach(models, model -> losses[model] = isFull && counts[model] == 0
                    ? Double.POSITIVE_INFINITY
                    : loss(sum, library.get(model), size));
            int chosen = 0;
            for (int model = 1; model < models; model++) {
                chosen = losses[model] < losses[chosen] ? model : chosen;
            }
            counts[chosen]++;
            add(sum, library.get(chosen));
            if (losses[chosen] < least) {
                least = losses[chosen];
                Arrays.setAll(best, model -> (double) counts[model] / size);
            }
        }
        return best;
    }

    private static void add(double[][] sum, double[][] predicted) {
        for (int k = 0; k < sum.length; k++) {
            for (int i = 0; i < sum[k].length; i++) {
                sum[k][i] += predicted[k][i];
            }
        }
    }

    private double loss(double[][] sum, double[][] more, int size) {
        double loss = 0;
        for (int i = 0; i < actual.length; i++) {
            int k = classifies ? (int) actual[i] : 0;
            double mean = (sum[k][i] + more[k][i]) / size;
            double one = classifies
                    ? -StrictMath.log(Math.max(LEAST, mean))
                    : (mean - actual[i]) * (mean - actual[i]);
            loss += (weights == null ? 1 : weights[i]) * one;
        }
        return loss;
    }

    /// The weighted mean of predictions.
    public static double[][] mean(List<double[][]> predictions, double[] shares) {
        double[][] mean = new double[predictions.getFirst().length][predictions.getFirst()[0].length];
        for (int model = 0; model < shares.length; model++) {
            for (int k = 0; k < mean.length; k++) {
                for (int i = 0; i < mean[k].length; i++) {
                    mean[k][i] += shares[model] * predictions.get(model)[k][i];
                }
            }
        }
        return mean;
    }
}
