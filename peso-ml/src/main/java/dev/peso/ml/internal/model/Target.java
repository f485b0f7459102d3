package dev.peso.ml.internal.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Texts;
import dev.peso.ml.internal.learn.Predictor;
import dev.peso.ml.internal.score.ClassScores;
import dev.peso.ml.internal.score.Decision;
import dev.peso.ml.internal.score.NumberScores;
import dev.peso.ml.internal.score.RankScores;
import dev.peso.ml.internal.score.Scored;
import dev.peso.spi.ColumnReader;

/// What a model predicts.
///
/// @param column the name of the target; empty where there is none
/// @param type its type when the model was trained, as text
/// @param classes labels of the classes in order; none for a regression
/// @param positive which class is the positive one; -1 unless there are two
/// @param decision how a class is chosen by probabilities
/// @param ranks whether it is the relevance by which the rows of a group are ordered
public record Target(String column, String type, List<String> classes, int positive, Decision decision,
        boolean ranks) {
    public Target {
        classes = List.copyOf(classes);
    }

    Target(String column, String type, List<String> classes, int positive) {
        this(column, type, classes, positive, Decision.LIKELIEST, false);
    }

    Target withDecision(Decision other) {
        return new Target(column, type, classes, positive, other, ranks);
    }

    /// The class that is chosen by the probabilities of all.
    public int choose(double[][] probabilities, int row) {
        return decision.choose(probabilities, row, positive);
    }

    /// How much each thing counts that figures are means over: a row, or a group where rows are ordered within it.
    ///
    /// @param weights of rows, or null
    /// @param groups of rows, where that is how they are ordered
    public double @Nullable [] counted(double @Nullable [] weights, int @Nullable [] groups) {
        return weights == null || !ranks
                ? weights
                : RankScores.ofQueries(Objects.requireNonNull(groups), weights);
    }

    /// Predictions beside what was true.
    ///
    /// @param groups of the rows, where that is how they are ordered
    /// @param quantile which one of numbers is predicted, or NaN for the mean
    public Scored scored(double[][] predicted, double[] actual, int @Nullable [] groups, double quantile) {
        if (ranks) {
            return new RankScores(Objects.requireNonNull(groups), actual, predicted[0]);
        }
        return classifies()
                ? new ClassScores(predicted, actual, positive, decision)
                : new NumberScores(predicted[0], actual, quantile);
    }

    public boolean classifies() {
        return !classes.isEmpty();
    }

    public DataType dataType() {
        return DataType.parse(type);
    }

    /// Whether the labels are values of the type, each another one.
    boolean hasFittingLabels() {
        DataType of = dataType();
        return classes.stream().distinct().count() == classes.size()
                && classes.stream().allMatch(label -> isOfType(label, of));
    }

    private static boolean isOfType(String label, DataType of) {
        if (of.isText()) {
            return true;
        }
        if (of == DataType.BOOLEAN) {
            return label.equals("true") || label.equals("false");
        }
        try {
            double value = of.isInteger() ? Long.parseLong(label) : Double.parseDouble(label);
            return !Double.isNaN(value);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /// Whether a column's type and values make it a matter of classes.
    static boolean isClasses(PipelineSpec.Purpose purpose, Field field, ColumnReader reader) {
        DataType type = field.type();
        if (type.isNumeric() || type instanceof DataType.Duration) {
            return switch (purpose) {
                case CLASSIFY -> true;
                case REGRESS, RANK -> false;
                case PREDICT -> type.isInteger() && isZeroOrOne(reader);
                case CLUSTER, ANOMALIES, PROJECT -> throw new IllegalStateException("there is no target");
            };
        }
        boolean isClasses = type == DataType.BOOLEAN || type.isText();
        if (!isClasses) {
            throw new QueryException("column \"" + field.name() + "\" is " + type
                    + ", and it is not clear how to predict that; cast it to a number or a text");
        }
        if (purpose == PipelineSpec.Purpose.REGRESS) {
            throw new QueryException("column \"" + field.name() + "\" is " + type
                    + ", which has no numbers to predict; use classify(\"" + field.name() + "\")");
        }
        if (purpose == PipelineSpec.Purpose.RANK) {
            throw new QueryException("column \"" + field.name() + "\" is " + type
                    + ", and a relevance is a number of 0 or more; cast it");
        }
        return true;
    }

    private static boolean isZeroOrOne(ColumnReader reader) {
        for (double value : doubles(reader)) {
            if (!Double.isNaN(value) && value != 0 && value != 1) {
                return false;
            }
        }
        return true;
    }

    static double[] doubles(ColumnReader reader) {
        double[] values = new double[Math.toIntExact(reader.rows())];
        reader.readDoubles(0, values, 0, values.length);
        return values;
    }

    /// What stands in the place of a target where something is found without one.
    static Target none() {
        return new Target("", DataType.FLOAT64.toString(), List.of(), -1);
    }

    /// The target of an order.
    static Target ofRelevance(Field field) {
        return new Target(field.name(), field.type().toString(), List.of(), -1, Decision.LIKELIEST, true);
    }

    /// The target of a regression.
    public static Target ofNumbers(Field field) {
        return new Target(field.name(), field.type().toString(), List.of(), -1);
    }

    /// The target of a classification with the classes that appear.
    ///
    /// @param positive the label of the positive class, empty for the last
    static Target ofClasses(Field field, ColumnReader reader, String positive) {
        List<String> classes = labels(field, reader);
        if (classes.size() < 2) {
            throw new QueryException("column \"" + field.name() + "\" holds " + (classes.isEmpty()
                    ? "no classes"
                    : "only the class \"" + classes.getFirst() + "\"")
                    + "; there is nothing to tell apart");
        }
        if (classes.size() > Predictor.MOST_CLASSES) {
            throw new QueryException("column \"" + field.name() + "\" holds " + classes.size()
                    + " classes, more than " + Predictor.MOST_CLASSES + "; use regress(\"" + field.name()
                    + "\") if it is a quantity");
        }
        int at = positive.isEmpty() ? classes.size() - 1 : classes.indexOf(positive);
        if (at < 0) {
            throw new QueryException(
                    "the positive class \"" + positive + "\" is not in column \"" + field.name()
                            + "\"; classes: " + brief(classes));
        }
        if (!positive.isEmpty() && classes.size() > 2) {
            throw new QueryException(
                    "a positive class needs two classes, and column \"" + field.name() + "\" has "
                            + classes.size() + ": " + brief(classes));
        }
        return new Target(field.name(), field.type().toString(), classes, classes.size() == 2 ? at : -1);
    }

    /// The target of a classification whose classes are known; the last of two is the positive one.
    public static Target ofClasses(Field field, List<String> classes) {
        return new Target(field.name(), field.type().toString(), classes, classes.size() == 2 ? 1 : -1);
    }

    /// The labels of the classes, or of the first of many.
    public String brief() {
        return brief(classes);
    }

    private static String brief(List<String> classes) {
        return String.join(", ", classes.subList(0, Math.min(8, classes.size())))
                + (classes.size() > 8 ? " ... and " + (classes.size() - 8) + " more" : "");
    }

    private static List<String> labels(Field field, ColumnReader reader) {
        if (field.type() == DataType.BOOLEAN) {
            double[] values = doubles(reader);
            return Stream.of("false", "true")
                    .filter(label -> Arrays.stream(values).anyMatch(v -> v == (label.equals("true") ? 1 : 0)))
                    .toList();
        }
        if (field.type().isText()) {
            Texts texts = Texts.read(reader);
            int[] counts = new Feature.Codes(field.name(), texts.codes(), texts.levels()).counts();
            List<String> labels = new ArrayList<>();
            for (int level = 0; level < counts.length; level++) {
                if (counts[level] > 0) {
                    labels.add(texts.levels().get(level));
                }
            }
            return labels;
        }
        return Arrays.stream(doubles(reader))
                .filter(v -> !Double.isNaN(v))
                .map(v -> v + 0.0)
                .distinct()
                .sorted()
                .mapToObj(value -> label(value, field.type().isInteger()))
                .toList();
    }

    private static String label(double value, boolean isInteger) {
        return isInteger ? Long.toString((long) value) : Double.toString(value);
    }

    /// The target of rows that all have one, to compare with.
    ///
    /// @throws QueryException if a class is not among those of training, or a number can be no target
    public double[] known(Dataset rows) {
        double[] values = read(rows.column(column).reader());
        for (int i = 0; i < values.length; i++) {
            if (Double.isInfinite(values[i])) {
                throw new QueryException("column \"" + column + "\" is infinite in row " + i
                        + "; replace or filter it first");
            }
            if (ranks && values[i] < 0) {
                throw new QueryException(
                        "column \"" + column + "\" holds " + values[i] + "; a relevance is 0 or more");
            }
        }
        return values;
    }

    /// The target of each row: a number, or the position of its class; NaN where there is none.
    ///
    /// @throws QueryException if a class is not among those of training
    public double[] read(ColumnReader reader) {
        if (!classifies()) {
            return doubles(reader);
        }
        if (reader.type().isText()) {
            int[] codes = Texts.read(reader).codesIn(classes);
            double[] values = new double[codes.length];
            for (int i = 0; i < codes.length; i++) {
                requireKnown(codes[i] == Feature.Codes.UNKNOWN, i);
                values[i] = codes[i] < 0 ? Double.NaN : codes[i];
            }
            return values;
        }
        boolean isBoolean = reader.type() == DataType.BOOLEAN;
        boolean isInteger = reader.type().isInteger();
        double[] values = doubles(reader);
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                String label = isBoolean
                        ? values[i] == 1 ? "true" : "false"
                        : label(values[i] + 0.0, isInteger);
                int at = classes.indexOf(label);
                requireKnown(at < 0, i);
                values[i] = at;
            }
        }
        return values;
    }

    private void requireKnown(boolean isUnknown, int row) {
        if (isUnknown) {
            throw new QueryException("column \"" + column + "\" has a class in row " + row
                    + " that training has not seen; classes: " + brief());
        }
    }
}
