package dev.peso.internal.aggregate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.MemoryLimitException;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.column.ViewVector;

/// Rows kept as they came, for aggregates that need all values of a group at once.
///
/// `byGroup()` sorts them by group, in the order in which they were added.
final class RowLog {
    private static final int BLOCK = 4_000;
    /// Memory of a row beside its values: its group and its place in the order of groups. Texts take half as much again,
    /// as they keep alive what lies between them where they were read.
    private static final long ROW_BYTES = 8;

    private final List<int[]> groups = new ArrayList<>();
    private final List<Vector[]> columns = new ArrayList<>();
    private long rows;
    private long bytes;
    private @Nullable ByGroup sorted;

    /// Rows sorted by group.
    ///
    /// @param starts the rows of group `g` are `picked[starts[g]..starts[g + 1])`
    /// @param picked positions in the columns
    /// @param columns all rows, in the order in which they were added
    record ByGroup(int[] starts, int[] picked, Vector[] columns) {
        int from(int group) {
            return group + 1 < starts.length ? starts[group] : picked.length;
        }

        int to(int group) {
            return group + 1 < starts.length ? starts[group + 1] : picked.length;
        }
    }

    void add(int[] group, Vector[] args, int count) {
        if (count == 0) {
            return;
        }
        sorted = null;
        groups.add(Arrays.copyOf(group, count));
        columns.add(args.clone());
        rows += count;
        bytes += ROW_BYTES * count;
        for (Vector arg : args) {
            bytes += arg instanceof ViewVector ? arg.bytes() * 3 / 2 : arg.bytes();
        }
        if (rows > Integer.MAX_VALUE - 8) {
            throw new MemoryLimitException(
                    "an aggregate that keeps its values has more than 2147483639 of them in one group or "
                            + "partition; an approximate one (approx_quantile, approx_count_distinct) does not keep them",
                    bytes, bytes, null);
        }
    }

    /// Adds the rows of groups of another log: its group `from[i]` is this one's `into[i]`.
    void merge(RowLog later, int[] from, int[] into, int count) {
        ByGroup source = later.byGroup();
        long total = 0;
        for (int i = 0; i < count; i++) {
            total += source.to(from[i]) - source.from(from[i]);
        }
        int[] picked = new int[Math.toIntExact(total)];
        int[] target = new int[picked.length];
        int at = 0;
        for (int i = 0; i < count; i++) {
            int start = source.from(from[i]);
            int size = source.to(from[i]) - start;
            System.arraycopy(source.picked, start, picked, at, size);
            Arrays.fill(target, at, at + size, into[i]);
            at += size;
        }
        Vector[] gathered = new Vector[source.columns.length];
        for (int c = 0; c < gathered.length; c++) {
            gathered[c] = Vectors.gather(source.columns[c], picked, at);
        }
        add(target, gathered, at);
    }

    /// The rows sorted by group; computed once after the last `add`. Groups without rows at the end may be missing.
    ByGroup byGroup() {
        ByGroup result = sorted;
        if (result == null) {
            result = sort();
            sorted = result;
        }
        return result;
    }

    private ByGroup sort() {
        int total = (int) rows;
        if (total == 0) {
            return new ByGroup(new int[1], new int[0], new Vector[0]);
        }
        int most = 0;
        for (int[] part : groups) {
            for (int group : part) {
                most = Math.max(most, group);
            }
        }
        int[] starts = new int[most + 2];
        for (int[] part : groups) {
            for (int group : part) {
                starts[group + 1]++;
            }
        }
        for (int g = 0; g <= most; g++) {
            starts[g + 1] += starts[g];
        }
        int[] next = starts.clone();
        int[] picked = new int[total];
        int row = 0;
        for (int[] part : groups) {
            for (int group : part) {
                picked[next[group]++] = row++;
            }
        }
        Vector[] all = new Vector[columns.getFirst().length];
        for (int c = 0; c < all.length; c++) {
            List<Vector> parts = new ArrayList<>(columns.size());
            for (Vector[] batch : columns) {
                parts.add(batch[c]);
            }
            all[c] = Vectors.concat(parts.getFirst().type, parts);
        }
        int[] flat = new int[total];
        int at = 0;
        for (int[] part : groups) {
            System.arraycopy(part, 0, flat, at, part.length);
            at += part.length;
        }
        groups.clear();
        columns.clear();
        groups.add(flat);
        columns.add(all);
        return new ByGroup(starts, picked, all);
    }

    /// Gives an accumulator all rows in the order in which they were added.
    void replay(Accumulator target) {
        ByGroup all = byGroup();
        int[] every = new int[all.picked.length];
        Arrays.setAll(every, i -> i);
        if (every.length > 0) {
            feed(target, groups.getFirst(), all.columns, every);
        }
    }

    /// Gives an accumulator the rows at `picked`, in that order; `group` has the group of each of them.
    static void feed(Accumulator target, int[] group, Vector[] columns, int[] picked) {
        for (int at = 0; at < picked.length; at += BLOCK) {
            int count = Math.min(BLOCK, picked.length - at);
            int[] some = Arrays.copyOfRange(picked, at, at + count);
            Vector[] args = new Vector[columns.length];
            for (int c = 0; c < args.length; c++) {
                args[c] = Vectors.gather(columns[c], some, count);
            }
            target.add(Arrays.copyOfRange(group, at, at + count), args, count);
        }
    }

    long bytes() {
        return bytes;
    }
}
