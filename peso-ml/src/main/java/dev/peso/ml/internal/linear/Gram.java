package dev.peso.ml.internal.linear;

import java.util.Arrays;
import java.util.stream.IntStream;

import dev.peso.ml.internal.learn.Workers;

/// Products of columns with each other and with the target, for coordinate descent.
///
/// @param products p x p means of products
/// @param target p means of products with the target
record Gram(double[] products, double[] target) {
    private static final int MOST_SWEEPS = 100_000;
    private static final double ENOUGH = 1e-12;
    /// After so many sweeps coordinates alone move too slowly, as they do where columns nearly depend on each other.
    private static final int PATIENCE = 100;

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
    /// 2010), now and then all that are not 0 at once.
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
            if ((sweep + 1) % Math.max(PATIENCE, p / 3) == 0) {
                leap(b, gradient, l1, l2);
            }
        }
        return b;
    }

    /// Moves all factors that are not 0 at once.
    private void leap(double[] b, double[] gradient, double l1, double l2) {
        int p = target.length;
        int[] used = IntStream.range(0, p).filter(j -> b[j] != 0).toArray();
        int n = used.length;
        double[] from = Arrays.stream(used).mapToDouble(j -> b[j]).toArray();
        double[] falls = Arrays.stream(used).mapToDouble(j -> gradient[j] - l2 * b[j]).toArray();
        double[] curves = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                curves[i * n + k] = products[used[i] * p + used[k]];
            }
            curves[i * n + i] += l2;
        }
        double[] end = new Leap(from, curves, falls, l1).end();
        System.arraycopy(target, 0, gradient, 0, p);
        for (int i = 0; i < n; i++) {
            b[used[i]] = end[i];
            for (int k = 0; k < p; k++) {
                gradient[k] -= end[i] * products[used[i] * p + k];
            }
        }
    }
}
