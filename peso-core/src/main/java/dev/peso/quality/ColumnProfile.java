package dev.peso.quality;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.aggregate.Moments;
import dev.peso.internal.quality.ColumnState;
import dev.peso.internal.quality.NumberState;
import dev.peso.internal.quality.Ranks;
import dev.peso.internal.quality.TextState;

/// What a [Profile] knows of one column.
///
/// Nulls are missing and count for nothing else. `NaN` and the infinities are values, told apart from nulls and from one
/// another; moments, quantiles, zeros and negatives are those of finite numbers. Figures that a column does not have, such
/// as the mean of texts, are `NaN`. Decimals of more than 18 digits count as the nearest float64, except where values are
/// told apart: how many distinct ones there are is of the decimals themselves.
public final class ColumnProfile {
    private final String name;
    private final ColumnState state;
    private final Semantics semantics;
    private final Ranks ranks;

    ColumnProfile(String name, ColumnState state) {
        this.name = name;
        this.state = state;
        this.semantics = Semantics.of(name, state);
        this.ranks = state instanceof NumberState numbers
                ? numbers.ranks()
                : new Ranks(new double[0], new long[0], 0);
    }

    ColumnState state() {
        return state;
    }

    Ranks ranks() {
        return ranks;
    }

    /// The column's name.
    ///
    /// @return the name
    public String name() {
        return name;
    }

    /// The column's type.
    ///
    /// @return the type
    public DataType type() {
        return state.type();
    }

    /// What at least 95 % of the values mean, that are neither null nor blank nor words such as `N/A`.
    ///
    /// @return the meaning
    public SemanticType semantic() {
        return semantics.type();
    }

    /// How many values have that meaning.
    ///
    /// @return 0 or more
    public long matching() {
        return semantics.matching();
    }

    /// The share of values that have that meaning, of those that are neither null nor blank nor words such as `N/A`.
    ///
    /// @return from 0 to 1; 1 when there are none
    public double matchingShare() {
        return semantics.real() == 0 ? 1 : (double) semantics.matching() / semantics.real();
    }

    /// How many rows there are.
    ///
    /// @return 0 or more
    public long rows() {
        return state.rows();
    }

    /// How many rows are null.
    ///
    /// @return 0 or more
    public long missing() {
        return state.missing();
    }

    /// The share of rows that are null.
    ///
    /// @return from 0 to 1; 0 without rows
    public double missingShare() {
        return rows() == 0 ? 0 : (double) missing() / rows();
    }

    /// How many rows have a value.
    ///
    /// @return rows less missing ones
    public long count() {
        return state.count();
    }

    /// How many rows are `NaN`.
    ///
    /// @return 0 or more
    public long nan() {
        return state instanceof NumberState numbers ? numbers.nan() : 0;
    }

    /// How many rows are infinite.
    ///
    /// @return 0 or more
    public long infinite() {
        return state instanceof NumberState numbers ? numbers.infinite() : 0;
    }

    /// How many distinct values there are, nulls not among them: exact up to 4,096, beyond an estimate (HyperLogLog,
    /// Flajolet et al. 2007, with 16,384 registers).
    ///
    /// @return 0 or more
    public long distinct() {
        return Math.min(state.distinct(), count());
    }

    /// The standard deviation of [#distinct] as a part of it: 0 when it is exact, else 0.0081.
    ///
    /// @return 0 or more
    public double distinctError() {
        return state.distinctError();
    }

    /// Whether all values are the same, and there is one.
    ///
    /// @return true if so
    public boolean isConstant() {
        return state.distinct() == 1;
    }

    /// Whether no value comes twice. Where the number of distinct values is an estimate, this is one too.
    ///
    /// @return true if so, of two rows or more
    public boolean isUnique() {
        return Semantics.isUnique(state);
    }

    private double moment(Moments.Of moment) {
        return state instanceof NumberState numbers ? numbers.moment(moment) : Double.NaN;
    }

    /// The mean.
    ///
    /// @return the mean of the finite numbers
    public double mean() {
        return moment(Moments.Of.MEAN);
    }

