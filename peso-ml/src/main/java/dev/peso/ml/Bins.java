package dev.peso.ml;

import java.util.List;

import dev.peso.ml.internal.prepare.BinStep;

/// Into which ranges numbers fall. They are learnt from the rows of training; values beyond those seen there are in the
/// first or last range. Ranges that would hold nothing are left out, so there may be fewer than asked for.
public final class Bins {
    private final BinStep.How how;
    private final int count;

    private Bins(BinStep.How how, int count) {
        this.how = new BinStep(how, count, List.of()).how();
        this.count = count;
    }

    /// Ranges with as many rows in each, as far as equal values allow. Their ends are quantiles of type 7.
    ///
    /// @param count how many, from 2 to 1000
    /// @return the choice
    /// @throws IllegalArgumentException if there are too few or too many
    public static Bins quantile(int count) {
        return new Bins(BinStep.How.QUANTILE, count);
    }

    /// Ranges of equal width.
    ///
    /// @param count how many, from 2 to 1000
    /// @return the choice
    /// @throws IllegalArgumentException if there are too few or too many
    public static Bins uniform(int count) {
        return new Bins(BinStep.How.UNIFORM, count);
    }

    /// Ranges of the values that are nearest to the same center (k-means, from the middles of ranges of equal width).
    ///
    /// @param count how many, from 2 to 1000
    /// @return the choice
    /// @throws IllegalArgumentException if there are too few or too many
    public static Bins kMeans(int count) {
        return new Bins(BinStep.How.KMEANS, count);
    }

    BinStep step(List<String> columns) {
        return new BinStep(how, count, columns);
    }
}
