package dev.peso.internal.aggregate;

import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;

/// An aggregate function: its name, how it types its arguments, and how it accumulates groups.
public record AggregateFunction(String name, Function.Resolver resolver, AccumulatorFactory factory) {
    /// Makes an empty accumulator; constants among the arguments are parameters such as a quantile's position.
    @FunctionalInterface
    public interface AccumulatorFactory {
        Accumulator create(List<CheckedExpr> args, DataType result);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AggregateFunction f && f.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
