package dev.peso.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.Dataset;
import dev.peso.ml.internal.frame.AddedColumns;
import dev.peso.ml.internal.frame.Labels;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.model.Score;
import dev.peso.ml.internal.model.Target;
import dev.peso.ml.internal.score.Bootstrap;
import dev.peso.ml.internal.score.CalibrationBins;
import dev.peso.ml.internal.score.ClassScores;
import dev.peso.ml.internal.score.Fairness;
import dev.peso.ml.internal.score.RankScores;
import dev.peso.ml.internal.score.Scored;

/// How a model does on rows whose target is known. Tables carry their kind in the schema's metadata as `peso.table`.
public final class Evaluation {
    private final Target target;
    private final double[][] predicted;
    private final double[] actual;
    /// Of what figures are means over: rows, or groups that are ordered.
    private final double @Nullable [] weights;
    private final double @Nullable [] rowWeights;
    private final int @Nullable [] groups;
    private final double quantile;
    private final Dataset rows;
    private final Workers workers;
    private final Scored scored;

    /// @param groups of the rows, where that is how they are ordered
    /// @param quantile which one of numbers is predicted, or NaN for the mean
    Evaluation(Target target, double[][] predicted, double[] actual, double @Nullable [] weights,
            int @Nullable [] groups, double quantile, Dataset rows, Workers workers) {
        this.target = target;
        this.predicted = predicted;
        this.actual = actual;
        this.weights = target.counted(weights, groups);
        this.rowWeights = weights;
        this.groups = groups;
        this.quantile = quantile;
        this.rows = rows;
        this.workers = workers;
        this.scored = target.scored(predicted, actual, groups, quantile);
    }

    /// Numbers that anything has predicted, such as a model of another library.
    ///
    /// @param data rows with both columns, without gaps
    /// @param actual the column of true numbers
    /// @param predicted the column of predicted ones
    /// @return figures and tables
    /// @throws dev.peso.QueryException if a column holds no numbers, or a value is missing or infinite
    public static Evaluation ofNumbers(Dataset data, String actual, String predicted) {
        Dataset rows = Objects.requireNonNull(data, "data").collect();
        double[] known = Evaluated.numbers(rows, Objects.requireNonNull(actual, "actual"));
        double[][] numbers = {Evaluated.numbers(rows, Objects.requireNonNull(predicted, "predicted"))};
        return new Evaluation(Target.ofNumbers(rows.schema().field(actual)), numbers, known, null, null,
                Double.NaN, rows, Workers.all());
    }

