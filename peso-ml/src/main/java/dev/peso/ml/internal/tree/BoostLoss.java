package dev.peso.ml.internal.tree;

import dev.peso.QueryException;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.Exp;

/// The loss that boosting lowers, by its derivatives.
abstract class BoostLoss {
    private static final int BLOCK = 8_192;

    final double[] target;
    final Training training;

    BoostLoss(Training training) {
        this.training = training;
        this.target = training.target();
    }

    static BoostLoss of(BoostingSpec spec, Training training) {
        int[] groups = training.groups();
        if (groups != null) {
            return new RankLoss(training, groups);
        }
        if (training.classes() == 2) {
            return new Logistic(training);
        }
        if (training.classes() > 2) {
            return new Softmax(training);
        }
        return switch (spec.objective()) {
            case SQUARED_ERROR -> new Squared(training);
            case POISSON -> new Poisson(training);
            case QUANTILE -> new Quantile(training, spec.quantile());
        };
    }

    /// Where outputs start.
    abstract double[] base();

    abstract TreeModel.Link link();

    /// Makes use of all outputs for the gradients of a round.
    void prepare(double[][] raw, Workers workers) {}

    /// First and second derivatives of some rows by one output, times the rows' weights.
    abstract void derive(double[][] raw, int output, int from, int to, double[] first, double[] second);

    /// The loss of some rows, which rise.
    abstract double total(double[][] raw, int[] rows);

    /// Whether all rows have the same second derivative.
    boolean isSecondConstant() {
        return false;
    }

    /// The quantile of residuals that leaves take instead of a step; NaN for the step.
    double leafQuantile() {
        return Double.NaN;
    }

