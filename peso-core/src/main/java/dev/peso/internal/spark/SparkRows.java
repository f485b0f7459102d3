package dev.peso.internal.spark;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.door.Deliveries;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.ScanSource;
import dev.peso.internal.sql.SqlQuery;
import dev.peso.internal.sql.SqlTable;

/// What Spark computes: a part of a plan as one query.
record SparkRows(SparkHome home, SqlQuery query) implements SqlQuery.Rows {

    /// A plan over scans of tables and of computed rows, or null when they are not all Spark's or it cannot say it.
    static @Nullable SparkRows of(CheckedPlan plan) {
        SqlQuery query = SqlQuery.of(plan, SparkRows::areTogether);
        return query == null ? null : new SparkRows(((SparkTable) query.tables().getFirst()).home(), query);
    }

    @SuppressWarnings("ReferenceEquality") // sessions have no equality of their own
    private static boolean areTogether(SqlTable first, SqlTable other) {
        return first instanceof SparkTable a && other instanceof SparkTable b && a.home() == b.home();
    }

    @Override
    public String name() {
        return "Spark: " + query.sql().text();
    }

    @Override
    public @Nullable ScanSource computed(CheckedPlan above) {
        return of(above);
    }

    @Override
    public Reading open() {
        return new Deliveries(List.of(() -> new SparkDelivery(home, query, schema())));
    }
}
