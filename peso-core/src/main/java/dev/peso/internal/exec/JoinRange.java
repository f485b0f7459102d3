package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Evaluator;
import dev.peso.internal.kernel.Totality;
import dev.peso.internal.plan.CheckedExprs;
import dev.peso.internal.plan.CheckedPlan.SortKey;

/// The part of a join condition that bounds one stored value by streamed ones, such as `lo <= t.x and t.x < hi`: of
/// the stored rows, sorted by that value, only those between the bounds are asked.
///
/// Bounds only leave out rows for which the condition is not true; the rest is asked in full.
final class JoinRange {
    /// A bound in terms of the stored value: above (`x > b`) or below (`x < b`), or equal to it too.
    record Bound(CheckedExpr streamed, boolean isLower, boolean allowsEqual) {}

    private final CheckedExpr stored;
    private final List<Bound> bounds;

    private JoinRange(CheckedExpr stored, List<Bound> bounds) {
        this.stored = stored;
        this.bounds = bounds;
    }

    /// The range in a join's condition, or null when there is none or rows might fail that would no longer be asked.
    static @Nullable JoinRange of(JoinShape shape) {
        CheckedExpr condition = shape.plan().condition();
        if (condition == null || !Totality.isTotal(condition)) {
            return null;
        }
        CheckedExpr stored = null;
        List<Bound> bounds = new ArrayList<>();
        for (CheckedExpr term : CheckedExprs.terms(condition)) {
            Term known = term(shape, term);
            if (known != null && (stored == null || stored.equals(known.stored))) {
                stored = known.stored;
                bounds.add(known.bound);
            }
        }
        return stored == null ? null : new JoinRange(stored, bounds);
    }

    /// A comparison of a stored value with a streamed one, each over the columns of its own side.
    private record Term(CheckedExpr stored, Bound bound) {}

    private static @Nullable Term term(JoinShape shape, CheckedExpr term) {
        if (!(term instanceof CheckedExpr.Apply call) || call.args().size() != 2) {
            return null;
        }
        CheckedExpr first = call.args().get(0);
        CheckedExpr second = call.args().get(1);
        boolean storedFirst = side(shape, first) == Side.STORED && side(shape, second) == Side.STREAMED;
        boolean storedSecond = side(shape, first) == Side.STREAMED && side(shape, second) == Side.STORED;
        boolean comparesWords = first.type().equals(second.type())
                && KeyWords.form(first.type()) == KeyWords.Form.ONE;
        if (!comparesWords || !storedFirst && !storedSecond) {
            return null;
        }
        CheckedExpr streamed = CheckedExprs.shift(storedFirst ? second : first, -shape.streamedAt());
        Bound bound = bound(call.function().name(), streamed, storedFirst);
        return bound == null
                ? null
                : new Term(CheckedExprs.shift(storedFirst ? first : second, -shape.storedAt()), bound);
    }

    private static @Nullable Bound bound(String operator, CheckedExpr streamed, boolean storedFirst) {
        return switch (operator) {
            case "<" -> new Bound(streamed, !storedFirst, false);
            case "<=" -> new Bound(streamed, !storedFirst, true);
            case ">" -> new Bound(streamed, storedFirst, false);
            case ">=" -> new Bound(streamed, storedFirst, true);
            default -> null;
        };
    }

    /// Whose columns an expression reads.
    private enum Side {
        STREAMED, STORED, BOTH, NONE
    }

    private static Side side(JoinShape shape, CheckedExpr expr) {
        boolean[] reads = JoinShape.reads(expr, shape.leftWidth() + shape.rightWidth());
        boolean readsLeft = false;
        boolean readsRight = false;
        for (int c = 0; c < reads.length; c++) {
            readsLeft |= reads[c] && c < shape.leftWidth();
            readsRight |= reads[c] && c >= shape.leftWidth();
        }
        if (readsLeft == readsRight) {
            return readsLeft ? Side.BOTH : Side.NONE;
        }
        return readsLeft != shape.isMirrored() ? Side.STREAMED : Side.STORED;
    }

