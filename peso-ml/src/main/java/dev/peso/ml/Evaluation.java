package dev.peso.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.Dataset;
import dev.peso.ml.internal.frame.AddedColumns;
import dev.peso.ml.internal.model.Score;
import dev.peso.ml.internal.model.Target;
import dev.peso.ml.internal.model.Trainer;
import dev.peso.ml.internal.score.Curve;
import dev.peso.ml.internal.score.Scores;

/// How a model does on rows whose target is known. Tables carry their kind in the schema's metadata as `peso.table`.
public final class Evaluation {
    private final Target target;
    private final double[][] predicted;
    private final double[] actual;
    private final double @Nullable [] weights;

    Evaluation(Target target, double[][] predicted, double[] actual, double @Nullable [] weights) {
        this.target = target;
        this.predicted = predicted;
        this.actual = actual;
        this.weights = weights;
    }

    /// The figures.
    ///
    /// @return the figures of these rows
    public Metrics metrics() {
        List<Score> scores = new ArrayList<>();
        for (Map.Entry<String, Double> each : Trainer.scores(target, predicted, actual, weights).entrySet()) {
            scores.add(new Score(-1, each.getKey(), each.getValue(), Double.NaN, Double.NaN, actual.length));
        }
        return new Metrics("evaluation", scores);
    }

    /// How often each class was taken for each, as a table `confusion/1`: actual, predicted, count. Rows count by their
    /// weight.
    ///
    /// @return a dataset in memory with a row for each pair of classes
    /// @throws IllegalStateException if the model predicts numbers
    public Dataset confusion() {
        double[][] table = Scores.confusion(requireClasses("confusion"), actual, weights);
        List<String> actuals = new ArrayList<>();
        List<String> predictions = new ArrayList<>();
        double[] counts = new double[table.length * table.length];
        for (int k = 0; k < counts.length; k++) {
            actuals.add(target.classes().get(k / table.length));
            predictions.add(target.classes().get(k % table.length));
            counts[k] = table[k / table.length][k % table.length];
        }
        return new AddedColumns().add("actual", actuals)
                .add("predicted", predictions)
                .add("count", counts)
                .table("confusion/1");
    }

    /// Precision, recall, F1 and the weight of rows of each class, as a table `classes/1`.
    ///
    /// @return a dataset in memory
    /// @throws IllegalStateException if the model predicts numbers
    public Dataset classes() {
        double[][] table = Scores.confusion(requireClasses("classes"), actual, weights);
        int classes = table.length;
        double[] precision = new double[classes];
        double[] recall = new double[classes];
        double[] f1 = new double[classes];
        double[] support = new double[classes];
        for (int k = 0; k < classes; k++) {
            precision[k] = Scores.precision(table, k);
            recall[k] = Scores.recall(table, k);
            f1[k] = Scores.f1(table, k);
            support[k] = Arrays.stream(table[k]).sum();
        }
        return new AddedColumns().add("class", target.classes())
                .add("precision", precision)
                .add("recall", recall)
                .add("f1", f1)
                .add("support", support)
                .table("classes/1");
    }

    /// The ROC curve of the positive class as a table `roc/1`: threshold, fpr, tpr, from (0, 0) on; the first threshold
    /// is infinite.
    ///
    /// @return a dataset in memory
    /// @throws IllegalStateException if the model does not predict two classes
    public Dataset roc() {
        Curve curve = curve("roc");
        int n = curve.hits().length + 1;
        double[] thresholds = new double[n];
        double[] hits = new double[n];
        double[] alarms = new double[n];
        thresholds[0] = Double.POSITIVE_INFINITY;
        for (int i = 1; i < n; i++) {
            thresholds[i] = curve.thresholds()[i - 1];
            hits[i] = curve.hits()[i - 1] / curve.positives();
            alarms[i] = curve.alarms()[i - 1] / curve.negatives();
        }
        return new AddedColumns().add("threshold", thresholds)
                .add("fpr", alarms)
                .add("tpr", hits)
                .table("roc/1");
    }

    /// Precision by recall of the positive class as a table `pr/1`: threshold, precision, recall, by falling threshold.
    ///
    /// @return a dataset in memory
    /// @throws IllegalStateException if the model does not predict two classes
    public Dataset precisionRecall() {
        Curve curve = curve("precisionRecall");
        int n = curve.hits().length;
        double[] precision = new double[n];
        double[] recall = new double[n];
        for (int i = 0; i < n; i++) {
            precision[i] = curve.hits()[i] / (curve.hits()[i] + curve.alarms()[i]);
            recall[i] = curve.hits()[i] / curve.positives();
        }
        return new AddedColumns().add("threshold", curve.thresholds())
                .add("precision", precision)
                .add("recall", recall)
                .table("pr/1");
    }

    /// How often rows are of the positive class among those of like probability, as a table `calibration/1`: predicted
    /// (mean), observed (share), count. Bins are of equal width; empty ones are left out.
    ///
    /// @param bins how many, 1 or more
    /// @return a dataset in memory
    /// @throws IllegalArgumentException if there are less
    /// @throws IllegalStateException if the model does not predict two classes
    public Dataset calibration(int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException("bins must be 1 or more, got " + bins);
        }
        requireTwo("calibration");
        double[] probability = predicted[target.positive()];
        double[] sums = new double[bins];
        double[] hits = new double[bins];
        double[] counts = new double[bins];
        for (int i = 0; i < actual.length; i++) {
            int bin = Math.min(bins - 1, (int) (probability[i] * bins));
            double weight = weights == null ? 1 : weights[i];
            sums[bin] += weight * probability[i];
            hits[bin] += actual[i] == target.positive() ? weight : 0;
            counts[bin] += weight;
        }
        for (int bin = 0; bin < bins; bin++) {
            sums[bin] /= counts[bin];
            hits[bin] /= counts[bin];
        }
        return new AddedColumns().add("predicted", sums)
                .add("observed", hits)
                .add("count", counts)
                .table("calibration/1")
                .filter("count > 0")
                .collect();
    }

    /// What predictions missed, as a table `residuals/1`: actual, predicted, residual (actual less predicted).
    ///
    /// @return a dataset in memory with a row for each row
    /// @throws IllegalStateException if the model predicts classes
    public Dataset residuals() {
        if (target.classifies()) {
            throw new IllegalStateException("residuals need a model that predicts numbers; use confusion()");
        }
        double[] residuals = new double[actual.length];
        Arrays.setAll(residuals, i -> actual[i] - predicted[0][i]);
        return new AddedColumns().add("actual", actual)
                .add("predicted", predicted[0])
                .add("residual", residuals)
                .table("residuals/1");
    }

    private double[][] requireClasses(String what) {
        if (!target.classifies()) {
            throw new IllegalStateException(what + " needs a model that predicts classes; use residuals()");
        }
        return predicted;
    }

    private void requireTwo(String what) {
        if (target.positive() < 0) {
            throw new IllegalStateException(what + " needs a model of two classes; use classes()");
        }
    }

    private Curve curve(String what) {
        requireTwo(what);
        return Curve.of(predicted[target.positive()], actual, target.positive(), weights);
    }

    /// The figures, one a line.
    @Override
    public String toString() {
        return metrics().toString();
    }
}
