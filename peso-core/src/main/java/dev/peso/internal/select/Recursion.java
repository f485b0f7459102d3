package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.List;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.expr.Node;
import dev.peso.internal.plan.Plan;
import dev.peso.internal.plan.WorkingRows;

/// Translates a query that may use its own rows: `with recursive r as (start union all step)`.
final class Recursion {
    /// How often a type may widen from one round to the next.
    private static final int MOST_TYPES = 40;
    private final Statement statement;
    private final QueryTranslator queries;
    private final Query.Named query;
    private final Query.Combined combined;

    Recursion(Statement statement, QueryTranslator queries, Query.Named query) {
        this.statement = statement;
        this.queries = queries;
        this.query = query;
        this.combined = (Query.Combined) query.query().body();
    }

    /// Whether a query has the form that recursion needs.
    static boolean isPossible(Query.Named query) {
        return query.query().with().isEmpty() && query.query().body() instanceof Query.Combined combined
                && combined.operator() == Query.Operator.UNION && !combined.byName();
    }

    Result translate(Context context) {
        Result start = queries.withNames(start(context).renamed(statement), query);
        for (int types = 0; types < MOST_TYPES; types++) {
            Schema schema = start.relation().checked().schema();
            WorkingRows rows = new WorkingRows(query.name(),
                    Schema.of(schema.fields().stream().map(field -> field.withNullable(true)).toList()));
            Result working = Result.of(Relation.of(new Plan.Scan(rows)), start.outputs());
            Result step = queries.translate(combined.parts().getLast(),
                    context.withTables(context.tables().and(query.name(), working)));
            if (!rows.isReadBy(step.relation().checked())) {
                return queries.byPosition(combined, List.of(start, step));
            }
            Relation aligned = aligned(start, step);
            Schema both = union(start.relation(), aligned).checked().schema();
            if (types(both).equals(types(schema))) {
                Plan repeat = new Plan.Repeat(start.relation().plan(), aligned.plan(), rows, !combined.all());
                return Result.of(Relation.of(repeat, start.relation(), aligned), start.outputs());
            }
            start = Result.of(start.relation().select(casts(both)), start.outputs());
        }
        throw statement.error(query.place(), "the columns of the recursive query \"" + query.name()
                + "\" get wider types without end; cast them");
    }

    /// What stands before the last `union`.
    private Result start(Context context) {
        List<Query> parts = combined.parts().subList(0, combined.parts().size() - 1);
        Query.Body body = new Query.Combined(combined.operator(), combined.all(), false, parts,
                combined.place());
        return queries.translate(parts.size() == 1 ? parts.getFirst() : Query.of(body), context);
    }

    /// The step's columns under the names of the start's.
    private Relation aligned(Result start, Result step) {
        if (start.outputs().size() != step.outputs().size()) {
            throw statement.error(combined.place(), "union needs queries with as many columns, got "
                    + start.outputs().size() + " and " + step.outputs().size());
        }
        List<Node> columns = new ArrayList<>();
        for (int c = 0; c < step.outputs().size(); c++) {
            columns.add(new Node.Alias(Nodes.column(step.outputs().get(c).id()),
                    start.outputs().get(c).id()));
        }
        return step.relation().select(columns);
    }

    private Relation union(Relation start, Relation step) {
        return statement.at(combined.place(),
                () -> Relation.of(new Plan.Union(List.of(start.plan(), step.plan())), start, step));
    }

    private static List<DataType> types(Schema schema) {
        return schema.fields().stream().map(Field::type).toList();
    }

    private static List<Node> casts(Schema schema) {
        List<Node> casts = new ArrayList<>();
        for (Field field : schema) {
            casts.add(new Node.Alias(new Node.Cast(Nodes.column(field.name()), field.type(), false),
                    field.name()));
        }
        return casts;
    }
}
