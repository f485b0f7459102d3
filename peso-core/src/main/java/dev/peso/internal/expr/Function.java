package dev.peso.internal.expr;

import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.column.Vector;

/// A scalar function: its name, how it types its arguments, and how it computes a batch.
///
/// Equality is by name, so that equal expressions are equal.
public record Function(String name, Resolver resolver, KernelFactory factory) {
    /// Decides from the given arguments which types the function takes and returns.
    @FunctionalInterface
    public interface Resolver {
        /// @param args the arguments as given; constants keep their values
        /// @return the types to which the arguments are converted, and the result's type
        /// @throws dev.peso.QueryException if the arguments do not fit, saying what would
        Signature resolve(List<CheckedExpr> args);
    }

    /// The types of a call's arguments after implicit conversion, and of its result.
    public record Signature(List<DataType> args, DataType result) {
        public Signature {
            args = List.copyOf(args);
        }
    }

    /// Makes the kernel for one call site; constants among the arguments allow specialisation.
    @FunctionalInterface
    public interface KernelFactory {
        Kernel create(List<CheckedExpr> args, DataType result);
    }

    /// Computes a function over a batch. A kernel belongs to one thread and may keep scratch memory.
    @FunctionalInterface
    public interface Kernel {
        /// @param args one vector an argument, each of `rows` rows; constants repeat their value
        /// @return a new vector of `rows` rows, or one of the arguments
        /// @throws RowException if a row's values are outside the function's domain
        Vector apply(Vector[] args, int rows);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Function f && f.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
