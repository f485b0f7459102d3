package dev.peso.ml.internal.reduce;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Found;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.Eigen;

/// The axes along which rows vary most.
///
/// @param features names of the features
/// @param means of the features
/// @param axes directions of length 1; of each the loading of the greatest size is positive
/// @param variances of the rows along the axes, by their number less 1
/// @param total the sum of the variances of the features
/// @param isWhitened whether outputs are divided by the deviation along their axis
public record PcaModel(List<String> features, double[] means, List<double[]> axes, double[] variances,
        double total, boolean isWhitened) implements Found {
    private static final int BLOCK = 4_096;

    public PcaModel {
        features = List.copyOf(features);
        axes = List.copyOf(axes);
        boolean fits = means.length == features.size() && variances.length == axes.size() && !axes.isEmpty();
        for (double[] axis : axes) {
            fits &= axis.length == means.length;
        }
        if (!fits) {
            throw new IllegalArgumentException("the axes do not fit the features");
        }
    }

    /// @param weights how often rows count, or null when each counts once
    /// @param components how many axes, at most as many as there are features and less than rows
    public static PcaModel fit(List<String> names, double[][] columns, double @Nullable [] weights,
            int components, boolean isWhitened, Workers workers) {
        int n = columns[0].length;
        double[] roots = new double[n];
        double weight = 0;
        for (int i = 0; i < n; i++) {
            roots[i] = weights == null ? 1 : Math.sqrt(weights[i]);
            weight += weights == null ? 1 : weights[i];
        }
        double all = weight;
        double[] means = new double[columns.length];
        double[][] centered = new double[columns.length][];
        workers.forEach(columns.length, j -> {
            means[j] = mean(columns[j], roots, all);
            centered[j] = new double[n];
            for (int i = 0; i < n; i++) {
                centered[j][i] = (columns[j][i] - means[j]) * roots[i];
            }
        });
        boolean isWide = columns.length > n;
        double[][] sides = isWide ? transposed(centered) : centered;
        Eigen eigen = Eigen.of(products(sides, workers), sides.length);
        List<double[]> axes = new ArrayList<>();
        double[] variances = new double[components];
        for (int k = 0; k < components; k++) {
            variances[k] = Math.max(0, eigen.values()[k]) / (all - 1);
            axes.add(upright(isWide ? across(centered, eigen.vectors()[k]) : eigen.vectors()[k]));
        }
        double total = 0;
        for (double[] column : centered) {
            total += dot(column, column) / (all - 1);
        }
        return new PcaModel(names, means, axes, variances, total, isWhitened);
    }

    private static double mean(double[] column, double[] roots, double all) {
        double first = 0;
        for (int i = 0; i < column.length; i++) {
            first += roots[i] * roots[i] * column[i] / all;
        }
        double rest = 0;
        for (int i = 0; i < column.length; i++) {
            rest += roots[i] * roots[i] * (column[i] - first) / all;
        }
        return first + rest;
    }

    private static double[][] transposed(double[][] columns) {
        double[][] rows = new double[columns[0].length][columns.length];
        for (int j = 0; j < columns.length; j++) {
            for (int i = 0; i < rows.length; i++) {
                rows[i][j] = columns[j][i];
            }
        }
        return rows;
    }

    /// The products of all pairs of columns, the lower half.
    private static double[] products(double[][] columns, Workers workers) {
        int p = columns.length;
        double[] products = new double[p * p];
        workers.forEach(p, i -> {
            for (int j = 0; j <= i; j++) {
                products[i * p + j] = dot(columns[i], columns[j]);
            }
        });
        return products;
    }

    private static double dot(double[] a, double[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return s0 + s1 + (s2 + s3);
    }

    /// The axis that rows of such a share in it lie along.
    private static double[] across(double[][] columns, double[] shares) {
        double[] axis = new double[columns.length];
        Arrays.setAll(axis, j -> dot(columns[j], shares));
        double length = Math.sqrt(dot(axis, axis));
        for (int j = 0; j < axis.length; j++) {
            axis[j] /= length > 0 ? length : 1;
        }
        return axis;
    }

    /// Turned so that the loading of the greatest size is positive.
    private static double[] upright(double[] axis) {
        int greatest = 0;
        for (int j = 1; j < axis.length; j++) {
            greatest = Math.abs(axis[j]) > Math.abs(axis[greatest]) ? j : greatest;
        }
        double sign = axis[greatest] < 0 ? -1 : 1;
        return Arrays.stream(axis).map(loading -> sign * loading).toArray();
    }

    @Override
    public List<String> outputs() {
        return IntStream.rangeClosed(1, axes.size()).mapToObj(k -> "pc" + k).toList();
    }

    @Override
    public double[][] predict(Frame frame, Workers workers) {
        return project(frame.finiteNumbers("principal components"), workers);
    }

    /// What an output is multiplied with.
    public double scale(int axis) {
        double deviation = Math.sqrt(variances[axis]);
        return isWhitened && deviation > 0 ? 1 / deviation : 1;
    }

    /// Where rows lie along the axes.
    public double[][] project(double[][] columns, Workers workers) {
        int rows = columns[0].length;
        double[][] outputs = new double[axes.size()][rows];
        workers.forBlocks(rows, BLOCK, (from, to) -> {
            for (int k = 0; k < outputs.length; k++) {
                double scale = scale(k);
                double[] axis = axes.get(k);
                for (int j = 0; j < axis.length; j++) {
                    for (int i = from; i < to; i++) {
                        outputs[k][i] += (columns[j][i] - means[j]) * axis[j] * scale;
                    }
                }
            }
        });
        return outputs;
    }

    @Override
    public Summary summary() {
        List<String> names = new ArrayList<>(List.of("variance", "share"));
        List<double[]> columns = new ArrayList<>();
        columns.add(variances);
        columns.add(Arrays.stream(variances).map(v -> total > 0 ? v / total : 0).toArray());
        for (int j = 0; j < features.size(); j++) {
            int at = j;
            names.add(features.get(j));
            columns.add(axes.stream().mapToDouble(axis -> axis[at]).toArray());
        }
        return new Summary("axes/1", "axis", names, columns);
    }
}
