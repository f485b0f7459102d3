package dev.peso.ml.internal.linear;

import java.util.Arrays;
import java.util.List;

import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.learn.Workers;

/// Linear regression on many sparse columns: never a matrix of columns by columns, nor columns less their means.
final class WideLinear {
    private static final int MOST_STEPS = 5_000;
    private static final int MOST_SWEEPS = 10_000;
    private static final double ENOUGH = 1e-13;
    private static final double ENOUGH_SWEPT = 1e-12;
    private static final int COLUMNS = 1_024;

    private final LinearSpec spec;
    private final Training training;
    private final Design design;
    /// Weights of rows that sum up to 1.
    private final double[] shares;
    private final double[] means;
    private final double targetMean;

    private WideLinear(LinearSpec spec, Training training) {
        this.spec = spec;
        this.training = training;
        this.design = Design.of(training.frame(), spec.title());
        this.shares = Design.shares(training);
        this.means = design.means(training);
        this.targetMean = spec.intercept() ? dot(shares, training.target()) : 0;
    }

    static LinearModel fit(LinearSpec spec, Training training) {
        WideLinear fit = new WideLinear(spec, training);
        double[] factors = spec.l1Share() == LinearSpec.RIDGE ? fit.ridge() : fit.elasticNet();
        Frame frame = training.frame();
        double start = spec.intercept() ? fit.targetMean - dot(factors, fit.means) : 0;
        return new LinearModel(spec.title(), LinearModel.Link.IDENTITY, frame.names(), List.of(factors),
                new double[]{start}, fit.means);
    }

    private double shift(int column) {
        return spec.intercept() ? means[column] : 0;
    }

    /// Conjugate gradients on the normal equations (Hestenes and Stiefel 1952), each divided by the weight of all rows.
    private double[] ridge() {
        double total = 0;
        for (int i = 0; i < training.rows(); i++) {
            total += training.weight(i);
        }
        double penalty = spec.penalty() / total;
        double[] target = training.target().clone();
        for (int i = 0; i < target.length; i++) {
            target[i] -= targetMean;
        }
        double[] factors = new double[design.width()];
        double[] rest = transposed(target);
        double[] direction = rest.clone();
        double squares = dot(rest, rest);
        double first = squares;
        for (int step = 0; step < MOST_STEPS && squares > ENOUGH * ENOUGH * first; step++) {
            double[] image = transposed(centered(direction));
            for (int j = 0; j < image.length; j++) {
                image[j] += penalty * direction[j];
            }
            double length = squares / dot(direction, image);
            for (int j = 0; j < factors.length; j++) {
                factors[j] += length * direction[j];
                rest[j] -= length * image[j];
            }
            double next = dot(rest, rest);
            for (int j = 0; j < direction.length; j++) {
                direction[j] = rest[j] + next / squares * direction[j];
            }
            squares = next;
        }
        return factors;
    }

    /// The columns less their means, times factors.
    private double[] centered(double[] factors) {
        double[] sums = new double[training.rows()];
        double shift = spec.intercept() ? dot(factors, means) : 0;
        training.workers().forBlocks(sums.length, COLUMNS, (from, to) -> {
            Arrays.fill(sums, from, to, -shift);
            design.addSums(factors, 0, sums, from, to);
        });
        return sums;
    }

    /// The columns less their means, times rows that count by their weight.
    private double[] transposed(double[] rows) {
        double[] weighted = new double[rows.length];
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            weighted[i] = shares[i] * rows[i];
            sum += weighted[i];
        }
        double whole = sum;
        double[] result = new double[design.width()];
        Workers workers = training.workers();
        workers.forBlocks(result.length, COLUMNS, (from, to) -> {
            for (int j = from; j < to; j++) {
                result[j] = design.dot(j, weighted) - shift(j) * whole;
            }
        });
        return result;
    }

    /// One coordinate after another with what is left of the target (Friedman, Hastie, Tibshirani 2010). What is left is
    /// held as an array and a number to add to it, so that a step only touches rows where the column is not 0.
    private double[] elasticNet() {
        double l1 = spec.penalty() * spec.l1Share();
        double l2 = spec.penalty() * (1 - spec.l1Share());
        int width = design.width();
        double[] curves = new double[width];
        for (int j = 0; j < width; j++) {
            curves[j] = Math.max(0, design.dotSquares(j, shares) - shift(j) * shift(j));
        }
        double[] factors = new double[width];
        double[] rest = new double[training.rows()];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = shares[i] * (training.target()[i] - targetMean);
        }
        Descent descent = new Descent(factors, rest, curves, l1, l2);
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            if (descent.sweep(false) <= ENOUGH_SWEPT) {
                break;
            }
            while (descent.sweep(true) > ENOUGH_SWEPT && descent.sweeps < MOST_SWEEPS) {
                // The columns in use settle before all are looked at again.
            }
        }
        return factors;
    }

    private final class Descent {
        private final double[] factors;
        /// What is left of the target, times the weights of rows, less `offset` times them.
        private final double[] rest;
        private final double[] curves;
        private final double l1;
        private final double l2;
        private double offset;
        private int sweeps;

        Descent(double[] factors, double[] rest, double[] curves, double l1, double l2) {
            this.factors = factors;
            this.rest = rest;
            this.curves = curves;
            this.l1 = l1;
            this.l2 = l2;
        }

        /// The largest change, measured by what it does to predictions against what all do.
        double sweep(boolean inUse) {
            sweeps++;
            double largest = 0;
            double size = 1e-300;
            for (int j = 0; j < factors.length; j++) {
                if (curves[j] + l2 <= 0 || inUse && factors[j] == 0) {
                    continue;
                }
                double slope = design.dot(j, rest) + offset * means[j] + curves[j] * factors[j];
                double next = Shrink.soft(slope, l1) / (curves[j] + l2);
                double change = next - factors[j];
                if (change != 0) {
                    factors[j] = next;
                    design.addColumn(j, -change, shares, rest);
                    offset += change * shift(j);
                }
                largest = Math.max(largest, Math.abs(change) * Math.sqrt(curves[j]));
                size = Math.max(size, Math.abs(next) * Math.sqrt(curves[j]));
            }
            return largest / size;
        }

    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
