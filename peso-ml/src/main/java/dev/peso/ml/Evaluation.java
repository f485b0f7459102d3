package dev.peso.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.Dataset;
import dev.peso.ml.internal.frame.AddedColumns;
import dev.peso.ml.internal.frame.Labels;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.model.Score;
import dev.peso.ml.internal.model.Target;
import dev.peso.ml.internal.score.Bootstrap;
import dev.peso.ml.internal.score.ClassScores;
import dev.peso.ml.internal.score.Confusion;
import dev.peso.ml.internal.score.Curve;
import dev.peso.ml.internal.score.Fairness;
import dev.peso.ml.internal.score.Scored;

/// How a model does on rows whose target is known. Tables carry their kind in the schema's metadata as `peso.table`.
public final class Evaluation {
    private final Target target;
    private final double[][] predicted;
    private final double[] actual;
    private final double @Nullable [] weights;
    private final Dataset rows;
    private final Workers workers;
    private final Scored scored;

    /// @param groups of the rows, where that is how they are ordered
    Evaluation(Target target, double[][] predicted, double[] actual, double @Nullable [] weights,
            int @Nullable [] groups, Dataset rows, Workers workers) {
        this.target = target;
        this.predicted = predicted;
        this.actual = actual;
        this.weights = weights;
        this.rows = rows;
        this.workers = workers;
        this.scored = target.scored(predicted, actual, groups);
    }

    /// The figures.
    ///
    /// @return the figures of these rows
    public Metrics metrics() {
        return Metrics.of(scored.scores(weights), actual.length);
    }

    /// The figures with 95 % intervals: percentiles of the figures of rows drawn with replacement (Efron 1979),
    /// of an order of groups.
    ///
    /// @param draws how often as many rows are drawn as there are, 20 or more; 1,000 is usual
    /// @param seed where random numbers start
    /// @return the figures of these rows, with bounds in [Metrics#toDataset]
    /// @throws IllegalArgumentException if there are fewer draws
    public Metrics bootstrap(int draws, long seed) {
        Map<String, Bootstrap.Interval> intervals = draws(draws, seed).of(scored, weights, workers);
        List<Score> scores = new ArrayList<>();
        scored.scores(weights).forEach((name, value) -> {
            Bootstrap.Interval interval = Objects.requireNonNull(intervals.get(name));
            scores.add(new Score(-1, name, value, interval.lower(), interval.upper(), actual.length));
        });
        return new Metrics("evaluation", scores);
    }

    private static Bootstrap draws(int draws, long seed) {
        if (draws < 20) {
            throw new IllegalArgumentException("draws must be 20 or more, got " + draws);
        }
        return new Bootstrap(draws, seed);
    }

    /// Compares two models on the same rows: for classes by McNemar's test, for all figures by drawing rows with
    /// replacement, the same for both.
    ///
    /// @param other the evaluation of another model
    /// @param draws how often rows are drawn, 20 or more; 1,000 is usual
    /// @param seed where random numbers start
    /// @return differences, this one's figures less the other's
    /// @throws IllegalArgumentException if the other one is of other rows or another target
    public Comparison compare(Evaluation other, int draws, long seed) {
        Objects.requireNonNull(other, "other");
        if (!target.column().equals(other.target.column())
                || !target.classes().equals(other.target.classes())
                || !Arrays.equals(actual, other.actual)) {
            throw new IllegalArgumentException(
                    "models are compared on the same rows in the same order; these are " + actual.length
                            + " rows of \"" + target.column() + "\" and " + other.actual.length
                            + " rows of \"" + other.target.column() + "\" with other values");
        }
        return Comparison.of(scored, other.scored, weights, draws(draws, seed), workers);
    }

    /// How choices fall on groups of people, as a table `fairness/1`: group, count (their weight), base_rate (share of the
    /// positive class), selection_rate (share chosen for it), tpr and fpr (share chosen of the positive class and of the
    /// other), precision, accuracy. Rows without a group are one of their own with a null for its name.
    ///
    /// @param column a column of the evaluated rows, whatever its role
    /// @return a dataset in memory with a row for each group
    /// @throws dev.peso.ColumnNotFoundException if the column is missing
    /// @throws IllegalStateException if the model does not predict two classes
    public Dataset byGroup(String column) {
        Map<@Nullable String, Map<String, Double>> groups = groups(column);
        AddedColumns added = new AddedColumns().add("group", new ArrayList<>(groups.keySet()));
        List<String> figures = new ArrayList<>(List.of("count"));
        figures.addAll(Fairness.RATES);
        for (String figure : figures) {
            added.add(figure,
                    groups.values().stream().mapToDouble(g -> g.getOrDefault(figure, Double.NaN)).toArray());
        }
        return added.table("fairness/1");
    }

    /// How far groups are apart: of each rate of [#byGroup] the greatest less the least (`_difference`) and the least by
    /// the greatest (`_ratio`). `selection_rate` is known as demographic parity, `tpr` as equal opportunity;
    /// `equalized_odds` is the worse one of `tpr` and `fpr`. Groups without a rate do not count.
    ///
    /// @param column a column of the evaluated rows, whatever its role
    /// @return figures
    /// @throws dev.peso.ColumnNotFoundException if the column is missing
    /// @throws IllegalStateException if the model does not predict two classes
    public Metrics fairness(String column) {
        return Metrics.of(Fairness.gaps(groups(column).values()), actual.length);
    }

    private Map<@Nullable String, Map<String, Double>> groups(String column) {
        requireTwo("fairness");
        Labels labels = Labels.read(rows.column(Objects.requireNonNull(column, "column")));
        int[] chosen = classScores("fairness").chosen();
        Map<@Nullable String, Map<String, Double>> groups = new LinkedHashMap<>();
        for (int group = 0; group <= labels.names().size(); group++) {
            int code = group < labels.names().size() ? group : -1;
            boolean[] inGroup = new boolean[actual.length];
            boolean isThere = false;
            for (int i = 0; i < inGroup.length; i++) {
                inGroup[i] = labels.codes()[i] == code;
                isThere |= inGroup[i];
            }
            if (isThere) {
                groups.put(code < 0 ? null : labels.names().get(code),
                        Fairness.of(inGroup, chosen, actual, target.positive(), weights));
            }
        }
        return groups;
    }

    /// How often each class was taken for each, as a table `confusion/1`: actual, predicted, count. Rows count by their
    /// weight.
    ///
    /// @return a dataset in memory with a row for each pair of classes
    /// @throws IllegalStateException if the model predicts numbers
    public Dataset confusion() {
        double[][] table = classScores("confusion").confusion(weights).counts();
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
        Confusion table = classScores("classes").confusion(weights);
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
        if (target.ranks()) {
            throw new IllegalStateException("residuals need a model that predicts numbers, not an order");
        }
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

    private ClassScores classScores(String what) {
        if (!(scored instanceof ClassScores scores)) {
            throw new IllegalStateException(what + " needs a model that predicts classes; use residuals()");
        }
        return scores;
    }

    private void requireTwo(String what) {
        if (target.positive() < 0) {
            throw new IllegalStateException(what + " needs a model of two classes; use classes()");
        }
    }

    private Curve curve(String what) {
        requireTwo(what);
        return classScores(what).curve(target.positive(), weights);
    }

    /// The figures, one a line.
    @Override
    public String toString() {
        return metrics().toString();
    }
}
