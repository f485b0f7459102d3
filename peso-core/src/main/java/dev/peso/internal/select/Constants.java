package dev.peso.internal.select;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Node;
import dev.peso.internal.kernel.Casts;
import dev.peso.internal.kernel.Folding;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.Plan;

/// Queries without tables: one row, rows of `values`, and the values of expressions known beforehand.
final class Constants {
    private final Statement statement;

    Constants(Statement statement) {
        this.statement = statement;
    }

    /// One row with a column nobody can name.
    Relation oneRow() {
        Schema schema = Schema.of(Field.of(statement.id("row"), DataType.INT64).withNullable(false));
        Chunk chunk = new Chunk(List.of(LongVector.of(DataType.INT64, 0L)), 1);
        return Relation.of(new Plan.Values(new Table(schema, List.of(chunk)), null));
    }

    /// The value of an expression that must be a constant.
    @Nullable
    Object value(Term term, String what) {
        CheckedExpr expr = Folding.tryFold(checked(List.of(term)).getFirst());
        if (!(expr instanceof CheckedExpr.Const constant)) {
            throw statement.error(term, what + " must be a constant");
        }
        return constant.value();
    }

    /// The value of an expression that must be a constant whole number of at least `least`; null stays null.
    @Nullable
    Long wholeNumber(Term term, String what, long least) {
        Object value = value(term, what);
        if (value == null) {
            return null;
        }
        long number = switch (value) {
            case Byte b -> b;
            case Short s -> s;
            case Integer i -> i;
            case Long l -> l;
            default -> throw statement.error(term, what + " must be a whole number, got " + term.node());
        };
        if (number < least) {
            throw statement.error(term, what + " must be " + least + " or more, got " + number);
        }
        return number;
    }

    /// Whether an expression without columns is a whole number or null.
    boolean isWholeNumberOrNull(Term term) {
        DataType type = checked(List.of(term)).getFirst().type();
        return type.isInteger() || type == DataType.NULL;
    }

    private List<CheckedExpr> checked(List<Term> terms) {
        List<CheckedExpr> checked = new ArrayList<>();
        Relation one = oneRow();
        for (Term term : terms) {
            requireNoSubquery(term);
            Relation row = statement.at(term,
                    () -> one.select(List.of(new Node.Alias(term.node(), "value"))));
            checked.add(row.checked() instanceof CheckedPlan.Project project
                    ? project.exprs().getFirst()
                    : new CheckedExpr.Ref(0, DataType.INT64, "value"));
        }
        return checked;
    }

    private void requireNoSubquery(Term term) {
        Nodes.each(term.node(), node -> {
            if (statement.reader.subquery(node) != null) {
                throw statement.error(term, "a subquery cannot stand here; only constants can");
            }
            if (node instanceof Node.Column) {
                throw statement.error(node, term, "a column cannot stand here; only constants can");
            }
        });
    }

    /// The rows of `values`, columns `col0`, `col1` and so on.
    Result values(Query.Values values) {
        int width = values.rows().getFirst().size();
        for (List<Term> row : values.rows()) {
            if (row.size() != width) {
                throw statement.error(row.getFirst(), "this row has " + row.size()
                        + (row.size() == 1 ? " value" : " values") + ", the first one has " + width);
            }
        }
        List<Field> fields = new ArrayList<>();
        List<Result.Output> outputs = new ArrayList<>();
        List<List<CheckedExpr>> columns = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            int at = c;
            List<Term> terms = values.rows().stream().map(row -> row.get(at)).toList();
            List<CheckedExpr> column = column(terms);
            String id = statement.id("col" + c);
            fields.add(Field.of(id, column.getFirst().type()));
            outputs.add(new Result.Output("col" + c, id));
            columns.add(column);
        }
        return Result.of(table(Schema.of(fields), columns), outputs);
    }

    private List<CheckedExpr> column(List<Term> terms) {
        List<CheckedExpr> values = checked(terms);
        DataType type = Casts.commonType(values);
        if (type == null) {
            Term first = terms.getFirst();
            int odd = 0;
            while (Casts.commonType(values.subList(0, odd + 1)) != null) {
                odd++;
            }
            throw statement.error(terms.get(odd),
                    "this value is " + values.get(odd).type() + ", but those above are "
                            + Casts.commonType(values.subList(0, odd)) + ", such as " + first.node()
                            + "; cast one of them");
        }
        List<CheckedExpr> constants = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            CheckedExpr value = values.get(i);
            CheckedExpr converted = value.type().equals(type)
                    ? value
                    : new CheckedExpr.Convert(value, type, false);
            Term term = terms.get(i);
            constants.add(statement.at(term, () -> Folding.fold(converted)));
        }
        return constants;
    }

    private static Relation table(Schema schema, List<List<CheckedExpr>> columns) {
        int rows = columns.getFirst().size();
        List<Chunk> chunks = new ArrayList<>();
        for (int from = 0; from < rows; from += Vector.CHUNK_ROWS) {
            int to = Math.min(rows, from + Vector.CHUNK_ROWS);
            List<Vector> vectors = new ArrayList<>();
            for (int c = 0; c < columns.size(); c++) {
                VectorBuilder builder = VectorBuilder.of(schema.field(c).type(), to - from);
                for (CheckedExpr value : columns.get(c).subList(from, to)) {
                    Object constant = ((CheckedExpr.Const) value).value();
                    Scalars.append(builder, constant instanceof ByteBuffer bytes ? bytes(bytes) : constant);
                }
                vectors.add(builder.build());
            }
            chunks.add(new Chunk(vectors, to - from));
        }
        return Relation.of(new Plan.Values(new Table(schema, chunks), null));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
