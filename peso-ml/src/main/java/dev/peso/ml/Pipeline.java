package dev.peso.ml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.peso.DataException;
import dev.peso.Dataset;
import dev.peso.Progress;
import dev.peso.QueryException;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.model.ChoiceSpec;
import dev.peso.ml.internal.model.ModelState;
import dev.peso.ml.internal.model.PipelineSpec;
import dev.peso.ml.internal.model.Registry;
import dev.peso.ml.internal.model.Roles;
import dev.peso.ml.internal.model.Searches;
import dev.peso.ml.internal.model.Trainer;
import dev.peso.ml.internal.model.ValidationSpec;
import dev.peso.ml.internal.prepare.ClassWeightStep;
import dev.peso.ml.internal.prepare.ClipStep;
import dev.peso.ml.internal.prepare.DatesStep;
import dev.peso.ml.internal.prepare.EncodeStep;
import dev.peso.ml.internal.prepare.HashStep;
import dev.peso.ml.internal.prepare.InteractStep;
import dev.peso.ml.internal.prepare.OwnStep;
import dev.peso.ml.internal.prepare.PcaStep;
import dev.peso.ml.internal.prepare.PowerStep;
import dev.peso.ml.internal.prepare.PrepareStep;
import dev.peso.ml.internal.prepare.ScaleStep;
import dev.peso.ml.internal.prepare.SmoteStep;
import dev.peso.ml.internal.prepare.Step;
import dev.peso.ml.internal.search.SearchSpec;
import dev.peso.ml.internal.spec.Codec;
import dev.peso.ml.internal.spec.Json;
import dev.peso.ml.internal.spec.Records;
import dev.peso.ml.internal.spec.Tensors;
import dev.peso.ml.spi.CustomStep;
import dev.peso.ml.spi.StepProvider;

/// A recipe for a model: what to predict, how to prepare features, how to learn, how to try the result.
///
/// All columns are features but the target and those with another role. Steps run in the order they are given. Nothing is
/// read before [#fit]. Pipelines are immutable values, safe to share between threads; the same pipeline on the same rows
/// gives the same model, on however many threads.
///
/// What data should not be gives an error or a note in [Model#notes]: a column that is missing, of another type, or null in
/// all rows where a step needs values; one class only; fewer rows than folds (and a note on a class with fewer rows than
/// folds); a column that equals the target or names its classes (noted). Infinite values are refused by row, but trees take
/// them as the largest of numbers and [#clip] brings them back. Constant columns scale to 0, and [#prepare] leaves them
/// out.
///
/// {@snippet file="dev/peso/ml/PipelineSnippets.java" region="pipeline"}
public final class Pipeline {
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

