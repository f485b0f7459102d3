package dev.peso.ml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import dev.peso.Dataset;
import dev.peso.ml.internal.frame.AddedColumns;
import dev.peso.ml.internal.model.Score;

/// Figures that tell how good predictions are.
///
/// | figure | meaning |
/// |---|---|
/// | `accuracy`, `balanced_accuracy` | share of right classes; mean of the classes' recall |
/// | `auc`, `average_precision` | area under the ROC curve; precision by the recall that each step adds |
/// | `precision`, `recall`, `f1` | of the positive class; 0 where nothing was found |
/// | `f1_macro`, `mcc` | mean of the classes' F1; Matthews' correlation |
/// | `brier`, `log_loss` | errors of probabilities, the smaller the better |
/// | `rmse`, `mae`, `median_absolute_error` | errors of numbers in their own unit |
/// | `r2` | share of the variance that predictions explain |
public final class Metrics {
    private final String split;
    private final List<Score> scores;

    Metrics(String split, List<Score> scores) {
        this.split = split;
        this.scores = List.copyOf(scores);
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
