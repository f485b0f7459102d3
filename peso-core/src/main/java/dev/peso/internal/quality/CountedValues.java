package dev.peso.internal.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.aggregate.HyperLogLog;
import dev.peso.internal.column.Views;

/// How often each value occurs: exact up to [#MOST] distinct values. Of more, it keeps those that may be frequent (Misra
/// and Gries 1982, merged as in Agarwal et al. 2012), whose counts are then too low by at most [#error], which is below a
/// 2,048th of all rows; and it estimates the number of distinct ones.
///
/// Values are numbers, or texts with a note of what each looks like. Notes are taken once a value, when it is first seen.
final class CountedValues {
    /// Distinct values up to which everything is exact.
    static final int MOST = 4_096;
    private static final int KEPT = MOST / 2;
    private static final int SKETCH_BITS = 14;

    private final @Nullable TextNotes notes;
    private long[] hashes = new long[64];
    private long[] counts = new long[64];
    private long[] numbers;
    private TextNotes.@Nullable Note[] texts;
    private int size;
    private long error;
    private @Nullable HyperLogLog sketch;

    /// @param notes takes note of texts, or null for numbers
    CountedValues(@Nullable TextNotes notes) {
        this.notes = notes;
        this.numbers = new long[notes == null ? 64 : 0];
        this.texts = new TextNotes.Note[notes == null ? 0 : 64];
    }

    /// A value with how often it occurs, at least.
    ///
    /// @param number the value of a column of numbers
    /// @param text the value of a column of texts, or null
    record Entry(long number, TextNotes.@Nullable Note text, long count) {}

    /// Adds a number; equal numbers have equal hashes, others have others.
    void addNumber(long number, long hash) {
        int slot = slot(hash);
        while (counts[slot] != 0 && hashes[slot] != hash) {
            slot = slot + 1 & counts.length - 1;
        }
        if (counts[slot] != 0) {
            counts[slot]++;
            return;
        }
        insert(slot, hash, number, null, 1);
    }

    /// Adds a text by its view; what was noted of it if it was not known, else null.
    TextNotes.@Nullable Note addText(long head, long tail, byte[][] buffers, long hash) {
        int slot = slot(hash);
        while (counts[slot] != 0
                && !(hashes[slot] == hash && note(slot).isText(head, tail, buffers))) {
            slot = slot + 1 & counts.length - 1;
        }
        if (counts[slot] != 0) {
            counts[slot]++;
            return null;
        }
        TextNotes taker = notes;
        if (taker == null) {
            throw new IllegalStateException("numbers have no texts");
        }
        TextNotes.Note fresh = taker.take(Views.bytes(head, tail, buffers));
        insert(slot, hash, 0, fresh, 1);
        return fresh;
    }

    private int slot(long hash) {
        return (int) (hash >>> 20) & counts.length - 1;
    }

    private TextNotes.Note note(int slot) {
        TextNotes.Note note = texts[slot];
        if (note == null) {
            throw new IllegalStateException("a text without a note");
        }
        return note;
    }

    private void insert(int free, long hash, long number, TextNotes.@Nullable Note text, long count) {
        HyperLogLog many = sketch;
        if (many != null) {
            many.add(hash);
        }
        int slot = free;
        if (size == MOST) {
            sketch();
            purge();
            if (many == null) {
                sketch().add(hash);
            }
            slot = freeSlot(hash);
        } else if (2 * size >= counts.length) {
            rebuild(2 * counts.length, 0);
            slot = freeSlot(hash);
        }
        hashes[slot] = hash;
        counts[slot] = count;
        if (notes == null) {
            numbers[slot] = number;
        } else {
            texts[slot] = text;
        }
        size++;
    }

    private int freeSlot(long hash) {
        int slot = slot(hash);
        while (counts[slot] != 0) {
            slot = slot + 1 & counts.length - 1;
        }
        return slot;
    }

    /// The registers, which know all values from here on.
    private HyperLogLog sketch() {
        HyperLogLog many = sketch;
        if (many == null) {
            many = new HyperLogLog(SKETCH_BITS);
            for (int slot = 0; slot < counts.length; slot++) {
                if (counts[slot] != 0) {
                    many.add(hashes[slot]);
                }
            }
            sketch = many;
        }
        return many;
    }

