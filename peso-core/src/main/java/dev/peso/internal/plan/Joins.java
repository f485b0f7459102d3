package dev.peso.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Node;
import dev.peso.internal.kernel.Casts;

/// Checks joins: key types, the names of the result, the condition over both sides.
final class Joins {
    private Joins() {}

    static CheckedPlan join(CheckedPlan left, CheckedPlan right, Plan.Join written) {
        Plan.Join plan = oriented(left.schema(), right.schema(), written);
        if (plan.kind() != Plan.JoinKind.CROSS && plan.keys().isEmpty() && plan.condition() == null) {
            throw new QueryException(
                    "a join needs keys, on(\"key\"), or a condition; for all pairs use crossJoin");
        }
        Keys keys = keys(left, right, plan.keys(), "join");
        boolean leftOnly = plan.kind() == Plan.JoinKind.SEMI || plan.kind() == Plan.JoinKind.ANTI;
        Output output = new Output(left, right, plan, leftOnly);
        CheckedExpr condition = plan.condition() == null
                ? null
                : ExprChecker.condition(output.bothSides(), plan.condition(), "join");
        Schema sideBySide = leftOnly ? left.schema() : nulled(left.schema(), right.schema(), plan.kind());
        CheckedPlan joined = new CheckedPlan.Join(left, right, plan.kind(), keys.left, keys.right, condition,
                plan.nullsMatch(), sideBySide);
        return leftOnly ? joined : output.project(joined);
    }

    /// The join with each key's columns on the sides that have them; an equality within one side is a condition.
    private static Plan.Join oriented(Schema left, Schema right, Plan.Join plan) {
        List<Plan.JoinKey> keys = new ArrayList<>();
        Node condition = plan.condition();
        for (Plan.JoinKey key : plan.keys()) {
            boolean oneName = key.left().equals(key.right());
            if (oneName || has(left, key.left()) && has(right, key.right())) {
                keys.add(key);
            } else if (has(left, key.right()) && has(right, key.left())) {
                keys.add(key.turned());
            } else if (has(left, key.left()) && has(left, key.right())
                    || has(right, key.left()) && has(right, key.right())) {
                Node equal = new Node.Call("=", key.left(), key.right());
                condition = condition == null ? equal : new Node.Call("and", condition, equal);
            } else {
                keys.add(key);
            }
        }
        return new Plan.Join(plan.left(), plan.right(), plan.kind(), keys, condition, plan.nullsMatch(),
                plan.suffix());
    }

    private static boolean has(Schema schema, Node key) {
        return !(key instanceof Node.Column(String _, String name)) || schema.contains(name);
    }

    private static Schema nulled(Schema left, Schema right, Plan.JoinKind kind) {
        boolean leftMayMiss = kind == Plan.JoinKind.RIGHT || kind == Plan.JoinKind.FULL;
        boolean rightMayMiss = kind == Plan.JoinKind.LEFT || kind == Plan.JoinKind.FULL;
        return CheckedPlan.sideBySide(
                leftMayMiss
                        ? Schema.of(left.fields().stream().map(f -> f.withNullable(true)).toList())
                        : left,
                rightMayMiss
                        ? Schema.of(right.fields().stream().map(f -> f.withNullable(true)).toList())
                        : right);
    }

    private record Keys(List<CheckedExpr> left, List<CheckedExpr> right) {}

    private static Keys keys(CheckedPlan left, CheckedPlan right, List<Plan.JoinKey> keys, String verb) {
        Scope leftScope = Scope.of(left);
        Scope rightScope = Scope.of(right);
        List<CheckedExpr> leftKeys = new ArrayList<>();
        List<CheckedExpr> rightKeys = new ArrayList<>();
        for (Plan.JoinKey key : keys) {
            CheckedExpr a = ExprChecker.scalar(leftScope, key.left());
            CheckedExpr b = ExprChecker.scalar(rightScope, key.right());
            DataType type = Casts.commonType(List.of(a, b));
            if (type == null) {
                throw new QueryException(
                        verb + " key \"" + key.left() + "\" is " + a.type() + " on the left, but \""
                                + key.right() + "\" is " + b.type() + " on the right; cast one of them");
            }
            leftKeys.add(ExprChecker.convert(a, type));
            rightKeys.add(ExprChecker.convert(b, type));
        }
        return new Keys(leftKeys, rightKeys);
    }

    /// The columns a user sees of a join, as expressions over both sides' columns side by side.
    private static final class Output {
        private final Schema left;
        private final Schema right;
        private final Plan.JoinKind kind;
        private final List<String> shared = new ArrayList<>();
        private final List<String> rightNames = new ArrayList<>();

        Output(CheckedPlan left, CheckedPlan right, Plan.Join plan, boolean leftOnly) {
            this.left = left.schema();
            this.right = right.schema();
            this.kind = plan.kind();
            for (Plan.JoinKey key : plan.keys()) {
                if (key.left() instanceof Node.Column(String _, String name)
                        && key.left().equals(key.right())) {
                    shared.add(name);
                }
            }
            List<String> taken = new ArrayList<>(this.left.names());
            for (String name : this.right.names()) {
                String own = this.left.contains(name) && !shared.contains(name) ? name + plan.suffix() : name;
                if (!shared.contains(name) && taken.contains(own) && !leftOnly) {
                    throw new QueryException("the join would give two columns the name \"" + own
                            + "\"; choose another suffix or rename one before");
                }
                taken.add(own);
                rightNames.add(own);
            }
        }

