package dev.peso.ml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.peso.DataException;
import dev.peso.Dataset;
import dev.peso.Progress;
import dev.peso.QueryException;
import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.model.ChoiceSpec;
import dev.peso.ml.internal.model.ModelState;
import dev.peso.ml.internal.model.PipelineSpec;
import dev.peso.ml.internal.model.Registry;
import dev.peso.ml.internal.model.Roles;
import dev.peso.ml.internal.model.Searches;
import dev.peso.ml.internal.model.Trainer;
import dev.peso.ml.internal.model.ValidationSpec;
import dev.peso.ml.internal.prepare.OwnStep;
import dev.peso.ml.internal.prepare.Step;
import dev.peso.ml.internal.search.SearchSpec;
import dev.peso.ml.internal.spec.Codec;
import dev.peso.ml.internal.spec.Json;
import dev.peso.ml.internal.spec.Records;
import dev.peso.ml.internal.spec.Tensors;
import dev.peso.ml.spi.StepProvider;

/// A recipe for a model: what to predict, how to prepare features, how to learn, how to try the result.
///
/// All columns are features but the target and those with another role. Steps run in the order they are given. Nothing is
/// read before [#fit]. Pipelines are immutable values, safe to share between threads; the same pipeline on the same rows
/// gives the same model, on however many threads.
///
/// What data should not be gives an error or a note in [Model#notes]: a column that is missing, of another type, or null in
/// all rows where a step needs values; one class only; fewer rows than folds (and a note on a class with fewer rows than
/// folds); a column that equals the target or names its classes (noted). Infinite values and numbers beyond 1e150, whose
/// squares are infinite, are refused by row, but trees take them and [#clip] brings them back. Constant columns scale to 0, and [#prepare] leaves them
/// out.
///
/// {@snippet file="dev/peso/ml/PipelineSnippets.java" region="pipeline"}
public final class Pipeline extends PipelineSteps {
    private static final String FORMAT = "pipeline/1";
    private static final String DOCUMENT = "the pipeline";

    private final PipelineSpec spec;
    private final Workers workers;
    private final Progress progress;

    private Pipeline(PipelineSpec spec, Workers workers, Progress progress) {
        this.spec = spec;
        this.workers = workers;
        this.progress = progress;
    }

    private static Pipeline of(String column, PipelineSpec.Purpose purpose) {
        PipelineSpec spec = new PipelineSpec(Objects.requireNonNull(column, "column"), purpose, "",
                Roles.NONE,
                List.of(), List.of(), ValidationSpec.NONE, 0);
        return of(spec);
    }

    PipelineSpec spec() {
        return spec;
    }

    static Pipeline of(PipelineSpec spec) {
        return new Pipeline(spec, Workers.all(), Progress.SILENT);
    }

    private Pipeline with(String component, Object value) {
        return new Pipeline(Records.with(spec, component, value), workers, progress);
    }

    private Pipeline withRole(String component, Object value) {
        return with("roles", Records.with(spec.roles(), component, value));
    }

    @Override
    Pipeline with(Step step) {
        List<Step> steps = new ArrayList<>(spec.steps());
        steps.add(step);
        return with("steps", steps);
    }

    // ---------------------------------------------------------------- what to predict

    /// Predicts a column; its type tells whether that is a class or a number.
    ///
    /// Booleans, texts and whole numbers that are all 0 or 1 are classes; other numbers and durations are numbers.
    /// Classes are in the order false and true, by size, as an ordered categorical has them, or by code points; the last
    /// of two is the positive one. Rows without a target are left out, and [Model#notes] says so.
    ///
    /// @param column the name of the target
    /// @return a pipeline without steps and learner
    public static Pipeline predict(String column) {
        return of(column, PipelineSpec.Purpose.PREDICT);
    }

    /// Predicts classes, whatever the column's type.
    ///
    /// @param column the name of the target
    /// @return a pipeline without steps and learner
    public static Pipeline classify(String column) {
        return of(column, PipelineSpec.Purpose.CLASSIFY);
    }

    /// Predicts numbers.
    ///
    /// @param column the name of the target
    /// @return a pipeline without steps and learner
    public static Pipeline regress(String column) {
        return of(column, PipelineSpec.Purpose.REGRESS);
    }

    /// Orders the rows of each [#group], such as the answers to a query: predicts a score, the higher the further ahead.
    /// Boosted trees learn it, to make the normalized discounted gain with the relevance as gain as great as they can
    /// (LambdaMART); to count the best ones more, give `2^grade - 1`. Groups are never parted by a validation. They count
    /// the same, or by [#weight], which is equal in all rows of a group.
    ///
    /// {@snippet file="dev/peso/ml/PipelineSnippets.java" region="rank"}
    ///
    /// @param column the relevance of each row within its group, 0 or more
    /// @return a pipeline without steps and learner, which needs [#group]
    public static Pipeline rank(String column) {
        return of(column, PipelineSpec.Purpose.RANK);
    }