    private Pipeline with(Step step) {
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

    /// Says how much each row counts.
    ///
    /// @param column numbers of 0 or more
    /// @return a new pipeline
    public Pipeline weight(String column) {
        return withRole("weight", Objects.requireNonNull(column, "column"));
    }

    /// Says which rows belong together; see [Validation].
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

    private static List<String> names(String[] columns) {
        Objects.requireNonNull(columns, "columns");
        for (int i = 0; i < columns.length; i++) {
            int at = i;
            Objects.requireNonNull(columns[i], () -> "columns[" + at + "]");
        }
        return Arrays.asList(columns.clone());
    }

    // ---------------------------------------------------------------- preparation

    /// Prepares features as columns and learner need it.
    ///
    /// Columns of one value and texts that are names of things are left out; dates gain their parts. For learners that
    /// take no categories and missing values, missing numbers become the median, with a column that says where;
    /// categories become columns of 0 and 1, at most 50 a column; numbers are scaled to deviation 1.
    ///
    /// @return a new pipeline
    public Pipeline prepare() {
        return with(new PrepareStep());
    }

    /// Fills missing values.
    ///
    /// @param with what takes their place
    /// @param columns which columns; all that can take it when none is named
    /// @return a new pipeline
    public Pipeline impute(Impute with, String... columns) {
        return with(Objects.requireNonNull(with, "with").step(names(columns)));
    }

    /// Scales numbers to mean 0 and deviation 1; see [Scaling#STANDARD].
    ///
    /// @param columns which columns; all numbers when none is named
    /// @return a new pipeline
    public Pipeline scale(String... columns) {
        return scale(Scaling.STANDARD, columns);
    }

    /// Brings numbers to like size; a column of one value becomes 0.
    ///
    /// @param how the measure of size
    /// @param columns which columns; all numbers when none is named
    /// @return a new pipeline
    public Pipeline scale(Scaling how, String... columns) {
        List<String> named = names(columns);
        return with(switch (Objects.requireNonNull(how, "how")) {
            case STANDARD, ROBUST, MIN_MAX -> new ScaleStep(ScaleStep.How.valueOf(how.name()), named);
            case YEO_JOHNSON, BOX_COX -> new PowerStep(PowerStep.How.valueOf(how.name()), named);
        });
    }

    /// Turns each category into a column of 0 and 1; a missing value is a category if training has any. A category not
    /// seen in training is 0 everywhere.
    ///
    /// @param columns which columns; all categories when none is named
    /// @return a new pipeline
    public Pipeline oneHot(String... columns) {
        return oneHot(Unknown.MISSING, columns);
    }

    /// Turns each category into a column of 0 and 1; a missing value is a category if training has any.
    ///
    /// @param unknown what happens to categories not seen in training
    /// @param columns which columns; all categories when none is named
    /// @return a new pipeline
    public Pipeline oneHot(Unknown unknown, String... columns) {
        return oneHot(unknown, Missing.CATEGORY, columns);
    }

    /// Turns each category into a column of 0 and 1. More than 1000 columns are sparse: they cost room where they are 1,
    /// stay as they are when others are scaled, and linear models take them as they are.
    ///
    /// @param unknown what happens to categories not seen in training
    /// @param missing what happens to missing values
    /// @param columns which columns; all categories when none is named
    /// @return a new pipeline
    public Pipeline oneHot(Unknown unknown, Missing missing, String... columns) {
        return encode(EncodeStep.How.ONE_HOT, unknown, missing, columns);
    }

    /// Turns categories into their positions from 0: in the order of an ordered categorical, otherwise by code points. A
    /// category not seen in training becomes a missing value.
    ///
    /// @param columns which columns; all categories when none is named
    /// @return a new pipeline
    public Pipeline ordinal(String... columns) {
        return ordinal(Unknown.MISSING, columns);
    }

    /// Turns categories into their positions from 0.
    ///
    /// @param unknown what happens to categories not seen in training
    /// @param columns which columns; all categories when none is named
    /// @return a new pipeline
    public Pipeline ordinal(Unknown unknown, String... columns) {
        return ordinal(unknown, Missing.NONE, columns);
    }

    /// Turns categories into their positions from 0.
    ///
    /// @param unknown what happens to categories not seen in training
    /// @param missing what happens to missing values; as a category they come last
    /// @param columns which columns; all categories when none is named
    /// @return a new pipeline
    public Pipeline ordinal(Unknown unknown, Missing missing, String... columns) {
        return encode(EncodeStep.How.ORDINAL, unknown, missing, columns);
    }

    /// Turns each category into a 1 or -1 in one of some sparse columns, by its hash (MurmurHash3). Categories not seen in
    /// training are as good as others; a missing one is 0 everywhere. Different categories may meet in a column.
    ///
    /// @param features how many columns each becomes, 2 or more
    /// @param columns which columns; all categories when none is named
    /// @return a new pipeline
    /// @throws IllegalArgumentException if there are too few or too many columns
    public Pipeline hash(int features, String... columns) {
        return with(new HashStep(features, names(columns)));
    }

    /// Turns texts into sparse columns, one for each term; see [Text]. Linear models and multinomial naive Bayes take them
    /// as they are, others as long as that needs less than 1 GB. A missing text has no terms.
    ///
    /// {@snippet file="dev/peso/ml/PipelineSnippets.java" region="text"}
    ///
    /// @param how what terms are and how they count
    /// @param columns which columns; all texts when none is named
    /// @return a new pipeline
    public Pipeline text(Text how, String... columns) {
        return with(Objects.requireNonNull(how, "how").step(names(columns)));
    }

    private Pipeline encode(EncodeStep.How how, Unknown unknown, Missing missing, String[] columns) {
        return with(new EncodeStep(how, unknown(unknown),
                EncodeStep.Missing.valueOf(Objects.requireNonNull(missing, "missing").name()),
                Integer.MAX_VALUE, names(columns)));
    }

    private static EncodeStep.Unknown unknown(Unknown unknown) {
        return EncodeStep.Unknown.valueOf(Objects.requireNonNull(unknown, "unknown").name());
    }

    /// Turns each category into the mean of the target of its rows, or of several classes into the share of each. The fewer
    /// rows a category has, the more it is drawn to the mean of all (empirical Bayes). In training each row gets a mean
    /// that was taken without it, from the rows of four of five inner folds, so that the target does not leak into its own
    /// feature. A category not seen in training gets the mean of all rows; a missing value is a category.
    ///
    /// @param columns which columns; all categories when none is named
    /// @return a new pipeline
    public Pipeline targetEncode(String... columns) {
        return targetEncode(TargetEncoding.DEFAULT, columns);
    }

    /// Turns each category into the mean of the target of its rows.
    ///
    /// @param how how means are drawn to that of all rows, and what else to do
    /// @param columns which columns; all categories when none is named
    /// @return a new pipeline
    public Pipeline targetEncode(TargetEncoding how, String... columns) {
        return with(Objects.requireNonNull(how, "how").step(names(columns)));
    }

    /// Turns numbers into ranges, which are categories from then on; a missing number is a missing category.
    ///
    /// @param how which ranges
    /// @param columns which columns; all numbers when none is named
    /// @return a new pipeline
    public Pipeline bins(Bins how, String... columns) {
        return with(Objects.requireNonNull(how, "how").step(names(columns)));
    }

    /// Brings numbers below and above two quantiles of training back to these (winsorizing).
    ///
    /// @param low the share of rows below, 0 for no limit
    /// @param high the share of rows below the upper limit, 1 for none
    /// @param columns which columns; all numbers when none is named
    /// @return a new pipeline
    /// @throws IllegalArgumentException if the shares do not rise within 0 and 1
    public Pipeline clip(double low, double high, String... columns) {
        return with(new ClipStep(low, high, names(columns)));
    }

    /// Adds the product of each two columns of numbers.
    ///
    /// @param columns which columns; all numbers when none is named
    /// @return a new pipeline
    public Pipeline interactions(String... columns) {
        return with(new InteractStep(2, false, names(columns)));
    }

    /// Adds the powers of columns of numbers and their products, up to a degree.
    ///
    /// @param degree the most factors, from 2 to 5
    /// @param columns which columns; all numbers when none is named
    /// @return a new pipeline
    /// @throws IllegalArgumentException if the degree is out of range
    public Pipeline polynomial(int degree, String... columns) {
        return with(new InteractStep(degree, true, names(columns)));
    }

    /// Leaves features out that tell little.
    ///
    /// @param which which are kept
    /// @return a new pipeline
    public Pipeline select(Select which) {
        return with(Objects.requireNonNull(which, "which").step());
    }

    /// Puts principal components in the place of numbers, the ones along which rows vary most first: `pc1`, `pc2` and so on.
    /// Columns should be of like size: [#scale] first. In explanations a component counts for each of its columns by the
    /// square of its loading.
    ///
    /// @param components how many, 1 or more
    /// @param columns which columns; all numbers when none is named
    /// @return a new pipeline
    /// @throws IllegalArgumentException if there are less
    public Pipeline pca(int components, String... columns) {
        return with(new PcaStep(components, names(columns)));
    }

    /// Makes up rows for the smaller classes until all are as large as the largest one; see [#smote(double, int)].
    ///
    /// @return a new pipeline
    public Pipeline smote() {
        return smote(1, 5);
    }

    /// Makes up rows for the smaller classes, each on the way from one of their rows to a neighbour (SMOTE; Chawla et al.
    /// 2002); a category becomes what most neighbours have (SMOTE-NC). Only rows of training are added: never where a model
    /// is tried or used. It needs numbers of like size without missing values, so it stands after [#impute] and [#scale].
    ///
    /// @param share how large classes become against the largest one, above 0 and at most 1
    /// @param neighbours among how many neighbours the other row is, 1 or more
    /// @return a new pipeline
    /// @throws IllegalArgumentException if a number is out of range
    public Pipeline smote(double share, int neighbours) {
        return with(new SmoteStep(share, neighbours));
    }

    /// Makes rows of each class count such that all classes weigh the same in training.
    ///
    /// @return a new pipeline
    public Pipeline balance() {
        return with(new ClassWeightStep(List.of()));
    }

    /// Makes rows of some classes count more or less in training; those of others count 1. Weights of rows are multiplied.
    ///
    /// @param weights more than 0, by the label of the class
    /// @return a new pipeline
    /// @throws IllegalArgumentException if a weight is not more than 0, or there is none
    public Pipeline classWeights(Map<String, Double> weights) {
        if (weights.isEmpty()) {
            throw new IllegalArgumentException("there are no class weights; for equal classes use balance()");
        }
        return with(new ClassWeightStep(weights.entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> new ClassWeightStep.ClassWeight(each.getKey(), each.getValue()))
                .toList()));
    }

    /// Adds to dates their year, month, day of the month, of the week (Monday is 1) and of the year, and to timestamps
    /// the hour. The date itself stays as the number of days since 1970.
    ///
    /// @param columns which columns; all dates and timestamps when none is named
    /// @return a new pipeline
    public Pipeline dateParts(String... columns) {
        return with(new DatesStep(names(columns)));
    }

    /// Runs a step of one's own; see [CustomStep].
    ///
    /// {@snippet file="dev/peso/ml/PipelineSnippets.java" region="step"}
    ///
    /// @param step the step
    /// @return a new pipeline
    public Pipeline step(CustomStep step) {
        return with(new OwnStep(Objects.requireNonNull(step, "step")));
    }

    // ---------------------------------------------------------------- learning

    /// Says how to learn.
    ///
    /// @param learner the learner
    /// @return a new pipeline
    public Pipeline learn(Learner learner) {
        return with("learner", List.of(Objects.requireNonNull(learner, "learner").spec()));
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
        ModelState state = trainer.fit(data);
        return new Model(state, workers, trainer.seconds());
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
