package dev.peso.ml.internal.near;

import dev.peso.QueryException;
import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Training;

/// Predicts what the nearest rows of training have (Fix and Hodges 1951).
///
/// @param neighbors how many of them
/// @param byDistance whether near ones count more, by one through their distance
public record NearestSpec(int neighbors, boolean byDistance) implements LearnerSpec {
    public NearestSpec {
        LearnerSpec.requireOne("neighbors", neighbors);
    }

    @Override
    public String title() {
        return "nearest neighbors";
    }

    @Override
    public NearestModel fit(Training training) {
        double[][] columns = training.frame().finiteNumbers(title());
        if (training.rows() < neighbors) {
            throw new QueryException(
                    neighbors + " nearest neighbors need as many rows, and there are " + training.rows());
        }
        Points points = Points.of(columns, training.rows());
        return new NearestModel(neighbors, byDistance, training.classes(), points,
                points.inOrder(training.target()),
                points.inOrder(training.allWeights()));
    }
}
