package dev.peso;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Node;
import dev.peso.internal.plan.Plan;

/// Which rows of two datasets a join puts together; made by `on("region")` or `on(col("id").eq(col("customer_id")))` of
/// [Expr]. Immutable.
///
/// Equalities of columns are found by hashing, ranges by sorting; any other condition is tried for every pair that the
/// equalities leave. A null is equal to nothing here unless [#nullsMatch]; `NaN` is equal to `NaN`, 0.0 to -0.0.
///
/// {@snippet file="dev/peso/DatasetJoinSnippets.java" region="on"}
public final class On {
    static final String SUFFIX = "_right";
    private final List<Plan.JoinKey> keys;
    private final @Nullable Node condition;
    private final boolean nullsMatch;
    private final String suffix;

    private On(List<Plan.JoinKey> keys, @Nullable Node condition, boolean nullsMatch, String suffix) {
        this.keys = List.copyOf(keys);
        this.condition = condition;
        this.nullsMatch = nullsMatch;
        this.suffix = suffix;
    }

    static On columns(String... columns) {
        if (Objects.requireNonNull(columns, "columns").length == 0) {
            throw new IllegalArgumentException(
                    "on(...) needs a column or a condition; for all pairs use crossJoin");
        }
        List<Plan.JoinKey> keys = new ArrayList<>();
        for (String column : Arguments.list(columns, "columns")) {
            Node node = Expr.col(column).node();
            keys.add(new Plan.JoinKey(node, node));
        }
        return new On(keys, null, false, SUFFIX);
    }

    static On conditions(Expr... conditions) {
        if (Objects.requireNonNull(conditions, "conditions").length == 0) {
            throw new IllegalArgumentException(
                    "on(...) needs a column or a condition; for all pairs use crossJoin");
        }
        On on = new On(List.of(), null, false, SUFFIX);
        for (Expr each : Arguments.list(conditions, "conditions")) {
            on = on.and(each);
        }
        return on;
    }

    /// Puts rows together only where a condition is true as well.
    ///
    /// @param condition an equality of a column of either side with one of the other, or any condition over the columns
    ///   of both, in which a right-hand column that has a namesake on the left carries the suffix
    /// @return a new condition
    public On and(Expr condition) {
        Node node = Objects.requireNonNull(condition, "condition").node();
        if (node instanceof Node.Call call && call.function().equals("and")) {
            On both = this;
            for (Node part : call.args()) {
                both = both.and(new Expr(part));
            }
            return both;
        }
        if (node instanceof Node.Call call && call.function().equals("=") && call.args().size() == 2
                && call.args().stream().allMatch(Node.Column.class::isInstance)) {
            List<Plan.JoinKey> more = new ArrayList<>(keys);
            more.add(new Plan.JoinKey(call.args().get(0), call.args().get(1)));
            return new On(more, this.condition, nullsMatch, suffix);
        }
        Node all = this.condition == null ? node : new Node.Call("and", this.condition, node);
        return new On(keys, all, nullsMatch, suffix);
    }

    /// Lets null equal null in the columns that must be equal; otherwise a null matches nothing.
    ///
    /// @return a new condition
    public On nullsMatch() {
        return new On(keys, condition, true, suffix);
    }

    /// What is added to the name of a right-hand column that the left side has too; `_right` unless set.
    ///
    /// @param newSuffix the text to append, not empty
    /// @return a new condition
    public On suffix(String newSuffix) {
        return new On(keys, condition, nullsMatch, requireSuffix(newSuffix));
    }

    static String requireSuffix(String suffix) {
        if (Objects.requireNonNull(suffix, "newSuffix").isEmpty()) {
            throw new IllegalArgumentException("the suffix of a join must not be empty");
        }
        return suffix;
    }

    /// The pairs that must be equal, left and right.
    List<Plan.JoinKey> keys() {
        return keys;
    }

    /// What must hold on top, or null.
    @Nullable
    Node condition() {
        return condition;
    }

    boolean matchesNulls() {
        return nullsMatch;
    }

    String suffix() {
        return suffix;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof On on && keys.equals(on.keys) && Objects.equals(condition, on.condition)
                && nullsMatch == on.nullsMatch && suffix.equals(on.suffix);
    }

    @Override
    public int hashCode() {
        return Arrays.asList(keys, condition, nullsMatch, suffix).hashCode();
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        for (Plan.JoinKey key : keys) {
            parts.add(key.left().equals(key.right())
                    ? key.left().toString()
                    : key.left() + " = " + key.right());
        }
        if (condition != null) {
            parts.add(condition.toString());
        }
        return "on " + String.join(" and ", parts);
    }
}
