package dev.peso.internal.exec;

import java.util.List;

import dev.peso.internal.column.Hashes;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;

/// A table over one key of one word: an array by value where the values are dense, hashed otherwise.
final class WordTable {
    private static final long SMALL_RANGE = 1 << 16;
    private static final long LARGEST_RANGE = 1 << 29;

    private WordTable() {}

    static KeyTable build(Query query, RowStore store, int key) {
        List<Vector> parts = KeyTable.column(store, key);
        long[][] words = new long[parts.size()][];
        Range[] ranges = new Range[parts.size()];
        query.forEach(parts.size(), c -> {
            Vector part = parts.get(c);
            words[c] = new long[part.length];
            KeyWords.fill(part, words[c], 0, 1);
            ranges[c] = Range.of(part, words[c]);
        });
        Range range = Range.EMPTY;
        for (Range part : ranges) {
            range = range.and(part);
        }
        long width = range.max - range.min;
        boolean dense = width >= 0 && width < LARGEST_RANGE
                && (width <= SMALL_RANGE || width / 8 <= range.count);
        int workers = KeyTable.workers(query, range.count);
        if (range.count == 0 || dense) {
            return new Dense(query, store.refs(), parts, words, range, workers);
        }
        return new Hashed(query, store.refs(), parts, words, range.count, workers);
    }

    /// The smallest and largest word of the rows that are not null, and how many these are.
    private record Range(long min, long max, long count) {
        static final Range EMPTY = new Range(Long.MAX_VALUE, Long.MIN_VALUE, 0);

        static Range of(Vector v, long[] words) {
            long min = Long.MAX_VALUE;
            long max = Long.MIN_VALUE;
            long count = 0;
            boolean nulls = v.validity != null;
            for (int i = 0; i < words.length; i++) {
                if (!nulls || !v.isNull(i)) {
                    min = Math.min(min, words[i]);
                    max = Math.max(max, words[i]);
                    count++;
                }
            }
            return new Range(min, max, count);
        }

        Range and(Range other) {
            return new Range(Math.min(min, other.min), Math.max(max, other.max), count + other.count);
        }
    }

    private static final class Dense extends KeyTable {
        private final long min;
        private final int[] links;

        Dense(Query query, int refs, List<Vector> parts, long[][] words, Range range, int workers) {
            super(refs);
            this.min = range.count == 0 ? 0 : range.min;
            this.links = new int[range.count == 0 ? 1 : (int) (range.max - range.min) + 1];
            query.forEach(workers, w -> {
                int from = (int) ((long) links.length * w / workers);
                int to = (int) ((long) links.length * (w + 1) / workers);
                for (int c = words.length - 1; c >= 0; c--) {
                    query.check();
                    enter(c, parts.get(c), words[c], from, to);
                }
            });
        }

        private void enter(int chunk, Vector part, long[] words, int from, int to) {
            boolean nulls = part.validity != null;
            for (int i = words.length - 1; i >= 0; i--) {
                long at = words[i] - min;
                if (at >= from && at < to && !(nulls && part.isNull(i))) {
                    int ref = RowRefs.ref(chunk, i);
                    int link = links[(int) at];
                    if (link != 0) {
                        chain(ref, link);
                    }
                    links[(int) at] = ref + 1;
                }
            }
        }

        @Override
        void find(Vector[] keys, int rows, int[] found, Scratch scratch) {
            scratch.ensure(rows, 1);
            long[] words = scratch.words;
            Vector key = keys[0];
            KeyWords.fill(key, words, 0, 1);
            int[] table = links;
            long least = min;
            for (int i = 0; i < rows; i++) {
                long at = words[i] - least;
                found[i] = at >= 0 && at < table.length ? table[(int) at] : 0;
            }
            clearNulls(key, found);
        }
    }

    static void clearNulls(Vector key, int[] links) {
        if (key.validity != null) {
            for (int i = 0; i < key.length; i++) {
                if (key.isNull(i)) {
                    links[i] = 0;
                }
            }
        }
    }

    private static final class Hashed extends KeyTable {
        private final long[][] words;
        private final long[] slots;

        Hashed(Query query, int refs, List<Vector> parts, long[][] words, long count, int workers) {
            super(refs);
            this.words = words;
            long[][] hashes = new long[words.length][];
            long[][] present = new long[words.length][];
            query.forEach(words.length, c -> {
                hashes[c] = new long[words[c].length];
                for (int i = 0; i < hashes[c].length; i++) {
                    hashes[c][i] = Hashes.mix(words[c][i]);
                }
                present[c] = Slots.present(parts.get(c));
            });
            Slots table = new Slots(count);
            table.enter(query, this, hashes, present, workers, (a, b) -> word(a) == word(b));
            this.slots = table.slots;
        }

        private long word(int ref) {
            return words[RowRefs.chunk(ref)][RowRefs.row(ref)];
        }

        @Override
        void find(Vector[] keys, int rows, int[] found, Scratch scratch) {
            scratch.ensure(rows, 1);
            Vector key = keys[0];
            if (key instanceof NullVector) {
                java.util.Arrays.fill(found, 0, rows, 0);
                return;
            }
            long[] own = scratch.words;
            long[] hashes = scratch.hashes;
            KeyWords.fill(key, own, 0, 1);
            for (int i = 0; i < rows; i++) {
                hashes[i] = Hashes.mix(own[i]);
            }
            long[] table = slots;
            for (int i = 0; i < rows; i++) {
                long tag = hashes[i] << 32;
                int at = Slots.start(hashes[i], table.length);
                long slot = table[at];
                while (slot != 0 && ((slot ^ tag) >>> 32 != 0 || word((int) slot - 1) != own[i])) {
                    at = at + 1 == table.length ? 0 : at + 1;
                    slot = table[at];
                }
                found[i] = (int) slot;
            }
            clearNulls(key, found);
        }
    }
}
