package dev.peso.ml.internal.tree;

import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Scored;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.Exp;
import dev.peso.ml.internal.numeric.RowMajor;

/// Trees in which anomalies are not deep.
///
/// @param trees whose leaves say how deep they are
/// @param features how many there are
/// @param norm how deep rows usually are
/// @param threshold above which score a row is an anomaly
public record IsolationModel(Trees trees, int features, double norm, double threshold) implements Scored {
    private static final int BLOCK = 256;
    public static final double LN2 = 0.6931471805599453;

    public IsolationModel {
        boolean fits = trees.width() == 1 && norm >= 0;
        for (int feature : trees.feature()) {
            fits &= feature < features;
        }
        if (!fits) {
            throw new IllegalArgumentException("the trees do not fit the features");
        }
    }

    @Override
    public double[][] predict(Frame frame, Workers workers) {
        double[][] columns = frame.finiteNumbers("isolation forest");
        double[] scores = new double[frame.rows()];
        workers.forBlocks(scores.length, BLOCK, (from, to) -> {
            double[] block = RowMajor.of(columns, from, to);
            for (int i = from; i < to; i++) {
                double depth = 0;
                for (int tree = 0; tree < trees.count(); tree++) {
                    depth += trees.values()[trees.leaf(tree, block, (i - from) * columns.length)];
                }
                scores[i] = norm > 0 ? Exp.exp(-LN2 * depth / trees.count() / norm) : 0.5;
            }
        });
        return judged(scores);
    }
}
