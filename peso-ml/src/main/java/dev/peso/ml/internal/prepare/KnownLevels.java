package dev.peso.ml.internal.prepare;

import java.util.ArrayList;
import java.util.List;

import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;

/// Gives categories the codes of training, for learners that learn from codes.
///
/// @param columns the categories of each column
public record KnownLevels(List<Known> columns) implements FittedStep {
    public KnownLevels {
        columns = List.copyOf(columns);
    }

    /// The categories of a column.
    ///
    /// @param column its name
    /// @param levels the categories in the order of their codes
    public record Known(String column, List<String> levels) {
        public Known {
            levels = List.copyOf(levels);
        }
    }

    /// Those of a frame.
    public static KnownLevels of(Frame frame) {
        List<Known> known = new ArrayList<>();
        for (Feature column : frame.columns()) {
            if (column instanceof Feature.Codes codes) {
                known.add(new Known(codes.name(), codes.levels()));
            }
        }
        return new KnownLevels(known);
    }

    @Override
    public Frame apply(Frame frame) {
        return frame.replace(column -> {
            for (Known known : columns) {
                if (known.column.equals(column.name()) && column instanceof Feature.Codes codes) {
                    return List.of(
                            new Feature.Codes(codes.name(), Places.of(codes, known.levels), known.levels));
                }
            }
            return List.of(column);
        });
    }
}
