package dev.peso.internal.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.Placement;
import dev.peso.internal.sql.Lent;

/// Lets a database compute what it can, of its own tables and of rows in memory that are sent there.
public final class RunInDatabase implements Placement {
    private final Database database;

    /// Asks the data source what it leads to.
    public RunInDatabase(DataSource dataSource) {
        this.database = Database.of(dataSource);
    }

    @Override
    public CheckedPlan place(CheckedPlan optimized) {
        List<CheckedPlan.Values> sent = new ArrayList<>();
        return Lent.place(optimized, leaf -> database.dialect().computes()
                && leaf instanceof CheckedPlan.Values values && UploadedTable.takes(database, values.table())
                        ? send(values, sent)
                        : leaf);
    }

    /// A scan of rows in memory as a table of the database; the same rows are sent once.
    @SuppressWarnings("ReferenceEquality") // whether two tables are equal would cost more than to send both
    private CheckedPlan send(CheckedPlan.Values values, List<CheckedPlan.Values> sent) {
        int at = IntStream.range(0, sent.size())
                .filter(i -> sent.get(i).table() == values.table())
                .findFirst()
                .orElse(sent.size());
        if (at == sent.size()) {
            sent.add(values);
        }
        List<Integer> all = IntStream.range(0, values.schema().size()).boxed().toList();
        return new CheckedPlan.Scan(UploadedTable.of(database, values, at + 1), all, List.of(), -1,
                values.schema());
    }
}
