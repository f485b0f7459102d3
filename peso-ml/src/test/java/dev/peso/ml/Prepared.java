package dev.peso.ml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.linear.GlmSpec;
import dev.peso.ml.internal.linear.LinearSpec;
import dev.peso.ml.internal.model.PipelineSpec;
import dev.peso.ml.internal.model.Registry;
import dev.peso.ml.internal.prepare.FittedStep;
import dev.peso.ml.internal.prepare.Step;
import dev.peso.ml.internal.spec.Codec;
import dev.peso.ml.internal.spec.Json;
import dev.peso.ml.internal.spec.Tensors;

/// The steps of a pipeline at work on columns, without a learner.
///
/// @param training the rows of training as they go on
/// @param steps what was learnt
record Prepared(Training training, List<FittedStep> steps) {

    /// What others made of the same columns: the document `steps.json`.
    static Map<String, Object> reference() {
        try (InputStream in = Objects.requireNonNull(Prepared.class.getResourceAsStream("steps.json"))) {
            return Json.readObject(new String(in.readAllBytes(), StandardCharsets.UTF_8), "steps.json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Prepared fit(Pipeline pipeline, Frame frame, double[] target, String... classes) {
        Codec codec = new Codec(Registry.KINDS, new Tensors(), "pipeline");
        Object json = Objects.requireNonNull(Json.readObject(pipeline.toJson(), "pipeline").get("pipeline"));
        LearnerSpec learner = classes.length > 0
                ? new GlmSpec(GlmSpec.Family.LOGISTIC, 0, 1)
                : new LinearSpec(0, LinearSpec.RIDGE, true);
        Training now = new Training(frame, target, classes.length, null, 1, new Workers(2));
        List<FittedStep> steps = new ArrayList<>();
        for (Step step : codec.read(json, PipelineSpec.class).steps()) {
            Step.Prepared next = step.prepare(now, new Step.Setting(learner, List.of(classes)));
            steps.add(next.step());
            now = next.training();
        }
        return new Prepared(now, steps);
    }

    /// Later rows after the steps.
    Frame apply(Frame frame) {
        Frame now = frame;
        for (FittedStep step : steps) {
            now = step.apply(now);
        }
        return now;
    }

    /// Values by row, as the numbers that learners see.
    static double[][] rows(Frame frame) {
        double[][] columns = frame.numbers();
        double[][] rows = new double[frame.rows()][columns.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                rows[i][j] = columns[j][i];
            }
        }
        return rows;
    }

    /// A frame of rows of numbers, named a, b, c and so on.
    static Frame numbers(double[][] rows) {
        List<Feature> columns = new ArrayList<>();
        for (int j = 0; j < rows[0].length; j++) {
            int at = j;
            columns.add(new Feature.Numbers(String.valueOf((char) ('a' + j)),
                    Arrays.stream(rows).mapToDouble(row -> row[at]).toArray()));
        }
        return new Frame(columns, rows.length);
    }

    /// A column of categories.
    static Feature.Codes codes(String name, List<? extends @Nullable String> values) {
        TreeSet<String> levels = new TreeSet<>();
        values.stream().filter(Objects::nonNull).forEach(levels::add);
        List<String> list = List.copyOf(levels);
        return new Feature.Codes(name, values.stream()
                .mapToInt(text -> text == null ? Feature.Codes.MISSING : list.indexOf(text))
                .toArray(), list);
    }

    /// A matrix of a document; nulls are NaN in it.
    static double[][] matrix(Object json) {
        return ((List<?>) json).stream()
                .map(row -> ((List<?>) row).stream()
                        .mapToDouble(
                                value -> value instanceof Number number ? number.doubleValue() : Double.NaN)
                        .toArray())
                .toArray(double[][]::new);
    }

    static List<String> texts(Object json) {
        return ((List<?>) json).stream().map(String::valueOf).toList();
    }
}
