package dev.peso.internal.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;

import org.jspecify.annotations.Nullable;

import dev.peso.Schema;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.ScanSource;

/// A part of a plan as one query of a place that computes.
///
/// @param plan the part, over scans of its tables
/// @param sql its text
/// @param tables what the scans read; one may be there twice
public record SqlQuery(CheckedPlan plan, Sql sql, List<SqlTable> tables) {
    public SqlQuery {
        tables = List.copyOf(tables);
    }

    /// The rows of a query. How many there are is known when it has run, and it gives the columns that it asks for.
    public interface Rows extends ScanSource.Computing {
        SqlQuery query();

        /// The rows, with all columns.
        Reading open();

        @Override
        default Schema schema() {
            return query().plan().schema();
        }

        @Override
        default long knownRows() {
            return -1;
        }

        @Override
        default Reading open(int[] columns, List<CheckedExpr> predicates, long limit) {
            if (columns.length != schema().size()) {
                throw new IllegalStateException(
                        "computed rows are read as a whole, not " + Arrays.toString(columns));
            }
            return open();
        }
    }

    /// The query of a plan over scans of tables and of the rows of queries, or null when it cannot be said as one.
    ///
    /// @param together whether a query may read both tables, the first and another or itself
    public static @Nullable SqlQuery of(CheckedPlan plan, BiPredicate<SqlTable, SqlTable> together) {
        List<CheckedPlan> inputs = new ArrayList<>();
        for (CheckedPlan input : plan.inputs()) {
            CheckedPlan whole = input instanceof CheckedPlan.Scan scan ? unfolded(scan) : null;
            if (whole == null) {
                return null;
            }
            inputs.add(whole);
        }
        CheckedPlan whole = plan.withInputs(inputs);
        List<SqlTable> tables = new ArrayList<>();
        collect(whole, tables);
        SqlTable first = tables.getFirst();
        if (!first.dialect().computes() || !tables.stream().allMatch(t -> together.test(first, t))) {
            return null;
        }
        Sql sql = PlanSql.say(whole, first.dialect());
        return sql == null ? null : new SqlQuery(whole, sql, tables);
    }

    /// The plan behind a scan; its hints are said by the nodes above it.
    private static @Nullable CheckedPlan unfolded(CheckedPlan.Scan scan) {
        if (scan.source() instanceof Rows rows) {
            CheckedPlan plan = rows.query().plan;
            return scan.schema().size() == plan.schema().size() ? plan : null;
        }
        return scan;
    }

    private static void collect(CheckedPlan plan, List<SqlTable> tables) {
        if (plan instanceof CheckedPlan.Scan scan && scan.source() instanceof SqlTable table) {
            tables.add(table);
        }
        plan.inputs().forEach(input -> collect(input, tables));
    }
}
