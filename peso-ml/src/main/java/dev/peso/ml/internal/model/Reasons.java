package dev.peso.ml.internal.model;

import java.util.List;
import java.util.Map;

import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.frame.Origin;
import dev.peso.ml.internal.learn.Blocks;
import dev.peso.ml.internal.learn.Explained;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.prepare.Origins;

/// What the user's own columns add to predictions: the sums of what the features made of them add. What a feature made of
/// several columns adds is shared out among them.
public final class Reasons {
    private Reasons() {}

    /// @param frame the columns as the model reads them
    /// @return for each output, for each row, what each input adds
    public static Explained.Additions of(ModelState state, Explained explained, Frame frame,
            Workers workers) {
        Frame prepared = state.prepare(frame);
        List<Origin> origins = Origins.of(state.steps(), state.empty());
        double[][][] added = new double[0][][];
        double[] base = new double[0];
        int size = Blocks.size(prepared.width());
        for (int from = 0; from == 0 || from < prepared.rows(); from += size) {
            Explained.Additions part = explained.explain(Blocks.rows(prepared, from, size), workers);
            if (from == 0) {
                base = part.base();
                added = new double[base.length][frame.rows()][state.inputs().size()];
            }
            for (int k = 0; k < added.length; k++) {
                for (int i = 0; i < part.added()[k].length; i++) {
                    share(part.added()[k][i], origins, added[k][from + i]);
                }
            }
        }
        return new Explained.Additions(added, base);
    }

    private static void share(double[] features, List<Origin> origins, double[] inputs) {
        for (int j = 0; j < features.length; j++) {
            if (features[j] != 0) {
                for (Map.Entry<Integer, Double> share : origins.get(j).shares().entrySet()) {
                    inputs[share.getKey()] += share.getValue() * features[j];
                }
            }
        }
    }
}
