package dev.peso.ml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import dev.peso.Dataset;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.ml.internal.frame.AddedColumns;
import dev.peso.ml.internal.frame.Labels;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.model.Score;
import dev.peso.ml.internal.score.ClusterScores;
import dev.peso.ml.internal.score.PartitionScores;
import dev.peso.ml.internal.score.RankScores;

/// Figures that tell how good predictions are.
///
/// | figure | meaning |
/// |---|---|
/// | `accuracy`, `balanced_accuracy` | share of right classes; mean of the classes' recall |
/// | `auc`, `average_precision` | area under the ROC curve; precision by the recall that each step adds |
/// | `auc_ovr`, `auc_ovr_weighted` | of more than two classes, to 50: mean of each class's area against all others; by their rows |
/// | `auc_ovo` | likewise, of each class's area against each other one alone (Hand and Till 2001) |
/// | `top_3_accuracy`, `top_5_accuracy` | of more classes: share of rows whose class is among the 3 or 5 likeliest |
/// | `precision`, `recall`, `specificity`, `f1` | of the positive class; 0 where nothing was found |
/// | `jaccard` | of the positive class: rows rightly taken for it by those of it or taken for it |
/// | `precision_macro`, `recall_macro`, `f1_macro`, `jaccard_macro` | means over the classes that there are or that were chosen |
/// | `precision_weighted`, `f1_weighted` | means of the classes' precision and F1 by their rows; recall so is the accuracy |
/// | `mcc`, `kappa` | Matthews' correlation; Cohen's agreement beyond chance |
/// | `brier`, `log_loss` | errors of probabilities, the smaller the better; of more than two classes `brier` is up to 2 |
/// | `ece` | expected calibration error of 10 bins, see [Evaluation#calibrationError] |
/// | `cost` | mean cost, with [Pipeline#costs] |
/// | `rmse`, `mae`, `median_absolute_error`, `max_error` | errors of numbers in their own unit; `mse` in its square |
/// | `mape` | mean error as a share of the true value |
/// | `r2`, `explained_variance` | share of the variance that predictions explain; the same but for a constant miss; of equal true values 1 where nothing is missed, otherwise 0; NaN of one row |
/// | `rmsle`, `poisson_deviance` | where all true values are 0 or more: error of logarithms, deviance of counts; NaN of predictions too low |
/// | `gamma_deviance` | where all true values are above 0 |
/// | `pinball` | of models of a quantile, the loss that it makes least |
/// | `ndcg`, `ndcg@5`, `ndcg@10` | how well relevant answers come first, discounted by their place |
/// | `map`, `mrr` | mean over queries of the average precision, of one through the place of the first relevant answer |
/// | `precision@5`, `recall@5`, also `@10` | relevant ones among the first answers, by 5 and by all relevant ones; the mean over orders of equal scores; [Evaluation#at] for others |
/// | `silhouette`, `calinski_harabasz` | how compact clusters are, the greater the better |
/// | `davies_bouldin` | how near clusters come to each other, the smaller the better |
/// | `ari`, `ami`, `nmi`, `rand`, `fowlkes_mallows`, `homogeneity`, `completeness` | agreement of clusters with known groups; `nmi` is known as V-measure too |
public final class Metrics {
    private final String split;
    private final List<Score> scores;

    Metrics(String split, List<Score> scores) {
        this.split = split;
        this.scores = List.copyOf(scores);
    }

    static Metrics of(Map<String, Double> figures, long rows) {
        List<Score> scores = new ArrayList<>();
        figures.forEach(
                (name, value) -> scores.add(new Score(-1, name, value, Double.NaN, Double.NaN, rows)));
        return new Metrics("evaluation", scores);
    }

    /// Figures of answers in order: `ndcg` with the relevance as gain and rows of equal score sharing theirs, `map` and
    /// `mrr` of answers with a relevance above 0. A query without any counts 0.
    ///
    /// {@snippet file="dev/peso/ml/EvaluationSnippets.java" region="ranking"}
    ///
    /// @param data one row for each answer
    /// @param query the column that says to which query an answer belongs
    /// @param relevance the column of how good it is, 0 or more
    /// @param score the column by which answers are ordered, the highest first
    /// @return means over queries
    /// @throws QueryException if a value is missing or a relevance is negative
    public static Metrics ofRanking(Dataset data, String query, String relevance, String score) {
        Dataset rows = Objects.requireNonNull(data, "data").collect();
        double[] gains = Evaluated.numbers(rows, relevance);
        for (int i = 0; i < gains.length; i++) {
            if (gains[i] < 0) {
                throw new QueryException("column \"" + relevance + "\" is " + gains[i] + " in row " + i
                        + "; a relevance is 0 or more");
            }
        }
        int[] queries = Evaluated.labels(rows, query);
        return of(new RankScores(queries, gains, Evaluated.numbers(rows, score)).scores(null), rows.count());
    }

