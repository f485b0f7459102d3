package dev.peso.internal.kernel;

import java.util.List;

import dev.peso.internal.column.Batch;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;

/// Three-valued `and` and `or`. A term that can fail is computed only in the rows that the terms before it leave
/// open; one that cannot may be computed in all rows when that is cheaper.
final class LogicStep extends Step {
    private final Step[] terms;
    private final boolean[] total;
    private final boolean and;

    LogicStep(List<CheckedExpr> terms, boolean and) {
        this.terms = of(terms);
        this.and = and;
        total = new boolean[terms.size()];
        for (int i = 0; i < total.length; i++) {
            total[i] = Totality.isTotal(terms.get(i));
        }
    }

    @Override
    Vector eval(Batch batch) {
        int rows = batch.rows();
        long[] settled = new long[Bitmap.words(rows)];
        long[] unknown = new long[settled.length];
        int open = rows;
        for (int t = 0; t < terms.length && open > 0; t++) {
            if (open == rows || (total[t] && 4L * open > rows)) {
                dense(bits(terms[t].eval(batch)), settled, unknown);
            } else {
                int[] picked = new int[open];
                int count = Positions.ofClear(settled, rows, picked);
                sparse(bits(terms[t].eval(batch.select(picked, count))), picked, settled, unknown);
            }
            open = rows - Bitmap.count(settled, 0, rows);
        }
        return result(settled, unknown, rows);
    }

    private void dense(BitVector term, long[] settled, long[] unknown) {
        long flip = and ? -1L : 0;
        for (int w = 0; w < settled.length; w++) {
            int bit = term.offset + (w << 6);
            long mask = Positions.mask(w, term.length);
            long valid = term.validity == null ? mask : Bitmap.word(term.validity, bit) & mask;
            settled[w] |= (Bitmap.word(term.bits, bit) ^ flip) & valid;
            unknown[w] |= ~valid & mask;
        }
    }

    private void sparse(BitVector term, int[] picked, long[] settled, long[] unknown) {
        for (int i = 0; i < term.length; i++) {
            if (term.isNull(i)) {
                Bitmap.set(unknown, picked[i]);
            } else if (term.get(i) != and) {
                Bitmap.set(settled, picked[i]);
            }
        }
    }

    private BitVector result(long[] settled, long[] unknown, int rows) {
        long anyNull = 0;
        for (int w = 0; w < settled.length; w++) {
            long valid = settled[w] | ~unknown[w];
            anyNull |= ~valid;
            settled[w] = and ? ~settled[w] & Positions.mask(w, rows) : settled[w];
            unknown[w] = valid;
        }
        return new BitVector(settled, 0, rows, anyNull == 0 ? null : unknown);
    }
}
