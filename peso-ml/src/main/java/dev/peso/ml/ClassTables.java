package dev.peso.ml;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.Dataset;
import dev.peso.ml.internal.frame.AddedColumns;
import dev.peso.ml.internal.score.ClassScores;
import dev.peso.ml.internal.score.Confusion;
import dev.peso.ml.internal.score.Curve;

/// The tables of an [Evaluation] of classes.
///
/// @param names the labels of the classes
/// @param weights of the rows, or null
record ClassTables(List<String> names, ClassScores scores, double @Nullable [] weights) {
    /// How often each class was taken for each.
    Dataset confusion() {
        double[][] table = scores.confusion(weights).counts();
        List<String> actuals = new ArrayList<>();
        List<String> predictions = new ArrayList<>();
        double[] counts = new double[table.length * table.length];
        for (int k = 0; k < counts.length; k++) {
            actuals.add(names.get(k / table.length));
            predictions.add(names.get(k % table.length));
            counts[k] = table[k / table.length][k % table.length];
        }
        return new AddedColumns().add("actual", actuals)
                .add("predicted", predictions)
                .add("count", counts)
                .table("confusion/1");
    }

    /// Precision, recall, F1 and the weight of rows of each class.
    Dataset classes() {
        Confusion table = scores.confusion(weights);
        int classes = table.classes();
        double[] precision = new double[classes];
        double[] recall = new double[classes];
        double[] f1 = new double[classes];
        double[] support = new double[classes];
        for (int k = 0; k < classes; k++) {
            precision[k] = table.precision(k);
            recall[k] = table.recall(k);
            f1[k] = table.f1(k);
            support[k] = table.actual(k);
        }
        return new AddedColumns().add("class", names)
                .add("precision", precision)
                .add("recall", recall)
                .add("f1", f1)
                .add("support", support)
                .table("classes/1");
    }

    /// The ROC curve of a class against all others.
    Dataset roc(int k) {
        Curve curve = scores.curve(k, weights);
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

    /// Precision by recall of a class against all others.
    Dataset precisionRecall(int k) {
        Curve curve = scores.curve(k, weights);
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
}