    /// Figures of clusters by the distances of their rows; columns should be of like size. Of more than 10,000 rows a
    /// sample stands for all in `silhouette`.
    ///
    /// @param data one row for each thing
    /// @param cluster the column that says which cluster it is in; rows without one are left out
    /// @param columns the columns of numbers that distances are of; all others that hold numbers if none is named
    /// @return figures
    /// @throws QueryException if there are fewer than 2 clusters, as many as rows, or a number is missing
    public static Metrics ofClusters(Dataset data, String cluster, String... columns) {
        Dataset rows = Objects.requireNonNull(data, "data").dropNull(cluster).collect();
        List<String> names = columns.length > 0
                ? List.of(columns)
                : rows.schema()
                        .fields()
                        .stream()
                        .filter(field -> field.type().isNumeric() && !field.name().equals(cluster))
                        .map(Field::name)
                        .toList();
        if (names.isEmpty()) {
            throw new QueryException("there is no column of numbers beside \"" + cluster + "\"");
        }
        Labels labels = Labels.read(rows.column(cluster));
        int count = labels.names().size();
        if (count < 2 || count >= rows.count()) {
            throw new QueryException("figures of clusters need 2 or more, and fewer than rows; column \""
                    + cluster + "\" has " + count + " in " + rows.count() + " rows");
        }
        double[][] numbers = names.stream()
                .map(name -> Evaluated.numbers(rows, name))
                .toArray(double[][]::new);
        return of(new ClusterScores(numbers, labels.codes(), Workers.all()).scores(), rows.count());
    }

    /// Figures of how well clusters agree with known groups, whatever their names.
    ///
    /// @param data one row for each thing
    /// @param cluster the column of clusters
    /// @param known the column of groups
    /// @return figures
    /// @throws QueryException if a value is missing
    public static Metrics ofAgreement(Dataset data, String cluster, String known) {
        Dataset rows = Objects.requireNonNull(data, "data").collect();
        return of(PartitionScores.of(Evaluated.labels(rows, cluster), Evaluated.labels(rows, known)),
                rows.count());
    }

    /// A figure, of a validation the mean over its folds.
    ///
    /// @param name its name
    /// @return its value; NaN where it has no meaning
    /// @throws IllegalArgumentException if there is no such figure
    public double get(String name) {
        Objects.requireNonNull(name, "name");
        return scores.stream()
                .filter(score -> score.fold() < 0 && score.metric().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no figure \"" + name + "\" here; there are "
                                + String.join(", ", toMap().keySet())))
                .value();
    }

    /// The area under the ROC curve of two classes.
    ///
    /// @return 0.5 for guessing, 1 for perfect ranks
    public double auc() {
        return get("auc");
    }

    /// The share of right classes.
    ///
    /// @return from 0 to 1
    public double accuracy() {
        return get("accuracy");
    }

    /// The mean of the negative logarithm of the probability that the right class got.
    ///
    /// @return 0 or more, the smaller the better
    public double logLoss() {
        return get("log_loss");
    }

    /// The root of the mean squared error.
    ///
    /// @return in the unit of the target
    public double rmse() {
        return get("rmse");
    }

    /// The share of the variance that predictions explain.
    ///
    /// @return 1 for perfect predictions, 0 for those of the mean
    public double r2() {
        return get("r2");
    }

    /// All figures by name.
    ///
    /// @return in the order they are shown
    public Map<String, Double> toMap() {
        Map<String, Double> all = new LinkedHashMap<>();
        scores.stream()
                .filter(score -> score.fold() < 0)
                .forEach(score -> all.put(score.metric(), score.value()));
        return all;
    }

    /// All figures, also of each fold, as a table `metrics/1`: split, fold (-1 for all), metric, value, lower, upper, n.
    /// The bounds are those of a 95 % interval of the mean over folds.
    ///
    /// @return a dataset in memory
    public Dataset toDataset() {
        List<String> splits = new ArrayList<>();
        scores.forEach(_ -> splits.add(split));
        return new AddedColumns().add("split", splits)
                .add("fold", scores.stream().mapToLong(Score::fold).toArray())
                .add("metric", scores.stream().map(Score::metric).toList())
                .add("value", scores.stream().mapToDouble(Score::value).toArray())
                .add("lower", scores.stream().mapToDouble(Score::lower).toArray())
                .add("upper", scores.stream().mapToDouble(Score::upper).toArray())
                .add("n", scores.stream().mapToLong(Score::rows).toArray())
                .table("metrics/1");
    }

    /// One line a figure.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        toMap().forEach(
                (name, value) -> text.append(String.format(Locale.ROOT, "%-22s %.4f%n", name, value)));
        return text.toString().stripTrailing();
    }
}
