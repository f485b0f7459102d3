package dev.peso.ml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Found;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.model.ModelState;

/// Predicts one row at a time, for services: names and types are matched once, when the scorer is made.
///
/// Safe to share between threads.
///
/// {@snippet file="dev/peso/ml/PipelineSnippets.java" region="scorer"}
///
/// @param <T> what a row is: a record, a map by column name, or a [dev.peso.Row]
public final class Scorer<T> {
    private static final Workers ALONE = new Workers(1);

    private final ModelState state;
    private final List<Cell<T>> cells;

    Scorer(ModelState state, List<Cell<T>> cells) {
        this.state = state;
        this.cells = List.copyOf(cells);
    }

    /// How an input is read from a row.
    ///
    /// @param <T> what a row is
    /// @param get gives its value
    /// @param feature makes a feature of one value
    record Cell<T>(Function<T, @Nullable Object> get, Function<@Nullable Object, Feature> feature) {}

    private double[][] outputs(T row) {
        Objects.requireNonNull(row, "row");
        List<Feature> features = new ArrayList<>(cells.size());
        for (Cell<T> cell : cells) {
            features.add(cell.feature.apply(cell.get.apply(row)));
        }
        return state.predict(new Frame(features, 1), ALONE);
    }

    /// The predicted number, or the probability of the positive one of two classes, or that of the likeliest of more. Of a
    /// model without a target it is the first of its [#findings].
    ///
    /// @param row the row
    /// @return a number
    /// @throws dev.peso.QueryException if a value is of another kind than in training
    public double score(T row) {
        double[][] outputs = outputs(row);
        int positive = state.target().positive();
        return !state.target().classifies()
                ? outputs[0][0]
                : outputs[positive >= 0 ? positive : state.target().choose(outputs, 0)][0];
    }

    /// The likeliest class.
    ///
    /// @param row the row
    /// @return its label
    /// @throws IllegalStateException if the model predicts numbers
    /// @throws dev.peso.QueryException if a value is of another kind than in training
    public String label(T row) {
        requireClasses();
        return state.target().classes().get(state.target().choose(outputs(row), 0));
    }

    /// The probability of each class.
    ///
    /// @param row the row
    /// @return probabilities by label, in the order of the classes
    /// @throws IllegalStateException if the model predicts numbers
    /// @throws dev.peso.QueryException if a value is of another kind than in training
    public Map<String, Double> probabilities(T row) {
        requireClasses();
        double[][] outputs = outputs(row);
        Map<String, Double> probabilities = new LinkedHashMap<>();
        for (int k = 0; k < outputs.length; k++) {
            probabilities.put(state.target().classes().get(k), outputs[k][0]);
        }
        return probabilities;
    }

    /// What a model without a target finds of a row: its cluster, its score, or where it lies.
    ///
    /// @param row the row
    /// @return the numbers that [Model#predict] adds, by the names of their columns; NaN where it adds null
    /// @throws IllegalStateException if the model has a target
    /// @throws dev.peso.QueryException if a value is of another kind than in training
    public Map<String, Double> findings(T row) {
        if (!(state.predictor() instanceof Found found)) {
            throw new IllegalStateException("the model predicts \"" + state.target().column()
                    + "\"; use score(row)");
        }
        double[][] outputs = outputs(row);
        Map<String, Double> findings = new LinkedHashMap<>();
        for (int k = 0; k < outputs.length; k++) {
            findings.put(found.outputs().get(k), outputs[k][0]);
        }
        return findings;
    }

    private void requireClasses() {
        if (!state.target().classifies()) {
            throw new IllegalStateException("the model predicts numbers and has no classes; use score(row)");
        }
    }
}
