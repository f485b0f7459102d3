package dev.peso.internal.jdbc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.door.Deliveries;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.ScanSource;
import dev.peso.internal.sql.SqlQuery;
import dev.peso.internal.sql.SqlTable;

/// What a database computes of its tables: a part of a plan as one query.
///
/// @param uploads tables of rows from here that it needs
record ComputedRows(Database database, SqlQuery query, int fetchRows, List<UploadedTable> uploads)
        implements
            SqlQuery.Rows {
    ComputedRows {
        uploads = List.copyOf(uploads);
    }

    /// A plan over scans of tables and of computed rows, or null when they are not of one database or it cannot say it.
    static @Nullable ComputedRows of(CheckedPlan plan) {
        SqlQuery query = SqlQuery.of(plan, ComputedRows::areTogether);
        if (query == null) {
            return null;
        }
        List<Remote> tables = query.tables().stream().map(Remote.class::cast).toList();
        int rows = tables.stream().mapToInt(Remote::fetchRows).max().orElseThrow();
        return new ComputedRows(tables.getFirst().database(), query, rows, uploads(tables));
    }

    private static boolean areTogether(SqlTable first, SqlTable other) {
        return first instanceof Remote a && other instanceof Remote b && a.database().isSame(b.database())
                && !b.isSplit();
    }

    private static List<UploadedTable> uploads(List<Remote> tables) {
        Map<String, UploadedTable> byName = new LinkedHashMap<>();
        for (Remote table : tables) {
            if (table instanceof UploadedTable upload) {
                byName.put(upload.name(), upload);
            }
        }
        return List.copyOf(byName.values());
    }

    @Override
    public String name() {
        return database.name() + ": " + query.sql().text();
    }

    @Override
    public @Nullable ScanSource computed(CheckedPlan above) {
        return of(above);
    }

    @Override
    public Reading open() {
        String tried = "run \"" + Failures.shown(query.sql().text()) + "\"";
        return new Deliveries(List.of(() -> new QueryDelivery(database, tried, query.sql(), schema(),
                fetchRows, -1, uploads)));
    }
}
