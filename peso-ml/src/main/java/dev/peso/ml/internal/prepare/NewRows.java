package dev.peso.ml.internal.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Training;

/// Rows made up for a class, each on the way from one of its rows to another.
///
/// @param target the class
/// @param own the positions of the rows of the class
/// @param frame these rows
/// @param nearest their neighbours
/// @param from where each new row starts
/// @param to where it goes
/// @param way how far it is on the way
record NewRows(int target, int[] own, Frame frame, int[][] nearest, int[] from, int[] to, double[] way) {

    static Training add(Training training, List<NewRows> all) {
        if (all.isEmpty()) {
            return training;
        }
        int rows = training.rows() + all.stream().mapToInt(part -> part.way.length).sum();
        double[] target = Arrays.copyOf(training.target(), rows);
        double[] weights = new double[rows];
        for (int i = 0; i < training.rows(); i++) {
            weights[i] = training.weight(i);
        }
        int at = training.rows();
        for (NewRows part : all) {
            for (int i = 0; i < part.way.length; i++) {
                weights[at] = training.weight(part.own[part.from[i]]);
                target[at++] = part.target;
            }
        }
        List<Feature> columns = new ArrayList<>();
        for (int j = 0; j < training.frame().columns().size(); j++) {
            columns.add(column(training.frame().columns().get(j), j, all, rows));
        }
        return new Training(new Frame(columns, rows), target, training.classes(),
                training.weights() == null ? null : weights, training.seed(), training.workers());
    }

    private static Feature column(Feature before, int j, List<NewRows> all, int rows) {
        int at = before.rows();
        return switch (before) {
            case Feature.Numbers(String name, double[] old, boolean isTime) -> {
                double[] values = Arrays.copyOf(old, rows);
                for (NewRows part : all) {
                    double[] source = ((Feature.Numbers) part.frame.columns().get(j)).values();
                    for (int i = 0; i < part.way.length; i++) {
                        double start = source[part.from[i]];
                        values[at++] = start + part.way[i] * (source[part.to[i]] - start);
                    }
                }
                yield new Feature.Numbers(name, values, isTime);
            }
            case Feature.Codes(String name, int[] old, List<String> levels) -> {
                int[] codes = Arrays.copyOf(old, rows);
                for (NewRows part : all) {
                    int[] source = ((Feature.Codes) part.frame.columns().get(j)).codes();
                    for (int start : part.from) {
                        codes[at++] = most(source, part.nearest[start]);
                    }
                }
                yield new Feature.Codes(name, codes, levels);
            }
        };
    }

    /// The code that most of some rows have, of several that of the nearest row.
    private static int most(int[] codes, int[] rows) {
        int best = codes[rows[0]];
        int bestCount = 0;
        for (int row : rows) {
            int count = 0;
            for (int other : rows) {
                count += codes[other] == codes[row] ? 1 : 0;
            }
            if (count > bestCount) {
                bestCount = count;
                best = codes[row];
            }
        }
        return best;
    }
}
