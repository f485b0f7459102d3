package dev.peso.ml.internal.score;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/// Probabilities of classes beside the true class.
public final class ClassScores implements Scored {
    private static final double LEAST_PROBABILITY = 1e-15;
    /// With more classes than this, the mean area under their ROC curves is not worth its time.
    private static final int MOST_CURVES = 50;
    private static final int[] TOPS = {3, 5};
    /// Of the expected calibration error.
    private static final int BINS = 10;

    private final double[][] probabilities;
    private final double[] target;
    private final int positive;
    private final Decision decision;
    private final int[] chosen;
    private final int[][] orders;

    /// @param probabilities for each class those of all rows
    /// @param target the position of each row's class
    /// @param positive which of two classes is the positive one, or -1
    /// @param decision how classes are chosen
    public ClassScores(double[][] probabilities, double[] target, int positive, Decision decision) {
        this.probabilities = probabilities;
        this.target = target;
        this.positive = positive;
        this.decision = decision;
        this.chosen = IntStream.range(0, target.length)
                .map(i -> decision.choose(probabilities, i, positive))
                .toArray();
        this.orders = new int[probabilities.length][];
    }

    @Override
    public int rows() {
        return target.length;
    }

    /// The chosen class of each row.
    public int[] chosen() {
        return chosen;
    }

    public Confusion confusion(double @Nullable [] weights) {
        return Confusion.of(probabilities.length, chosen, target, weights);
    }

    /// The curve of a class against all others.
    public Curve curve(int k, double @Nullable [] weights) {
        return Curve.of(order(k), probabilities[k], target, k, weights);
    }

    /// Rows by falling probability of a class.
    private int[] order(int k) {
        synchronized (orders) {
            if (orders[k] == null) {
                orders[k] = Curve.order(probabilities[k]);
            }
            return orders[k];
        }
    }

    /// How probabilities compare with what came true: of two classes those of the positive one, of more those of the
    /// likeliest one.
    public CalibrationBins calibration(int bins, double @Nullable [] weights) {
        return positive >= 0
                ? CalibrationBins.of(bins, target.length, i -> probabilities[positive][i],
                        i -> target[i] == positive, weights)
                : CalibrationBins.of(bins, target.length, i -> probabilities[likeliest(i)][i],
                        i -> target[i] == likeliest(i), weights);
    }

    private int likeliest(int row) {
        return Decision.LIKELIEST.choose(probabilities, row, -1);
    }

    @Override
    public Map<String, Double> scores(double @Nullable [] weights) {
        Confusion table = confusion(weights);
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("accuracy", table.accuracy());
        scores.put("balanced_accuracy", table.balancedAccuracy());
        if (positive >= 0) {
            Curve curve = curve(positive, weights);
            scores.put("auc", curve.auc());
            scores.put("average_precision", curve.averagePrecision());
            scores.put("precision", table.precision(positive));
            scores.put("recall", table.recall(positive));
            scores.put("specificity", table.specificity(positive));
            scores.put("f1", table.f1(positive));
            scores.put("jaccard", table.jaccard(positive));
        } else {
            if (probabilities.length <= MOST_CURVES) {
                double[] areas = IntStream.range(0, probabilities.length)
                        .mapToDouble(k -> curve(k, weights).auc())
                        .toArray();
                scores.put("auc_ovr", Arrays.stream(areas).average().orElse(Double.NaN));
                scores.put("auc_ovr_weighted", table.mean(k -> areas[k], true));
                int[][] all = IntStream.range(0, areas.length).mapToObj(this::order).toArray(int[][]::new);
                scores.put("auc_ovo", PairAreas.mean(all, probabilities, target, weights));
            }
            for (int places : TOPS) {
                if (places < probabilities.length) {
                    scores.put("top_" + places + "_accuracy", top(places, weights));
                }
            }
        }
        scores.put("brier", brier(weights));
        scores.put("ece", calibration(BINS, weights).error());
        scores.put("precision_macro", table.mean(table::precision, false));
        scores.put("recall_macro", table.mean(table::recall, false));
        scores.put("f1_macro", table.mean(table::f1, false));
        scores.put("jaccard_macro", table.mean(table::jaccard, false));
        scores.put("precision_weighted", table.mean(table::precision, true));
        scores.put("f1_weighted", table.mean(table::f1, true));
        scores.put("mcc", table.correlation());
        scores.put("kappa", table.kappa());
        scores.put("log_loss", logLoss(weights));
        if (!decision.costs().isEmpty()) {
            scores.put("cost", cost(table));
        }
        return scores;
    }

    private double cost(Confusion table) {
        double sum = 0;
        for (int k = 0; k < decision.costs().size(); k++) {
            sum += table.counts()[k / table.classes()][k % table.classes()] * decision.costs().get(k);
        }
        return sum / table.total();
    }

    /// The share of rows whose class is among those of the highest probabilities; among equal ones it comes last.
    private double top(int places, double @Nullable [] weights) {
        return mean(weights, i -> {
            double own = probabilities[(int) target[i]][i];
            int above = -1;
            for (double[] each : probabilities) {
                above += each[i] >= own ? 1 : 0;
            }
            return above < places ? 1 : 0;
        });
    }

    /// Of two classes the squared error of the positive one's probability, of more the sum of those of all.
    private double brier(double @Nullable [] weights) {
        if (positive >= 0) {
            return mean(weights, i -> square(positive, i));
        }
        return mean(weights, i -> {
            double sum = 0;
            for (int k = 0; k < probabilities.length; k++) {
                sum += square(k, i);
            }
            return sum;
        });
    }

    private double square(int k, int row) {
        double error = probabilities[k][row] - (target[row] == k ? 1 : 0);
        return error * error;
    }

    private double mean(double @Nullable [] weights, IntToDoubleFunction ofRow) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < target.length; i++) {
            double weight = weights == null ? 1 : weights[i];
            sum += weight * ofRow.applyAsDouble(i);
            total += weight;
        }
        return sum / total;
    }

    private double logLoss(double @Nullable [] weights) {
        return mean(weights, i -> -StrictMath.log(Math.clamp(probabilities[(int) target[i]][i],
                LEAST_PROBABILITY, 1 - LEAST_PROBABILITY)));
    }

    /// Whether each row was chosen rightly.
    public boolean[] right() {
        boolean[] right = new boolean[chosen.length];
        for (int i = 0; i < right.length; i++) {
            right[i] = chosen[i] == target[i];
        }
        return right;
    }
}