    /// Takes as much from all counts that at most [#KEPT] values are left.
    private void purge() {
        long less = lessToKeep();
        error += less;
        rebuild(counts.length, less);
    }

    private long lessToKeep() {
        long[] all = new long[size];
        int at = 0;
        int ones = 0;
        for (long count : counts) {
            if (count != 0) {
                all[at++] = count;
                ones += count == 1 ? 1 : 0;
            }
        }
        if (size - ones <= KEPT) {
            return 1;
        }
        Arrays.sort(all);
        return all[size - KEPT - 1];
    }

    private void rebuild(int capacity, long less) {
        long[] oldHashes = hashes;
        long[] oldCounts = counts;
        long[] oldNumbers = numbers;
        TextNotes.@Nullable Note[] oldTexts = texts;
        hashes = new long[capacity];
        counts = new long[capacity];
        numbers = new long[notes == null ? capacity : 0];
        texts = new TextNotes.Note[notes == null ? 0 : capacity];
        size = 0;
        for (int old = 0; old < oldCounts.length; old++) {
            if (less > 0 && oldCounts[old] != 0 && notes != null) {
                notes.gone(oldTexts[old], Math.min(less, oldCounts[old]));
            }
            if (oldCounts[old] > less) {
                int slot = freeSlot(oldHashes[old]);
                hashes[slot] = oldHashes[old];
                counts[slot] = oldCounts[old] - less;
                if (notes == null) {
                    numbers[slot] = oldNumbers[old];
                } else {
                    texts[slot] = oldTexts[old];
                }
                size++;
            }
        }
    }

    /// Adds the values of another one.
    void merge(CountedValues other) {
        HyperLogLog theirs = other.sketch;
        if (theirs != null) {
            sketch().merge(theirs);
        }
        error += other.error;
        if (notes != null && other.notes != null) {
            notes.merge(other.notes);
        }
        for (int from = 0; from < other.counts.length; from++) {
            if (other.counts[from] != 0) {
                put(other, from);
            }
        }
    }

    private void put(CountedValues other, int from) {
        long hash = other.hashes[from];
        int slot = slot(hash);
        while (counts[slot] != 0 && !(hashes[slot] == hash
                && (notes == null || note(slot).isText(other.note(from))))) {
            slot = slot + 1 & counts.length - 1;
        }
        if (counts[slot] != 0) {
            counts[slot] += other.counts[from];
        } else if (notes == null) {
            insert(slot, hash, other.numbers[from], null, other.counts[from]);
        } else {
            insert(slot, hash, 0, other.texts[from], other.counts[from]);
        }
    }

    /// Whether all values are known with their exact counts.
    boolean isExact() {
        return sketch == null;
    }

    /// By how much counts may be too low.
    long error() {
        return error;
    }

    /// How many distinct values there are, about unless exact.
    long distinct() {
        HyperLogLog many = sketch;
        return many == null ? size : Math.max(size, many.estimate());
    }

    /// The standard deviation of the number of distinct values, relative; 0 of exact ones.
    double distinctError() {
        HyperLogLog many = sketch;
        return many == null ? 0 : many.relativeError();
    }

    /// The known values, in no order.
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>(size);
        for (int slot = 0; slot < counts.length; slot++) {
            if (counts[slot] != 0) {
                entries.add(notes == null
                        ? new Entry(numbers[slot], null, counts[slot])
                        : new Entry(0, note(slot), counts[slot]));
            }
        }
        return entries;
    }

    /// The most frequent values, those as frequent as one another in the order of `ties`. Of a column with more values than
    /// are counted, those that surely occur more often than one that is not here.
    List<Entry> frequent(int most, Comparator<Entry> ties) {
        return entries().stream()
                .filter(entry -> entry.count() > error)
                .sorted(Comparator.comparingLong(Entry::count).reversed().thenComparing(ties))
                .limit(most)
                .toList();
    }
}
