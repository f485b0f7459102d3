package dev.peso.internal.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Batch;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.expr.CheckedExpr;

/// A boolean expression as a filter: which rows of a batch it is true for. Belongs to one worker, like [Evaluator].
///
/// The terms of an `and` run one after another, each on the rows that are left, and stop at the first that leaves
/// none; where none can fail, in the order that the rows so far suggest. A column compared with a constant goes straight to positions.
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

        /// What a row costs, roughly, beside a comparison of numbers.
        default int cost() {
            return 1;
        }

        /// This filter and another one in one pass, or null.
        default @Nullable RowFilter and(RowFilter other) {
            return null;
        }
    }

    /// All terms of an `and`. Terms that cannot fail change places, so that cheap ones that keep few rows go first.
    private static final class Terms implements RowFilter {
        /// Batches or rows, whichever are seen first, after which the order is looked at.
        private static final int LOOK_BATCHES = 32;
        private static final int LOOK_ROWS = 32_768;
        private static final Comparator<Term> BY_RANK = Comparator.comparingDouble(Term::rank);

        private final List<Term> terms = new ArrayList<>();
        private final boolean movable;
        private int batches;
        private int rowsSeen;

        /// A filter and how many rows it saw and kept.
        private static final class Term {
            final RowFilter filter;
            long seen = 1;
            long kept = 1;

            Term(RowFilter filter) {
                this.filter = filter;
            }

            int saw(int rows, int left) {
                seen += rows;
                kept += left;
                return left;
            }

            /// The cost of each row that it keeps from the others.
            double rank() {
                return filter.cost() / (1.001 - (double) kept / seen);
            }
        }

        Terms(CheckedExpr.And and) {
            for (CheckedExpr term : and.terms()) {
                RowFilter next = of(term);
                RowFilter merged = terms.isEmpty() ? null : terms.getLast().filter.and(next);
                if (merged == null) {
                    terms.add(new Term(next));
                } else {
                    terms.set(terms.size() - 1, new Term(merged));
                }
            }
            movable = Totality.isTotal(and);
        }

        @Override
        public int all(Batch batch, int[] out) {
            order(batch.rows());
            int count = batch.rows();
            for (Term term : terms) {
                count = term.saw(count, count == batch.rows()
                        ? term.filter.all(batch, out)
                        : term.filter.refine(batch, out, count, out));
                if (count == 0) {
                    break;
                }
            }
            return count;
        }

        private void order(int rows) {
            batches++;
            rowsSeen += rows;
            if (movable && (batches >= LOOK_BATCHES || rowsSeen >= LOOK_ROWS)) {
                sort();
            }
        }

        private void sort() {
            batches = 0;
            rowsSeen = 0;
            terms.sort(BY_RANK);
            for (Term term : terms) {
                term.seen = (term.seen + 1) / 2;
                term.kept = (term.kept + 1) / 2;
            }
        }

        @Override
        public int refine(Batch batch, int[] rows, int count, int[] out) {
            int left = count;
            int[] from = rows;
            for (Term term : terms) {
                left = term.saw(left, term.filter.refine(batch, from, left, out));
                from = out;
                if (left == 0) {
                    break;
                }
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
        public int cost() {
            return 8;
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
