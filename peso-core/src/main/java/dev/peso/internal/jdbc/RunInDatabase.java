package dev.peso.internal.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import dev.peso.internal.optimize.PushIntoSources;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.Placement;

/// Lets a database compute what it can, of its own tables and of rows in memory that are sent there.
public final class RunInDatabase implements Placement {
    private final Database database;

    /// Asks the data source what it leads to.
    public RunInDatabase(DataSource dataSource) {
        this.database = Database.of(dataSource);
    }

    @Override
    public CheckedPlan place(CheckedPlan optimized) {
        CheckedPlan sent = database.dialect().computes() ? send(optimized, new ArrayList<>()) : optimized;
        return keep(PushIntoSources.push(sent));
    }

    /// The plan with rows in memory as tables of the database; the same rows are sent once.
    @SuppressWarnings("ReferenceEquality") // whether two tables are equal would cost more than to send both
    private CheckedPlan send(CheckedPlan plan, List<CheckedPlan.Values> sent) {
        if (plan instanceof CheckedPlan.Values values) {
            if (!UploadedTable.takes(database, values.table())) {
                return plan;
            }
            int at = IntStream.range(0, sent.size())
                    .filter(i -> sent.get(i).table() == values.table())
                    .findFirst()
                    .orElse(sent.size());
            if (at == sent.size()) {
                sent.add(values);
            }
            List<Integer> all = IntStream.range(0, plan.schema().size()).boxed().toList();
            return new CheckedPlan.Scan(UploadedTable.of(database, values, at + 1), all, List.of(), -1,
                    plan.schema());
        }
        return plan.withInputs(plan.inputs().stream().map(input -> send(input, sent)).toList());
    }

    /// Rows of which nothing is computed there stay here.
    private static CheckedPlan keep(CheckedPlan plan) {
        return plan instanceof CheckedPlan.Scan scan && scan.source() instanceof UploadedTable table
                ? table.rows()
                : plan.withInputs(plan.inputs().stream().map(RunInDatabase::keep).toList());
    }
}
