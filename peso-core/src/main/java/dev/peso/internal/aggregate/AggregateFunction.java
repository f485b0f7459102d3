package dev.peso.internal.aggregate;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.Node;

/// An aggregate function: its name, how it types its arguments, and how it accumulates groups.
///
/// @param user the user's code behind it; null for a function of ours
public record AggregateFunction(String name, Function.Resolver resolver, AccumulatorFactory factory,
        Node.@Nullable UserAggregate user) {
    /// Makes an empty accumulator; constants among the arguments are parameters such as a quantile's position.
    @FunctionalInterface
    public interface AccumulatorFactory {
        Accumulator create(List<CheckedExpr> args, DataType result);
    }

    AggregateFunction(String name, Function.Resolver resolver, AccumulatorFactory factory) {
        this(name, resolver, factory, null);
    }

    /// Whether it counts something, and so is never null.
    public boolean isCount() {
        return user == null && name.startsWith("count");
    }

    /// The name as expressions show it.
    public String text() {
        return (user == null ? "" : Node.USER) + name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AggregateFunction f && f.name.equals(name) && Objects.equals(f.user, user);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
