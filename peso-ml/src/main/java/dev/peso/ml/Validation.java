package dev.peso.ml;

import java.util.List;
import java.util.Objects;

import dev.peso.ml.internal.model.ValidationSpec;
import dev.peso.ml.internal.spec.Records;

/// How a pipeline is tried on rows that it has not learnt from. All preparation is learnt anew each time.
///
/// With a column of groups, given by [Pipeline#group], rows of one group are never on both sides.
public final class Validation {
    private final ValidationSpec spec;

    private Validation(ValidationSpec spec) {
        this.spec = spec;
    }

    /// Cuts rows into parts, learns from all but one and tries the result on that, for each part in turn.
    ///
    /// @param folds how many parts, 2 or more
    /// @return the validation
    /// @throws IllegalArgumentException if there are fewer
    public static Validation crossValidation(int folds) {
        if (folds < 2) {
            throw new IllegalArgumentException("folds must be 2 or more, got " + folds);
        }
        return new Validation(new ValidationSpec(folds, 1, ValidationSpec.How.RANDOM));
    }

    /// Gives each part the same share of each class, as far as groups allow it.
    ///
    /// @return a new validation
    public Validation stratified() {
        return new Validation(Records.with(spec, "how", ValidationSpec.How.STRATIFIED));
    }

    /// Learns from rows that were before, and tries the result on those that come next, in the order of the column given
    /// by [Pipeline#time]. Rows of the very time at which the tried ones begin are not learnt from.
    ///
    /// @return a new validation
    /// @throws IllegalArgumentException if the validation is repeated
    public Validation inTime() {
        return new Validation(Records.with(spec, "how", ValidationSpec.How.IN_TIME));
    }

    /// Does it all several times with parts cut anew.
    ///
    /// @param repeats 1 or more
    /// @return a new validation
    /// @throws IllegalArgumentException if it is less than 1, or the validation is in order of time
    public Validation repeated(int repeats) {
        return new Validation(Records.with(spec, "repeats", repeats));
    }

    /// Searches anew in each fold, with trials compared by another validation on the rows to learn from alone, so that the
    /// figures are of rows that no trial has seen. Without it trials are compared by the very folds that give the figures,
    /// which flatters the best. Of a search within some time all these searches share it. A pipeline without a search is
    /// refused when it is fitted.
    ///
    /// @param inner how trials are compared
    /// @return a new validation
    /// @throws IllegalArgumentException if the other one has a third one inside
    public Validation nested(Validation inner) {
        return new Validation(
                Records.with(spec, "inner", List.of(Objects.requireNonNull(inner, "inner").spec)));
    }

    ValidationSpec spec() {
        return spec;
    }
}
