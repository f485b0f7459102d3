package dev.peso.quality;

/// What counts as an outlier of a column of numbers, and what becomes of it, see [Cleaning#outliers]. Immutable.
///
/// Bounds are found from the finite numbers of the column; infinite values are outliers, `NaN` and null are not.
public final class Outliers {
    /// What the columns of [#flag] have behind the names of those they tell of.
    public static final String FLAGGED = "_outlier";

    /// How bounds are found.
    enum Rule {
        IQR, Z_SCORE, MAD
    }

    /// What becomes of outliers.
    enum Treatment {
        CLIP, NULL, DROP, FLAG
    }

    private final Rule rule;
    private final double factor;
    private final Treatment treatment;

    private Outliers(Rule rule, double factor, Treatment treatment) {
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("factor must be above 0 and finite, got " + factor);
        }
        this.rule = rule;
        this.factor = factor;
        this.treatment = treatment;
    }

    /// Values further from the quartiles than some times the distance between these (Tukey 1977). They are clipped unless
    /// another method says otherwise, as with all rules.
    ///
    /// @param factor 1.5 is usual, 3 for far ones
    /// @return the rule
    public static Outliers iqr(double factor) {
        return new Outliers(Rule.IQR, factor, Treatment.CLIP);
    }

    /// Values further from the mean than some standard deviations (of the sample).
    ///
    /// @param deviations 3 is usual
    /// @return the rule
    public static Outliers zScore(double deviations) {
        return new Outliers(Rule.Z_SCORE, deviations, Treatment.CLIP);
    }

    /// Values whose modified z-score, 0.6745 times the distance from the median by the median of these distances, is
    /// greater than a bound (Iglewicz and Hoaglin 1993). Takes a pass more. Where more than half of the values are the same,
    /// the median distance is 0 and the column has no outliers.
    ///
    /// @param score 3.5 is usual
    /// @return the rule
    public static Outliers mad(double score) {
        return new Outliers(Rule.MAD, score, Treatment.CLIP);
    }

    /// Puts outliers at the nearest bound; in columns of whole numbers at the nearest whole number within.
    ///
    /// @return the same rule with this treatment
    public Outliers clip() {
        return new Outliers(rule, factor, Treatment.CLIP);
    }

    /// Makes null of outliers.
    ///
    /// @return the same rule with this treatment
    public Outliers toNull() {
        return new Outliers(rule, factor, Treatment.NULL);
    }

    /// Drops rows with an outlier.
    ///
    /// @return the same rule with this treatment
    public Outliers drop() {
        return new Outliers(rule, factor, Treatment.DROP);
    }

    /// Adds a boolean column for each column, named as it with `_outlier` behind.
    ///
    /// @return the same rule with this treatment
    public Outliers flag() {
        return new Outliers(rule, factor, Treatment.FLAG);
    }

    static Outliers read(CleaningSettings settings) {
        return new Outliers(settings.choice("rule", Rule.class), settings.number("factor"),
                settings.choice("treatment", Treatment.class));
    }

    Rule rule() {
        return rule;
    }

    double factor() {
        return factor;
    }

    Treatment treatment() {
        return treatment;
    }
}
