package dev.peso.ml;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.ml.internal.frame.AddedColumns;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.frame.InputColumn;
import dev.peso.ml.internal.frame.Inputs;
import dev.peso.ml.internal.learn.Finding;
import dev.peso.ml.internal.learn.Found;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.linear.LinearModel;
import dev.peso.ml.internal.linear.Sums;
import dev.peso.ml.internal.model.ModelFile;
import dev.peso.ml.internal.model.ModelState;
import dev.peso.ml.internal.model.Weights;

/// What a [Pipeline] has learnt from a dataset: it prepares rows as in training and predicts.
///
/// Columns are found by name and must be of the kind they were in training; others are ignored. A category that training
/// has not seen counts as missing unless a step says otherwise. Models are immutable and safe to share between threads.
public final class Model {
    private final ModelState state;
    private final Workers workers;
    private final double[] seconds;
    private final @Nullable Duration took;
    private final String writtenBy;

    Model(ModelState state, Workers workers) {
        this(state, workers, new double[0], null, "");
    }

    /// @param seconds how long each trial of the search took
    /// @param took how long all of the training took, or null if nobody knows
    /// @param writtenBy who wrote the file it comes from; empty if nobody knows
    Model(ModelState state, Workers workers, double[] seconds, @Nullable Duration took, String writtenBy) {
        this.state = state;
        this.workers = workers;
        this.seconds = seconds;
        this.took = took;
        this.writtenBy = writtenBy;
    }

    /// What the model predicts.
    ///
    /// @return classes, numbers, or what is found without a target
    public Task task() {
        Finding finding = state.pipeline().purpose().finding();
        if (finding == null) {
            return state.target().classifies()
                    ? Task.CLASSIFICATION
                    : state.target().ranks() ? Task.RANKING : Task.REGRESSION;
        }
        return switch (finding) {
            case CLUSTERS -> Task.CLUSTERING;
            case ANOMALIES -> Task.ANOMALIES;
            case AXES -> Task.PROJECTION;
        };
    }

    /// The name of the target.
    ///
    /// @return the column; empty for a model without one
    public String target() {
        return state.target().column();
    }

    /// The labels of the classes in order.
    ///
    /// @return none for a model that predicts numbers
    public List<String> classes() {
        return state.target().classes();
    }

    /// The positive class of two.
    ///
    /// @return its label
    /// @throws IllegalStateException if there are not two classes
    public String positive() {
        if (state.target().positive() < 0) {
            throw new IllegalStateException(
                    "a model of " + classes().size() + " classes has no positive one");
        }
        return classes().get(state.target().positive());
    }

    /// The columns that a dataset must have for [#predict].
    ///
    /// @return their names in the order of training
    public List<String> inputs() {
        return state.inputs().stream().map(InputColumn::name).toList();
    }

    /// The prepared columns that the learner saw.
    ///
    /// @return their names in order
    public List<String> features() {
        return state.features();
    }

    /// What was decided in training that one should know: columns and rows left out, columns that give the target away.
    ///
    /// @return one sentence each
    public List<String> notes() {
        return state.notes();
    }

    /// How many rows the model was trained on.
    ///
    /// @return the number of rows
    public long rows() {
        return state.rows();
    }

    /// How long training took: reading the rows, each fold of a validation, a search, and the model of all rows. Files do
    /// not tell it, so that the same model gives the same bytes.
    ///
    /// @return time on the clock
    /// @throws IllegalStateException if the model comes from a file
    public Duration trainingTime() {
        if (took == null) {
            throw new IllegalStateException(
                    "the model comes from a file, which does not tell how long training took");
        }
        return took;
    }

    /// The figures of the validation.
    ///
    /// @return means over the folds, and each fold
    /// @throws IllegalStateException if the pipeline had none
    public Metrics metrics() {
        requireTarget("figures");
        if (state.scores().isEmpty()) {
            throw new IllegalStateException("the model was trained once and not validated; add "
                    + "validate(Validation.crossValidation(5)) to the pipeline, or use evaluate(data)");
        }
        return new Metrics("validation", state.scores());
    }

    /// What the search has tried, as a table `leaderboard/1`, the best first: trial (its place in time from 0), learner,
    /// settings, score (the figure that counts, the mean over folds), stddev (over folds), weight (what it counts in the
    /// model, 0 if it is not in it), share (of the rows), seconds (null for a model from a file), status (`done`, `failed`,
    /// `cancelled`), note (why there is no score), pipeline (the document of the pipeline that was tried).
    ///
    /// @return a dataset in memory
    /// @throws IllegalStateException if the pipeline had no search
    public Dataset leaderboard() {
        if (state.trials().isEmpty()) {
            throw new IllegalStateException("the model comes from no search; add search(...) or "
                    + "autoSelect(...) to the pipeline");
        }
        return Leaderboard.of(state, seconds);
    }