    /// The stored value of each row, which the store must keep behind its own columns unless it is one of these.
    CheckedExpr stored() {
        return stored;
    }

    /// The stored rows sorted by the value; rows without one are left out. Read-only.
    static final class Index {
        private final RowStore store;
        private final int[] refs;
        private final long[] words;

        /// @param column of the value in the store
        Index(Query query, RowStore store, int column) {
            this.store = store;
            SortKey key = new SortKey(new CheckedExpr.Ref(column, store.type(column), "value"), false, false);
            SortColumn values = SortColumn.of(query, store, column, key);
            int nulls = KeyTable.column(store, column).stream().mapToInt(Vector::nullCount).sum();
            int[] all = RowSorter.sort(query, store, List.of(values));
            this.refs = nulls == 0 ? all : Arrays.copyOf(all, all.length - nulls);
            this.words = new long[refs.length];
            if (refs.length > 0) {
                values.load(refs, 0, refs.length, 0, words);
            }
        }

        /// The first row whose value is not less than, or with `after` greater than, a word.
        private int bound(long word, boolean after) {
            int lowest = 0;
            int highest = words.length;
            while (lowest < highest) {
                int middle = (lowest + highest) >>> 1;
                if (words[middle] < word || after && words[middle] == word) {
                    lowest = middle + 1;
                } else {
                    highest = middle;
                }
            }
            return lowest;
        }
    }

    /// Pairs each streamed row with the stored rows in its range. Belongs to one worker.
    final class Matching implements JoinMorsels.Matcher {
        private final Index index;
        private final Query query;
        private final JoinPairs pairs;
        private final Evaluator[] evaluators;
        private long[][] words;

        Matching(JoinShape shape, Index index, byte @Nullable [] matched, Query query) {
            this.index = index;
            this.query = query;
            this.pairs = new JoinPairs(shape, index.store, matched, query);
            this.evaluators = bounds.stream().map(b -> new Evaluator(b.streamed)).toArray(Evaluator[]::new);
            this.words = new long[bounds.size()][0];
        }

        @Override
        public boolean accept(Batch batch, Morsels.BatchSink sink) {
            int n = batch.rows();
            Vector[] values = new Vector[evaluators.length];
            for (int b = 0; b < values.length; b++) {
                values[b] = evaluators[b].eval(batch);
                words[b] = words[b].length < n ? new long[n] : words[b];
                KeyWords.fill(values[b], words[b], 0, 1);
            }
            pairs.begin(batch, sink);
            for (int row = 0; row < n; row++) {
                int from = 0;
                int to = index.refs.length;
                for (int b = 0; b < values.length && from < to; b++) {
                    Bound bound = bounds.get(b);
                    if (values[b].isNull(row)) {
                        to = from;
                    } else if (bound.isLower) {
                        from = Math.max(from, index.bound(words[b][row], !bound.allowsEqual));
                    } else {
                        to = Math.min(to, index.bound(words[b][row], bound.allowsEqual));
                    }
                }
                if (from < to && !addRange(row, from, to)) {
                    return false;
                }
            }
            return pairs.end();
        }

        private boolean addRange(int row, int from, int to) {
            query.check();
            if (to - from > index.refs.length / 4) {
                return addAll(row);
            }
            int[] picked = Arrays.copyOfRange(index.refs, from, to);
            Arrays.sort(picked);
            for (int ref : picked) {
                if (!pairs.add(row, ref)) {
                    return false;
                }
                if (pairs.isSettled(row)) {
                    return true;
                }
            }
            return true;
        }

        /// Asks all rows: for wide ranges quicker than to bring a range back into row order.
        private boolean addAll(int row) {
            List<Chunk> chunks = index.store.chunks();
            for (int c = 0; c < chunks.size() && !pairs.isSettled(row); c++) {
                query.check();
                int n = chunks.get(c).rows();
                for (int i = 0; i < n; i++) {
                    if (!pairs.add(row, RowRefs.ref(c, i))) {
                        return false;
                    }
                }
            }
            return true;
        }
    }
}
