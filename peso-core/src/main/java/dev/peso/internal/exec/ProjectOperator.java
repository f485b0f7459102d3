package dev.peso.internal.exec;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.peso.Schema;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Evaluator;

/// One column for each expression over the input.
final class ProjectOperator extends StreamingOperator {
    private static final int MAX_SHOWN = 8;

    private final List<CheckedExpr> exprs;
    /// The columns of the input that come out, or null when something is computed.
    private final int @Nullable [] columns;

    ProjectOperator(Operator input, List<CheckedExpr> exprs, Schema schema) {
        super(schema, input);
        this.exprs = List.copyOf(exprs);
        this.columns = columns(exprs);
    }

    private static int @Nullable [] columns(List<CheckedExpr> exprs) {
        int[] columns = new int[exprs.size()];
        for (int c = 0; c < columns.length; c++) {
            if (!(exprs.get(c) instanceof CheckedExpr.Ref ref)) {
                return null;
            }
            columns[c] = ref.index();
        }
        return columns;
    }

    @Override
    public String describe() {
        String shown = exprs.stream()
                .limit(MAX_SHOWN)
                .map(CheckedExpr::toString)
                .collect(Collectors.joining(", "));
        int more = exprs.size() - MAX_SHOWN;
        return "project " + shown + (more > 0 ? " ... and " + more + " more" : "");
    }

    @Override
    boolean sharesArrays() {
        return inputs().getFirst().sharesArrays() && columns != null;
    }

    @Override
    boolean picksShared() {
        return inputs().getFirst().picksShared() && columns != null;
    }

    @Override
    Step newStep(Query query) {
        return new Projecting(exprs);
    }

    /// Columns that only come out again need neither a step nor a watch over how long one takes.
    @Override
    protected Morsels start(Query query) {
        int[] picked = columns;
        return picked == null ? super.start(query) : new Picked(inputs().getFirst().open(query), picked);
    }

    private record Picked(Morsels input, int[] columns) implements Morsels {
        @Override
        public @Nullable Morsel next() {
            Morsel morsel = input.next();
            return morsel == null ? null : sink -> morsel.run(batch -> sink.accept(batch.project(columns)));
        }

        @Override
        public void close() {
            input.close();
        }
    }

    private static final class Projecting implements Step {
        private final Evaluator[] evaluators;

        Projecting(List<CheckedExpr> exprs) {
            evaluators = exprs.stream().map(Evaluator::new).toArray(Evaluator[]::new);
        }

        @Override
        public boolean accept(Batch batch, Morsels.BatchSink sink) {
            Vector[] columns = new Vector[evaluators.length];
            for (int c = 0; c < columns.length; c++) {
                columns[c] = evaluators[c].eval(batch);
            }
            return sink.accept(new Batch(columns, batch));
        }
    }
}