    /// Adds `prediction`, and for classes the probability of each as `p_` and its label; of more than 20 classes only the
    /// highest one as `p_max`; see [#predictProbabilities].
    ///
    /// A model without a target adds what it finds: `cluster` (null for rows in none) and, as learners have them,
    /// `distance` from its center or `log_density` and the probability `p_` of each; `score` and `anomaly`; or
    /// `pc1`, `pc2` and so on.
    ///
    /// Rows keep their order. A column of the same name is replaced.
    ///
    /// {@snippet file="dev/peso/ml/PipelineSnippets.java" region="predict"}
    ///
    /// @param data rows with the columns of [#inputs]
    /// @return a dataset in memory
    /// @throws ColumnNotFoundException if a column is missing
    /// @throws QueryException if one is of another kind than in training
    public Dataset predict(Dataset data) {
        Dataset rows = Objects.requireNonNull(data, "data").collect();
        double[][] predicted = state.predict(read(rows), workers);
        return PredictedColumns.of(state, predicted).beside(rows);
    }

    /// As [#predict], with the probability of each class however many there are.
    ///
    /// @param data rows with the columns of [#inputs]
    /// @return a dataset in memory
    /// @throws ColumnNotFoundException if a column is missing
    /// @throws QueryException if one is of another kind than in training
    /// @throws IllegalStateException if the model has no classes
    public Dataset predictProbabilities(Dataset data) {
        if (!state.target().classifies()) {
            throw new IllegalStateException(
                    "the model predicts no classes and has no probabilities; use predict(data)");
        }
        Dataset rows = Objects.requireNonNull(data, "data").collect();
        return PredictedColumns.all(state.target(), state.predict(read(rows), workers)).beside(rows);
    }

    /// What a model without a target has learnt. Clusters: a table `clusters/1` of cluster, rows (their weight) and the mean
    /// of each prepared column. Axes: a table `axes/1` of axis, variance, its share of the variance of all columns, and
    /// the loading of each prepared column. Anomalies: a table `anomalies/1` of the score above which rows are some.
    ///
    /// @return a dataset in memory
    /// @throws IllegalStateException if the model has a target
    public Dataset findings() {
        if (!(state.predictor() instanceof Found found)) {
            throw new IllegalStateException("the model predicts \"" + target()
                    + "\" and finds nothing; use coefficients() or importance(data)");
        }
        Found.Summary summary = found.summary();
        int rows = summary.columns().getFirst().length;
        AddedColumns columns = new AddedColumns().add(summary.key(), LongStream.range(0, rows).toArray());
        for (int j = 0; j < summary.names().size(); j++) {
            columns.add(summary.names().get(j), summary.columns().get(j));
        }
        return columns.table(summary.table());
    }

    private void requireTarget(String what) {
        Finding finding = state.pipeline().purpose().finding();
        if (finding != null) {
            throw new IllegalStateException(
                    "a model of " + finding.plural() + " has no target, and so no " + what);
        }
    }

    /// Predicts rows whose target is known and compares. Rows without a target are left out; a weight column of the
    /// pipeline counts. A model that ranks reads the group column of the pipeline too.
    ///
    /// @param data rows with the columns of [#inputs] and the target
    /// @return figures and tables
    /// @throws QueryException if a class was not there in training, or no row has a target
    public Evaluation evaluate(Dataset data) {
        requireTarget("evaluation");
        Dataset rows = known(Objects.requireNonNull(data, "data"));
        double[] actual = state.target().known(rows);
        return new Evaluation(state.target(), state.predict(read(rows), workers), actual, weights(rows),
                groups(rows), state.pipeline().quantile(), rows, workers);
    }

    /// The groups of rows, where that is how they are ordered.
    private int @Nullable [] groups(Dataset rows) {
        return state.target().ranks()
                ? Evaluated.labels(rows, state.pipeline().roles().group())
                : null;
    }

    /// The rows that have a target.
    private Dataset known(Dataset data) {
        Dataset given = data.dropNull(target());
        DataType type = given.schema().field(target()).type();
        boolean isFloat = type == DataType.FLOAT32 || type == DataType.FLOAT64;
        Dataset rows = (isFloat ? given.filter(Expr.col(target()).isNaN().not()) : given).collect();
        if (rows.count() == 0) {
            throw new QueryException("no row has a \"" + target() + "\" to compare with");
        }
        return rows;
    }

    private double @Nullable [] weights(Dataset rows) {
        return Weights.read(rows, state.pipeline().roles().weight());
    }

