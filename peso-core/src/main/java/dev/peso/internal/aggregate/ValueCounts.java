package dev.peso.internal.aggregate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.Vector;

/// How often each distinct value, or combination of values, occurs in each group; rows with a null are skipped by the
/// caller. Entries are numbered in order of first appearance.
final class ValueCounts {
    private final GroupTable table;
    private final int width;
    private long[] counts = new long[0];
    private int[] entries = new int[0];
    private @Nullable ByGroup sorted;

    /// The entries of group `g` are `entries[starts[g]..starts[g + 1])`, in order of first appearance.
    record ByGroup(int[] starts, int[] entries) {
        int from(int group) {
            return group + 1 < starts.length ? starts[group] : entries.length;
        }

        int to(int group) {
            return group + 1 < starts.length ? starts[group + 1] : entries.length;
        }
    }

    ValueCounts(List<DataType> types) {
        List<DataType> keys = new ArrayList<>();
        keys.add(DataType.INT32);
        keys.addAll(types);
        table = new GroupTable(keys, false);
        width = types.size();
    }

    /// Adds rows; returns for each row its entry's number, in an array that the next call reuses.
    int[] add(int[] groups, Vector[] args, int rows) {
        Vector[] keys = new Vector[1 + width];
        keys[0] = new IntVector(DataType.INT32, groups, 0, rows, null);
        System.arraycopy(args, 0, keys, 1, width);
        if (entries.length < rows) {
            entries = new int[rows];
        }
        table.find(keys, rows, entries);
        counts = Grow.to(counts, table.size());
        for (int i = 0; i < rows; i++) {
            counts[entries[i]]++;
        }
        sorted = null;
        return entries;
    }

    /// The rows of the last `add` that made a new entry.
    int[] newRows() {
        return table.newRows();
    }

    /// Adds the entries of groups of sealed counts: their group `from[i]` is this one's `into[i]`.
    ///
    /// @return the later entries that were new here
    int[] merge(ValueCounts later, int[] from, int[] into, int count) {
        ByGroup source = later.byGroup();
        int total = 0;
        for (int i = 0; i < count; i++) {
            total += source.to(from[i]) - source.from(from[i]);
        }
        int[] picked = new int[total];
        int[] groups = new int[total];
        int at = 0;
        for (int i = 0; i < count; i++) {
            int start = source.from(from[i]);
            int size = source.to(from[i]) - start;
            System.arraycopy(source.entries, start, picked, at, size);
            Arrays.fill(groups, at, at + size, into[i]);
            at += size;
        }
        Vector[] keys = new Vector[1 + width];
        keys[0] = new IntVector(DataType.INT32, groups, 0, total, null);
        for (int k = 1; k <= width; k++) {
            keys[k] = later.table.key(k, picked, 0, total);
        }
        int[] own = new int[total];
        table.find(keys, total, own);
        counts = Grow.to(counts, table.size());
        for (int i = 0; i < total; i++) {
            counts[own[i]] += later.counts[picked[i]];
        }
        sorted = null;
        int[] fresh = table.newRows();
        for (int i = 0; i < fresh.length; i++) {
            fresh[i] = picked[fresh[i]];
        }
        return fresh;
    }

    /// How many entries there are.
    int size() {
        return table.size();
    }

    /// The groups of the entries from `first` on.
    int[] groups(int first) {
        int[] numbers = new int[table.size() - first];
        Arrays.setAll(numbers, i -> first + i);
        return ((IntVector) table.key(0, numbers, 0, numbers.length)).values;
    }

    long count(int entry) {
        return counts[entry];
    }

    /// The values of a column of entries.
    Vector values(int column, int[] which, int from, int count) {
        return table.key(1 + column, which, from, count);
    }

    void seal() {
        table.seal();
        byGroup();
    }

    ByGroup byGroup() {
        ByGroup result = sorted;
        if (result == null) {
            int size = table.size();
            int[] all = new int[size];
            Arrays.setAll(all, e -> e);
            IntVector groups = (IntVector) table.key(0, all, 0, size);
            int most = -1;
            for (int e = 0; e < size; e++) {
                most = Math.max(most, groups.get(e));
            }
            int[] starts = new int[most + 2];
            for (int e = 0; e < size; e++) {
                starts[groups.get(e) + 1]++;
            }
            for (int g = 0; g <= most; g++) {
                starts[g + 1] += starts[g];
            }
            int[] next = starts.clone();
            for (int e = 0; e < size; e++) {
                all[next[groups.get(e)]++] = e;
            }
            result = new ByGroup(starts, all);
            sorted = result;
        }
        return result;
    }

    long bytes() {
        return table.bytes() + 8L * counts.length;
    }
}
