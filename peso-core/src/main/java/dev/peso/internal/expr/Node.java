package dev.peso.internal.expr;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collector;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// An expression as the user wrote it: columns and functions by name, types not yet known.
///
/// Nodes are values. `toString()` is the text spelling, and parsing it gives an equal node again.
/// What each spelling means as a node: see the package description.
public sealed interface Node {
    /// The function of a [Call] that stands for `(x, i) -> body`: the names as literals, then the body.
    String LAMBDA = "lambda";
    /// The function of a [Call] that stands for a lambda's parameter in its body, the name being a literal.
    String LAMBDA_PARAMETER = "lambda_parameter";
    /// What stands before the name of a function of the user's own in text, which cannot hold its code.
    String USER = "udf.";

    /// A column by name; `qualifier` is the table's alias in SQL, otherwise null.
    record Column(@Nullable String qualifier, String name) implements Node {
        public Column {
            Objects.requireNonNull(name, "name");
        }

        @Override
        public String toString() {
            String quoted = Keywords.quoted(name);
            return qualifier == null ? quoted : Keywords.quoted(qualifier) + "." + quoted;
        }
    }

    /// A constant. Whole numbers are `Long` of type int64, fractions `Double` of type float64, binary a read-only
    /// `ByteBuffer`; other types as `Scalars` lists them. A null value has type `null`.
    record Literal(@Nullable Object value, DataType type) implements Node {
        @Override
        public String toString() {
            return NodePrinter.print(this);
        }
    }

    /// A function or operator by name. Operators: `+ - * / // % ||`, `= <> < <= > >=`, `and or not`, unary minus is
    /// `negate`, `is null` is `is_null`, `is not null` is `is_not_null`, `is [not] distinct from` is
    /// `is_[not_]distinct_from`, `like`, `ilike`; `between` becomes two comparisons joined by `and`.
    record Call(String function, List<Node> args) implements Node {
        public Call {
            args = List.copyOf(args);
        }

        public Call(String function, Node... args) {
            this(function, List.of(args));
        }

        @Override
        public String toString() {
            return NodePrinter.print(this);
        }
    }

    /// A change of type; `orNull` gives null where a value does not fit, otherwise that is an error.
    record Cast(Node input, DataType type, boolean orNull) implements Node {
        @Override
        public String toString() {
            return NodePrinter.print(this);
        }
    }

    /// The value of the first branch whose condition is true, else `otherwise`, else null.
    record Case(List<When> branches, @Nullable Node otherwise) implements Node {
        public Case {
            branches = List.copyOf(branches);
        }

        @Override
        public String toString() {
            return NodePrinter.print(this);
        }
    }

    /// One branch of a [Case].
    record When(Node condition, Node value) {}

    /// Membership in a list of expressions; `not in` is `not` of this.
    record In(Node value, List<Node> options) implements Node {
        public In {
            options = List.copyOf(options);
        }

        @Override
        public String toString() {
            return NodePrinter.print(this);
        }
    }

    /// An aggregate function, or inside [Over] any window function.
    ///
    /// @param distinct aggregates each distinct value once
    /// @param filter only rows for which this is true count, or null for all
    /// @param order the order in which order-sensitive aggregates see their rows; empty for row order
    /// @param user the user's code, of which `function` is the name then; null for a function of ours
    record Aggregate(String function, List<Node> args, boolean distinct, @Nullable Node filter,
            List<SortKey> order, @Nullable UserAggregate user)
            implements
                Node {
        public Aggregate {
            args = List.copyOf(args);
            order = List.copyOf(order);
        }

        public Aggregate(String function, List<Node> args, boolean distinct, @Nullable Node filter,
                List<SortKey> order) {
            this(function, args, distinct, filter, order, null);
        }

        public Aggregate(String function, Node... args) {
            this(function, List.of(args), false, null, List.of());
        }

        /// The same function of other rows.
        public Aggregate of(List<Node> newArgs, boolean newDistinct, @Nullable Node newFilter,
                List<SortKey> newOrder) {
            return new Aggregate(function, newArgs, newDistinct, newFilter, newOrder, user);
        }

        @Override
        public String toString() {
            return NodePrinter.print(this);
        }
    }

    /// A window function over a window.
    record Over(Aggregate function, WindowSpec window, boolean ignoreNulls) implements Node {
        @Override
        public String toString() {
            return NodePrinter.print(this);
        }
    }

    /// A name for a result column.
    record Alias(Node input, String name) implements Node {
        @Override
        public String toString() {
            return NodePrinter.print(this);
        }
    }

    /// A function of the user's own, called row by row.
    ///
    /// @param classes of the values it takes, which are never null then; empty for the classes that `Scalars` lists, or null
    record UserCall(String name, DataType type, UserFunction function, List<Class<?>> classes,
            List<Node> args)
            implements
                Node {
        public UserCall {
            classes = List.copyOf(classes);
            args = List.copyOf(args);
        }

        @Override
        public String toString() {
            return NodePrinter.print(this);
        }
    }

    /// The user's code behind a [UserCall].
    @FunctionalInterface
    interface UserFunction {
        @Nullable
        Object apply(@Nullable Object[] args);
    }

    /// The user's code behind an [Aggregate].
    ///
    /// @param in the class of the values it takes
    /// @param type of its result
    record UserAggregate(Class<?> in, DataType type,
            Collector<Object, @Nullable Object, @Nullable Object> collector) {}

    /// One key of an order; nulls come last unless `nullsFirst`, whatever the direction.
    record SortKey(Node key, boolean descending, boolean nullsFirst) {
        @Override
        public String toString() {
            return NodePrinter.print(this);
        }
    }

    /// Partition, order and frame of a window; a null frame is the default one.
    record WindowSpec(List<Node> partitionBy, List<SortKey> orderBy, @Nullable Frame frame) {
        public WindowSpec {
            partitionBy = List.copyOf(partitionBy);
            orderBy = List.copyOf(orderBy);
        }
    }

    /// Which rows around the current one a window function sees.
    record Frame(FrameMode mode, Bound start, Bound end, Exclusion exclusion) {}

    /// How frame bounds count: rows, values of the order key, or groups of peers.
    enum FrameMode {
        ROWS, RANGE, GROUPS
    }

    /// Rows left out of a frame.
    enum Exclusion {
        NONE, CURRENT_ROW, GROUP, TIES
    }

    /// One end of a frame; `offset` is there for `PRECEDING` and `FOLLOWING` only.
    record Bound(BoundKind kind, @Nullable Node offset) {}

    /// The kinds of frame ends.
    enum BoundKind {
        UNBOUNDED_PRECEDING, PRECEDING, CURRENT_ROW, FOLLOWING, UNBOUNDED_FOLLOWING
    }

    /// The direct parts of an expression, those of orders, filters and frames included.
    default List<Node> children() {
        return NodeParts.children(this);
    }

    /// This node with `change` applied to its direct parts; the function of a window function is no part, its arguments
    /// are.
    default Node mapChildren(UnaryOperator<Node> change) {
        return NodeParts.map(this, change);
    }
}
