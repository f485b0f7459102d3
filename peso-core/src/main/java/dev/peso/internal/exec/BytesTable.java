package dev.peso.internal.exec;

import java.util.Arrays;
import java.util.List;

import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;

/// A table over one key of text, bytes or nested values.
final class BytesTable extends KeyTable {
    private final ViewVector[] texts;
    private final long[] slots;

    private BytesTable(Query query, int refs, List<Vector> parts) {
        super(refs);
        texts = new ViewVector[parts.size()];
        long[][] hashes = new long[parts.size()][];
        long[][] present = new long[parts.size()][];
        query.forEach(parts.size(), c -> {
            ViewVector v = KeyWords.bytes(parts.get(c));
            texts[c] = v;
            hashes[c] = new long[v.length];
            for (int i = 0; i < v.length; i++) {
                hashes[c][i] = v.isNull(i) ? 0 : Views.hash(v.head(i), v.tail(i), v.buffers);
            }
            present[c] = Slots.present(v);
        });
        long rows = parts.stream().mapToLong(p -> p.length - p.nullCount()).sum();
        Slots table = new Slots(rows);
        table.enter(query, this, hashes, present, workers(query, rows), this::isSame);
        slots = table.slots;
    }

    static BytesTable build(Query query, RowStore store, int key) {
        return new BytesTable(query, store.refs(), column(store, key));
    }

    private boolean isSame(int refA, int refB) {
        ViewVector a = texts[RowRefs.chunk(refA)];
        int row = RowRefs.row(refA);
        return isSame(refB, a.head(row), a.tail(row), a.buffers);
    }

    private boolean isSame(int ref, long head, long tail, byte[][] buffers) {
        ViewVector own = texts[RowRefs.chunk(ref)];
        int at = 2 * (own.offset + RowRefs.row(ref));
        return Views.equal(own.views[at], own.views[at + 1], own.buffers, head, tail, buffers);
    }

    @Override
    void find(Vector[] keys, int rows, int[] links, Scratch scratch) {
        find(keys[0], rows, links, scratch);
    }

    void find(Vector key, int rows, int[] links, Scratch scratch) {
        if (key instanceof CodeVector c) {
            findCodes(c, rows, links, scratch);
        } else {
            findTexts(KeyWords.bytes(key), rows, links, scratch);
        }
    }

    private void findTexts(ViewVector key, int rows, int[] links, Scratch scratch) {
        scratch.ensure(rows, 1);
        long[] hashes = scratch.hashes;
        for (int i = 0; i < rows; i++) {
            hashes[i] = key.isNull(i) ? 0 : Views.hash(key.head(i), key.tail(i), key.buffers);
        }
        long[] table = slots;
        for (int i = 0; i < rows; i++) {
            long tag = hashes[i] << 32;
            int at = Slots.start(hashes[i], table.length);
            long slot = table[at];
            while (slot != 0 && ((slot ^ tag) >>> 32 != 0
                    || !isSame((int) slot - 1, key.head(i), key.tail(i), key.buffers))) {
                at = at + 1 == table.length ? 0 : at + 1;
                slot = table[at];
            }
            links[i] = (int) slot;
        }
        WordTable.clearNulls(key, links);
    }

    /// Looks each text of a dictionary up once, as long as batches bring the same one.
    private void findCodes(CodeVector key, int rows, int[] links, Scratch scratch) {
        ViewVector dictionary = key.dictionary;
        if (scratch.dictionary != dictionary) {
            if (dictionary.length > 4 * rows) {
                findTexts(key.decode(), rows, links, scratch);
                return;
            }
            int[] entries = new int[dictionary.length];
            findTexts(dictionary, dictionary.length, entries, scratch);
            scratch.entries = entries;
            scratch.dictionary = dictionary;
        }
        int[] entries = scratch.entries;
        if (entries.length == 0) {
            Arrays.fill(links, 0, rows, 0);
            return;
        }
        for (int i = 0; i < rows; i++) {
            links[i] = entries[key.code(i)];
        }
        WordTable.clearNulls(key, links);
    }
}