    /// Finds groups of rows that are alike. No column is a target.
    ///
    /// @return a pipeline without steps and learner, which must be one that finds clusters, such as [Learners#kMeans]
    public static Pipeline cluster() {
        return of("", PipelineSpec.Purpose.CLUSTER);
    }

    /// Finds rows that are unlike the others. No column is a target.
    ///
    /// @return a pipeline without steps, with an isolation forest as its learner
    public static Pipeline anomalies() {
        return of("", PipelineSpec.Purpose.ANOMALIES).learn(Learners.isolationForest());
    }

    /// Tells most of what the columns do by fewer ones. No column is a target.
    ///
    /// @param columns how many, 1 or more
    /// @return a pipeline without steps, with principal components as its learner
    /// @throws IllegalArgumentException if it is less
    public static Pipeline project(int columns) {
        return of("", PipelineSpec.Purpose.PROJECT).learn(Learners.principalComponents(columns));
    }

    /// Says which of two classes is the positive one, which precision, recall and curves are about.
    ///
    /// @param label the class as text
    /// @return a new pipeline
    public Pipeline positive(String label) {
        return with("positive", Objects.requireNonNull(label, "label"));
    }

    // ---------------------------------------------------------------- roles

    /// Says how much each row counts for learners, figures, [#targetEncode], [#pca] and selections by trial; other steps of
    /// preparation, such as [#scale] and [#impute], take all rows as equal.
    ///
    /// @param column numbers of 0 or more
    /// @return a new pipeline
    public Pipeline weight(String column) {
        return withRole("weight", Objects.requireNonNull(column, "column"));
    }

    /// Says which rows belong together; see [Validation] and [#rank]. In a validation rows without a group are one group.
    ///
    /// @param column the name of a column that is equal for such rows
    /// @return a new pipeline
    public Pipeline group(String column) {
        return withRole("group", Objects.requireNonNull(column, "column"));
    }

    /// Says when each row was; see [Validation#inTime].
    ///
    /// @param column dates, timestamps or numbers
    /// @return a new pipeline
    public Pipeline time(String column) {
        return withRole("time", Objects.requireNonNull(column, "column"));
    }

    /// Says which columns are names or numbers of things: no features.
    ///
    /// @param columns their names
    /// @return a new pipeline
    public Pipeline id(String... columns) {
        return withRole("ids", more(spec.roles().ids(), columns));
    }

    /// Leaves columns out.
    ///
    /// @param columns their names
    /// @return a new pipeline
    public Pipeline ignore(String... columns) {
        return withRole("ignored", more(spec.roles().ignored(), columns));
    }

    /// Says which columns must never decide, such as sex or origin: no features.
    ///
    /// @param columns their names
    /// @return a new pipeline
    public Pipeline sensitive(String... columns) {
        return withRole("sensitive", more(spec.roles().sensitive(), columns));
    }

    private static List<String> more(List<String> before, String[] columns) {
        List<String> all = new ArrayList<>(before);
        all.addAll(names(columns));
        return all;
    }

    // ---------------------------------------------------------------- learning

    /// Says how to learn.
    ///
    /// @param learner the learner
    /// @return a new pipeline
    public Pipeline learn(Learner learner) {
        return learn(Objects.requireNonNull(learner, "learner").spec());
    }

    Pipeline learn(LearnerSpec learner) {
        return with("learner", List.of(learner));
    }

    /// Looks for the best settings, or the best learner, in the place of one that is given.
    ///
    /// @param search how
    /// @return a new pipeline
    /// @throws QueryException if the search has a parameter that is no setting of the pipeline, or cannot be so
    public Pipeline search(Search search) {
        SearchSpec wanted = Objects.requireNonNull(search, "search").spec();
        Searches.check(spec, wanted);
        return with("search", List.of(wanted));
    }

    /// Finds a learner and its settings within some time; see [Search#automatic].
    ///
    /// @param time more than 0
    /// @return a new pipeline
    /// @throws IllegalArgumentException if it is not
    public Pipeline autoSelect(Duration time) {
        return search(Search.automatic().within(time));
    }

    /// Corrects the probabilities of classes.
    ///
    /// @param calibration how
    /// @return a new pipeline
    public Pipeline calibrate(Calibration calibration) {
        return with("calibration", List.of(Objects.requireNonNull(calibration, "calibration").spec()));
    }

