package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.peso.QueryException;
import dev.peso.internal.aggregate.Aggregates;
import dev.peso.internal.expr.Node;
import dev.peso.internal.expr.Parameters;
import dev.peso.internal.expr.Tokens;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.Plan;
import dev.peso.internal.text.UniqueNames;

/// The entrance for SQL: a `SELECT` statement over given tables becomes a plan.
///
/// Names without quotes match ignoring case where only one fits. Of several result columns of one name the later ones
/// become `name_2`, `name_3` and so on. Nulls sort last in both directions unless the text says otherwise.
public final class SelectParser {
    private SelectParser() {}

    /// A plan, as written and as checked.
    public record Selection(Plan plan, CheckedPlan checked) {}

    /// The plan a statement stands for.
    ///
    /// @param tables the tables by name
    /// @throws QueryException if the statement is wrong, with the place where that is known
    public static Plan parse(String sql, Map<String, Plan> tables, Parameters parameters) {
        return select(sql, tables, parameters).plan();
    }

    /// The same with the plan as the analyzer sees it.
    ///
    /// @throws QueryException if the statement is wrong
    public static Selection select(String sql, Map<String, Plan> tables, Parameters parameters) {
        Tokens tokens = new Tokens(sql, true);
        try {
            SelectReader reader = new SelectReader(tokens, name -> Aggregates.find(name) != null, parameters);
            Query query = reader.statement();
            Statement statement = new Statement(reader);
            Context context = new Context(new Tables(tables), null, null, false);
            Relation relation = named(new QueryTranslator(statement).translate(query, context));
            parameters.requireAllUsed();
            return new Selection(relation.plan(), relation.checked());
        } catch (StackOverflowError e) {
            throw new QueryException(
                    "the query is nested too deep for the stack of this thread; split it with the"
                            + " steps of a dataset",
                    e);
        }
    }

    /// Exactly the outputs under the names the user expects.
    private static Relation named(Result result) {
        List<String> names = UniqueNames.of(result.outputs().stream().map(Result.Output::name).toList());
        List<Node> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(new Node.Alias(Nodes.column(result.outputs().get(i).id()), names.get(i)));
        }
        return result.relation().select(columns);
    }
}
