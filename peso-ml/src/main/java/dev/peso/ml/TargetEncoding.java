package dev.peso.ml;

import java.util.List;
import java.util.Objects;

import dev.peso.ml.internal.prepare.EncodeStep;
import dev.peso.ml.internal.prepare.TargetEncodeStep;
import dev.peso.ml.internal.spec.Records;

/// How categories become means of the target. An immutable value.
public final class TargetEncoding {
    /// Means drawn to that of all rows by empirical Bayes, five inner folds, unseen categories as the mean of all rows, and
    /// missing values as a category.
    public static final TargetEncoding DEFAULT = new TargetEncoding(new TargetEncodeStep(Double.NaN, 5,
            EncodeStep.Unknown.MISSING, EncodeStep.Missing.CATEGORY, List.of()));

    private final TargetEncodeStep step;

    private TargetEncoding(TargetEncodeStep step) {
        this.step = step;
    }

    /// Gives the mean of all rows the weight of so many rows in each category.
    ///
    /// @param rows 0 or more
    /// @return a new value
    /// @throws IllegalArgumentException if it is negative
    public TargetEncoding smoothing(double rows) {
        if (Double.isNaN(rows)) {
            throw new IllegalArgumentException("smoothing must be 0 or more, got NaN");
        }
        return new TargetEncoding(Records.with(step, "smoothing", rows));
    }

    /// Cuts the rows of training into so many parts; each gets the means of the others.
    ///
    /// @param folds 2 or more
    /// @return a new value
    /// @throws IllegalArgumentException if there are fewer
    public TargetEncoding folds(int folds) {
        return new TargetEncoding(Records.with(step, "folds", folds));
    }

    /// Says what happens to categories not seen in training.
    ///
    /// @param unknown as the mean of all rows, or not at all
    /// @return a new value
    public TargetEncoding unknown(Unknown unknown) {
        return new TargetEncoding(Records.with(step, "unknown",
                EncodeStep.Unknown.valueOf(Objects.requireNonNull(unknown, "unknown").name())));
    }

    /// Says what happens to missing values.
    ///
    /// @param missing a category, the mean of all rows, or not at all
    /// @return a new value
    public TargetEncoding missing(Missing missing) {
        return new TargetEncoding(Records.with(step, "missing",
                EncodeStep.Missing.valueOf(Objects.requireNonNull(missing, "missing").name())));
    }

    TargetEncodeStep step(List<String> columns) {
        return Records.with(step, "columns", columns);
    }
}
