package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Hashes;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.WideVector;

/// A table over several words a row: several keys, wide decimals, nulls that match.
///
/// A text becomes the link of the first row with that text, found in a table of its own.
final class WordsTable extends KeyTable {
    private final List<Part> parts;
    private final boolean nullsMatch;
    /// Words before the keys' own, with a bit for each key that is null.
    private final int nullWords;
    private final int width;
    private final long[][] words;
    private final long[] slots;

    /// Where the words of one key start, and the table that numbers its texts.
    private record Part(int at, @Nullable BytesTable texts) {}

    private WordsTable(Query query, RowStore store, List<Integer> keys, boolean nullsMatch) {
        super(store.refs());
        this.nullsMatch = nullsMatch;
        this.parts = new ArrayList<>();
        this.nullWords = nullsMatch ? Bitmap.words(keys.size()) : 0;
        int at = nullWords;
        for (int key : keys) {
            KeyWords.Form form = KeyWords.form(store.type(key));
            parts.add(new Part(at, form == KeyWords.Form.BYTES ? BytesTable.build(query, store, key) : null));
            at += form == KeyWords.Form.TWO ? 2 : 1;
        }
        this.width = at;
        int chunks = store.chunks().size();
        this.words = new long[chunks][];
        long[][] hashes = new long[chunks][];
        long[][] present = new long[chunks][];
        query.forEach(chunks, c -> {
            int rows = store.chunks().get(c).rows();
            Vector[] vectors = keys.stream().map(store.chunks().get(c)::column).toArray(Vector[]::new);
            words[c] = new long[Math.multiplyExact(rows, width)];
            hashes[c] = new long[rows];
            present[c] = Bitmap.ones(rows);
            fill(vectors, rows, words[c], hashes[c], present[c], new int[rows], new Scratch());
        });
        Slots table = new Slots(store.count());
        table.enter(query, this, hashes, present, workers(query, store.count()), this::isSame);
        slots = table.slots;
    }

    static KeyTable build(Query query, RowStore store, List<Integer> keys, boolean nullsMatch) {
        return new WordsTable(query, store, keys, nullsMatch);
    }

    /// Writes the rows' words and their hashes; clears in `present` the rows that cannot match.
    private void fill(Vector[] keys, int rows, long[] target, long[] hashes, long[] present, int[] links,
            Scratch scratch) {
        for (int i = 0; i < rows; i++) {
            Arrays.fill(target, i * width, i * width + nullWords, 0);
        }
        for (int k = 0; k < keys.length; k++) {
            fill(keys[k], k, rows, target, present, links, scratch);
            fillNulls(keys[k], k, target, present);
        }
        for (int i = 0; i < rows; i++) {
            long hash = target[i * width];
            for (int w = 1; w < width; w++) {
                hash = Hashes.combine(hash, target[i * width + w]);
            }
            hashes[i] = Hashes.mix(hash);
        }
    }

    private void fill(Vector key, int k, int rows, long[] target, long[] present, int[] links,
            Scratch scratch) {
        Part part = parts.get(k);
        if (part.texts != null) {
            part.texts.find(key, rows, links, scratch.part(k));
            for (int i = 0; i < rows; i++) {
                target[i * width + part.at] = links[i];
                if (links[i] == 0 && !key.isNull(i)) {
                    Bitmap.clear(present, i);
                }
            }
            return;
        }
        KeyWords.fill(key, target, part.at, width);
        if (key instanceof WideVector wide) {
            KeyWords.fillLow(wide, target, part.at + 1, width);
        }
    }

    private void fillNulls(Vector key, int k, long[] target, long[] present) {
        if (key.validity == null) {
            return;
        }
        Part part = parts.get(k);
        for (int i = 0; i < key.length; i++) {
            if (key.isNull(i)) {
                if (nullsMatch) {
                    target[i * width + (k >>> 6)] |= 1L << k;
                } else {
                    Bitmap.clear(present, i);
                }
                target[i * width + part.at] = 0;
                if (key instanceof WideVector) {
                    target[i * width + part.at + 1] = 0;
                }
            }
        }
    }

    private boolean isSame(int refA, int refB) {
        long[] a = words[RowRefs.chunk(refA)];
        long[] b = words[RowRefs.chunk(refB)];
        int fromA = RowRefs.row(refA) * width;
        int fromB = RowRefs.row(refB) * width;
        return Arrays.equals(a, fromA, fromA + width, b, fromB, fromB + width);
    }

    @Override
    void find(Vector[] keys, int rows, int[] links, Scratch scratch) {
        for (Vector key : keys) {
            if (key instanceof NullVector && !nullsMatch) {
                Arrays.fill(links, 0, rows, 0);
                return;
            }
        }
        scratch.ensure(rows, width);
        long[] own = new long[rows * width];
        long[] hashes = new long[rows];
        long[] present = Bitmap.ones(rows);
        fill(keys, rows, own, hashes, present, scratch.codes, scratch);
        long[] table = slots;
        for (int i = 0; i < rows; i++) {
            long tag = hashes[i] << 32;
            int at = Slots.start(hashes[i], table.length);
            long slot = table[at];
            while (slot != 0 && ((slot ^ tag) >>> 32 != 0 || !isSame((int) slot - 1, own, i * width))) {
                at = at + 1 == table.length ? 0 : at + 1;
                slot = table[at];
            }
            links[i] = Bitmap.get(present, i) ? (int) slot : 0;
        }
    }

    private boolean isSame(int ref, long[] own, int from) {
        long[] stored = words[RowRefs.chunk(ref)];
        int at = RowRefs.row(ref) * width;
        for (int w = 0; w < width; w++) {
            if (stored[at + w] != own[from + w]) {
                return false;
            }
        }
        return true;
    }
}
