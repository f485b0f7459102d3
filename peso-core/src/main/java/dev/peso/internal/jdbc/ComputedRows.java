package dev.peso.internal.jdbc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.Schema;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.ScanSource;
import dev.peso.internal.sql.PlanSql;
import dev.peso.internal.sql.Sql;

/// What a database computes of its tables: a part of a plan as one query.
final class ComputedRows implements ScanSource.Computing {
    private final Database database;
    private final CheckedPlan plan;
    private final Sql sql;
    private final int fetchRows;
    private final List<UploadedTable> uploads;

    private ComputedRows(Database database, CheckedPlan plan, Sql sql, int fetchRows,
            List<UploadedTable> uploads) {
        this.database = database;
        this.plan = plan;
        this.sql = sql;
        this.fetchRows = fetchRows;
        this.uploads = List.copyOf(uploads);
    }

    /// A plan over scans of tables and of computed rows, or null when they are not of one database or it cannot say it.
    static @Nullable ComputedRows of(CheckedPlan plan) {
        List<CheckedPlan> inputs = new ArrayList<>();
        for (CheckedPlan input : plan.inputs()) {
            CheckedPlan whole = input instanceof CheckedPlan.Scan scan ? unfolded(scan) : null;
            if (whole == null) {
                return null;
            }
            inputs.add(whole);
        }
        List<Remote> tables = new ArrayList<>();
        CheckedPlan whole = plan.withInputs(inputs);
        collect(whole, tables);
        Database database = tables.getFirst().database();
        boolean together = tables.stream()
                .allMatch(t -> t.database().isSame(database) && !t.isSplit());
        if (!together || !database.dialect().computes()) {
            return null;
        }
        Sql sql = PlanSql.say(whole, database.dialect());
        if (sql == null) {
            return null;
        }
        int rows = tables.stream().mapToInt(Remote::fetchRows).max().orElseThrow();
        return new ComputedRows(database, whole, sql, rows, uploads(tables));
    }

    /// The plan behind a scan; its hints are said by the nodes above it.
    private static @Nullable CheckedPlan unfolded(CheckedPlan.Scan scan) {
        if (scan.source() instanceof ComputedRows computed) {
            return scan.schema().size() == computed.schema().size() ? computed.plan : null;
        }
        return scan;
    }

    private static void collect(CheckedPlan plan, List<Remote> tables) {
        if (plan instanceof CheckedPlan.Scan scan && scan.source() instanceof Remote table) {
            tables.add(table);
        }
        plan.inputs().forEach(input -> collect(input, tables));
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
        return database.name() + ": " + sql.text();
    }

    @Override
    public Schema schema() {
        return plan.schema();
    }

    @Override
    public long knownRows() {
        return -1;
    }

    @Override
    public @Nullable ScanSource computed(CheckedPlan above) {
        return of(above);
    }

    @Override
    public Reading open(int[] columns, List<CheckedExpr> predicates, long limit) {
        if (columns.length != schema().size()) {
            throw new IllegalStateException(
                    "computed rows are read as a whole, not " + Arrays.toString(columns));
        }
        return new SqlReading(database, "run \"" + Failures.shown(sql.text()) + "\"", List.of(sql), schema(),
                fetchRows, -1, uploads);
    }
}
