package dev.peso.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Expr;
import dev.peso.Row;

/// Numbers that are far from the others of their column.
record OutlierStep(Outliers outliers, List<String> columns) implements CleaningStep {
    private static final double OF_NORMAL = 0.6745;

    @Override
    public String name() {
        return "outliers";
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.of(columns, "rule", outliers.rule().name(), "factor", outliers.factor(), "treatment",
                outliers.treatment().name());
    }

    private record Bounds(double low, double high) {}

    @Override
    public CleaningChange change(CleaningInput input) {
        CleaningChange change = CleaningChange.NONE;
        List<Expr> inside = new ArrayList<>();
        for (String name : input.columns(columns, "numbers", DataType::isNumeric)) {
            Bounds bounds = bounds(input, input.profile().column(name));
            if (bounds == null) {
                change = change.note(name, "has no bounds: its values do not spread");
                continue;
            }
            change = change(change, inside, name, input.data().schema().type(name), bounds)
                    .note(name, "bounds " + Figures.of(bounds.low) + " and " + Figures.of(bounds.high));
        }
        return inside.isEmpty() ? change : change.keep(Terms.joined(inside, Expr::and));
    }

    /// @param inside gets what is true of rows that stay
    private CleaningChange change(CleaningChange change, List<Expr> inside, String name, DataType type,
            Bounds bounds) {
        boolean whole = !type.isFloat() && type instanceof DataType.Simple;
        double low = whole ? Math.ceil(bounds.low) : bounds.low;
        double high = whole ? Math.floor(bounds.high) : bounds.high;
        Expr column = Expr.col(name);
        Expr number = column.cast(DataType.FLOAT64);
        Expr below = number.lt(low);
        Expr above = number.gt(high).and(Expr.not(number.isNaN()));
        Expr outside = below.or(above);
        return switch (outliers.treatment()) {
            case CLIP -> change.with(name,
                    Expr.when(below)
                            .then(Expr.lit(low).cast(type))
                            .when(above)
                            .then(Expr.lit(high).cast(type))
                            .otherwise(column));
            case NULL -> change.with(name, Expr.when(Expr.not(outside)).then(column).orNull());
            case DROP -> {
                inside.add(Expr.not(outside).orElse(true));
                yield change;
            }
            case FLAG -> change.add(name + Outliers.FLAGGED, outside.orElse(false));
        };
    }

    private @Nullable Bounds bounds(CleaningInput input, ColumnProfile column) {
        return switch (outliers.rule()) {
            case IQR -> {
                double low = column.quantile(0.25);
                double high = column.quantile(0.75);
                double reach = outliers.factor() * (high - low);
                yield spread(low - reach, high + reach, high > low);
            }
            case Z_SCORE -> around(column.mean(), outliers.factor() * column.stddev());
            case MAD -> {
                double middle = column.quantile(0.5);
                yield around(middle,
                        outliers.factor() / OF_NORMAL * medianDistance(input, column.name(), middle));
            }
        };
    }

    private static @Nullable Bounds around(double middle, double reach) {
        return spread(middle - reach, middle + reach, reach > 0);
    }

    private static @Nullable Bounds spread(double low, double high, boolean spreads) {
        return spreads && Double.isFinite(low) && Double.isFinite(high) ? new Bounds(low, high) : null;
    }

    private static double medianDistance(CleaningInput input, String name, double middle) {
        if (Double.isNaN(middle)) {
            return 0;
        }
        Expr number = Expr.col(name).cast(DataType.FLOAT64);
        Row row = input.data()
                .filter(number.isFinite())
                .agg(number.minus(middle).abs().median().as("distance"))
                .rows()
                .findFirst()
                .orElseThrow();
        Object distance = row.get("distance");
        return distance == null ? 0 : (Double) distance;
    }
}
