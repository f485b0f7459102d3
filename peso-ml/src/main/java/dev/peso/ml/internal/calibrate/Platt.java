package dev.peso.ml.internal.calibrate;

import dev.peso.ml.internal.numeric.Exp;

/// A logistic curve over the logarithm of the odds (Platt 1999).
///
/// @param slope what the logarithm is multiplied with
/// @param intercept what is added then
public record Platt(double slope, double intercept) implements CalibrationCurve {
    /// Probabilities are drawn so far away from 0 and 1.
    public static final double LEAST = 1e-6;
    private static final int MOST_STEPS = 100;
    private static final double SMALL = 1e-10;

    @Override
    public double at(double probability) {
        return Exp.sigmoid(slope * logit(probability) + intercept);
    }

    static double logit(double probability) {
        double p = Math.clamp(probability, LEAST, 1 - LEAST);
        return StrictMath.log(p / (1 - p));
    }

    static Platt of(double[] probabilities, boolean[] isTrue, double[] weights) {
        double[] scores = new double[probabilities.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = logit(probabilities[i]);
        }
        return ofScores(scores, isTrue, weights);
    }

    /// The same probability everywhere: as many as there are that are true.
    public static Platt flat(boolean[] isTrue, double[] weights) {
        return new Platt(0, StrictMath.log(
                (sum(isTrue, weights, true) + 1) / (sum(isTrue, weights, false) + 1)));
    }

    private static double sum(boolean[] isTrue, double[] weights, boolean of) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += isTrue[i] == of ? weights[i] : 0;
        }
        return sum;
    }

    /// The least sum of log losses, with targets drawn in from 0 and 1 as by one more row of either kind; by Newton's
    /// method with shorter steps where a whole one goes too far (Lin, Lin and Weng 2007).
    public static Platt ofScores(double[] scores, boolean[] isTrue, double[] weights) {
        double positives = sum(isTrue, weights, true);
        double negatives = sum(isTrue, weights, false);
        double high = (positives + 1) / (positives + 2);
        double low = 1 / (negatives + 2);
        double[] targets = new double[scores.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = isTrue[i] ? high : low;
        }
        Platt now = flat(isTrue, weights);
        double loss = now.loss(scores, targets, weights);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] move = now.newton(scores, targets, weights);
            double length = 1;
            Platt next = now;
            double nextLoss = loss;
            while (length >= SMALL) {
                next = new Platt(now.slope + length * move[0], now.intercept + length * move[1]);
                nextLoss = next.loss(scores, targets, weights);
                if (nextLoss <= loss) {
                    break;
                }
                length /= 2;
            }
            boolean isEnd = !(loss - nextLoss > 1e-15 * Math.abs(loss));
            if (nextLoss <= loss) {
                now = next;
                loss = nextLoss;
            }
            if (isEnd) {
                break;
            }
        }
        return now;
    }

    private double loss(double[] scores, double[] targets, double[] weights) {
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            double z = slope * scores[i] + intercept;
            sum += weights[i] * (Exp.softplus(z) - targets[i] * z);
        }
        return sum;
    }

    private double[] newton(double[] scores, double[] targets, double[] weights) {
        double bySlope = 0;
        double byIntercept = 0;
        double a = 1e-12;
        double b = 0;
        double c = 1e-12;
        for (int i = 0; i < scores.length; i++) {
            double p = Exp.sigmoid(slope * scores[i] + intercept);
            double miss = weights[i] * (p - targets[i]);
            double curve = weights[i] * p * (1 - p);
            bySlope += miss * scores[i];
            byIntercept += miss;
            a += curve * scores[i] * scores[i];
            b += curve * scores[i];
            c += curve;
        }
        double determinant = a * c - b * b;
        return determinant > 0
                ? new double[]{-(c * bySlope - b * byIntercept) / determinant,
                        -(a * byIntercept - b * bySlope) / determinant}
                : new double[]{-bySlope / a, -byIntercept / c};
    }
}
