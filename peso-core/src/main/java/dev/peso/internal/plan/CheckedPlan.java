package dev.peso.internal.plan;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.aggregate.AggregateFunction;
import dev.peso.internal.column.Table;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Node;

/// A plan whose names are resolved to positions and whose types are known. The optimizer rewrites it, the planner
/// makes operators of it; nothing below looks a name up.
public sealed interface CheckedPlan {
    Schema schema();

    /// Rows in memory.
    record Values(Table table, @Nullable String name) implements CheckedPlan {
        @Override
        public Schema schema() {
            return table.schema();
        }
    }

    /// Rows of a source: the columns at `columns`, rows that surely fail `predicates` possibly skipped.
    record Scan(ScanSource source, List<Integer> columns, List<CheckedExpr> predicates, long limit,
            Schema schema)
            implements
                CheckedPlan {
        public Scan {
            columns = List.copyOf(columns);
            predicates = List.copyOf(predicates);
        }
    }

    record Filter(CheckedPlan input, CheckedExpr condition) implements CheckedPlan {
        @Override
        public Schema schema() {
            return input.schema();
        }
    }

    /// One output column for each expression over the input.
    record Project(CheckedPlan input, List<CheckedExpr> exprs, Schema schema) implements CheckedPlan {
        public Project {
            exprs = List.copyOf(exprs);
        }
    }

    /// A group for each combination of keys; columns: the keys, then the aggregates. Without keys one group, even of
    /// no rows. Groups come in order of first appearance.
    record Aggregate(CheckedPlan input, List<CheckedExpr> keys, List<AggregateCall> aggregates, Schema schema)
            implements
                CheckedPlan {
        public Aggregate {
            keys = List.copyOf(keys);
            aggregates = List.copyOf(aggregates);
        }
    }

    /// One aggregate of an [Aggregate].
    ///
    /// @param distinct each distinct combination of arguments counts once
    /// @param filter only rows for which it is true count; null for all
    /// @param order the order in which rows are seen; empty for row order
    record AggregateCall(AggregateFunction function, List<CheckedExpr> args, boolean distinct,
            @Nullable CheckedExpr filter, List<SortKey> order, DataType type) {
        public AggregateCall {
            args = List.copyOf(args);
            order = List.copyOf(order);
        }
    }

    /// A key of an order; a null counts as the largest value unless `nullsFirst`: it comes last for both directions.
    record SortKey(CheckedExpr expr, boolean descending, boolean nullsFirst) {}

    /// The first row of each combination of `on` expressions, in row order.
    record Distinct(CheckedPlan input, List<CheckedExpr> on) implements CheckedPlan {
        public Distinct {
            on = List.copyOf(on);
        }

        @Override
        public Schema schema() {
            return input.schema();
        }
    }

    /// Columns: those of the left, then (not for semi and anti) those of the right. A key pair compares an expression
    /// over the left columns with one over the right columns, both of one type; `condition` sees the columns of both.
    record Join(CheckedPlan left, CheckedPlan right, Plan.JoinKind kind, List<CheckedExpr> leftKeys,
            List<CheckedExpr> rightKeys, @Nullable CheckedExpr condition, boolean nullsMatch, Schema schema)
            implements
                CheckedPlan {
        public Join {
            leftKeys = List.copyOf(leftKeys);
            rightKeys = List.copyOf(rightKeys);
        }
    }

    /// Columns: those of the left, then those of the right, null where no right row is near enough.
    ///
    /// @param tolerance in units of the key's stored number (or a double for float keys); null for any distance
    record AsOfJoin(CheckedPlan left, CheckedPlan right, CheckedExpr leftOn, CheckedExpr rightOn,
            List<CheckedExpr> leftBy, List<CheckedExpr> rightBy, Plan.AsOfDirection direction,
            boolean allowExact,
            @Nullable Number tolerance, Schema schema) implements CheckedPlan {
        public AsOfJoin {
            leftBy = List.copyOf(leftBy);
            rightBy = List.copyOf(rightBy);
        }
    }

    /// Stable order; with `rows` at least 0 only that many rows after `offset` are wanted (top-n), else -1.
    record Sort(CheckedPlan input, List<SortKey> keys, long offset, long rows) implements CheckedPlan {
        public Sort {
            keys = List.copyOf(keys);
        }

        @Override
        public Schema schema() {
            return input.schema();
        }
    }

    /// At most `rows` rows (-1 for all) after the first `offset`.
    record Limit(CheckedPlan input, long offset, long rows) implements CheckedPlan {
        @Override
        public Schema schema() {
            return input.schema();
        }
    }

    record Sample(CheckedPlan input, long rows, double fraction, long seed) implements CheckedPlan {
        @Override
        public Schema schema() {
            return input.schema();
        }
    }

    /// The input's columns, then one for each call; the calls share partition and order. Row order is kept.
    record Window(CheckedPlan input, List<CheckedExpr> partition, List<SortKey> order, List<WindowCall> calls,
            Schema schema) implements CheckedPlan {
        public Window {
            partition = List.copyOf(partition);
            order = List.copyOf(order);
            calls = List.copyOf(calls);
        }
    }

    /// One function of a [Window].
    ///
    /// @param function an aggregate's name or one of the window functions
    /// @param aggregate the aggregate, or null when `function` names a window function
    /// @param frame never null: the analyzer fills in the default
    record WindowCall(String function, @Nullable AggregateFunction aggregate, List<CheckedExpr> args,
            boolean distinct, @Nullable CheckedExpr filter, boolean ignoreNulls, Frame frame, DataType type) {
        public WindowCall {
            args = List.copyOf(args);
        }
    }

