package dev.peso.ml;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import dev.peso.ml.internal.prepare.ImputeStep;
import dev.peso.ml.internal.prepare.IterativeImputeStep;
import dev.peso.ml.internal.prepare.NeighbourImputeStep;
import dev.peso.ml.internal.prepare.Step;

/// What takes the place of missing values. It is learnt from the rows of training.
public final class Impute {
    private final Function<List<String>, Step> step;

    private Impute(Function<List<String>, Step> step) {
        this.step = step;
    }

    private Impute(ImputeStep.How how, double number, String text) {
        this(columns -> new ImputeStep(how, number, text, columns));
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

    /// The mean of the five nearest rows that have a value; see [#neighbours(int)].
    ///
    /// @return the choice
    public static Impute neighbours() {
        return neighbours(5);
    }

    /// The mean of the nearest rows of training that have a value (Troyanskaya et al. 2001). Rows are compared by the numbers
    /// that both have, so these should be of like size: [Pipeline#scale] first. A row that cannot be compared gets the mean
    /// of all. At most 10,000 rows are kept to compare with; [Model#notes] says so when there are more.
    ///
    /// @param rows how many, 1 or more
    /// @return the choice
    /// @throws IllegalArgumentException if it is less
    public static Impute neighbours(int rows) {
        int checked = new NeighbourImputeStep(rows, List.of()).neighbours();
        return new Impute(columns -> new NeighbourImputeStep(checked, columns));
    }

    /// What the other numbers of the row say by ridge regression, in up to ten rounds; see [#iterative(int)].
    ///
    /// @return the choice
    public static Impute iterative() {
        return iterative(10);
    }

    /// What the other numbers of the row say: missing values start as means, then each column in turn is predicted from the
    /// others by ridge regression, in rounds until little changes (chained equations without draws; van Buuren and
    /// Groothuis-Oudshoorn 2011). The penalty of each regression is the one under which its rows are likeliest (evidence
    /// maximisation; MacKay 1992). Every column has one, also for rows to come, so that the time grows with the fourth power
    /// of the number of columns: of many hundreds choose [#neighbours].
    ///
    /// @param rounds how many at most, 1 or more
    /// @return the choice
    /// @throws IllegalArgumentException if it is less
    public static Impute iterative(int rounds) {
        int checked = new IterativeImputeStep(rounds, List.of()).rounds();
        return new Impute(columns -> new IterativeImputeStep(checked, columns));
    }

    Step step(List<String> columns) {
        return step.apply(columns);
    }
}