    /// The standard deviation of a sample: the root of the squares' sum by n - 1.
    ///
    /// @return `NaN` of fewer than two numbers
    public double stddev() {
        return moment(Moments.Of.STDDEV_SAMP);
    }

    /// The skewness, corrected for the size of the sample (G1 of Joanes and Gill 1998).
    ///
    /// @return `NaN` of fewer than three numbers or equal ones
    public double skewness() {
        return moment(Moments.Of.SKEWNESS);
    }

    /// The excess kurtosis, corrected for the size of the sample (G2 of Joanes and Gill 1998).
    ///
    /// @return `NaN` of fewer than four numbers or equal ones
    public double kurtosis() {
        return moment(Moments.Of.KURTOSIS);
    }

    /// The least value, `NaN` aside; of a text of more than 1,024 bytes its start.
    ///
    /// @return of the class that [dev.peso.Row#get(String)] gives, or null without one or of nested types
    public @Nullable Object min() {
        return state.least();
    }

    /// The greatest value, `NaN` aside; of a text of more than 1,024 bytes its start.
    ///
    /// @return of the class that [dev.peso.Row#get(String)] gives, or null without one or of nested types
    public @Nullable Object max() {
        return state.greatest();
    }

    /// A quantile of the finite numbers, or of the numbers that store dates and times: exact, and between two values in
    /// proportion (type 7 of Hyndman and Fan 1996), up to 65,536 values or 4,096 distinct ones; beyond from a sketch
    /// (Karnin, Lang and Liberty 2016), see [#rankError].
    ///
    /// @param p from 0 to 1
    /// @return `NaN` without numbers
    public double quantile(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("p must be in [0, 1], got " + p);
        }
        return ranks.quantile(p);
    }

    /// How far the share of values below a [#quantile] may be from `p`: 0 when quantiles are exact, else 0.0013.
    ///
    /// @return 0 or more
    public double rankError() {
        return ranks.error();
    }

    /// How many numbers are zero.
    ///
    /// @return 0 or more
    public long zeros() {
        return state instanceof NumberState numbers ? numbers.zeros() : 0;
    }

    /// How many numbers are negative.
    ///
    /// @return 0 or more
    public long negatives() {
        return state instanceof NumberState numbers ? numbers.negatives() : 0;
    }

    /// The length of the shortest text in code points.
    ///
    /// @return -1 where there is none
    public int shortest() {
        return state instanceof TextState texts && count() > 0 ? texts.shortest() : -1;
    }

    /// The length of the longest text in code points.
    ///
    /// @return -1 where there is none
    public int longest() {
        return state instanceof TextState texts && count() > 0 ? texts.longest() : -1;
    }

    /// The mean length of texts in code points.
    ///
    /// @return `NaN` where there are none
    public double meanLength() {
        return state instanceof TextState texts ? texts.meanLength() : Double.NaN;
    }

    /// Whether the column has texts that are too long to be listed.
    boolean hasLongTexts() {
        return state instanceof TextState texts && texts.hasLongTexts();
    }

    /// The most frequent values, those that occur as often as one another in their order. Counts are exact up to 4,096
    /// distinct values; of more, values are those that may be frequent (Misra and Gries 1982), and a count is too low by at
    /// most [Frequency#error], which is less than a 2,048th of the rows. Texts of more than 1,024 bytes are left out.
    ///
    /// @param most how many
    /// @return the values, most frequent first
    public List<Frequency> frequent(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("most must be 0 or more, got " + most);
        }
        return state.frequent(most)
                .stream()
                .map(f -> new Frequency(f.value(), f.count(), f.error()))
                .toList();
    }

    /// A value and how often it occurs.
    ///
    /// @param value of the class that [dev.peso.Row#get(String)] gives
    /// @param count how often, at least
    /// @param error by how much the count may be too low; 0 when it is exact
    public record Frequency(Object value, long count, long error) {}

    @Override
    public String toString() {
        return ProfileText.line(this);
    }
}
