package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.Dictionaries;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;
import dev.peso.internal.column.WideVector;
import dev.peso.internal.plan.CheckedPlan.SortKey;

/// Compares rows of different chunks by the keys of an order, as [RowSorter] does for the rows of one store.
final class KeyOrder {
    private final List<SortKey> keys;
    private final List<Integer> columns;
    /// The texts of ordered categorical keys by position in the keys, in the order of their dictionaries.
    private final Dictionaries.@Nullable TextIndex[] texts;

    KeyOrder(List<SortKey> keys, List<Integer> columns, List<DataType> types) {
        this.keys = keys;
        this.columns = columns;
        this.texts = new Dictionaries.@Nullable TextIndex[keys.size()];
        for (int k = 0; k < texts.length; k++) {
            if (types.get(columns.get(k)) instanceof DataType.Categorical c && c.ordered()) {
                texts[k] = new Dictionaries.TextIndex();
            }
        }
    }

    List<SortKey> keys() {
        return keys;
    }

    List<Integer> columns() {
        return columns;
    }

    /// Learns the order of the dictionaries of a store, of which all chunks to be compared are parts.
    synchronized void learn(RowStore store) {
        for (int k = 0; k < texts.length; k++) {
            if (texts[k] != null && store.count() > 0) {
                ViewVector dictionary = ((CodeVector) store.column(columns.get(k))
                        .chunks()
                        .getFirst()).dictionary;
                ranks(k, dictionary);
            }
        }
    }

    private synchronized int[] ranks(int k, ViewVector dictionary) {
        Dictionaries.TextIndex index = texts[k];
        int[] ranks = new int[dictionary.length];
        for (int code = 0; index != null && code < ranks.length; code++) {
            ranks[code] = index.code(dictionary, code);
        }
        return ranks;
    }

    /// The keys of a chunk's rows, ready to be compared.
    final class Keys {
        private final List<Vector> vectors = new ArrayList<>();
        private final long[][] words;
        private final long[][] lows;
        private final ViewVector[] bytes;

        Keys(Chunk chunk) {
            words = new long[keys.size()][];
            lows = new long[keys.size()][];
            bytes = new ViewVector[keys.size()];
            for (int k = 0; k < words.length; k++) {
                Vector v = chunk.column(columns.get(k));
                vectors.add(v);
                words[k] = new long[0];
                if (texts[k] != null) {
                    words[k] = ranked((CodeVector) v, k);
                } else if (KeyWords.form(v.type) == KeyWords.Form.BYTES) {
                    bytes[k] = KeyWords.bytes(v);
                } else {
                    words[k] = new long[v.length];
                    KeyWords.fill(v, words[k], 0, 1);
                    if (v instanceof WideVector wide) {
                        lows[k] = new long[v.length];
                        KeyWords.fillLow(wide, lows[k], 0, 1);
                    }
                }
            }
        }

        private long[] ranked(CodeVector v, int k) {
            int[] ranks = ranks(k, v.dictionary);
            long[] result = new long[v.length];
            for (int i = 0; i < result.length; i++) {
                result[i] = v.isNull(i) ? 0 : ranks[v.code(i)];
            }
            return result;
        }

        /// The order of row `i` of these and row `j` of others.
        int compare(int i, Keys other, int j) {
            return compare(words.length, i, other, j);
        }

        /// The order by the first keys only.
        int compare(int first, int i, Keys other, int j) {
            for (int k = 0; k < first; k++) {
                int order = compareKey(k, i, other, j);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }

        private int compareKey(int k, int i, Keys other, int j) {
            SortKey key = keys.get(k);
            boolean isNull = vectors.get(k).isNull(i);
            boolean otherIsNull = other.vectors.get(k).isNull(j);
            if (isNull || otherIsNull) {
                int order = Boolean.compare(isNull, otherIsNull);
                return key.nullsFirst() ? -order : order;
            }
            int order = compareValues(k, i, other, j);
            return key.descending() ? -order : order;
        }

        private int compareValues(int k, int i, Keys other, int j) {
            if (words[k].length > 0) {
                int order = Long.compare(words[k][i], other.words[k][j]);
                return order != 0 || lows[k] == null
                        ? order
                        : Long.compareUnsigned(lows[k][i], other.lows[k][j]);
            }
            ViewVector a = bytes[k];
            ViewVector b = other.bytes[k];
            return Views.compare(a.head(i), a.tail(i), a.buffers, b.head(j), b.tail(j), b.buffers);
        }
    }
}
