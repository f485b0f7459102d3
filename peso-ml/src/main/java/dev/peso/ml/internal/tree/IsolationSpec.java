package dev.peso.ml.internal.tree;

import java.util.Arrays;
import java.util.List;

import dev.peso.ml.internal.learn.AnomalySpec;
import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Scored;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.numeric.Mix;

/// An isolation forest: anomalies are soon alone where trees ask at random (Liu, Ting, Zhou 2008).
///
/// @param trees how many
/// @param sample how many rows each tree is grown of at most
/// @param share of the rows of training that are anomalies; 0 for those with a score above 0.5
public record IsolationSpec(int trees, int sample, double share) implements AnomalySpec {
    /// Rows that are all equal score 0.5 but for rounding.
    private static final double USUAL = 0.5 + 1e-9;

    public IsolationSpec {
        LearnerSpec.requireOne("trees", trees);
        if (sample < 2) {
            throw new IllegalArgumentException("sample must be 2 or more rows, got " + sample);
        }
        Scored.requireShare(share);
    }

    @Override
    public String title() {
        return "isolation forest";
    }

    @Override
    public boolean wantsScaled() {
        return false;
    }

    @Override
    public IsolationModel fit(Training training) {
        training.requireNoWeights(title());
        double[][] columns = training.frame().finiteNumbers(title());
        int size = Math.min(sample, training.rows());
        Trees[] grown = new Trees[trees];
        training.workers().forEach(trees, t -> {
            Mix random = new Mix(Mix.derive(training.seed(), t));
            int[] rows = Arrays.copyOf(random.permutation(training.rows()), size);
            grown[t] = new IsolationTree(columns, rows, random).grow();
        });
        Trees all = TreesBuilder.join(1, List.of(grown));
        double norm = IsolationTree.usualDepth(size);
        IsolationModel model = new IsolationModel(all, columns.length, norm, USUAL);
        return new IsolationModel(all, columns.length, norm, model.threshold(training, share));
    }
}
