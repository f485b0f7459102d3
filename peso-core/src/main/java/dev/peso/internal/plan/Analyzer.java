package dev.peso.internal.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Node;

/// Resolves a written plan, once: names to positions, functions by name, types, conversions. What is wrong with a query
/// is found here, at the verb that is wrong.
public final class Analyzer {
    static final String WITH_AS = "name one of them differently with as(...)";
    private static final String OTHER_NAME = "choose another name";

    private Analyzer() {}

    /// Checks a whole plan.
    public static CheckedPlan check(Plan plan) {
        List<CheckedPlan> inputs = new ArrayList<>();
        for (Plan input : inputsOf(plan)) {
            inputs.add(check(input));
        }
        return check(plan, inputs);
    }

    /// Checks the top node of a plan whose inputs were checked before.
    public static CheckedPlan check(Plan plan, List<CheckedPlan> inputs) {
        return switch (plan) {
            case Plan.Values p -> new CheckedPlan.Values(p.table(), p.name());
            case Plan.Scan p -> scan(p.source());
            case Plan.Filter p -> new CheckedPlan.Filter(inputs.getFirst(),
                    ExprChecker.condition(Scope.of(inputs.getFirst()), p.condition(), "filter"));
            case Plan.Select p -> Projections.select(inputs.getFirst(), p.columns());
            case Plan.With p -> Projections.with(inputs.getFirst(), p.columns());
            case Plan.Drop p -> drop(inputs.getFirst(), p.columns());
            case Plan.Rename p -> rename(inputs.getFirst(), p.names());
            case Plan.Sort p -> new CheckedPlan.Sort(inputs.getFirst(),
                    sortKeys(Scope.of(inputs.getFirst()), p.keys(), "sort"), 0, -1);
            case Plan.Limit p -> limit(inputs.getFirst(), p.offset(), p.rows());
            case Plan.Sample p -> new CheckedPlan.Sample(inputs.getFirst(), p.rows(), p.fraction(), p.seed());
            case Plan.Distinct p -> distinct(inputs.getFirst(), p.columns());
            case Plan.Aggregate p -> Grouping.aggregate(inputs.getFirst(), p.keys(), p.aggregates());
            case Plan.Join p -> Joins.join(inputs.get(0), inputs.get(1), p);
            case Plan.AsOfJoin p -> Joins.asOf(inputs.get(0), inputs.get(1), p);
            case Plan.Union p -> SetOperations.union(inputs);
            case Plan.Repeat p -> SetOperations.repeat(inputs.get(0), inputs.get(1), p);
            case Plan.SetOperation p ->
                SetOperations.combine(inputs.get(0), inputs.get(1), p.intersect(), p.all());
            case Plan.Explode p -> explode(inputs.getFirst(), p.columns());
            case Plan.Unpivot p -> unpivot(inputs.getFirst(), p);
            case Plan.Pivot p -> Grouping.pivot(inputs.getFirst(), p);
            case Plan.Upsample p -> upsample(inputs.getFirst(), p);
            case Plan.MapRows p -> new CheckedPlan.MapRows(inputs.getFirst(), p.mapper());
        };
    }

    /// The written plans a plan reads.
    public static List<Plan> inputsOf(Plan plan) {
        return switch (plan) {
            case Plan.Values _,Plan.Scan _ -> List.of();
            case Plan.Filter p -> List.of(p.input());
            case Plan.Select p -> List.of(p.input());
            case Plan.With p -> List.of(p.input());
            case Plan.Drop p -> List.of(p.input());
            case Plan.Rename p -> List.of(p.input());
            case Plan.Sort p -> List.of(p.input());
            case Plan.Limit p -> List.of(p.input());
            case Plan.Sample p -> List.of(p.input());
            case Plan.Distinct p -> List.of(p.input());
            case Plan.Aggregate p -> List.of(p.input());
            case Plan.Join p -> List.of(p.left(), p.right());
            case Plan.AsOfJoin p -> List.of(p.left(), p.right());
            case Plan.Union p -> p.inputs();
            case Plan.Repeat p -> List.of(p.start(), p.step());
            case Plan.SetOperation p -> List.of(p.left(), p.right());
            case Plan.Explode p -> List.of(p.input());
            case Plan.Unpivot p -> List.of(p.input());
            case Plan.Pivot p -> List.of(p.input());
            case Plan.Upsample p -> List.of(p.input());
            case Plan.MapRows p -> List.of(p.input());
        };
    }

