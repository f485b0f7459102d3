package dev.peso.ml.internal.linear;

import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.numeric.Exp;

/// Probabilities from margins: `1 / (1 + exp(-slope · margin - offset))` (Platt 1999; Newton's method with the targets of
/// Lin, Lin and Weng 2007).
///
/// @param slope 0 or more
/// @param offset any number
record Sigmoid(double slope, double offset) {
    private static final int STEPS = 100;
    private static final double RIDGE = 1e-12;

    double probability(double margin) {
        return Exp.sigmoid(slope * margin + offset);
    }

    static Sigmoid fit(double[] margins, boolean[] isIn, Training training) {
        double in = 0;
        double out = 0;
        for (int i = 0; i < margins.length; i++) {
            in += isIn[i] ? training.weight(i) : 0;
            out += isIn[i] ? 0 : training.weight(i);
        }
        double[] targets = new double[margins.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = isIn[i] ? (in + 1) / (in + 2) : 1 / (out + 2);
        }
        Sigmoid now = new Sigmoid(0, StrictMath.log((in + 1) / (out + 1)));
        double loss = now.loss(margins, targets, training);
        for (int step = 0; step < STEPS; step++) {
            double[] move = now.newton(margins, targets, training);
            double share = 1;
            Sigmoid next = now;
            double better = loss;
            while (share > 1e-10) {
                Sigmoid tried = new Sigmoid(now.slope - share * move[0], now.offset - share * move[1]);
                better = tried.loss(margins, targets, training);
                if (better < loss) {
                    next = tried;
                    break;
                }
                share /= 2;
            }
            if (next.equals(now) || loss - better < 1e-13 * Math.abs(loss)) {
                now = next;
                break;
            }
            now = next;
            loss = better;
        }
        // Margins that tell nothing, or the opposite on few rows, must not turn the classes around.
        return now.slope >= 0 ? now : new Sigmoid(0, StrictMath.log((in + 1) / (out + 1)));
    }

    private double loss(double[] margins, double[] targets, Training training) {
        double sum = 0;
        for (int i = 0; i < margins.length; i++) {
            double z = slope * margins[i] + offset;
            sum += training.weight(i) * (Exp.softplus(z) - targets[i] * z);
        }
        return sum;
    }

    /// The step of Newton's method.
    private double[] newton(double[] margins, double[] targets, Training training) {
        double g0 = 0;
        double g1 = 0;
        double h00 = RIDGE;
        double h01 = 0;
        double h11 = RIDGE;
        for (int i = 0; i < margins.length; i++) {
            double p = probability(margins[i]);
            double first = training.weight(i) * (p - targets[i]);
            double second = training.weight(i) * p * (1 - p);
            g0 += first * margins[i];
            g1 += first;
            h00 += second * margins[i] * margins[i];
            h01 += second * margins[i];
            h11 += second;
        }
        double det = h00 * h11 - h01 * h01;
        return det > 0
                ? new double[]{(h11 * g0 - h01 * g1) / det, (h00 * g1 - h01 * g0) / det}
                : new double[]{0, g1 / h11};
    }
}