    /// Chooses the positive one of two classes from some probability on, instead of the likelier one.
    ///
    /// @param threshold from 0 to 1
    /// @return a new pipeline
    /// @throws IllegalArgumentException if it is out of range
    public Pipeline threshold(double threshold) {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold must be in [0, 1], got " + threshold);
        }
        return with("choice", List.of(new ChoiceSpec(threshold, List.of(), false)));
    }

    /// Chooses the class of the least expected cost (Elkan 2001) instead of the likeliest one; probabilities should be
    /// calibrated. The mean cost joins the figures as `cost`.
    ///
    /// {@snippet file="dev/peso/ml/SearchSnippets.java" region="costs"}
    ///
    /// @param costs what mistakes cost
    /// @return a new pipeline
    public Pipeline costs(Costs costs) {
        return with("choice", List.of(Objects.requireNonNull(costs, "costs").spec()));
    }

    /// Says how to try the model before it is trained on all rows; [Model#metrics] tells what came out.
    ///
    /// @param validation how
    /// @return a new pipeline
    public Pipeline validate(Validation validation) {
        return with("validation", Objects.requireNonNull(validation, "validation").spec());
    }

    /// Says where random numbers start.
    ///
    /// @param seed any number; 0 unless given
    /// @return a new pipeline
    public Pipeline seed(long seed) {
        return with("seed", seed);
    }

    /// Trains on at most this many threads, the caller's included. The model does not depend on it.
    ///
    /// This binds learning, preparation and validation. The rows are read by the dataset's engine, on threads of its own, before
    /// they start; a dataset that was collected has no reading left to do.
    ///
    /// @param threads 1 or more
    /// @return a new pipeline
    /// @throws IllegalArgumentException if it is less than 1
    public Pipeline threads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be 1 or more, got " + threads);
        }
        return new Pipeline(spec, new Workers(threads), progress);
    }

    /// Hears how far training is.
    ///
    /// @param listener told after each fold, and of a search before each trial, with the best score so far
    /// @return a new pipeline
    public Pipeline progress(Progress listener) {
        return new Pipeline(spec, workers, Objects.requireNonNull(listener, "listener"));
    }

    /// Runs the dataset's recipe and trains: for each fold of the validation, then on all rows.
    ///
    /// @param data features and target
    /// @return a model
    /// @throws IllegalStateException if the pipeline has no learner
    /// @throws QueryException if a column is missing or does not fit, or there is nothing to learn from
    /// @throws dev.peso.QueryCancelledException if the thread was interrupted
    public Model fit(Dataset data) {
        Objects.requireNonNull(data, "data");
        if (spec.learner().isEmpty() && spec.search().isEmpty()) {
            throw new IllegalStateException(spec.target().isEmpty()
                    ? "the pipeline has no learner; add one, such as learn(Learners.kMeans(3))"
                    : "the pipeline for \"" + spec.target()
                            + "\" has no learner; add one, such as learn(Learners.logistic())");
        }
        spec.search().forEach(search -> Searches.check(spec, search));
        Trainer trainer = new Trainer(spec, workers, progress);
        long start = System.nanoTime();
        ModelState state = trainer.fit(data);
        return new Model(state, workers, trainer.seconds(), Duration.ofNanos(System.nanoTime() - start),
                "");
    }

    // ---------------------------------------------------------------- as a document

    /// The pipeline as JSON that [#parse] reads back.
    ///
    /// @return several lines of text
    /// @throws IllegalStateException if a [StepProvider] has no name for a step of one's own
    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("peso", FORMAT);
        json.put("pipeline",
                new Codec(Registry.KINDS, new Tensors(), DOCUMENT).write(spec, PipelineSpec.class));
        return Json.write(json);
    }

    /// Reads a pipeline that [#toJson] wrote.
    ///
    /// @param json the text
    /// @return the pipeline
    /// @throws DataException if the text is not such a document, or one of a newer version
    public static Pipeline parse(String json) {
        Map<String, Object> document = Json.readObject(Objects.requireNonNull(json, "json"), DOCUMENT);
        if (!FORMAT.equals(document.get("peso")) || document.size() != 2
                || !document.containsKey("pipeline")) {
            throw new DataException(
                    "the text is no document \"" + FORMAT + "\" but \"" + document.get("peso") + "\"");
        }
        PipelineSpec spec = new Codec(Registry.KINDS, new Tensors(), DOCUMENT)
                .read(Objects.requireNonNull(document.get("pipeline")), PipelineSpec.class);
        return of(spec);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pipeline pipeline && spec.equals(pipeline.spec);
    }

    @Override
    public int hashCode() {
        return spec.hashCode();
    }

    /// The pipeline as JSON, or where that has no name for a step of one's own in another form.
    @Override
    public String toString() {
        boolean isNamed = spec.steps().stream().noneMatch(OwnStep.class::isInstance);
        return isNamed ? toJson() : spec.toString();
    }
}
