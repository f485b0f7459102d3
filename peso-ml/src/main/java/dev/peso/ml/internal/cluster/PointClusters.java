package dev.peso.ml.internal.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Found;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.near.Nearest;
import dev.peso.ml.internal.near.Points;
import dev.peso.ml.internal.numeric.RowMajor;

/// Points of training and their clusters; rows belong to that of the nearest point.
///
/// @param who the learner, for messages
/// @param features names of the features
/// @param points those in clusters
/// @param labels the cluster of each
/// @param clusters how many there are
/// @param reach how far the nearest point may be at most; infinite for any distance
public record PointClusters(String who, List<String> features, Points points, int[] labels, int clusters,
        double reach) implements Found {
    private static final int BLOCK = 64;

    public PointClusters {
        features = List.copyOf(features);
        boolean fits = labels.length == points.count() && points.width() == features.size() && reach > 0
                && clusters <= labels.length;
        for (int label : labels) {
            fits &= label >= 0 && label < clusters;
        }
        if (!fits) {
            throw new IllegalArgumentException("the points do not fit their clusters");
        }
    }

    @Override
    public List<String> outputs() {
        return List.of("cluster");
    }

    @Override
    public double[][] predict(Frame frame, Workers workers) {
        double[][] columns = frame.finiteNumbers(who);
        double[][] outputs = new double[1][frame.rows()];
        Arrays.fill(outputs[0], Double.NaN);
        workers.forBlocks(frame.rows(), BLOCK, (from, to) -> {
            Nearest[] found = new Nearest[to - from];
            Arrays.setAll(found, _ -> new Nearest(1));
            points.nearest(RowMajor.of(columns, from, to), found);
            for (int i = from; i < to; i++) {
                Nearest nearest = found[i - from];
                if (nearest.count() > 0 && nearest.squared(0) <= reach * reach) {
                    outputs[0][i] = labels[nearest.place(0)];
                }
            }
        });
        return outputs;
    }

    @Override
    public Summary summary() {
        List<double[]> means = new ArrayList<>();
        double[] sizes = new double[clusters];
        for (int label : labels) {
            sizes[label]++;
        }
        for (int k = 0; k < clusters; k++) {
            means.add(new double[features.size()]);
        }
        for (int place = 0; place < labels.length; place++) {
            double[] mean = means.get(labels[place]);
            for (int j = 0; j < mean.length; j++) {
                mean[j] += points.values()[place * mean.length + j] / sizes[labels[place]];
            }
        }
        return CentersModel.summary(features, means, sizes);
    }
}
