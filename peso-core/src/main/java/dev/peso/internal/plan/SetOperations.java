package dev.peso.internal.plan;

import java.util.ArrayList;
import java.util.List;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Node;
import dev.peso.internal.kernel.Casts;
import dev.peso.internal.text.Suggestions;

/// Checks union, intersect and except.
final class SetOperations {
    private SetOperations() {}

    static CheckedPlan union(List<CheckedPlan> inputs) {
        if (inputs.size() == 1) {
            return inputs.getFirst();
        }
        Schema schema = common(inputs, "union");
        return new CheckedPlan.Union(inputs.stream().map(i -> aligned(i, schema)).toList(), schema);
    }

    /// The working rows have the types of the start, so those must hold what the step gives.
    static CheckedPlan repeat(CheckedPlan start, CheckedPlan step, Plan.Repeat plan) {
        Schema schema = common(List.of(start, step), "a recursive query");
        for (Field field : schema) {
            DataType type = plan.rows().schema().type(field.name());
            if (!field.type().equals(type)) {
                throw new QueryException("column \"" + field.name() + "\" of the recursive query \""
                        + plan.rows().name() + "\" starts as " + type + " and becomes " + field.type()
                        + "; cast it");
            }
        }
        return new CheckedPlan.Repeat(aligned(start, schema), aligned(step, schema), plan.rows(),
                plan.distinct(), schema);
    }

    /// Rows of the left that are, or are not, among those of the right. With `all`, each occurrence is numbered first, so
    /// that as many are matched as there are on the right.
    static CheckedPlan combine(CheckedPlan left, CheckedPlan right, boolean intersect, boolean all) {
        Schema schema = common(List.of(left, right), intersect ? "intersect" : "except");
        CheckedPlan a = aligned(left, schema);
        CheckedPlan b = aligned(right, schema);
        Plan.JoinKind kind = intersect ? Plan.JoinKind.SEMI : Plan.JoinKind.ANTI;
        if (!all) {
            List<CheckedExpr> keys = Scope.refs(schema);
            CheckedPlan joined = new CheckedPlan.Join(a, b, kind, keys, keys, null, true, schema);
            return new CheckedPlan.Distinct(joined, keys);
        }
        CheckedPlan x = numbered(a);
        List<CheckedExpr> keys = Scope.refs(x.schema());
        CheckedPlan joined = new CheckedPlan.Join(x, numbered(b), kind, keys, keys, null, true, x.schema());
        return new CheckedPlan.Project(joined, keys.subList(0, schema.size()), schema);
    }

    private static CheckedPlan numbered(CheckedPlan input) {
        CheckedPlan.Frame frame = new CheckedPlan.Frame(Node.FrameMode.RANGE,
                Node.BoundKind.UNBOUNDED_PRECEDING, null,
                Node.BoundKind.UNBOUNDED_FOLLOWING, null, Node.Exclusion.NONE);
        CheckedPlan.WindowCall number = new CheckedPlan.WindowCall("row_number", null, List.of(), false, null,
                false,
                frame, DataType.INT64);
        List<Field> fields = new ArrayList<>(input.schema().fields());
        fields.add(Field.of("occurrence#" + fields.size(), DataType.INT64));
        return new CheckedPlan.Window(input, Scope.refs(input.schema()), List.of(), List.of(number),
                Schema.of(fields));
    }

    /// The names of the first input with types in which all inputs' columns of that name meet.
    private static Schema common(List<CheckedPlan> inputs, String verb) {
        Schema first = inputs.getFirst().schema();
        for (CheckedPlan input : inputs.subList(1, inputs.size())) {
            requireSameNames(first, input.schema(), verb);
        }
        List<Field> fields = new ArrayList<>();
        for (Field field : first) {
            DataType type = field.type();
            boolean nullable = false;
            for (CheckedPlan input : inputs) {
                Field other = input.schema().field(field.name());
                DataType met = Casts.commonType(type, other.type());
                if (met == null) {
                    throw new QueryException(
                            verb + ": column \"" + field.name() + "\" is " + type + " in one input and "
                                    + other.type() + " in another; cast one of them");
                }
                type = met;
                nullable |= other.nullable();
            }
            fields.add(field.withType(type).withNullable(nullable));
        }
        return Schema.of(fields);
    }

    private static void requireSameNames(Schema first, Schema other, String verb) {
        List<String> missing = first.names().stream().filter(n -> !other.contains(n)).toList();
        List<String> extra = other.names().stream().filter(n -> !first.contains(n)).toList();
        if (!missing.isEmpty() || !extra.isEmpty()) {
            throw new QueryException(verb + " needs inputs with the same column names"
                    + (missing.isEmpty() ? "" : "; missing in a later input: " + Suggestions.list(missing))
                    + (extra.isEmpty() ? "" : "; only in a later input: " + Suggestions.list(extra)));
        }
    }

    private static CheckedPlan aligned(CheckedPlan input, Schema schema) {
        List<CheckedExpr> exprs = new ArrayList<>();
        boolean same = true;
        for (int i = 0; i < schema.size(); i++) {
            Field field = schema.field(i);
            int at = input.schema().indexOf(field.name());
            CheckedExpr ref = new CheckedExpr.Ref(at, input.schema().field(at).type(), field.name());
            same &= at == i && ref.type().equals(field.type());
            exprs.add(ExprChecker.convert(ref, field.type()));
        }
        return same && input.schema().size() == schema.size()
                ? input
                : new CheckedPlan.Project(input, exprs, schema);
    }
}
