package dev.peso.viz.internal.scale;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// Maps values of an axis to pixels and back. A category is its position in the list, so that a bar of width 0.8 runs
/// from 0.4 below to 0.4 above it.
///
/// @param low the value at `from`
/// @param high the value at `to`
/// @param categories the names, empty for other kinds
/// @param whole whether there is nothing between whole numbers, as there is not between counts
/// @param format of the values, or null for what suits them
public record Scale(AxisKind kind, double low, double high, double from, double to, List<String> categories,
        boolean whole, @Nullable ValueFormat format) {
    public Scale {
        categories = List.copyOf(categories);
        if (!(low < high)) {
            throw new IllegalArgumentException("a scale needs low < high, got " + low + " and " + high);
        }
    }

    /// A scale whose values are written as suits them.
    public Scale(AxisKind kind, double low, double high, double from, double to, List<String> categories) {
        this(kind, low, high, from, to, categories, false, null);
    }

    /// Where a value lies.
    public double at(double value) {
        double share = kind == AxisKind.LOG
                ? (StrictMath.log10(value) - StrictMath.log10(low))
                        / (StrictMath.log10(high) - StrictMath.log10(low))
                : (value - low) / (high - low);
        return from + share * (to - from);
    }

    /// What value lies at a position.
    public double invert(double position) {
        double share = (position - from) / (to - from);
        if (kind == AxisKind.LOG) {
            double logLow = StrictMath.log10(low);
            return StrictMath.pow(10, logLow + share * (StrictMath.log10(high) - logLow));
        }
        return low + share * (high - low);
    }

    public double length() {
        return Math.abs(to - from);
    }

    /// A part of the values at the same place.
    ///
    /// @param ends low and high end, or empty for all; names are always shown all
    public Scale shown(double[] ends) {
        return ends.length == 0 || kind == AxisKind.CATEGORY
                ? this
                : between(ends[0], ends[1]);
    }

    /// Other values at the same place.
    public Scale between(double newLow, double newHigh) {
        return new Scale(kind, newLow, newHigh, from, to, categories, whole, format);
    }

    /// The same values elsewhere.
    public Scale moved(double newFrom, double newTo) {
        return new Scale(kind, low, high, newFrom, newTo, categories, whole, format);
    }
}
