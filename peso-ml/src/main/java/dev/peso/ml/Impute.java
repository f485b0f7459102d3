package dev.peso.ml;

import java.util.List;
import java.util.Objects;

import dev.peso.ml.internal.prepare.ImputeStep;

/// What takes the place of missing values. It is learnt from the rows of training.
public final class Impute {
    private final ImputeStep.How how;
    private final double number;
    private final String text;

    private Impute(ImputeStep.How how, double number, String text) {
        this.how = how;
        this.number = number;
        this.text = text;
    }

    /// The mean of numbers.
    ///
    /// @return the choice
    public static Impute mean() {
        return new Impute(ImputeStep.How.MEAN, Double.NaN, "");
    }

    /// The median of numbers.
    ///
    /// @return the choice
    public static Impute median() {
        return new Impute(ImputeStep.How.MEDIAN, Double.NaN, "");
    }

    /// The most frequent value, of several the least.
    ///
    /// @return the choice
    public static Impute mode() {
        return new Impute(ImputeStep.How.MODE, Double.NaN, "");
    }

    /// A number.
    ///
    /// @param number the number
    /// @return the choice
    /// @throws IllegalArgumentException if it is NaN
    public static Impute constant(double number) {
        if (Double.isNaN(number)) {
            throw new IllegalArgumentException("NaN stands for a missing value and cannot fill one");
        }
        return new Impute(ImputeStep.How.CONSTANT, number, "");
    }

    /// A category.
    ///
    /// @param text the category
    /// @return the choice
    /// @throws IllegalArgumentException if it is empty
    public static Impute constant(String text) {
        if (Objects.requireNonNull(text, "text").isEmpty()) {
            throw new IllegalArgumentException("a category to fill in must have a text");
        }
        return new Impute(ImputeStep.How.CONSTANT, Double.NaN, text);
    }

    ImputeStep step(List<String> columns) {
        return new ImputeStep(how, number, text, columns);
    }
}
