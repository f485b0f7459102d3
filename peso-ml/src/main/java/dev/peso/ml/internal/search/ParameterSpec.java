package dev.peso.ml.internal.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A setting that is searched for, and what it may be. Values are texts, as documents have them.
///
/// @param path the way to the setting in the pipeline's document, such as `learner.leaves`
/// @param kind what values are
/// @param low the least number
/// @param high the greatest number
/// @param logarithmic whether numbers are searched by their ratios
/// @param choices the values, for [Kind#CHOICE]
public record ParameterSpec(String path, Kind kind, double low, double high, boolean logarithmic,
        List<String> choices) {
    public ParameterSpec {
        choices = List.copyOf(choices);
        if (path.isBlank()) {
            throw new IllegalArgumentException(
                    "a parameter needs the path of a setting, such as learner.leaves");
        }
        if (kind == Kind.CHOICE
                ? choices.isEmpty()
                : !(low <= high && high - low < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(kind == Kind.CHOICE
                    ? "parameter \"" + path + "\" needs values to choose from"
                    : "parameter \"" + path + "\" needs a range from low to high, got " + low + " to "
                            + high);
        }
        if (logarithmic && !(low > 0)) {
            throw new IllegalArgumentException("parameter \"" + path
                    + "\" is searched by ratios, which needs a range above 0, got " + low + " to " + high);
        }
    }

    /// What values are.
    public enum Kind {
        INTEGER, NUMBER, CHOICE
    }

    /// How many different values there are, or [Integer#MAX_VALUE].
    int count() {
        return switch (kind) {
            case CHOICE -> choices.size();
            case INTEGER -> (int) Math.min(Integer.MAX_VALUE, high - low + 1);
            case NUMBER -> low == high ? 1 : Integer.MAX_VALUE;
        };
    }

    private double scaled(double value) {
        return logarithmic ? StrictMath.log(value) : value;
    }

    /// The ends of the range that is searched evenly; whole numbers reach half a step beyond.
    private double from() {
        return scaled(kind == Kind.INTEGER ? low - 0.5 : low);
    }

    private double to() {
        return scaled(kind == Kind.INTEGER ? high + 0.5 : high);
    }

    /// The value at a place of the range.
    ///
    /// @param place from 0 to 1
    String at(double place) {
        if (kind == Kind.CHOICE) {
            return choices.get(Math.min(choices.size() - 1, (int) (place * choices.size())));
        }
        double scaled = from() + place * (to() - from());
        double value = Math.clamp(logarithmic ? StrictMath.exp(scaled) : scaled, low, high);
        return kind == Kind.INTEGER
                ? Long.toString((long) Math.clamp(Math.rint(value), Math.ceil(low), Math.floor(high)))
                : Double.toString(value);
    }

    /// The place of a value; that of a value beyond the range is its nearer end, that of a choice its number.
    double place(String value) {
        if (kind == Kind.CHOICE) {
            return Math.max(0, choices.indexOf(value));
        }
        double width = to() - from();
        double number = Math.clamp(Double.parseDouble(value), low, high);
        return width == 0 ? 0.5 : Math.clamp((scaled(number) - from()) / width, 0, 1);
    }

    /// Values that stand for all: every choice, and at most so many numbers at even distances.
    List<String> grid(int most) {
        List<String> values = new ArrayList<>();
        if (kind == Kind.CHOICE) {
            return choices;
        }
        int points = Math.min(most, count());
        for (int i = 0; i < points; i++) {
            double share = points == 1 ? 0 : (double) i / (points - 1);
            double scaled = scaled(low) + share * (scaled(high) - scaled(low));
            double value = i == 0
                    ? low
                    : i == points - 1 ? high : logarithmic ? StrictMath.exp(scaled) : scaled;
            String text = kind == Kind.INTEGER ? Long.toString(Math.round(value)) : Double.toString(value);
            if (!values.contains(text)) {
                values.add(text);
            }
        }
        return values;
    }

    @Override
    public String toString() {
        return path + (kind == Kind.CHOICE
                ? " of " + String.join(", ", choices)
                : String.format(Locale.ROOT, " from %s to %s", low, high));
    }
}
