package dev.peso;

import java.util.List;

import dev.peso.internal.expr.Node;

/// Rows of a dataset in groups; [#agg(Expr...)] makes one row of each group, in order of first appearance.
public final class Grouped {
    private final Dataset dataset;
    private final List<Node> keys;

    Grouped(Dataset dataset, List<Node> keys) {
        this.dataset = dataset;
        this.keys = keys;
        dataset.aggregate(keys, List.of());
    }

    /// One row for each group: the keys, then the aggregates.
    ///
    /// @param aggregates expressions of aggregates and keys: `sum("amount").as("total")`
    /// @return a new dataset
    /// @throws QueryException if an expression uses a column that is neither a key nor inside an aggregate
    public Dataset agg(Expr... aggregates) {
        return dataset.aggregate(keys, Dataset.nodes(aggregates, "aggregates"));
    }

    /// One row for each group, given as text: `"total = sum(amount)"`.
    ///
    /// @param aggregates texts of aggregates
    /// @return a new dataset
    /// @throws QueryException if a text cannot be read
    public Dataset agg(String... aggregates) {
        return dataset.aggregate(keys, Dataset.aggregateTexts(aggregates));
    }

    /// How many rows each group has, as column `count`.
    ///
    /// @return a new dataset
    public Dataset count() {
        return dataset.aggregate(keys, List.of(new Node.Alias(new Node.Aggregate("count"), "count")));
    }
}