    /// What each feature adds to the sum of a linear model, and where it starts, as a table `coefficients/1`: class
    /// (empty unless there are several sums), feature, coefficient. The intercept has the feature `(intercept)`.
    ///
    /// @return a dataset in memory
    /// @throws IllegalStateException if the model is not linear
    public Dataset coefficients() {
        if (!(state.learnt() instanceof Sums model)) {
            throw new IllegalStateException("only linear models have coefficients; use importance(data)");
        }
        LinearModel linear = model.sums();
        List<String> classes = new ArrayList<>();
        List<String> features = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        int sums = linear.intercepts().length;
        for (int k = 0; k < sums; k++) {
            String label = sums == 1 ? "" : classes().get(k);
            for (int j = 0; j <= linear.features().size(); j++) {
                classes.add(label);
                features.add(j == 0 ? "(intercept)" : linear.features().get(j - 1));
                values.add(j == 0 ? linear.intercepts()[k] : linear.coefficients().get(k)[j - 1]);
            }
        }
        return new AddedColumns().add("class", classes)
                .add("feature", features)
                .add("coefficient", values.stream().mapToDouble(v -> v).toArray())
                .table("coefficients/1");
    }

    /// What each column adds to each prediction. Of trees these are exact Shapley values (TreeSHAP), where columns that are
    /// not known are followed both ways by the rows of training; of linear models those of independent columns.
    ///
    /// {@snippet file="dev/peso/ml/PipelineSnippets.java" region="explain"}
    ///
    /// @param data rows with the columns of [#inputs]
    /// @return additions by row and column
    /// @throws ColumnNotFoundException if a column is missing
    public Explanation explain(Dataset data) {
        return explainer().explain(Objects.requireNonNull(data, "data"));
    }

    /// What each column adds to each prediction, for models of any kind: Shapley values estimated from ten orders in which
    /// columns become known, each also backwards (Castro, Gómez and Tejada 2009). What is not known is taken from each
    /// row of the background in turn. Additions and base sum up to the predicted number or the probability: of two
    /// classes that of the positive one.
    ///
    /// @param data rows with the columns of [#inputs]
    /// @param background rows to compare with, such as those of training; of more than 100 a sample is taken
    /// @return additions by row and column
    /// @throws ColumnNotFoundException if a column is missing
    /// @throws QueryException if the background has no rows
    public Explanation explain(Dataset data, Dataset background) {
        requireTarget("reasons");
        return explainer().explain(Objects.requireNonNull(data, "data"),
                Objects.requireNonNull(background, "background"));
    }

    private Explainer explainer() {
        return new Explainer(state, workers, this::read);
    }

    /// What is predicted on average when a column has this value or that in all rows (Friedman 2001), as a table `pdp/1`:
    /// feature, class (empty for numbers; of two classes the positive one), value (null for categories), label (null for
    /// numbers), prediction (the mean: a number or a probability), lower and upper (the quartiles of rows). Of a column with
    /// more than 20 values 20 at even distances are tried, without the outermost twentieths, or the 20 most frequent
    /// categories; of dates days since 1970.
    ///
    /// @param data rows with the columns of [#inputs]
    /// @param column one of [#inputs]
    /// @return a dataset in memory
    /// @throws ColumnNotFoundException if a column is missing
    public Dataset partialDependence(Dataset data, String column) {
        requireTarget("dependence on columns");
        return explainer().partial(Objects.requireNonNull(data, "data"),
                Objects.requireNonNull(column, "column"));
    }

    /// What is predicted of each row when a column has this value or that (Goldstein et al. 2015), as a table `ice/1`: row,
    /// and as [#partialDependence] feature, class, value, label, prediction.
    ///
    /// @param data rows with the columns of [#inputs]
    /// @param column one of [#inputs]
    /// @return a dataset in memory
    /// @throws ColumnNotFoundException if a column is missing
    public Dataset individualDependence(Dataset data, String column) {
        requireTarget("dependence on columns");
        return explainer().individual(Objects.requireNonNull(data, "data"),
                Objects.requireNonNull(column, "column"));
    }

    /// How much the model relies on each column: how much its figure falls when the column's values are shuffled (five
    /// times), as a table `importance/1`: feature, importance, stddev, the greatest first. The figure is the area under
    /// the ROC curve for two classes, the log loss for more, the share of explained variance for numbers, the pinball loss
    /// for a quantile of them, and the normalized discounted gain for an order.
    ///
    /// @param data rows with the columns of [#inputs] and the target, best those the model was not trained on
    /// @return a dataset in memory
    /// @throws QueryException if the figure has no value on these rows, such as where there is one class only
    public Dataset importance(Dataset data) {
        requireTarget("importance of columns");
        Dataset rows = known(Objects.requireNonNull(data, "data"));
        String metric = switch (task()) {
            case RANKING -> "ndcg";
            case REGRESSION -> Double.isNaN(state.pipeline().quantile()) ? "r2" : "-pinball";
            default -> state.target().positive() >= 0 ? "auc" : "-log_loss";
        };
        return explainer().importance(rows, weights(rows), groups(rows), metric);
    }

