package dev.peso.internal.kernel;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.PesoException;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.NumberBuilder;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.expr.CheckedExpr;

/// A function of the user's own, called row by row with boxed values.
final class UserStep extends Step {
    private final CheckedExpr.UserApply call;
    private final Step[] args;

    UserStep(CheckedExpr.UserApply call) {
        this.call = call;
        args = of(call.args());
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
            @Nullable
            Object[] boxed = new @Nullable Object[args.length];
            for (int i = 0; i < boxed.length; i++) {
                boxed[i] = Scalars.get(values[i], row);
            }
            append(builder, invoke(boxed, row, batch), row, batch);
        }
        return builder.build();
    }

    private @Nullable Object invoke(@Nullable Object[] boxed, int row, Batch batch) {
        try {
            return call.function().apply(boxed);
        } catch (PesoException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failure("failed: " + e, row, batch, e);
        }
    }

    private void append(VectorBuilder builder, @Nullable Object value, int row, Batch batch) {
        try {
            Scalars.append(builder, builder instanceof NumberBuilder ? exact(value) : value);
        } catch (ClassCastException | ArithmeticException | IllegalArgumentException e) {
            throw failure("returned " + Texts.shown(value) + ", which is not " + Texts.a(call.type()), row,
                    batch, e);
        }
    }

    /// The value, if it is a number that the type holds; what the builder would cut is refused.
    private @Nullable Object exact(@Nullable Object value) {
        if (!(value instanceof Number number) || !call.type().isInteger()) {
            return value;
        }
        long whole = switch (number) {
            case Byte _,Short _,Integer _,Long _ -> number.longValue();
            default -> new BigDecimal(number.toString()).longValueExact();
        };
        if (whole < Ranges.min(call.type()) || whole > Ranges.max(call.type())) {
            throw new ArithmeticException("out of range");
        }
        return whole;
    }

    private DataException failure(String what, int row, Batch batch, RuntimeException cause) {
        return RowErrors.at("function \"" + call.name() + "\" " + what, row, call, batch, cause);
    }
}
