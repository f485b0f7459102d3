package dev.peso.internal.exec;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Evaluator;

/// The rows of one side of a join whose keys are among those of the other side, and some more where most are.
final class MatchingRows extends StreamingOperator {
    /// After a batch in which most rows match, so many are taken without looking: keeping all is quicker then.
    private static final int UNSEEN_BATCHES = 15;

    private final List<CheckedExpr> keys;
    private final KeyTable others;
    private final byte @Nullable [] seen;
    private final boolean isShared;

    /// @param others the keys of the other side
    /// @param seen one for each link of the others, when one row of each key is enough; else null
    MatchingRows(Operator input, List<CheckedExpr> keys, KeyTable others, byte @Nullable [] seen) {
        super(input.schema(), input);
        this.keys = keys;
        this.others = others;
        this.seen = seen;
        this.isShared = input.sharesArrays();
    }

    @Override
    public String describe() {
        return inputs().getFirst().describe();
    }

    /// Except where rows are picked.
    @Override
    boolean sharesArrays() {
        return isShared;
    }

    @Override
    Step newStep(Query query) {
        return new Matching();
    }

    private final class Matching implements Step {
        private final Evaluator[] evaluators = keys.stream().map(Evaluator::new).toArray(Evaluator[]::new);
        private final KeyTable.Scratch scratch = new KeyTable.Scratch();
        private int[] links = new int[0];
        private int unseen;

        @Override
        public boolean accept(Batch batch, Morsels.BatchSink sink) {
            if (unseen > 0) {
                unseen--;
                return sink.accept(batch);
            }
            int n = batch.rows();
            links = links.length < n ? new int[n] : links;
            Vector[] values = new Vector[evaluators.length];
            for (int k = 0; k < values.length; k++) {
                values[k] = evaluators[k].eval(batch);
            }
            others.find(values, n, links, scratch);
            int[] picked = new int[n];
            int count = seen == null ? matching(n, picked) : first(n, picked, seen);
            if (count == 0) {
                return true;
            }
            if (seen == null && count > n / 2) {
                unseen = UNSEEN_BATCHES;
                return sink.accept(batch);
            }
            return sink.accept(count == n ? batch : batch.select(Arrays.copyOf(picked, count), count));
        }

        private int matching(int n, int[] picked) {
            int count = 0;
            for (int i = 0; i < n; i++) {
                picked[count] = i;
                count += links[i] != 0 ? 1 : 0;
            }
            return count;
        }

        /// The rows with keys not seen before. Two workers may both see a key first, which does no harm.
        private int first(int n, int[] picked, byte[] marks) {
            int count = 0;
            for (int i = 0; i < n; i++) {
                int link = links[i];
                if (link != 0 && marks[link - 1] == 0) {
                    marks[link - 1] = 1;
                    picked[count++] = i;
                }
            }
            return count;
        }
    }
}
