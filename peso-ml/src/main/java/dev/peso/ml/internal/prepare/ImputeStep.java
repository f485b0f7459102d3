package dev.peso.ml.internal.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Training;

/// Fills missing values.
///
/// @param how with what
/// @param number the constant for numbers, NaN for none
/// @param text the constant for categories, empty for none
/// @param columns which, all that can be filled if empty
public record ImputeStep(How how, double number, String text, List<String> columns) implements Step {
    public ImputeStep {
        columns = List.copyOf(columns);
    }

    /// What fills.
    public enum How {
        MEAN, MEDIAN, MODE, CONSTANT
    }

    @Override
    public FittedStep fit(Training training, Setting setting) {
        Frame frame = training.frame();
        Step.requireAll(frame, columns);
        List<String> names = new ArrayList<>();
        List<Double> fills = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (Feature column : frame.columns()) {
            if (Step.covers(columns, column) && fills(column)) {
                names.add(column.name());
                fills.add(column instanceof Feature.Numbers numbers ? fill(numbers) : Double.NaN);
                texts.add(column instanceof Feature.Codes codes ? fill(codes) : "");
            }
        }
        return new Fitted(names, fills.stream().mapToDouble(Double::doubleValue).toArray(), texts);
    }

    private boolean fills(Feature column) {
        boolean can = switch (column) {
            case Feature.Numbers _ -> how != How.CONSTANT || !Double.isNaN(number);
            case Feature.Codes _ -> how == How.MODE || how == How.CONSTANT && !text.isEmpty();
        };
        if (!can && !columns.isEmpty()) {
            throw new QueryException("column \"" + column.name() + "\" "
                    + (column instanceof Feature.Codes ? "holds categories" : "holds numbers")
                    + ", which cannot be filled with "
                    + (how == How.CONSTANT
                            ? "this constant"
                            : "their " + Names.of(how) + "; use Impute.mode() or Impute.constant(...)"));
        }
        return can;
    }

    private double fill(Feature.Numbers column) {
        if (how == How.CONSTANT) {
            return number;
        }
        double[] known = Arrays.stream(column.values()).filter(v -> !Double.isNaN(v)).sorted().toArray();
        if (known.length == 0) {
            throw new QueryException("column \"" + column.name() + "\" has no values in training to take the "
                    + Names.of(how) + " of; add ignore(\"" + column.name() + "\")");
        }
        return switch (how) {
            case MEAN -> Moments.mean(known);
            case MEDIAN -> Moments.quantile(known, 0.5);
            case MODE, CONSTANT -> mode(known);
        };
    }

    /// The most frequent value, of several the least.
    private static double mode(double[] sorted) {
        double best = sorted[0];
        int bestRun = 0;
        int run = 0;
        for (int i = 0; i < sorted.length; i++) {
            run = i > 0 && sorted[i] == sorted[i - 1] ? run + 1 : 1;
            if (run > bestRun) {
                bestRun = run;
                best = sorted[i];
            }
        }
        return best;
    }

    private String fill(Feature.Codes column) {
        if (how == How.CONSTANT) {
            return text;
        }
        int[] counts = column.counts();
        int best = 0;
        for (int level = 1; level < counts.length; level++) {
            best = counts[level] > counts[best] ? level : best;
        }
        if (counts.length == 0) {
            throw new QueryException("column \"" + column.name() + "\" has no values in training to take the "
                    + "mode of; add ignore(\"" + column.name() + "\")");
        }
        return column.levels().get(best);
    }

    /// What to fill in.
    ///
    /// @param columns the columns
    /// @param fills the number for each, NaN for categories
    /// @param texts the text for each, empty for numbers
    public record Fitted(List<String> columns, double[] fills, List<String> texts) implements FittedStep {
        public Fitted {
            columns = List.copyOf(columns);
            texts = List.copyOf(texts);
            NumberColumns.requireOneEach(columns, fills);
            if (texts.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "there are " + texts.size() + " texts for " + columns.size() + " columns");
            }
        }

        @Override
        public Frame apply(Frame frame) {
            return frame.replace(column -> {
                int at = columns.indexOf(column.name());
                return List.of(at < 0 ? column : switch (column) {
                    case Feature.Numbers numbers -> filled(numbers, fills[at]);
                    case Feature.Codes codes -> filled(codes, texts.get(at));
                });
            });
        }

        private static Feature filled(Feature.Numbers column, double fill) {
            double[] values = column.values().clone();
            for (int i = 0; i < values.length; i++) {
                if (Double.isNaN(values[i])) {
                    values[i] = fill;
                }
            }
            return new Feature.Numbers(column.name(), values, column.isTime());
        }

        private static Feature filled(Feature.Codes column, String fill) {
            List<String> levels = new ArrayList<>(column.levels());
            int code = levels.indexOf(fill);
            if (code < 0) {
                code = levels.size();
                levels.add(fill);
            }
            int[] codes = column.codes().clone();
            for (int i = 0; i < codes.length; i++) {
                if (codes[i] == Feature.Codes.MISSING) {
                    codes[i] = code;
                }
            }
            return new Feature.Codes(column.name(), codes, List.copyOf(levels));
        }
    }
}
