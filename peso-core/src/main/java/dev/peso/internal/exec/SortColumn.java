package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;
import dev.peso.internal.column.WideVector;
import dev.peso.internal.plan.CheckedPlan.SortKey;

/// A key of an order over the rows of a store: for each row words that compare, as signed numbers, like the values.
///
/// A value has one word or several: rows with equal words at one depth are compared at the next.
final class SortColumn {
    private static final int DONE = -1;

    private final boolean descending;
    private final boolean nullsFirst;
    private final boolean hasNulls;
    private final List<Vector> parts;
    /// The words by chunk at depth 0 and 1; empty for texts.
    private final long[][][] words;
    private final ViewVector[] texts;
    private int prefix;

    private SortColumn(SortKey key, List<Vector> parts, int depths, boolean isText) {
        this.descending = key.descending();
        this.nullsFirst = key.nullsFirst();
        this.parts = parts;
        this.hasNulls = parts.stream().anyMatch(p -> p.validity != null);
        this.words = new long[depths][parts.size()][];
        this.texts = new ViewVector[isText ? parts.size() : 0];
    }

    static SortColumn of(Query query, RowStore store, int column, SortKey key) {
        List<Vector> parts = KeyTable.column(store, column);
        if (parts.isEmpty()) {
            return new SortColumn(key, parts, 0, false);
        }
        if (store.type(column) instanceof DataType.Categorical type) {
            return ofCodes(query, store.column(column), key, type.ordered());
        }
        return switch (KeyWords.form(store.type(column))) {
            case ONE -> ofWords(query, parts, key, 1);
            case TWO -> ofWords(query, parts, key, 2);
            case BYTES -> ofTexts(query, parts, key);
        };
    }

    private static SortColumn ofWords(Query query, List<Vector> parts, SortKey key, int depths) {
        SortColumn result = new SortColumn(key, parts, depths, false);
        query.forEach(parts.size(), c -> {
            for (int depth = 0; depth < depths; depth++) {
                result.words[depth][c] = words(parts.get(c), depth, key.descending());
            }
        });
        return result;
    }

    private static long[] words(Vector v, int depth, boolean descending) {
        long[] words = new long[v.length];
        if (depth == 0) {
            KeyWords.fill(v, words, 0, 1);
        } else {
            KeyWords.fillLow((WideVector) v, words, 0, 1);
            for (int i = 0; i < words.length; i++) {
                words[i] ^= Long.MIN_VALUE;
            }
        }
        if (descending) {
            invert(words, 0, words.length);
        }
        return words;
    }

    private static void invert(long[] words, int from, int to) {
        for (int i = from; i < to; i++) {
            words[i] = ~words[i];
        }
    }

    /// Categorical values sort by their text, or by their code if the dictionary's order is theirs.
    private static SortColumn ofCodes(Query query, RowRefs column, SortKey key, boolean isOrdered) {
        List<Vector> parts = column.chunks();
        SortColumn result = new SortColumn(key, parts, 1, false);
        ViewVector dictionary = ((CodeVector) parts.getFirst()).dictionary;
        int[] ranks = isOrdered ? Batches.range(0, dictionary.length) : ranks(query, dictionary);
        query.forEach(parts.size(), c -> {
            CodeVector part = (CodeVector) parts.get(c);
            long[] own = new long[part.length];
            for (int i = 0; i < own.length; i++) {
                own[i] = part.isNull(i) ? 0 : ranks[part.code(i)];
            }
            if (key.descending()) {
                invert(own, 0, own.length);
            }
            result.words[0][c] = own;
        });
        return result;
    }

