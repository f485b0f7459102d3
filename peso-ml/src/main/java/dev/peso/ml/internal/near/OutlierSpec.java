package dev.peso.ml.internal.near;

import java.util.Arrays;

import dev.peso.QueryException;
import dev.peso.ml.internal.learn.AnomalySpec;
import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Scored;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.learn.Workers;

/// The local outlier factor: how much sparser it is around a row than around its neighbors (Breunig, Kriegel, Ng, Sander
/// 2000).
///
/// @param neighbors how many
/// @param share of the rows of training that are anomalies; 0 for those with a factor above 1.5
public record OutlierSpec(int neighbors, double share) implements AnomalySpec {
    private static final double USUAL = 1.5;

    public OutlierSpec {
        LearnerSpec.requireOne("neighbors", neighbors);
        Scored.requireShare(share);
    }

    @Override
    public String title() {
        return "local outlier factor";
    }

    @Override
    public OutlierModel fit(Training training) {
        training.requireNoWeights(title());
        double[][] columns = training.frame().finiteNumbers(title());
        if (training.rows() <= neighbors) {
            throw new QueryException(neighbors + " neighbors need more rows than that, and there are "
                    + training.rows() + "; take fewer");
        }
        Points points = Points.of(columns, training.rows());
        Workers workers = training.workers();
        int count = points.count();
        int[][] near = new int[count][];
        double[][] far = new double[count][];
        OutlierModel.around(points, points.values(), count, neighbors, workers, (i, found) -> {
            int skip = OutlierModel.skip(found);
            near[i] = new int[neighbors];
            far[i] = new double[neighbors];
            for (int k = 0; k < neighbors; k++) {
                near[i][k] = found.place(k + skip);
                far[i][k] = Math.sqrt(found.squared(k + skip));
            }
        });
        double[] reaches = Arrays.stream(far).mapToDouble(f -> f[neighbors - 1]).toArray();
        double[] densities = new double[count];
        for (int i = 0; i < count; i++) {
            double sum = 0;
            for (int k = 0; k < neighbors; k++) {
                sum += Math.max(far[i][k], reaches[near[i][k]]);
            }
            densities[i] = OutlierModel.density(sum, neighbors);
        }
        OutlierModel model = new OutlierModel(neighbors, points, reaches, densities, USUAL);
        return new OutlierModel(neighbors, points, reaches, densities, model.threshold(training, share));
    }
}
