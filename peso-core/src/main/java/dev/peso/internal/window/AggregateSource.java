package dev.peso.internal.window;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.aggregate.Accumulator;
import dev.peso.internal.aggregate.AggregateFunction;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;

/// The rows an aggregate over a window sees, numbered without those that its filter leaves out, and its accumulators.
///
/// @param kept the rows that count; null for all
record AggregateSource(SortedRows rows, AggregateFunction function, List<Argument> args, DataType type,
        @Nullable Kept kept) {

    Accumulator newAccumulator() {
        List<CheckedExpr> exprs = args.stream().map(Argument::expr).toList();
        return function.factory().create(exprs, type);
    }

    /// How many rows count.
    int count() {
        return kept == null ? rows.size() : kept.count();
    }

    /// How many rows that count come before a position.
    int number(int position) {
        return kept == null ? position : kept.before(position);
    }

    /// The references of rows by number.
    void refs(int number, int count, int[] out, int at) {
        int[] refs = rows.refs();
        if (kept == null) {
            System.arraycopy(refs, number, out, at, count);
            return;
        }
        int[] positions = new int[count];
        kept.positions(number, count, positions);
        for (int i = 0; i < count; i++) {
            out[at + i] = refs[positions[i]];
        }
    }

    /// Adds rows by number.
    void add(Accumulator accumulator, int number, int count, int[] groups) {
        int[] refs = new int[count];
        refs(number, count, refs, 0);
        addRefs(accumulator, refs, count, groups);
    }

    /// Adds rows by reference.
    void addRefs(Accumulator accumulator, int[] refs, int count, int[] groups) {
        Vector[] vectors = new Vector[args.size()];
        for (int a = 0; a < vectors.length; a++) {
            RowRefs values = args.get(a).values();
            vectors[a] = values.gather(refs, 0, count);
        }
        accumulator.add(groups, vectors, count);
    }
}
