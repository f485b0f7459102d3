package dev.peso.ml.internal.reduce;

import dev.peso.QueryException;
import dev.peso.ml.internal.learn.FinderSpec;
import dev.peso.ml.internal.learn.Finding;
import dev.peso.ml.internal.learn.Training;

/// Principal components (Pearson 1901).
///
/// @param components how many
/// @param isWhitened whether each is brought to variance 1
public record PcaSpec(int components, boolean isWhitened) implements FinderSpec {
    public PcaSpec {
        if (components < 1) {
            throw new IllegalArgumentException("components must be 1 or more, got " + components);
        }
    }

    @Override
    public String title() {
        return "principal components";
    }

    @Override
    public Finding finds() {
        return Finding.AXES;
    }

    @Override
    public PcaModel fit(Training training) {
        double[][] columns = training.frame().finiteNumbers(title());
        int most = Math.min(columns.length, training.rows() - 1);
        if (components > most) {
            throw new QueryException(components + " principal components need more than " + training.rows()
                    + " rows of " + columns.length + " features; there are at most " + Math.max(0, most));
        }
        return PcaModel.fit(training.frame().names(), columns, training.weights(), components, isWhitened,
                training.workers());
    }
}
