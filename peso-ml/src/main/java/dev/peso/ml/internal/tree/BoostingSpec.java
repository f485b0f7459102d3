package dev.peso.ml.internal.tree;

import java.util.ArrayList;
import java.util.List;

import dev.peso.ColumnNotFoundException;
import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Predictor;
import dev.peso.ml.internal.learn.Training;

/// Gradient boosting of trees on histograms (Friedman 2001; Ke et al. 2017).
///
/// @param trees how many rounds; each has a tree for every class if there are more than two
/// @param learningRate what the values of leaves are multiplied with
/// @param leaves the most leaves of a tree
/// @param depth the most questions in a row; 0 for no limit
/// @param leafRows the fewest rows of a leaf
/// @param l2 penalty on squared values of leaves
/// @param bins the most bins of a feature
/// @param patience after how many rounds without a better loss on a tenth of the rows to stop; 0 for never
/// @param objective what is minimized for numbers
/// @param quantile which quantile, where that is the objective
/// @param monotone features in which predictions only rise or only fall
public record BoostingSpec(int trees, double learningRate, int leaves, int depth, int leafRows, double l2,
        int bins,
        int patience, Objective objective, double quantile, List<Monotone> monotone) implements LearnerSpec {
    static final int MOST_BINS = 255;

    public BoostingSpec {
        monotone = List.copyOf(monotone);
        require(trees >= 1, "trees must be 1 or more, got " + trees);
        require(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY,
                "learningRate must be more than 0, got " + learningRate);
        require(leaves >= 2, "leaves must be 2 or more, got " + leaves);
        require(depth >= 0, "depth must be 0 or more, got " + depth);
        require(leafRows >= 1, "leafRows must be 1 or more, got " + leafRows);
        require(l2 >= 0 && l2 < Double.POSITIVE_INFINITY, "l2 must be 0 or more, got " + l2);
        require(bins >= 2 && bins <= MOST_BINS, "bins must be in [2, " + MOST_BINS + "], got " + bins);
        require(patience >= 0, "patience must be 0 or more, got " + patience);
        require(quantile > 0 && quantile < 1, "quantile must be between 0 and 1, got " + quantile);
        for (Monotone each : monotone) {
            require(!monotone.contains(new Monotone(each.feature, -each.direction)),
                    "predictions cannot both rise and fall with \"" + each.feature + "\"");
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /// What is minimized for numbers.
    public enum Objective {
        SQUARED_ERROR, POISSON, QUANTILE
    }

    /// A feature in which predictions only rise or only fall.
    ///
    /// @param feature its name
    /// @param direction 1 for rising, -1 for falling
    public record Monotone(String feature, int direction) {
        public Monotone {
            require(direction == 1 || direction == -1, "direction must be 1 or -1, got " + direction);
        }
    }

    @Override
    public String title() {
        return "boosted trees";
    }

    @Override
    public boolean takesRawColumns() {
        return true;
    }

    /// Other objectives are of numbers.
    @Override
    public boolean classifies() {
        return objective == Objective.SQUARED_ERROR;
    }

    @Override
    public boolean ranks() {
        return objective == Objective.SQUARED_ERROR;
    }

    @Override
    public double predictedQuantile() {
        return objective == Objective.QUANTILE ? quantile : Double.NaN;
    }

    @Override
    public Predictor fit(Training training) {
        int[] directions = directions(training);
        return training.workers()
                .together(workers -> new Boosting(this, training.withWorkers(workers), directions).fit());
    }

    private int[] directions(Training training) {
        Frame frame = training.frame();
        List<String> names = new ArrayList<>(frame.names());
        int[] directions = new int[names.size()];
        for (Monotone each : monotone) {
            int at = names.indexOf(each.feature);
            if (at < 0) {
                throw new ColumnNotFoundException(each.feature, names, "features");
            }
            if (frame.columns().get(at) instanceof Feature.Codes) {
                throw new QueryException("predictions cannot rise or fall with \"" + each.feature
                        + "\", which holds categories; use ordinal(\"" + each.feature + "\") first");
            }
            if (training.classes() > 2) {
                throw new QueryException(
                        "rising and falling predictions need a number or two classes, and there are "
                                + training.classes());
            }
            directions[at] = each.direction;
        }
        return directions;
    }
}
