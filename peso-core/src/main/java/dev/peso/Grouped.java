package dev.peso;

import java.util.List;

import dev.peso.internal.expr.Node;

/// Rows of a dataset in groups, from [Dataset#groupBy(String...)]: [#agg(Expr...)] makes one row of each group, in
/// order of first appearance. Immutable; nothing runs before a terminal of the result.
///
/// {@snippet file="dev/peso/DatasetSnippets.java" region="agg"}
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
    /// Aggregates skip nulls, except `first`, `last` and `collectList`; over no value `count` is 0 and all others are
    /// null. A key keeps its metadata, the dataset's own is left behind.
    ///
    /// @param aggregates expressions of aggregates and keys: `sum("amount").as("total")`
    /// @return a new dataset
    /// @throws QueryException if an expression uses a column that is neither a key nor inside an aggregate, or two
    ///   results have one name
    public Dataset agg(Expr... aggregates) {
        return dataset.aggregate(keys, Dataset.nodes(aggregates, "aggregates"));
    }

    /// One row for each group, given as text: `"total = sum(amount)"`; see [#agg(Expr...)].
    ///
    /// @param aggregates texts of aggregates, one each or several separated by commas
    /// @return a new dataset
    /// @throws QueryException if a text cannot be read, or as in [#agg(Expr...)]
    public Dataset agg(String... aggregates) {
        return dataset.aggregate(keys, Dataset.aggregateTexts(aggregates));
    }

    /// How many rows each group has, as column `count`.
    ///
    /// @return a new dataset
    /// @throws QueryException if a key has the name `count`
    public Dataset count() {
        return dataset.aggregate(keys, List.of(new Node.Alias(new Node.Aggregate("count"), "count")));
    }
}
