package dev.peso.viz.internal.data;

import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.Field;
import dev.peso.QueryException;

/// What an expression would give, asked of the dataset without running anything.
final class Schemas {
    private Schemas() {}

    /// The column that an expression makes for each row.
    static Field only(Dataset data, Expr expr) {
        return data.select(expr).schema().field(0);
    }

    static Field aggregate(Dataset data, Expr expr) {
        return data.agg(expr).schema().field(0);
    }

    /// Whether an expression makes one value of many rows. Literals would pass for both; they have no call.
    static boolean isAggregate(Dataset data, Expr expr) {
        if (expr.toString().indexOf('(') < 0) {
            return false;
        }
        try {
            aggregate(data, expr);
            return true;
        } catch (QueryException _) {
            return false;
        }
    }
}
