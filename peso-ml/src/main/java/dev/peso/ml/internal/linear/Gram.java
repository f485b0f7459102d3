package dev.peso.ml.internal.linear;

import dev.peso.ml.internal.learn.Workers;

/// Products of columns with each other and with the target, for coordinate descent.
///
/// @param products p x p means of products
/// @param target p means of products with the target
record Gram(double[] products, double[] target) {
    private static final int MOST_SWEEPS = 100_000;
    private static final double ENOUGH = 1e-12;

    static Gram of(Centered data, double total, Workers workers) {
        int p = data.columns().length;
        double[] products = new double[p * p];
        double[] target = new double[p];
        workers.forEach(p, j -> {
            for (int k = 0; k <= j; k++) {
                products[j * p + k] = dot(data.columns()[j], data.columns()[k]) / total;
            }
            target[j] = dot(data.columns()[j], data.target()) / total;
        });
        for (int j = 0; j < p; j++) {
            for (int k = j + 1; k < p; k++) {
                products[j * p + k] = products[k * p + j];
            }
        }
        return new Gram(products, target);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// The least `b'Gb / 2 - t'b + l1 |b|₁ + l2 / 2 |b|²`, one coordinate after another (Friedman, Hastie, Tibshirani
    /// 2010).
    double[] descend(double l1, double l2) {
        int p = target.length;
        double[] b = new double[p];
        double[] gradient = target.clone();
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            double largest = 0;
            double size = 0;
            for (int j = 0; j < p; j++) {
                double curve = products[j * p + j];
                if (curve + l2 <= 0) {
                    continue;
                }
                double next = Shrink.soft(gradient[j] + curve * b[j], l1) / (curve + l2);
                double change = next - b[j];
                if (change != 0) {
                    b[j] = next;
                    for (int k = 0; k < p; k++) {
                        gradient[k] -= change * products[j * p + k];
                    }
                    largest = Math.max(largest, Math.abs(change) * Math.sqrt(curve));
                }
                size = Math.max(size, Math.abs(next) * Math.sqrt(curve));
            }
            if (largest <= ENOUGH * size) {
                break;
            }
        }
        return b;
    }
}