    final double weightedMean() {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < target.length; i++) {
            sum += training.weight(i) * target[i];
            total += training.weight(i);
        }
        return sum / total;
    }

    /// A loss that is a sum over rows.
    private abstract static class ByRow extends BoostLoss {
        ByRow(Training training) {
            super(training);
        }

        /// The loss of a row, without its weight.
        abstract double loss(double[][] raw, int row);

        @Override
        final double total(double[][] raw, int[] rows) {
            double sum = 0;
            for (int row : rows) {
                sum += training.weight(row) * loss(raw, row);
            }
            return sum;
        }
    }

    /// A loss of numbers whose second derivatives are the weights.
    private abstract static class OfNumbers extends ByRow {
        OfNumbers(Training training) {
            super(training);
        }

        @Override
        final boolean isSecondConstant() {
            return training.weights() == null;
        }

        @Override
        final TreeModel.Link link() {
            return TreeModel.Link.IDENTITY;
        }
    }

    private static final class Squared extends OfNumbers {
        Squared(Training training) {
            super(training);
        }

        @Override
        double[] base() {
            return new double[]{weightedMean()};
        }

        @Override
        void derive(double[][] raw, int output, int from, int to, double[] first, double[] second) {
            double[] values = raw[0];
            for (int i = from; i < to; i++) {
                double weight = training.weight(i);
                first[i] = weight * (values[i] - target[i]);
                second[i] = weight;
            }
        }

        @Override
        double loss(double[][] raw, int row) {
            double error = raw[0][row] - target[row];
            return error * error;
        }
    }

    private static final class Quantile extends OfNumbers {
        private final double quantile;

        Quantile(Training training, double quantile) {
            super(training);
            this.quantile = quantile;
        }

        @Override
        double[] base() {
            return new double[]{WeightedQuantile.of(target.clone(), training.allWeights(), quantile)};
        }

        @Override
        void derive(double[][] raw, int output, int from, int to, double[] first, double[] second) {
            for (int i = from; i < to; i++) {
                double weight = training.weight(i);
                first[i] = weight * (target[i] < raw[0][i] ? 1 - quantile : -quantile);
                second[i] = weight;
            }
        }

        @Override
        double loss(double[][] raw, int row) {
            double error = target[row] - raw[0][row];
            return error < 0 ? (quantile - 1) * error : quantile * error;
        }

        @Override
        double leafQuantile() {
            return quantile;
        }
    }

    private static final class Poisson extends ByRow {
        Poisson(Training training) {
            super(training);
            for (double count : target) {
                if (!(count >= 0)) {
                    throw new QueryException(
                            "the Poisson objective predicts counts, 0 or more; the target holds " + count);
                }
            }
        }

        @Override
        double[] base() {
            double mean = weightedMean();
            if (mean == 0) {
                throw new QueryException(
                        "the Poisson objective needs a count above 0, and all of the target are 0");
            }
            return new double[]{StrictMath.log(mean)};
        }

        @Override
        TreeModel.Link link() {
            return TreeModel.Link.LOG;
        }

        @Override
        void derive(double[][] raw, int output, int from, int to, double[] first, double[] second) {
            for (int i = from; i < to; i++) {
                double weight = training.weight(i);
                double expected = Exp.exp(raw[0][i]);
                first[i] = weight * (expected - target[i]);
                second[i] = weight * expected;
            }
        }

        @Override
        double loss(double[][] raw, int row) {
            return Exp.exp(raw[0][row]) - target[row] * raw[0][row];
        }
    }

    private static final class Logistic extends ByRow {
        Logistic(Training training) {
            super(training);
        }

        @Override
        double[] base() {
            double share = Math.min(1 - 1e-12, Math.max(1e-12, weightedMean()));
            return new double[]{StrictMath.log(share / (1 - share))};
        }

        @Override
        TreeModel.Link link() {
            return TreeModel.Link.LOGIT;
        }

        @Override
        void derive(double[][] raw, int output, int from, int to, double[] first, double[] second) {
            double[] values = raw[0];
            for (int i = from; i < to; i++) {
                double probability = Exp.sigmoid(values[i]);
                double weight = training.weight(i);
                first[i] = weight * (probability - target[i]);
                second[i] = weight * probability * (1 - probability);
            }
        }

        @Override
        double loss(double[][] raw, int row) {
            return Exp.softplus(target[row] == 1 ? -raw[0][row] : raw[0][row]);
        }
    }

    private static final class Softmax extends ByRow {
        private final double[][] probabilities;

        Softmax(Training training) {
            super(training);
            probabilities = new double[training.classes()][training.rows()];
        }

        @Override
        double[] base() {
            double[] base = new double[probabilities.length];
            double total = 0;
            for (int i = 0; i < target.length; i++) {
                base[(int) target[i]] += training.weight(i);
                total += training.weight(i);
            }
            for (int k = 0; k < base.length; k++) {
                base[k] = StrictMath.log(Math.max(1e-12, base[k] / total));
            }
            return base;
        }

        @Override
        TreeModel.Link link() {
            return TreeModel.Link.SOFTMAX;
        }

        @Override
        void prepare(double[][] raw, Workers workers) {
            workers.forBlocks(raw[0].length, BLOCK, (from, to) -> prepare(raw, from, to));
        }

        private void prepare(double[][] raw, int from, int to) {
            double[] row = new double[raw.length];
            for (int i = from; i < to; i++) {
                for (int k = 0; k < row.length; k++) {
                    row[k] = raw[k][i];
                }
                Exp.softmax(row);
                for (int k = 0; k < row.length; k++) {
                    probabilities[k][i] = row[k];
                }
            }
        }

        @Override
        void derive(double[][] raw, int output, int from, int to, double[] first, double[] second) {
            for (int i = from; i < to; i++) {
                double weight = training.weight(i);
                double probability = probabilities[output][i];
                first[i] = weight * (probability - (target[i] == output ? 1 : 0));
                second[i] = weight * probability * (1 - probability);
            }
        }

        @Override
        double loss(double[][] raw, int row) {
            double[] scores = new double[raw.length];
            for (int k = 0; k < scores.length; k++) {
                scores[k] = raw[k][row];
            }
            return Exp.softmax(scores) - raw[(int) target[row]][row];
        }
    }
}
