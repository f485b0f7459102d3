package dev.peso.ml.internal.prepare;

import java.util.Arrays;

import dev.peso.ml.internal.frame.Csr;
import dev.peso.ml.internal.frame.CsrBuilder;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.NameList;
import dev.peso.ml.internal.numeric.Murmur;

/// Makes the sparse columns of a column of texts. Each text is looked at once, however many rows have it.
final class TextBlock {
    private final TextStep.Fitted step;
    private final TextStep.TextTerms terms;
    /// The columns of the terms of one text; with hashing the lowest bit says that the term counts against its column.
    private long[] found = new long[64];
    private int size;

    TextBlock(TextStep.Fitted step, TextStep.TextTerms terms) {
        this.step = step;
        this.terms = terms;
    }

    Csr of(Feature.Codes column) {
        CsrBuilder texts = new CsrBuilder(column.levels().size() * 8);
        for (String text : column.levels()) {
            add(text, texts);
        }
        texts.endRow();
        int none = column.levels().size();
        int[] rows = Arrays.stream(column.codes()).map(code -> code < 0 ? none : code).toArray();
        return texts.build(isHashing()
                ? NameList.of(step.width(), k -> terms.column() + " #" + k)
                : NameList.of(terms.terms().size(), k -> terms.column() + ": " + terms.terms().get(k)))
                .take(rows);
    }

    private boolean isHashing() {
        return step.how() == TextStep.How.HASHING;
    }

    private void add(String text, CsrBuilder texts) {
        size = 0;
        step.tokens().forEach(text, this::find);
        Arrays.sort(found, 0, size);
        for (int from = 0; from < size;) {
            int column = (int) (found[from] >> 1);
            int to = from;
            int sum = 0;
            while (to < size && found[to] >> 1 == column) {
                sum += (found[to] & 1) == 0 ? 1 : -1;
                to++;
            }
            texts.add(column, value(column, sum));
            from = to;
        }
        double norm = step.normalized() ? texts.rowNorm() : 1;
        if (norm > 0) {
            texts.scaleRow(1 / norm);
        }
        texts.endRow();
    }

    private double value(int column, int sum) {
        double count = step.sublinear() && sum != 0
                ? Math.signum(sum) * (1 + StrictMath.log(Math.abs(sum)))
                : sum;
        return isHashing() ? count : count * terms.factors()[column];
    }

    private void find(String term) {
        long place;
        if (isHashing()) {
            int hash = Murmur.hash(term);
            place = (long) Murmur.place(hash, step.width()) << 1 | (hash < 0 ? 1 : 0);
        } else {
            place = (long) terms.place(term) << 1;
        }
        if (place >= 0) {
            if (size == found.length) {
                found = Arrays.copyOf(found, size * 2);
            }
            found[size++] = place;
        }
    }
}