        Scope bothSides() {
            List<String> names = new ArrayList<>(left.names());
            List<CheckedExpr> columns = new ArrayList<>(Scope.refs(left));
            for (int i = 0; i < right.size(); i++) {
                names.add(rightNames.get(i));
                columns.add(rightRef(i));
            }
            return Scope.of(names, columns);
        }

        private CheckedExpr rightRef(int i) {
            return new CheckedExpr.Ref(left.size() + i, right.field(i).type(), rightNames.get(i));
        }

        CheckedPlan project(CheckedPlan joined) {
            List<CheckedExpr> exprs = new ArrayList<>();
            List<Field> fields = new ArrayList<>();
            for (int i = 0; i < left.size(); i++) {
                String name = left.field(i).name();
                CheckedExpr expr = new CheckedExpr.Ref(i, left.field(i).type(), name);
                Field field = joined.schema().field(i);
                if (shared.contains(name)) {
                    expr = sharedKey(expr, rightRef(right.indexOf(name)));
                    field = sharedField(left.field(i), right.field(name)).withType(expr.type());
                }
                exprs.add(expr);
                fields.add(field);
            }
            for (int i = 0; i < right.size(); i++) {
                if (!shared.contains(right.field(i).name())) {
                    exprs.add(rightRef(i));
                    fields.add(joined.schema().field(left.size() + i).withName(rightNames.get(i)));
                }
            }
            return new CheckedPlan.Project(joined, exprs,
                    Analyzer.schema(fields, "join", "choose another suffix or rename one before"));
        }

        /// A key of a right or full join is null only where a side's own key is.
        private Field sharedField(Field leftKey, Field rightKey) {
            return switch (kind) {
                case INNER, LEFT, SEMI, ANTI, CROSS -> leftKey;
                case RIGHT -> rightKey;
                case FULL -> leftKey.withNullable(leftKey.nullable() || rightKey.nullable());
            };
        }

        private CheckedExpr sharedKey(CheckedExpr leftKey, CheckedExpr rightKey) {
            return switch (kind) {
                case INNER, LEFT, SEMI, ANTI, CROSS -> leftKey;
                case RIGHT -> rightKey;
                case FULL -> {
                    DataType type = Objects.requireNonNull(Casts.commonType(leftKey.type(), rightKey.type()));
                    yield new CheckedExpr.Coalesce(
                            List.of(ExprChecker.convert(leftKey, type), ExprChecker.convert(rightKey, type)),
                            type);
                }
            };
        }
    }

    static CheckedPlan asOf(CheckedPlan left, CheckedPlan right, Plan.AsOfJoin plan) {
        Keys on = keys(left, right, List.of(plan.on()), "as-of join");
        Keys by = keys(left, right, plan.by(), "as-of join");
        DataType type = on.left.getFirst().type();
        if (!type.isTemporal() && !type.isInteger() && !type.isFloat()) {
            throw new QueryException("an as-of join needs a number, date or time to be near in, but \""
                    + plan.on().left() + "\" is " + type);
        }
        List<Plan.JoinKey> shared = new ArrayList<>(plan.by());
        Plan.Join names = new Plan.Join(new Plan.Union(List.of()), new Plan.Union(List.of()),
                Plan.JoinKind.LEFT, shared,
                null, false, plan.suffix());
        Output output = new Output(left, right, names, false);
        CheckedPlan joined = new CheckedPlan.AsOfJoin(left, right, on.left.getFirst(), on.right.getFirst(),
                by.left,
                by.right, plan.direction(), plan.allowExact(), tolerance(plan.tolerance(), type),
                nulled(left.schema(), right.schema(), Plan.JoinKind.LEFT));
        return output.project(joined);
    }

    private static @Nullable Number tolerance(@Nullable Node node, DataType key) {
        if (node == null) {
            return null;
        }
        if (!(node instanceof Node.Literal(Object value, DataType type)) || value == null) {
            throw new QueryException("the tolerance of an as-of join must be a constant, got " + node);
        }
        if (key.isFloat() && value instanceof Number number) {
            return number.doubleValue();
        }
        if (key.isInteger() && value instanceof Long number) {
            return number;
        }
        if (key.isTemporal() && type instanceof DataType.Duration) {
            DataType.Unit unit = switch (key) {
                case DataType.Timestamp t -> t.unit();
                case DataType.Time t -> t.unit();
                case DataType.Duration d -> d.unit();
                default -> DataType.Unit.SECOND;
            };
            long span = Scalars.toLong(new DataType.Duration(unit), value);
            return key == DataType.DATE ? Long.valueOf(Math.floorDiv(span, 86_400L)) : Long.valueOf(span);
        }
        throw new QueryException("the tolerance of an as-of join over " + key + " must be a "
                + (key.isTemporal() ? "duration" : "number") + ", got " + node);
    }
}
