package dev.peso.internal.plan;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Node;

/// The columns an expression may name, and where each of them is.
final class Scope {
    private final List<String> names;
    private final List<CheckedExpr> columns;
    private final @Nullable String dataset;

    private Scope(List<String> names, List<CheckedExpr> columns, @Nullable String dataset) {
        this.names = names;
        this.columns = columns;
        this.dataset = dataset;
    }

    /// The columns of a plan under their own names.
    static Scope of(CheckedPlan plan) {
        return new Scope(plan.schema().names(), refs(plan.schema()), nameOf(plan));
    }

    /// Columns by name, each standing for an expression.
    static Scope of(List<String> names, List<CheckedExpr> columns) {
        return new Scope(names, columns, null);
    }

    static List<CheckedExpr> refs(Schema schema) {
        List<CheckedExpr> refs = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            Field field = schema.field(i);
            refs.add(new CheckedExpr.Ref(i, field.type(), field.name()));
        }
        return refs;
    }

    /// The name of the dataset a plan reads, or null when it reads several or none that has a name.
    static @Nullable String nameOf(CheckedPlan plan) {
        CheckedPlan leaf = plan;
        while (leaf.inputs().size() == 1) {
            leaf = leaf.inputs().getFirst();
        }
        return switch (leaf) {
            case CheckedPlan.Values v -> v.name();
            case CheckedPlan.Scan s -> s.source().name();
            default -> null;
        };
    }

    CheckedExpr resolve(Node.Column column) {
        if (column.qualifier() != null) {
            return qualified(column.qualifier(), column.name());
        }
        return byName(column.name());
    }

    CheckedExpr byName(String name) {
        int at = names.indexOf(name);
        if (at < 0) {
            throw new ColumnNotFoundException(name, names, dataset);
        }
        return columns.get(at);
    }

    /// `a.b` is the column of that whole name, or field `b` of struct column `a`.
    private CheckedExpr qualified(String qualifier, String name) {
        int whole = names.indexOf(qualifier + "." + name);
        if (whole >= 0) {
            return columns.get(whole);
        }
        int struct = names.indexOf(qualifier);
        if (struct >= 0 && columns.get(struct).type() instanceof DataType.Struct) {
            return ExprChecker.call("struct_extract",
                    List.of(columns.get(struct), new CheckedExpr.Const(name, DataType.UTF8)));
        }
        if (struct >= 0) {
            throw new QueryException("column \"" + qualifier + "\" is " + columns.get(struct).type()
                    + ", not a struct, so it has no field \"" + name + "\"");
        }
        throw new ColumnNotFoundException(qualifier + "." + name, names, dataset);
    }
}
