package dev.peso.internal.kernel;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.ResourceException;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.records.JavaValues;
import dev.peso.internal.records.ValueReader;

/// A function of the user's own, called row by row with boxed values.
final class UserStep extends Step {
    private final CheckedExpr.UserApply call;
    private final Step[] args;
    private final ValueReader[] readers;
    private final boolean takesNulls;

    UserStep(CheckedExpr.UserApply call) {
        this.call = call;
        args = of(call.args());
        takesNulls = call.classes().isEmpty();
        readers = new ValueReader[args.length];
        for (int i = 0; i < args.length; i++) {
            readers[i] = takesNulls
                    ? Scalars::get
                    : ValueReader.of(call.args().get(i).type(), call.classes().get(i), "");
        }
    }

    @Override
    Vector eval(Batch batch) {
        int rows = batch.rows();
        Vector[] values = new Vector[args.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = args[i].eval(batch);
        }
        VectorBuilder builder = VectorBuilder.of(call.type(), rows);
        for (int row = 0; row < rows; row++) {
            if (takesNulls || isComplete(values, row)) {
                append(builder, invoke(values, row, batch), row, batch);
            } else {
                builder.appendNull();
            }
        }
        return builder.build();
    }

    private static boolean isComplete(Vector[] values, int row) {
        for (Vector value : values) {
            if (value.isNull(row)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Object invoke(Vector[] values, int row, Batch batch) {
        @Nullable
        Object[] boxed = new @Nullable Object[values.length];
        try {
            for (int i = 0; i < boxed.length; i++) {
                boxed[i] = readers[i].read(values[i], row);
            }
            return call.function().apply(boxed);
        } catch (ResourceException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failure("failed: " + e, row, batch, e);
        }
    }

    private void append(VectorBuilder builder, @Nullable Object value, int row, Batch batch) {
        try {
            JavaValues.append(builder, value);
        } catch (IllegalArgumentException e) {
            throw failure("returned " + Texts.shown(value) + ", which is not " + Texts.a(call.type()), row,
                    batch, e);
        }
    }

    private DataException failure(String what, int row, Batch batch, RuntimeException cause) {
        return RowErrors.at("function \"" + call.name() + "\" " + what, row, call, batch, cause);
    }
}
