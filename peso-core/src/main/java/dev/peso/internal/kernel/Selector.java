package dev.peso.internal.kernel;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Batch;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.expr.CheckedExpr;

/// A boolean expression as a filter: which rows of a batch it is true for. Belongs to one worker, like [Evaluator].
///
/// The terms of an `and` run one after another, each on the rows that are left, and stop at the first that leaves
/// none. A column compared with a constant goes straight to positions.
public final class Selector {
    private final RowFilter root;

    public Selector(CheckedExpr condition) {
        root = of(condition);
    }

    /// Finds the rows for which the condition is true, not false or null.
    ///
    /// @param out takes the positions, rising; at least `batch.rows()` long
    /// @return how many there are
    public int select(Batch batch, int[] out) {
        return batch.rows() == 0 ? 0 : root.all(batch, out);
    }

    private static RowFilter of(CheckedExpr condition) {
        if (condition instanceof CheckedExpr.And and) {
            return new Terms(and);
        }
        RowFilter comparison = ComparisonFilters.of(condition);
        return comparison == null ? new ByBits(condition) : comparison;
    }

    /// A filter over a batch or over some of its rows.
    interface RowFilter {
        int all(Batch batch, int[] out);

        /// Keeps those of `rows[0..count)` that pass; `out` may be `rows`.
        int refine(Batch batch, int[] rows, int count, int[] out);

        /// This filter and another one in one pass, or null.
        default @Nullable RowFilter and(RowFilter other) {
            return null;
        }
    }

    /// All terms of an `and`.
    private static final class Terms implements RowFilter {
        private final List<RowFilter> terms = new ArrayList<>();

        Terms(CheckedExpr.And and) {
            for (CheckedExpr term : and.terms()) {
                RowFilter next = of(term);
                RowFilter merged = terms.isEmpty() ? null : terms.getLast().and(next);
                if (merged == null) {
                    terms.add(next);
                } else {
                    terms.set(terms.size() - 1, merged);
                }
            }
        }

        @Override
        public int all(Batch batch, int[] out) {
            int count = terms.getFirst().all(batch, out);
            for (int t = 1; t < terms.size() && count > 0; t++) {
                count = count == batch.rows()
                        ? terms.get(t).all(batch, out)
                        : terms.get(t).refine(batch, out, count, out);
            }
            return count;
        }

        @Override
        public int refine(Batch batch, int[] rows, int count, int[] out) {
            int left = terms.getFirst().refine(batch, rows, count, out);
            for (int t = 1; t < terms.size() && left > 0; t++) {
                left = terms.get(t).refine(batch, out, left, out);
            }
            return left;
        }
    }

    /// Any condition, computed as a boolean vector.
    private static final class ByBits implements RowFilter {
        private final Step step;
        private final boolean total;

        ByBits(CheckedExpr condition) {
            step = Step.of(condition);
            total = Totality.isTotal(condition);
        }

        @Override
        public int all(Batch batch, int[] out) {
            return Positions.ofTrue(Step.bits(step.eval(batch)), out);
        }

        @Override
        public int refine(Batch batch, int[] rows, int count, int[] out) {
            if (total && 4L * count > batch.rows()) {
                return among(Step.bits(step.eval(batch)), rows, count, out);
            }
            int[] picked = java.util.Arrays.copyOf(rows, count);
            int[] passed = new int[count];
            int n = Positions.ofTrue(Step.bits(step.eval(batch.select(picked, count))), passed);
            for (int i = 0; i < n; i++) {
                out[i] = picked[passed[i]];
            }
            return n;
        }

        private static int among(BitVector bits, int[] rows, int count, int[] out) {
            int n = 0;
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                out[n] = row;
                n += bits.isTrue(row) ? 1 : 0;
            }
            return n;
        }
    }
}
