package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.Node;

/// Translates queries that may use columns of rows around them.
///
/// A query that uses such columns only in equalities of its `where` is grouped by its side of them and can be joined. Any
/// other first gets copies of those columns with a number for each row around it, as Neumann and Kemper describe in
/// "Unnesting Arbitrary Queries" (BTW 2015), and is joined by the number.
final class Lending {
    private final Statement statement;
    private final Host host;
    private @Nullable String number;

    /// The rows around a query.
    interface Host {
        Relation relation();

        void relation(Relation changed);

        Scope scope();

        Tables tables();

        /// Brings these columns into the relation where the host can; otherwise they may be missing.
        default void reach(Set<String> ids) {}
    }

    Lending(Statement statement, Host host) {
        this.statement = statement;
        this.host = host;
    }

    /// Translates a query; where it needs columns of the host in places other than equalities, they are lent to it.
    ///
    /// @param mayCompare whether further conditions between the two can be joined by
    Result translate(Query query, Query.Place place, boolean mayCompare) {
        Set<String> lent = new HashSet<>();
        while (true) {
            statement.countSubquery(place);
            Context.Loan loan = lent.isEmpty() ? null : loan(place, lent);
            Set<String> more;
            try {
                Context context = new Context(host.tables(), host.scope(), loan, false);
                Result result = new QueryTranslator(statement).translate(query, context);
                if (mayCompare || result.conditions().isEmpty()) {
                    requireColumns(place, result);
                    return result;
                }
                more = result.outerColumns(host.scope());
            } catch (OuterReference reference) {
                if (reference.depth() > 1) {
                    throw new OuterReference(reference.depth() - 1, reference.ids());
                }
                more = reference.ids();
            }
            if (!lent.addAll(more)) {
                throw statement.error(place,
                        "this query uses columns of the query around it in a place to which"
                                + " they cannot be lent; write it as a join");
            }
        }
    }

    /// What the query uses must still be there: after grouping only the keys are.
    private void requireColumns(Query.Place place, Result result) {
        Set<String> used = result.outerColumns(host.scope());
        host.reach(used);
        used.forEach(id -> requireColumn(place, id));
    }

    private void requireColumn(Query.Place place, String id) {
        if (!host.relation().has(id)) {
            String name = host.scope().nameOf(id);
            throw statement.error(place, "this query uses column \"" + name
                    + "\", which is neither a grouping key nor inside an aggregate");
        }
    }

    private Context.Loan loan(Query.Place place, Set<String> lent) {
        host.reach(lent);
        if (number == null) {
            number = statement.id("row number");
            host.relation(host.relation().with(number, Nodes.rowNumber(List.of(), List.of())));
        }
        String copy = statement.id("row number");
        List<Node> copies = new ArrayList<>(List.of(new Node.Alias(Nodes.column(number), copy)));
        List<Scope.Column> columns = new ArrayList<>();
        List<String> originals = new ArrayList<>();
        for (Scope.Column column : host.scope().own()) {
            if (lent.contains(column.id())) {
                requireColumn(place, column.id());
                String id = statement.id(column.table(), column.name());
                copies.add(new Node.Alias(Nodes.column(column.id()), id));
                columns.add(new Scope.Column(column.table(), column.name(), id, column.merged()));
                originals.add(column.id());
            }
        }
        return new Context.Loan(host.relation().select(copies), columns, originals, copy,
                Nodes.column(number));
    }
}
