package dev.peso.internal.spark;

import java.util.List;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

import dev.peso.Schema;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.ScanSource;
import dev.peso.internal.sql.Dialect;
import dev.peso.internal.sql.Lent;
import dev.peso.internal.sql.Sql;

/// Rows from here as a view of Spark, whose columns are `c0`, `c1` and so on.
///
/// @param name the view's name
/// @param here the plan that gives the same rows here
record SparkTable(SparkHome home, String name, CheckedPlan here,
        Content content) implements Lent, ScanSource.Computing {

    /// What the rows are made of.
    sealed interface Content permits MemoryRows, ParquetRows {
        Schema schema();

        /// Whether both are the same rows, as far as that can be told without looking at them.
        boolean isSame(Content other);

        /// Whether Spark has a column.
        ///
        /// @param column its position in the schema
        boolean has(int column);

        /// @throws dev.peso.DataAccessException if the rows are not those that were looked at
        void requireUnchanged();

        /// The rows in a session, with the columns' names for views.
        Dataset<Row> rows(SparkSession session);

        /// What a plan without inputs reads, or null when Spark cannot have it.
        static @Nullable Content of(CheckedPlan leaf) {
            return switch (leaf) {
                case CheckedPlan.Values values -> MemoryRows.of(values.table());
                case CheckedPlan.Scan scan -> ParquetRows.of(scan);
                default -> null;
            };
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.SPARK;
    }

    @Override
    public Sql from() {
        return Sql.of(name);
    }

    @Override
    public Sql column(int column) {
        return Sql.of(dialect().quoted("c" + column));
    }

    @Override
    public boolean isComparable(int column) {
        return SparkTypes.isComputed(schema().field(column).type());
    }

    @Override
    public Schema schema() {
        return content.schema();
    }

    @Override
    public long knownRows() {
        return -1;
    }

    @Override
    public @Nullable ScanSource computed(CheckedPlan plan) {
        return SparkRows.of(plan);
    }

    @Override
    public Reading open(int[] columns, List<CheckedExpr> predicates, long limit) {
        throw new IllegalStateException("rows from here are not read from Spark");
    }
}
