package dev.peso.ml.internal.model;

import java.util.ArrayList;
import java.util.List;

import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.frame.Spliced;
import dev.peso.ml.internal.learn.Explained;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.Mix;

/// What columns add to the predictions of any model: Shapley values estimated from orders in which columns become known
/// (Castro, Gómez and Tejada 2009; each order also backwards). A column that is not known yet is taken from each row of the
/// background in turn, so additions sum up to the prediction less the mean prediction of the background.
public final class PermutationShap {
    private final ModelState state;
    private final Frame all;
    private final int background;
    private final int columns;

    private PermutationShap(ModelState state, Frame background, Frame rows) {
        this.state = state;
        this.all = Spliced.of(background, rows);
        this.background = background.rows();
        this.columns = rows.columns().size();
    }

    /// @param orders how many pairs of orders
    /// @param seed where random numbers start
    public static Explained.Additions of(ModelState state, Frame rows, Frame background, int orders,
            long seed,
            Workers workers) {
        PermutationShap shap = new PermutationShap(state, background, rows);
        double[][] means = state.predict(background, workers);
        double[] base = new double[means.length];
        for (int k = 0; k < base.length; k++) {
            for (double value : means[k]) {
                base[k] += value / means[k].length;
            }
        }
        double[][][] added = new double[base.length][rows.rows()][rows.columns().size()];
        workers.forEach(rows.rows(), row -> {
            Mix random = new Mix(Mix.derive(seed, row));
            for (int pair = 0; pair < orders; pair++) {
                int[] order = random.permutation(shap.columns);
                shap.add(row, order, added, 2 * orders);
                shap.add(row, backwards(order), added, 2 * orders);
            }
        });
        return new Explained.Additions(added, base);
    }

    private static int[] backwards(int[] order) {
        int[] other = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            other[i] = order[order.length - 1 - i];
        }
        return other;
    }

    private void add(int row, int[] order, double[][][] added, int orders) {
        Feature[] mixed = new Feature[columns];
        for (int place = 0; place < columns; place++) {
            int[] from = new int[background * (columns + 1)];
            for (int i = 0; i < from.length; i++) {
                from[i] = place < i / background ? background + row : i % background;
            }
            mixed[order[place]] = all.columns().get(order[place]).take(from);
        }
        double[][] predicted = state.predict(
                new Frame(new ArrayList<>(List.of(mixed)), background * (columns + 1)),
                new Workers(1));
        for (int k = 0; k < predicted.length; k++) {
            double before = mean(predicted[k], 0);
            for (int place = 0; place < columns; place++) {
                double after = mean(predicted[k], place + 1);
                added[k][row][order[place]] += (after - before) / orders;
                before = after;
            }
        }
    }

    private double mean(double[] predicted, int known) {
        double sum = 0;
        for (int i = known * background; i < (known + 1) * background; i++) {
            sum += predicted[i];
        }
        return sum / background;
    }
}