    /// A frame whose offsets are expressions of the input (mostly constants), null where the bound has none.
    record Frame(Node.FrameMode mode, Node.BoundKind start, @Nullable CheckedExpr startOffset,
            Node.BoundKind end,
            @Nullable CheckedExpr endOffset, Node.Exclusion exclusion) {}

    /// The rows of inputs of equal types, one after the other.
    record Union(List<CheckedPlan> inputs, Schema schema) implements CheckedPlan {
        public Union {
            inputs = List.copyOf(inputs);
        }
    }

    /// See [Plan.Repeat]; both inputs have the types of `schema`.
    record Repeat(CheckedPlan start, CheckedPlan step, WorkingRows rows, boolean distinct, Schema schema)
            implements
                CheckedPlan {}

    /// One row for each element of the list columns at `columns`, side by side.
    record Explode(CheckedPlan input, List<Integer> columns, Schema schema) implements CheckedPlan {
        public Explode {
            columns = List.copyOf(columns);
        }
    }

    /// Columns: `keep`, then the name (utf8), then the value; the value columns all have one type.
    record Unpivot(CheckedPlan input, List<Integer> keep, List<Integer> values, Schema schema)
            implements
                CheckedPlan {
        public Unpivot {
            keep = List.copyOf(keep);
            values = List.copyOf(values);
        }
    }

    /// See [Plan.Upsample]; `column` and `by` are positions.
    record Upsample(CheckedPlan input, int column, String every, List<Integer> by) implements CheckedPlan {
        public Upsample {
            by = List.copyOf(by);
        }

        /// A new row is null in all columns but its group's and its time.
        @Override
        public Schema schema() {
            List<Field> fields = new ArrayList<>(input.schema().fields());
            for (int i = 0; i < fields.size(); i++) {
                if (i != column && !by.contains(i)) {
                    fields.set(i, fields.get(i).withNullable(true));
                }
            }
            return Schema.of(fields).withMetadata(input.schema().metadata());
        }
    }

    record MapRows(CheckedPlan input, Plan.RowMapper mapper) implements CheckedPlan {
        @Override
        public Schema schema() {
            return mapper.output();
        }
    }

    /// The plans this one reads.
    default List<CheckedPlan> inputs() {
        return switch (this) {
            case Values _,Scan _ -> List.of();
            case Filter p -> List.of(p.input());
            case Project p -> List.of(p.input());
            case Aggregate p -> List.of(p.input());
            case Distinct p -> List.of(p.input());
            case Join p -> List.of(p.left(), p.right());
            case AsOfJoin p -> List.of(p.left(), p.right());
            case Sort p -> List.of(p.input());
            case Limit p -> List.of(p.input());
            case Sample p -> List.of(p.input());
            case Window p -> List.of(p.input());
            case Union p -> p.inputs();
            case Repeat p -> List.of(p.start(), p.step());
            case Explode p -> List.of(p.input());
            case Unpivot p -> List.of(p.input());
            case Upsample p -> List.of(p.input());
            case MapRows p -> List.of(p.input());
        };
    }

    /// The same node over other inputs, which must have the same columns as the old ones.
    default CheckedPlan withInputs(List<CheckedPlan> inputs) {
        return switch (this) {
            case Values _,Scan _ -> this;
            case Filter p -> new Filter(inputs.getFirst(), p.condition());
            case Project p -> new Project(inputs.getFirst(), p.exprs(), p.schema());
            case Aggregate p -> new Aggregate(inputs.getFirst(), p.keys(), p.aggregates(), p.schema());
            case Distinct p -> new Distinct(inputs.getFirst(), p.on());
            case Join p ->
                new Join(inputs.get(0), inputs.get(1), p.kind(), p.leftKeys(), p.rightKeys(), p.condition(),
                        p.nullsMatch(), p.schema());
            case AsOfJoin p -> new AsOfJoin(inputs.get(0), inputs.get(1), p.leftOn(), p.rightOn(), p.leftBy(),
                    p.rightBy(), p.direction(), p.allowExact(), p.tolerance(), p.schema());
            case Sort p -> new Sort(inputs.getFirst(), p.keys(), p.offset(), p.rows());
            case Limit p -> new Limit(inputs.getFirst(), p.offset(), p.rows());
            case Sample p -> new Sample(inputs.getFirst(), p.rows(), p.fraction(), p.seed());
            case Window p -> new Window(inputs.getFirst(), p.partition(), p.order(), p.calls(), p.schema());
            case Union p -> new Union(inputs, p.schema());
            case Repeat p -> new Repeat(inputs.get(0), inputs.get(1), p.rows(), p.distinct(), p.schema());
            case Explode p -> new Explode(inputs.getFirst(), p.columns(), p.schema());
            case Unpivot p -> new Unpivot(inputs.getFirst(), p.keep(), p.values(), p.schema());
            case Upsample p -> new Upsample(inputs.getFirst(), p.column(), p.every(), p.by());
            case MapRows p -> new MapRows(inputs.getFirst(), p.mapper());
        };
    }

    /// The fields of two schemas side by side under names that need not be unique to the user: the right ones that
    /// clash get a number. For plans whose columns are only ever addressed by position.
    static Schema sideBySide(Schema left, Schema right) {
        List<Field> fields = new ArrayList<>(left.fields());
        java.util.Set<String> taken = new java.util.HashSet<>(left.names());
        for (Field field : right) {
            String name = field.name();
            for (int n = 2; !taken.add(name); n++) {
                name = field.name() + "#" + n;
            }
            fields.add(field.withName(name));
        }
        return Schema.of(fields);
    }
}
