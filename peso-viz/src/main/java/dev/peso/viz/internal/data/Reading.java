package dev.peso.viz.internal.data;

import dev.peso.Column;
import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.viz.internal.geo.Countries;
import dev.peso.viz.internal.scale.AxisKind;

/// Columns as a chart sees them, for what stands beside charts.
public final class Reading {
    private Reading() {}

    /// Whether values of a type are names, not places on an axis.
    public static boolean isName(DataType type) {
        return ColumnValues.isName(type);
    }

    /// Whether a text is a country: its English name, or one of its codes.
    public static boolean isCountry(String text) {
        return Countries.find(text) >= 0;
    }

    /// What values of a type that is no name mean on an axis.
    public static AxisKind kind(DataType type) {
        ColumnValues.check(type, "format", type.toString());
        return ColumnValues.kind(type);
    }

    /// Numbers or moments.
    ///
    /// @param values NaN where there is none
    public record Numbers(double[] values, AxisKind kind) {}

    /// The numbers or moments of a column.
    public static Numbers numbers(Column column) {
        ColumnValues.check(column.type(), "filter", column.name());
        if (ColumnValues.read(column) instanceof Values.Numbers(double[] values, AxisKind kind)) {
            return new Numbers(values, kind);
        }
        throw new QueryException(
                "column \"" + column.name() + "\" is " + column.type() + ", which has no order");
    }
}
