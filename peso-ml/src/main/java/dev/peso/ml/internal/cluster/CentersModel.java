package dev.peso.ml.internal.cluster;

import java.util.ArrayList;
import java.util.List;

import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Found;
import dev.peso.ml.internal.learn.Workers;

/// The centers of clusters; rows belong to the nearest.
///
/// @param features names of the features
/// @param centers one a cluster
/// @param sizes the weight of the rows of training in each
/// @param notes about the training
public record CentersModel(List<String> features, List<double[]> centers, double[] sizes,
        List<String> notes) implements Found {
    private static final int BLOCK = 1_024;

    public CentersModel {
        features = List.copyOf(features);
        centers = List.copyOf(centers);
        notes = List.copyOf(notes);
        boolean fits = !centers.isEmpty() && sizes.length == centers.size();
        for (double[] center : centers) {
            fits &= center.length == features.size();
        }
        if (!fits) {
            throw new IllegalArgumentException("the centers do not fit the features");
        }
    }

    @Override
    public List<String> outputs() {
        return List.of("cluster", "distance");
    }

    @Override
    public double[][] predict(Frame frame, Workers workers) {
        double[][] columns = frame.finiteNumbers("k-means");
        double[][] outputs = new double[2][frame.rows()];
        workers.forBlocks(frame.rows(), BLOCK, (from, to) -> {
            for (int i = from; i < to; i++) {
                double least = Double.POSITIVE_INFINITY;
                for (int k = 0; k < centers.size(); k++) {
                    double squared = squared(columns, i, centers.get(k));
                    if (squared < least) {
                        least = squared;
                        outputs[0][i] = k;
                    }
                }
                outputs[1][i] = Math.sqrt(least);
            }
        });
        return outputs;
    }

    private static double squared(double[][] columns, int row, double[] center) {
        double sum = 0;
        for (int j = 0; j < center.length; j++) {
            double difference = columns[j][row] - center[j];
            sum += difference * difference;
        }
        return sum;
    }

    @Override
    public Summary summary() {
        return summary(features, centers, sizes);
    }

    /// The table of clusters.
    static Summary summary(List<String> features, List<double[]> centers, double[] sizes) {
        List<String> names = new ArrayList<>(List.of("rows"));
        List<double[]> columns = new ArrayList<>();
        columns.add(sizes);
        for (int j = 0; j < features.size(); j++) {
            int at = j;
            names.add(features.get(j));
            columns.add(centers.stream().mapToDouble(center -> center[at]).toArray());
        }
        return new Summary("clusters/1", "cluster", names, columns);
    }
}