    /// Probabilities of classes that anything has predicted, in columns named as [Model#predict] does: `p_` and the label.
    /// The likeliest class counts as chosen.
    ///
    /// {@snippet file="dev/peso/ml/EvaluationSnippets.java" region="others"}
    ///
    /// @param data rows with these columns, without gaps
    /// @param actual the column of true classes
    /// @param classes their labels, 2 or more; the last of two is the positive one
    /// @return figures and tables
    /// @throws dev.peso.QueryException if a class has no column or is not among those given, if a value is missing, or if
    ///   probabilities are not from 0 to 1
    /// @throws IllegalArgumentException if there are fewer than two classes, or one is given twice
    public static Evaluation ofClasses(Dataset data, String actual, String... classes) {
        List<String> labels = List.of(classes);
        if (labels.size() < 2 || labels.stream().distinct().count() < labels.size()) {
            throw new IllegalArgumentException("classes must be 2 or more different labels, got " + labels);
        }
        Dataset rows = Objects.requireNonNull(data, "data").collect();
        double[][] probabilities = labels.stream()
                .map(label -> Evaluated.probabilities(rows, "p_" + label))
                .toArray(double[][]::new);
        Target target = Target.ofClasses(rows.schema().field(Objects.requireNonNull(actual, "actual")),
                labels);
        Evaluated.labels(rows, actual);
        return new Evaluation(target, probabilities, target.known(rows), null, null, Double.NaN, rows,
                Workers.all());
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

    /// All figures of each group of rows, of models of any kind, as a table `group_metrics/1`: group, metric, value, n
    /// (its rows). Rows without a group are one of their own with a null for its name.
    ///
    /// @param column a column of the evaluated rows, whatever its role
    /// @return a dataset in memory with a row for each group and figure
    /// @throws dev.peso.ColumnNotFoundException if the column is missing
    public Dataset metricsByGroup(String column) {
        List<@Nullable String> names = new ArrayList<>();
        List<String> metrics = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        members(column).forEach((name, members) -> {
            double[][] some = Arrays.stream(predicted)
                    .map(each -> Training.pick(each, members))
                    .toArray(double[][]::new);
            int[] queries = groups == null ? null : Training.pick(groups, members);
            double[] counted = rowWeights == null ? null : Training.pick(rowWeights, members);
            target.scored(some, Training.pick(actual, members), queries, quantile)
                    .scores(target.counted(counted, queries))
                    .forEach((metric, value) -> {
                        names.add(name);
                        metrics.add(metric);
                        values.add(value);
                        counts.add((long) members.length);
                    });
        });
        return new AddedColumns().add("group", names)
                .add("metric", metrics)
                .add("value", values.stream().mapToDouble(v -> v).toArray())
                .add("n", counts.stream().mapToLong(n -> n).toArray())
                .table("group_metrics/1");
    }

    private Map<@Nullable String, Map<String, Double>> groups(String column) {
        requireTwo("fairness", "metricsByGroup(column)");
        int[] chosen = classScores("fairness").chosen();
        Map<@Nullable String, Map<String, Double>> rates = new LinkedHashMap<>();
        members(column).forEach((name, members) -> rates.put(name,
                Fairness.of(members, chosen, actual, target.positive(), weights)));
        return rates;
    }

    /// The rows of each group by its name, those without one last.
    private Map<@Nullable String, int[]> members(String column) {
        Labels labels = Labels.read(rows.column(Objects.requireNonNull(column, "column")));
        int[] codes = labels.codes();
        Map<@Nullable String, int[]> members = new LinkedHashMap<>();
        for (int group = 0; group <= labels.names().size(); group++) {
            int code = group < labels.names().size() ? group : -1;
            int[] own = IntStream.range(0, codes.length).filter(i -> codes[i] == code).toArray();
            if (own.length > 0) {
                members.put(code < 0 ? null : labels.names().get(code), own);
            }
        }
        return members;
    }

    /// How often each class was taken for each, as a table `confusion/1`: actual, predicted, count. Rows count by their
    /// weight.
    ///
    /// @return a dataset in memory with a row for each pair of classes
    /// @throws IllegalStateException if the model predicts numbers
    public Dataset confusion() {
        return tables("confusion").confusion();
    }

    /// Precision, recall, F1 and the weight of rows of each class, as a table `classes/1`.
    ///
    /// @return a dataset in memory
    /// @throws IllegalStateException if the model predicts numbers
    public Dataset classes() {
        return tables("classes").classes();
    }

    /// The ROC curve of the positive class as a table `roc/1`: threshold, fpr, tpr, from (0, 0) on; the first threshold
    /// is infinite.
    ///
    /// @return a dataset in memory
    /// @throws IllegalStateException if the model does not predict two classes
    public Dataset roc() {
        requireTwo("roc()", "roc(label)");
        return tables("roc").roc(target.positive());
    }

    /// The ROC curve of one class against all others, as [#roc()].
    ///
    /// @param label of the class
    /// @return a dataset in memory; rates are null where there are no rows of the class, or no others
    /// @throws IllegalArgumentException if there is no such class
    /// @throws IllegalStateException if the model predicts numbers
    public Dataset roc(String label) {
        return tables("roc").roc(classOf(label, "roc"));
    }

    /// Precision by recall of the positive class as a table `pr/1`: threshold, precision, recall, by falling threshold.
    ///
    /// @return a dataset in memory
    /// @throws IllegalStateException if the model does not predict two classes
    public Dataset precisionRecall() {
        requireTwo("precisionRecall()", "precisionRecall(label)");
        return tables("precisionRecall").precisionRecall(target.positive());
    }

    /// Precision by recall of one class against all others, as [#precisionRecall()].
    ///
    /// @param label of the class
    /// @return a dataset in memory; recall is null where there are no rows of the class
    /// @throws IllegalArgumentException if there is no such class
    /// @throws IllegalStateException if the model predicts numbers
    public Dataset precisionRecall(String label) {
        return tables("precisionRecall").precisionRecall(classOf(label, "precisionRecall"));
    }

    /// How often rows are of the positive class among those of like probability, as a table `calibration/1`: predicted
    /// (mean), observed (share), count. Bins are of equal width; empty ones are left out.
    ///
    /// @param bins how many, 1 or more
    /// @return a dataset in memory
    /// @throws IllegalArgumentException if there are less
    /// @throws IllegalStateException if the model does not predict two classes
    public Dataset calibration(int bins) {
        requireTwo("calibration(bins)", "calibration(label, bins)");
        return calibration(target.positive(), bins);
    }

    /// How often rows are of one class among those of like probability of it, as [#calibration(int)].
    ///
    /// @param label of the class
    /// @param bins how many, 1 or more
    /// @return a dataset in memory
    /// @throws IllegalArgumentException if there are less, or there is no such class
    /// @throws IllegalStateException if the model predicts numbers
    public Dataset calibration(String label, int bins) {
        return calibration(classOf(label, "calibration"), bins);
    }

    private Dataset calibration(int k, int bins) {
        CalibrationBins table = CalibrationBins.of(bins, actual.length, i -> predicted[k][i],
                i -> actual[i] == k,
                weights);
        return new AddedColumns().add("predicted", table.predicted())
                .add("observed", table.observed())
                .add("count", table.counts())
                .table("calibration/1")
                .filter("count > 0")
                .collect();
    }

    /// The expected calibration error: how far bins' probabilities, of the positive class (Naeini et al. 2015) or of several
    /// the likeliest one (Guo et al. 2017), are from what came true, in the mean over rows. Of 10 bins it is `ece`.
    ///
    /// @param bins how many, of equal width, 1 or more
    /// @return from 0 to 1, the smaller the better
    /// @throws IllegalArgumentException if there are less
    /// @throws IllegalStateException if the model predicts numbers
    public double calibrationError(int bins) {
        return classScores("calibrationError").calibration(bins, weights).error();
    }

    /// Precision and recall of the positive class in one, recall counting `beta` times as much; with 1 it is `f1`.
    ///
    /// @param beta more than 0
    /// @return from 0 to 1; 0 where nothing of the class was found
    /// @throws IllegalArgumentException if it is not
    /// @throws IllegalStateException if the model does not predict two classes
    public double fBeta(double beta) {
        requireTwo("fBeta(beta)", "fBeta(label, beta)");
        return fBeta(target.classes().get(target.positive()), beta);
    }

    /// Precision and recall of one class in one figure, as [#fBeta(double)].
    ///
    /// @param label of the class
    /// @param beta more than 0
    /// @return from 0 to 1
    /// @throws IllegalArgumentException if it is not, or there is no such class
    /// @throws IllegalStateException if the model predicts numbers
    public double fBeta(String label, double beta) {
        int k = classOf(label, "fBeta");
        if (!(beta > 0 && beta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("beta must be more than 0, got " + beta);
        }
        return classScores("fBeta").confusion(weights).f(k, beta);
    }

    /// How good the first places are, as `ndcg@k`, `precision@k` and `recall@k`: of an order in the mean over groups, of two
    /// classes those of all rows by the probability of the positive one, whatever their weight. Equal scores share places.
    ///
    /// @param k how many places, 1 or more
    /// @return the figures
    /// @throws IllegalArgumentException if it is less
    /// @throws IllegalStateException if the model predicts numbers, or more than two classes
    public Metrics at(int k) {
        if (groups != null) {
            return Metrics.of(RankScores.at(k, groups, actual, predicted[0], weights), actual.length);
        }
        requireTwo("at(k)", "metrics()");
        double[] scores = predicted[target.positive()];
        double[] relevant = Arrays.stream(actual).map(v -> v == target.positive() ? 1 : 0).toArray();
        return Metrics.of(RankScores.at(k, new int[actual.length], relevant, scores, null), actual.length);
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

    private ClassTables tables(String what) {
        return new ClassTables(target.classes(), classScores(what), weights);
    }

    private ClassScores classScores(String what) {
        if (!(scored instanceof ClassScores scores)) {
            throw new IllegalStateException(what + " needs a model that predicts classes; use residuals()");
        }
        return scores;
    }

    private void requireTwo(String what, String otherwise) {
        if (target.positive() < 0) {
            throw new IllegalStateException(what + " needs a model of two classes; use "
                    + (target.classifies() ? otherwise : "residuals()"));
        }
    }

    /// The position of a class.
    private int classOf(String label, String what) {
        classScores(what);
        int k = target.classes().indexOf(Objects.requireNonNull(label, "label"));
        if (k < 0) {
            throw new IllegalArgumentException(
                    "there is no class \"" + label + "\"; classes: " + target.brief());
        }
        return k;
    }

    /// The positive one of two classes, and the figures, one a line.
    @Override
    public String toString() {
        String positive = target.positive() < 0
                ? ""
                : "positive class: " + target.classes().get(target.positive()) + "\n";
        return positive + metrics();
    }
}
