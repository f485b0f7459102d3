package dev.peso.ml.internal.linear;

import java.util.Arrays;

import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.learn.Workers;

/// What losses of one sum and of several share: sums, gradients and curvatures over blocks of rows, added in order.
abstract class SumsLoss implements Loss {
    private static final int BLOCK = 2_048;

    final Training training;
    final Design design;
    final int sums;
    final int rows;
    /// Sums of each row; then whatever the loss makes of them.
    final double[][] values;
    private final Workers workers;

    SumsLoss(Training training, Design design, int sums) {
        this.training = training;
        this.design = design;
        this.sums = sums;
        this.rows = training.rows();
        this.values = new double[sums][rows];
        this.workers = training.workers();
    }

    /// The loss of a row; turns the row's sums in `values` into what [#slope] and [#curve] need.
    abstract double loss(int row);

    /// The derivative of the row's loss by one of its sums.
    abstract double slope(int row, int sum);

    /// The second derivative of the row's loss by two of its sums.
    abstract double curve(int row, int first, int second);

    @Override
    public double gradient(double[] parameters, double[] gradient) {
        int width = design.width() + 1;
        int dense = design.columns().length;
        int blocks = (rows + BLOCK - 1) / BLOCK;
        double[][] parts = new double[blocks][sums * (dense + 1)];
        double[] losses = new double[blocks];
        workers.forBlocks(rows, BLOCK, (from, to) -> {
            sum(parameters, from, to);
            double loss = 0;
            for (int i = from; i < to; i++) {
                loss += loss(i);
            }
            losses[from / BLOCK] = loss;
            addGradient(parts[from / BLOCK], from, to);
        });
        Arrays.fill(gradient, 0);
        double loss = 0;
        for (int block = 0; block < blocks; block++) {
            loss += losses[block];
            for (int k = 0; k < sums; k++) {
                for (int j = 0; j < dense; j++) {
                    gradient[k * width + j] += parts[block][k * (dense + 1) + j];
                }
                gradient[(k + 1) * width - 1] += parts[block][k * (dense + 1) + dense];
            }
        }
        if (design.isSparse()) {
            addSparse(gradient, width, dense);
        }
        return loss;
    }

    private void addSparse(double[] gradient, int width, int dense) {
        for (int k = 0; k < sums; k++) {
            double[] slopes = new double[rows];
            for (int i = 0; i < rows; i++) {
                slopes[i] = slope(i, k);
            }
            int first = k * width + dense;
            workers.forBlocks(width - 1 - dense, BLOCK, (from, to) -> {
                for (int j = from; j < to; j++) {
                    gradient[first + j] = design.byColumn().dot(j, slopes);
                }
            });
        }
    }

    private void sum(double[] parameters, int from, int to) {
        int p = design.width();
        for (int k = 0; k < sums; k++) {
            double[] into = values[k];
            Arrays.fill(into, from, to, parameters[k * (p + 1) + p]);
            design.addSums(parameters, k * (p + 1), into, from, to);
        }
    }

    private void addGradient(double[] gradient, int from, int to) {
        double[][] columns = design.columns();
        int p = columns.length;
        double[] slopes = new double[to - from];
        for (int k = 0; k < sums; k++) {
            double total = 0;
            for (int i = from; i < to; i++) {
                slopes[i - from] = slope(i, k);
                total += slopes[i - from];
            }
            gradient[k * (p + 1) + p] = total;
            for (int j = 0; j < p; j++) {
                gradient[k * (p + 1) + j] = dot(columns[j], slopes, from, to);
            }
        }
    }

    private static double dot(double[] column, double[] factors, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += column[i] * factors[i - from];
        }
        return sum;
    }

    @Override
    public void curvature(double[] matrix) {
        double[][] columns = design.columns();
        int width = columns.length + 1;
        int size = sums * width;
        workers.forEach(sums * sums, pair -> {
            int a = pair / sums;
            int b = pair % sums;
            if (b > a) {
                return;
            }
            double[] curves = new double[rows];
            for (int i = 0; i < rows; i++) {
                curves[i] = curve(i, a, b);
            }
            double[] weighted = new double[rows];
            for (int j = 0; j < width; j++) {
                for (int i = 0; i < rows; i++) {
                    weighted[i] = j < columns.length ? curves[i] * columns[j][i] : curves[i];
                }
                for (int k = 0; k < width; k++) {
                    int row = a * width + j;
                    int column = b * width + k;
                    if (column <= row) {
                        matrix[row * size + column] = k < columns.length
                                ? dot(columns[k], weighted, 0, rows)
                                : total(weighted);
                    }
                }
            }
        });
    }

    private static double total(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    @Override
    public double[] start() {
        return new double[sums * (design.width() + 1)];
    }
}