    /// Makes predictions one row at a time; see [Scorer].
    ///
    /// @param <T> what a row is
    /// @param type a record class with a component for each of [#inputs], or `Row.class`
    /// @return a scorer that may be shared between threads
    /// @throws ColumnNotFoundException if the record has no component for a column
    /// @throws IllegalArgumentException if the class is something else
    public <T> Scorer<T> scorer(Class<T> type) {
        return new Scorer<>(state, Binding.of(Objects.requireNonNull(type, "type"), state.inputs()));
    }

    /// Makes predictions one row at a time, of rows as maps by column name; what a map does not have is missing.
    ///
    /// @return a scorer that may be shared between threads
    public Scorer<Map<String, ? extends @Nullable Object>> scorer() {
        return new Scorer<>(state, Binding.ofMaps(state.inputs()));
    }

    /// Writes the model to a file: a zip of a JSON document, its arrays as an Arrow file, and checksums. The same model
    /// gives the same bytes.
    ///
    /// @param path where the file will be; one that is there is replaced when it is complete
    /// @throws dev.peso.DataAccessException if it cannot be written
    /// @throws IllegalStateException if a step of one's own has no name; see [dev.peso.ml.spi.StepProvider]
    public void save(Path path) {
        ModelFile.write(state, Objects.requireNonNull(path, "path"));
    }

    /// What one should know of the model before relying on it, as text.
    ///
    /// @return the card
    public ModelCard card() {
        return new ModelCard(state, writtenBy);
    }

    /// Writes the model for another runtime. The same model gives the same bytes.
    ///
    /// @param onnx the file, made by [Onnx#onnx]
    /// @throws QueryException if a step or the learner cannot be written so, which the message names
    /// @throws dev.peso.DataAccessException if the file cannot be written
    public void export(Onnx onnx) {
        Objects.requireNonNull(onnx, "onnx").write(state);
    }

    /// Reads a model that [#save] wrote. Only known kinds of parts are read, and nothing of the file names a class.
    ///
    /// @param path where the file is
    /// @return the model
    /// @throws dev.peso.DataException if the file is damaged, is something else, or comes from a newer version
    /// @throws dev.peso.DataAccessException if it cannot be read
    public static Model load(Path path) {
        ModelFile.Written file = ModelFile.read(Objects.requireNonNull(path, "path"));
        return new Model(file.state(), Workers.all(), new double[0], null, file.writtenBy());
    }

    /// The pipeline that made the model.
    ///
    /// @return the pipeline
    public Pipeline pipeline() {
        return Pipeline.of(state.pipeline());
    }

    /// The fingerprint of the columns the model was trained on; see [Dataset#fingerprint].
    ///
    /// @return 64 hexadecimal digits
    public String trainedOn() {
        return state.data();
    }

    /// The library that trained the model, with its version; files keep it, whichever version writes them.
    ///
    /// @return such as `Peso 0.1.0`; of an imported model `LightGBM` or `XGBoost`; empty if a file does not tell
    public String trainedBy() {
        return state.trainedBy();
    }

    private Frame read(Dataset rows) {
        Schema schema = rows.schema();
        List<Feature> features = new ArrayList<>();
        for (InputColumn input : state.inputs()) {
            Inputs.check(schema, input);
            features.add(Inputs.readKnown(input, rows.column(input.name()).reader()));
        }
        return new Frame(features, Math.toIntExact(rows.count()));
    }

    /// What the model predicts and learnt from, and what came out of its validation.
    @Override
    public String toString() {
        Finding finding = state.pipeline().purpose().finding();
        StringBuilder text = new StringBuilder("Model of "
                + (finding == null ? "\"" + target() + "\"" : finding.plural()) + " by "
                + state.pipeline().learner().getFirst().title() + ", trained on " + rows() + " rows, "
                + inputs().size() + " columns, " + features().size() + " features");
        if (state.target().positive() >= 0) {
            text.append("\npositive class: ").append(positive());
        }
        state.notes().forEach(note -> text.append("\nnote: ").append(note));
        if (finding != null) {
            return text.toString();
        }
        text.append('\n')
                .append(state.scores().isEmpty()
                        ? "not validated"
                        : new Metrics("validation", state.scores()).toString());
        return text.toString();
    }
}
