package dev.peso.ml;

import dev.peso.ml.internal.reduce.PcaSpec;
import dev.peso.ml.internal.spec.Records;

/// Principal components: the axes along which rows vary most (Pearson 1901).
///
/// Variances are those of a sample, with the number of rows less 1. Of each axis the loading of the greatest size is positive.
/// Columns are centered and not scaled; add `scale()` where their sizes mean nothing. Weights count as repeated rows do.
/// Categories and missing values are refused; `prepare()` makes numbers of them.
public final class PrincipalComponents extends Learner {
    private final PcaSpec spec;

    PrincipalComponents(PcaSpec spec) {
        this.spec = spec;
    }

    @Override
    PcaSpec spec() {
        return spec;
    }

    /// Brings each component to variance 1.
    ///
    /// @return a new learner
    public PrincipalComponents whitened() {
        return new PrincipalComponents(Records.with(spec, "isWhitened", true));
    }
}