    private static CheckedPlan scan(ScanSource source) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < source.schema().size(); i++) {
            all.add(i);
        }
        return new CheckedPlan.Scan(source, all, List.of(), -1, source.schema());
    }

    private static CheckedPlan drop(CheckedPlan input, List<String> columns) {
        Set<String> gone = new HashSet<>(columns);
        for (String column : columns) {
            requireColumn(input, column);
        }
        List<CheckedExpr> exprs = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (CheckedExpr ref : Scope.refs(input.schema())) {
            Field field = input.schema().field(((CheckedExpr.Ref) ref).index());
            if (!gone.contains(field.name())) {
                exprs.add(ref);
                fields.add(field);
            }
        }
        return new CheckedPlan.Project(input, exprs,
                Schema.of(fields).withMetadata(input.schema().metadata()));
    }

    private static CheckedPlan rename(CheckedPlan input, Map<String, String> names) {
        for (String old : names.keySet()) {
            requireColumn(input, old);
        }
        List<Field> fields = new ArrayList<>();
        for (Field field : input.schema()) {
            fields.add(field.withName(names.getOrDefault(field.name(), field.name())));
        }
        return new CheckedPlan.Project(input, Scope.refs(input.schema()),
                schema(fields, "rename", OTHER_NAME).withMetadata(input.schema().metadata()));
    }

    private static CheckedPlan limit(CheckedPlan input, long offset, long rows) {
        if (offset < 0 || rows < -1) {
            throw new IllegalArgumentException("limit and offset must be 0 or more rows, got limit " + rows
                    + ", offset " + offset);
        }
        return new CheckedPlan.Limit(input, offset, rows);
    }

    private static CheckedPlan distinct(CheckedPlan input, List<String> columns) {
        Scope scope = Scope.of(input);
        List<CheckedExpr> on = columns.isEmpty()
                ? Scope.refs(input.schema())
                : columns.stream().map(scope::byName).toList();
        return new CheckedPlan.Distinct(input, on);
    }

    static List<CheckedPlan.SortKey> sortKeys(Scope scope, List<Node.SortKey> keys, String verb) {
        List<CheckedPlan.SortKey> checked = new ArrayList<>();
        for (Node.SortKey key : keys) {
            CheckedExpr expr = ExprChecker.scalar(scope, key.key());
            if (expr.type() instanceof DataType.MapOf) {
                throw new QueryException(verb + " cannot order by " + key.key() + ": a map has no order");
            }
            checked.add(new CheckedPlan.SortKey(expr, key.descending(), key.nullsFirst()));
        }
        return checked;
    }

    private static CheckedPlan explode(CheckedPlan input, List<String> columns) {
        List<Integer> positions = new ArrayList<>();
        List<Field> fields = new ArrayList<>(input.schema().fields());
        for (String column : columns) {
            requireColumn(input, column);
            int at = input.schema().indexOf(column);
            if (positions.contains(at)) {
                throw new QueryException("explode names column \"" + column + "\" twice");
            }
            if (!(fields.get(at).type() instanceof DataType.ListOf list)) {
                throw new QueryException("explode needs a list, but column \"" + column + "\" is "
                        + fields.get(at).type());
            }
            positions.add(at);
            fields.set(at, input.schema().field(at).withType(list.element()).withNullable(true));
        }
        return new CheckedPlan.Explode(input, positions,
                Schema.of(fields).withMetadata(input.schema().metadata()));
    }

    private static CheckedPlan unpivot(CheckedPlan input, Plan.Unpivot plan) {
        List<Integer> keep = positions(input, plan.keep());
        List<Integer> values = positions(input, plan.columns());
        if (values.isEmpty()) {
            throw new QueryException("unpivot needs at least one column to turn into rows");
        }
        List<CheckedExpr> refs = new ArrayList<>(Scope.refs(input.schema()));
        DataType type = ExprChecker.meet(values.stream().map(refs::get).toList(),
                "the columns to unpivot " + plan.columns());
        CheckedPlan same = input;
        if (values.stream().anyMatch(v -> !refs.get(v).type().equals(type))) {
            List<Field> fields = new ArrayList<>(input.schema().fields());
            for (int v : values) {
                refs.set(v, ExprChecker.convert(refs.get(v), type));
                fields.set(v, fields.get(v).withType(type));
            }
            same = new CheckedPlan.Project(input, refs, Schema.of(fields));
        }
        List<Field> fields = new ArrayList<>();
        for (int k : keep) {
            fields.add(input.schema().field(k));
        }
        fields.add(Field.of(plan.nameColumn(), DataType.UTF8).withNullable(false));
        fields.add(Field.of(plan.valueColumn(), type));
        return new CheckedPlan.Unpivot(same, keep, values, schema(fields, "unpivot", OTHER_NAME));
    }

    private static CheckedPlan upsample(CheckedPlan input, Plan.Upsample plan) {
        int column = positions(input, List.of(plan.column())).getFirst();
        DataType type = input.schema().field(column).type();
        if (type != DataType.DATE && !(type instanceof DataType.Timestamp)) {
            throw new QueryException(
                    "upsample needs a date or timestamp, but column \"" + plan.column() + "\" is " + type);
        }
        new TimeSteps(type, plan.every());
        List<Integer> by = positions(input, plan.by());
        if (by.contains(column)) {
            throw new QueryException(
                    "upsample cannot group by \"" + plan.column() + "\", the column whose gaps it fills");
        }
        return new CheckedPlan.Upsample(input, column, plan.every(), by);
    }

    static List<Integer> positions(CheckedPlan input, List<String> columns) {
        List<Integer> positions = new ArrayList<>();
        for (String column : columns) {
            requireColumn(input, column);
            positions.add(input.schema().indexOf(column));
        }
        return positions;
    }

    static void requireColumn(CheckedPlan input, String column) {
        if (!input.schema().contains(column)) {
            throw new ColumnNotFoundException(column, input.schema().names(), Scope.nameOf(input));
        }
    }

    /// A schema for the result of a verb; two columns of one name are the verb's error, with a way out.
    static Schema schema(List<Field> fields, String verb, String wayOut) {
        Set<String> seen = new HashSet<>();
        for (Field field : fields) {
            if (!seen.add(field.name())) {
                throw new QueryException(verb + " would give two columns the name \"" + field.name()
                        + "\"; " + wayOut);
            }
        }
        return Schema.of(fields);
    }
}
