package dev.peso.internal.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.peso.engine.Engine;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.Placement;
import dev.peso.internal.sql.Lent;

/// Lets Spark compute what it can, of rows in memory that are sent there and of Parquet files that it reads itself.
public final class RunInSpark implements Placement {
    private final SparkHome home;

    /// @param engine with the user's session; queries run in one of their own beside it
    public RunInSpark(Engine.Spark engine) {
        this.home = new SparkHome(engine.session());
    }

    @Override
    public CheckedPlan place(CheckedPlan optimized) {
        List<SparkTable> lent = new ArrayList<>();
        return Lent.place(optimized, leaf -> lend(leaf, lent));
    }

    /// A scan of rows as a table of Spark; the same rows are one table.
    private CheckedPlan lend(CheckedPlan leaf, List<SparkTable> lent) {
        SparkTable.Content content = SparkTable.Content.of(leaf);
        if (content == null) {
            return leaf;
        }
        SparkTable table = new SparkTable(home, "peso_rows_" + (lent.size() + 1), leaf, content);
        for (SparkTable other : lent) {
            if (other.content().isSame(content)) {
                table = new SparkTable(home, other.name(), leaf, other.content());
            }
        }
        lent.add(table);
        List<Integer> columns = leaf instanceof CheckedPlan.Scan scan
                ? scan.columns()
                : IntStream.range(0, leaf.schema().size()).boxed().toList();
        return new CheckedPlan.Scan(table, columns, List.of(), -1, leaf.schema());
    }
}
