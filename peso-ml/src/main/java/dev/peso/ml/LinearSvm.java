package dev.peso.ml;

import dev.peso.ml.internal.linear.SvmSpec;
import dev.peso.ml.internal.spec.Records;

/// A linear support vector machine, for classes (dual coordinate descent, Hsieh et al. 2008; of many rows with squared
/// losses Newton's method, Keerthi and DeCoste 2005).
///
/// It finds the least `|b|² / 2 + cost · sum of hinge losses`; the intercept counts among `b`, as in liblinear. Of more
/// than two classes each has a machine against the rest. Margins are no probabilities: a sigmoid curve makes them some
/// (Platt 1999), fitted on margins of rows that the machine behind them has not seen, five parts of the rows in turn.
/// [Model#coefficients] and [Model#explain] are about the margins. Categories and missing values are refused.
public final class LinearSvm extends Learner {
    private final SvmSpec spec;

    LinearSvm(SvmSpec spec) {
        this.spec = spec;
    }

    @Override
    SvmSpec spec() {
        return spec;
    }

    /// What a row on the wrong side costs, which scikit-learn calls `C`.
    ///
    /// @param cost more than 0; 1 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is not
    public LinearSvm cost(double cost) {
        return new LinearSvm(Records.with(spec, "cost", cost));
    }

    /// Takes the hinge loss itself instead of its square.
    ///
    /// @return a new learner
    public LinearSvm hinge() {
        return new LinearSvm(Records.with(spec, "isSquared", false));
    }
}
