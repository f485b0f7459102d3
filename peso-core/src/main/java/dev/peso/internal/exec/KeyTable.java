package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;

/// Finds the rows of a [RowStore] by their keys.
///
/// Rows of one key form a chain in row order. A link of a chain is a row reference plus 1; 0 means there is none.
/// Read-only and thread-safe once built.
abstract class KeyTable {
    /// Fewer rows are not worth a second worker.
    private static final int PARALLEL_ROWS = 200_000;

    private final int refs;
    private int @Nullable [] next;

    KeyTable(int refs) {
        this.refs = refs;
    }

    /// A table over the key columns of a store.
    ///
    /// @param keys the columns of the store that are keys
    /// @param nullsMatch whether null is a value; if not, rows with a null in a key are left out
    static KeyTable build(Query query, RowStore store, List<Integer> keys, boolean nullsMatch) {
        if (keys.size() == 1 && !nullsMatch) {
            int key = keys.getFirst();
            switch (KeyWords.form(store.type(key))) {
                case ONE -> {
                    return WordTable.build(query, store, key);
                }
                case BYTES -> {
                    return BytesTable.build(query, store, key);
                }
                case TWO -> {
                    // several words, as several keys have
                }
            }
        }
        return WordsTable.build(query, store, keys, nullsMatch);
    }

    /// Writes for each row of the key vectors the link of the first stored row with that key.
    ///
    /// @param keys one vector a key, of the stored keys' types
    /// @param scratch of the calling worker
    abstract void find(Vector[] keys, int rows, int[] links, Scratch scratch);

    /// The memory one worker needs to look keys up.
    static final class Scratch {
        long[] words = new long[0];
        long[] hashes = new long[0];
        int[] codes = new int[0];
        int[] entries = new int[0];
        @Nullable
        Object dictionary;
        private final List<Scratch> parts = new ArrayList<>();

        /// The memory for one of several keys.
        Scratch part(int key) {
            while (parts.size() <= key) {
                parts.add(new Scratch());
            }
            return parts.get(key);
        }

        void ensure(int rows, int width) {
            if (hashes.length < rows) {
                hashes = new long[rows];
                codes = new int[rows];
            }
            if (words.length < rows * width) {
                words = new long[rows * width];
            }
        }
    }

    /// The links of the rows that follow in each row's chain, by row reference; null when no key occurs twice.
    final int @Nullable [] next() {
        return next;
    }

    /// Puts a row in front of a chain.
    final void chain(int ref, int link) {
        int[] links = next;
        (links == null ? newLinks() : links)[ref] = link;
    }

    private synchronized int[] newLinks() {
        int[] links = next;
        if (links == null) {
            links = new int[refs];
            next = links;
        }
        return links;
    }

    /// How many workers should build a table of that many rows.
    static int workers(Query query, long rows) {
        return rows < PARALLEL_ROWS ? 1 : Math.min(8, query.threads());
    }

    /// The vectors of a column.
    static List<Vector> column(RowStore store, int index) {
        List<Vector> parts = new ArrayList<>(store.chunks().size());
        store.chunks().forEach(chunk -> parts.add(chunk.column(index)));
        return parts;
    }

    /// An open-addressing table of chains. A slot holds the low half of its key's hash above the link of the chain's
    /// first row; the high half says where to look first.
    static final class Slots {
        private static final long[] ALL = new long[0];
        /// So few rows get so many slots that keys which are not there mostly meet an empty one at once.
        private static final int FEW_ROWS = 1 << 14;

        final long[] slots;

        Slots(long rows) {
            // Not a power of two, see DESIGN: such arrays waste heap.
            long wanted = rows <= FEW_ROWS ? 4 * rows + 1 : rows + rows / 2 + rows / 4 + 1;
            slots = new long[(int) Math.min(Integer.MAX_VALUE - 16, Math.max(17, wanted))];
        }

        /// The rows of a vector that are not null: a bitmap from bit 0, empty for all.
        static long[] present(Vector v) {
            long[] valid = Bitmap.copy(v.validity, v.offset, v.length);
            return valid == null ? ALL : valid;
        }

        static int start(long hash, int capacity) {
            return (int) ((hash >>> 32) * capacity >>> 32);
        }

        /// Whether two stored rows have the same key.
        interface SameKey {
            boolean test(int refA, int refB);
        }

        /// Enters the rows of all chunks, the last first, so that chains come in row order.
        ///
        /// Each worker fills its own stretch of the slots; what would run over the end of one is entered last.
        ///
        /// @param hashes of the rows by chunk
        /// @param present bitmaps of the rows to enter by chunk; empty ones for all
        void enter(Query query, KeyTable table, long[][] hashes, long[][] present, int workers,
                SameKey same) {
            List<IntList> late = new ArrayList<>();
            for (int w = 0; w < workers; w++) {
                late.add(new IntList());
            }
            query.forEach(workers, w -> {
                int from = (int) ((long) slots.length * w / workers);
                int to = (int) ((long) slots.length * (w + 1) / workers);
                for (int c = hashes.length - 1; c >= 0; c--) {
                    query.check();
                    enterChunk(table, c, hashes[c], present[c], from, to, same, late.get(w));
                }
            });
            for (IntList refs : late) {
                for (int i = 0; i < refs.size(); i++) {
                    int ref = refs.get(i);
                    long hash = hashes[RowRefs.chunk(ref)][RowRefs.row(ref)];
                    enterRow(table, ref, hash, start(hash, slots.length), slots.length, same, true);
                }
            }
        }

        private void enterChunk(KeyTable table, int c, long[] hashes, long[] present, int from,
                int to, SameKey same, IntList late) {
            for (int i = hashes.length - 1; i >= 0; i--) {
                int at = start(hashes[i], slots.length);
                if (at >= from && at < to && (present.length == 0 || (present[i >>> 6] >>> i & 1) != 0)
                        && !enterRow(table, RowRefs.ref(c, i), hashes[i], at, to, same, false)) {
                    late.add(RowRefs.ref(c, i));
                }
            }
        }

        private boolean enterRow(KeyTable table, int ref, long hash, int start, int end, SameKey same,
                boolean wraps) {
            long tag = hash << 32;
            int at = start;
            while (true) {
                long slot = slots[at];
                if (slot == 0) {
                    slots[at] = tag | (ref + 1);
                    return true;
                }
                if ((slot ^ tag) >>> 32 == 0 && same.test(ref, (int) slot - 1)) {
                    slots[at] = tag | (ref + 1);
                    table.chain(ref, (int) slot);
                    return true;
                }
                if (++at == end) {
                    if (!wraps) {
                        return false;
                    }
                    at = 0;
                }
            }
        }
    }
}
