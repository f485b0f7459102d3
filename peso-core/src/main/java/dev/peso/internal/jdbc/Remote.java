package dev.peso.internal.jdbc;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.ScanSource;
import dev.peso.internal.sql.Dialect;
import dev.peso.internal.sql.SqlTable;

/// Rows that a database has or gets, of which it can compute.
interface Remote extends SqlTable, ScanSource.Computing {
    Database database();

    int fetchRows();

    /// Whether its ranges are read apart, so that nothing is computed of all of them.
    boolean isSplit();

    @Override
    default Dialect dialect() {
        return database().dialect();
    }

    @Override
    default long knownRows() {
        return -1;
    }

    @Override
    default @Nullable ScanSource computed(CheckedPlan plan) {
        return ComputedRows.of(plan);
    }
}
