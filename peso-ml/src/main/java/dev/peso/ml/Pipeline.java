package dev.peso.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.peso.DataException;
import dev.peso.Dataset;
import dev.peso.Progress;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.model.PipelineSpec;
import dev.peso.ml.internal.model.Registry;
import dev.peso.ml.internal.model.Roles;
import dev.peso.ml.internal.model.Trainer;
import dev.peso.ml.internal.model.ValidationSpec;
import dev.peso.ml.internal.prepare.DatesStep;
import dev.peso.ml.internal.prepare.EncodeStep;
import dev.peso.ml.internal.prepare.PrepareStep;
import dev.peso.ml.internal.prepare.ScaleStep;
import dev.peso.ml.internal.prepare.Step;
import dev.peso.ml.internal.spec.Codec;
import dev.peso.ml.internal.spec.Json;
import dev.peso.ml.internal.spec.Records;
import dev.peso.ml.internal.spec.Tensors;

/// A recipe for a model: what to predict, how to prepare features, how to learn, how to try the result.
///
/// All columns are features but the target and those with another role. Steps run in the order they are given. Nothing is
/// read before [#fit]. Pipelines are immutable values, safe to share between threads; the same pipeline on the same rows
/// gives the same model, on however many threads.
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
        return with(new ScaleStep(ScaleStep.How.valueOf(Objects.requireNonNull(how, "how").name()),
                names(columns)));
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
        return encode(EncodeStep.How.ONE_HOT, unknown, columns);
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
        return encode(EncodeStep.How.ORDINAL, unknown, columns);
    }

    private Pipeline encode(EncodeStep.How how, Unknown unknown, String[] columns) {
        return with(new EncodeStep(how,
                EncodeStep.Unknown.valueOf(Objects.requireNonNull(unknown, "unknown").name()),
                Integer.MAX_VALUE, names(columns)));
    }

    /// Adds to dates their year, month, day of the month, of the week (Monday is 1) and of the year, and to timestamps
    /// the hour. The date itself stays as the number of days since 1970.
    ///
    /// @param columns which columns; all dates and timestamps when none is named
    /// @return a new pipeline
    public Pipeline dateParts(String... columns) {
        return with(new DatesStep(names(columns)));
    }

    // ---------------------------------------------------------------- learning

    /// Says how to learn.
    ///
    /// @param learner the learner
    /// @return a new pipeline
    public Pipeline learn(Learner learner) {
        return with("learner", List.of(Objects.requireNonNull(learner, "learner").spec()));
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
    /// @param listener told after each fold
    /// @return a new pipeline
    public Pipeline progress(Progress listener) {
        return new Pipeline(spec, workers, Objects.requireNonNull(listener, "listener"));
    }

    /// Runs the dataset's recipe and trains: for each fold of the validation, then on all rows.
    ///
    /// @param data features and target
    /// @return a model
    /// @throws IllegalStateException if the pipeline has no learner
    /// @throws dev.peso.QueryException if a column is missing or does not fit, or there is nothing to learn from
    public Model fit(Dataset data) {
        Objects.requireNonNull(data, "data");
        if (spec.learner().isEmpty()) {
            throw new IllegalStateException("the pipeline for \"" + spec.target()
                    + "\" has no learner; add one, such as learn(Learners.logistic())");
        }
        return new Model(new Trainer(spec, workers, progress).fit(data), workers);
    }

    // ---------------------------------------------------------------- as a document

    /// The pipeline as JSON that [#parse] reads back.
    ///
    /// @return several lines of text
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

    /// The pipeline as JSON.
    @Override
    public String toString() {
        return toJson();
    }
}
