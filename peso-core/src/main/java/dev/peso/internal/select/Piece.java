package dev.peso.internal.select;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.text.UniqueNames;

/// A part of `from` whose place among the others is still open.
///
/// @param columns the columns that names may mean
record Piece(Relation relation, List<Scope.Column> columns) {
    Set<String> ids() {
        return new HashSet<>(relation.checked().schema().names());
    }

    /// The columns of this piece and another.
    List<Scope.Column> with(Piece right) {
        List<Scope.Column> all = new ArrayList<>(columns);
        all.addAll(right.columns);
        return all;
    }

    Piece cross(Piece right) {
        return new Piece(relation.cross(right.relation), with(right));
    }

    /// The outputs of a query as columns of a table.
    ///
    /// @param ownName what the table is called without an alias, or null
    static Piece named(Result result, Query.Alias alias, @Nullable String ownName, Query.Place place,
            Statement statement) {
        String table = alias.name() == null ? ownName : alias.name();
        if (alias.columns().size() > result.outputs().size()) {
            throw statement.error(place,
                    "the alias names " + alias.columns().size() + " columns, but there are "
                            + result.outputs().size());
        }
        List<String> names = UniqueNames.of(result.outputs().stream().map(Result.Output::name).toList());
        List<Scope.Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = i < alias.columns().size() ? alias.columns().get(i) : names.get(i);
            columns.add(new Scope.Column(table, name, result.outputs().get(i).id()));
        }
        return new Piece(result.relation(), columns);
    }
}
