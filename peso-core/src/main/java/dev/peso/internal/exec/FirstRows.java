package dev.peso.internal.exec;

import java.util.Arrays;
import java.util.List;

import dev.peso.internal.column.RowRefs;

/// Where groups, numbered from 0, first appeared: rising positions.
final class FirstRows {
    /// Bits of a position that hold the row in its run; the run is above.
    private static final int RUN_SHIFT = 40;
    private static final int WINDOW = 1 << 18;

    private long[] positions = new long[0];
    private int size;

    /// The position of a row of a run.
    static long position(int run, long row) {
        return (long) run << RUN_SHIFT | row;
    }

    /// Adds a group for each of the rows, which start at a position.
    void add(int[] rows, long start) {
        for (int row : rows) {
            add(start + row);
        }
    }

    void add(long position) {
        if (size == positions.length) {
            positions = Arrays.copyOf(positions, Math.max(12, size + (size >> 1)));
        }
        positions[size++] = position;
    }

    /// Makes room for a number of groups.
    void reserve(int groups) {
        if (positions.length < groups) {
            positions = Arrays.copyOf(positions, groups);
        }
    }

    /// The positions of some groups.
    long[] slice(int from, int count) {
        return Arrays.copyOfRange(positions, from, from + count);
    }

    long get(int group) {
        return positions[group];
    }

    int size() {
        return size;
    }

    /// The first group at or after a run.
    private int lowerBound(int run) {
        long least = position(run, 0);
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = low + high >>> 1;
            if (positions[middle] < least) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The groups of several parts in order of first appearance, as references to rows of chunks.
    ///
    /// Group `g` of part `p` is row `g % C` of chunk `firstChunk[p] + g / C`, where `C` is [AggregatePart#CHUNK_ROWS].
    static int[] order(List<FirstRows> parts, int[] firstChunk, int runs, Query query) {
        int[][] bounds = new int[runs + 1][parts.size()];
        int[] starts = new int[runs + 1];
        for (int run = 0; run <= runs; run++) {
            for (int p = 0; p < parts.size(); p++) {
                bounds[run][p] = run == runs ? parts.get(p).size : parts.get(p).lowerBound(run);
            }
            starts[run] = Arrays.stream(bounds[run]).sum();
        }
        int[] refs = new int[starts[runs]];
        query.forEach(runs, run -> order(parts, firstChunk, run, bounds, refs, starts[run]));
        return refs;
    }

    /// Orders the groups of one run: marks each at its position within a window of rows, then reads the marks.
    private static void order(List<FirstRows> parts, int[] firstChunk, int run, int[][] bounds, int[] refs,
            int at) {
        int[] next = bounds[run].clone();
        int[] end = bounds[run + 1];
        int left = 0;
        for (int p = 0; p < next.length; p++) {
            left += end[p] - next[p];
        }
        int[] marks = new int[left == 0 ? 0 : WINDOW];
        int into = at;
        for (long start = position(run, 0); left > 0; start += WINDOW) {
            int marked = 0;
            for (int p = 0; p < next.length; p++) {
                long[] positions = parts.get(p).positions;
                int g = next[p];
                for (; g < end[p] && positions[g] < start + WINDOW; g++) {
                    marks[(int) (positions[g] - start)] = 1
                            + RowRefs.ref(firstChunk[p] + g / AggregatePart.CHUNK_ROWS,
                                    g % AggregatePart.CHUNK_ROWS);
                    marked++;
                }
                next[p] = g;
            }
            left -= marked;
            for (int i = 0; marked > 0; i++) {
                if (marks[i] != 0) {
                    refs[into++] = marks[i] - 1;
                    marks[i] = 0;
                    marked--;
                }
            }
        }
    }
}