    private static int[] ranks(Query query, ViewVector dictionary) {
        List<Chunk> chunks = new ArrayList<>();
        for (int from = 0; from < dictionary.length; from += Vector.CHUNK_ROWS) {
            int count = Math.min(Vector.CHUNK_ROWS, dictionary.length - from);
            chunks.add(new Chunk(List.of(dictionary.slice(from, count)), count));
        }
        RowStore store = new RowStore(List.of(DataType.UTF8), chunks);
        SortColumn texts = ofTexts(query, KeyTable.column(store, 0), new SortKey(
                new dev.peso.internal.expr.CheckedExpr.Ref(0, DataType.UTF8, "text"), false, false));
        int[] sorted = RowSorter.sort(query, store, List.of(texts));
        int[] ranks = new int[dictionary.length];
        for (int i = 0; i < sorted.length; i++) {
            ranks[RowRefs.chunk(sorted[i]) * Vector.CHUNK_ROWS + RowRefs.row(sorted[i])] = i;
        }
        return ranks;
    }

    private static SortColumn ofTexts(Query query, List<Vector> parts, SortKey key) {
        SortColumn result = new SortColumn(key, parts, 0, true);
        query.forEach(parts.size(), c -> result.texts[c] = KeyWords.bytes(parts.get(c)));
        byte[] sample = result.sample();
        if (sample != null) {
            int[] common = new int[parts.size()];
            query.forEach(common.length,
                    c -> common[c] = TextWords.commonPrefix(result.texts[c], sample, sample.length));
            result.prefix = sample.length;
            for (int part : common) {
                result.prefix = Math.min(result.prefix, part);
            }
        }
        return result;
    }

    private byte @Nullable [] sample() {
        for (ViewVector part : texts) {
            for (int i = 0; i < part.length; i++) {
                if (!part.isNull(i)) {
                    return part.getBytes(i);
                }
            }
        }
        return null;
    }

    boolean hasNulls() {
        return hasNulls;
    }

    boolean nullsFirst() {
        return nullsFirst;
    }

    boolean isNull(int ref) {
        return parts.get(RowRefs.chunk(ref)).isNull(RowRefs.row(ref));
    }

    /// Writes the words at a depth of the rows `refs[from..to)`, none of them null, to the same places of `target`.
    void load(int[] refs, int from, int to, int depth, long[] target) {
        if (texts.length == 0) {
            long[][] own = words[depth];
            for (int i = from; i < to; i++) {
                target[i] = own[refs[i] >>> RowRefs.ROW_BITS][RowRefs.row(refs[i])];
            }
            return;
        }
        int start = prefix + depth * TextWords.STEP;
        for (int i = from; i < to; i++) {
            ViewVector part = texts[RowRefs.chunk(refs[i])];
            int at = 2 * (part.offset + RowRefs.row(refs[i]));
            target[i] = TextWords.word(part.views[at], part.views[at + 1], part.buffers, start);
        }
        if (descending) {
            invert(target, from, to);
        }
    }

    /// Whether two rows are equal in this key.
    boolean isSame(int refA, int refB) {
        if (hasNulls) {
            boolean isNull = isNull(refA);
            if (isNull || isNull(refB)) {
                return isNull && isNull(refB);
            }
        }
        if (texts.length > 0) {
            return compare(refA, refB) == 0;
        }
        for (long[][] depth : words) {
            if (depth[RowRefs.chunk(refA)][RowRefs.row(refA)] != depth[RowRefs.chunk(refB)][RowRefs
                    .row(refB)]) {
                return false;
            }
        }
        return true;
    }

    /// The order of two texts that are not null.
    int compare(int refA, int refB) {
        ViewVector a = texts[RowRefs.chunk(refA)];
        ViewVector b = texts[RowRefs.chunk(refB)];
        int rowA = RowRefs.row(refA);
        int rowB = RowRefs.row(refB);
        int order = Views.compare(a.head(rowA), a.tail(rowA), a.buffers, b.head(rowB), b.tail(rowB),
                b.buffers);
        return descending ? -order : order;
    }

    /// The depth at which rows with equal words at `depth` are compared next; negative when they are equal.
    int next(int depth, long word) {
        if (texts.length == 0) {
            return depth + 1 < words.length ? depth + 1 : DONE;
        }
        return TextWords.goesOn(descending ? ~word : word) ? depth + 1 : DONE;
    }

    /// Whether rows with equal words at depth 0 have equal values.
    boolean isOneWord() {
        return texts.length == 0 && words.length <= 1;
    }
}
