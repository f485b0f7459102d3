package dev.peso.internal.column;

import org.jspecify.annotations.Nullable;

/// Many row references that jump about a large store, and how to gather columns by them in two passes that touch little
/// memory at a time, where one row after the other would miss the caches with every cell.
///
/// The references are dealt to regions of the store, each in their order. The first pass gathers region by region into a
/// buffer: [#fill]. The second goes through the references in their order and takes from each region's part of the buffer
/// what comes next there: [#drain].
///
/// Use: [#makeRoom] and [#count] each slice, [#plan], [#deal] each slice, then for each column [#fill] each region before
/// [#drain] of any slice. The slices and the regions may be worked on in parallel.
public final class Spread {
    /// The least bits of a reference below those that name its region: so many rows of 16 bytes fit a core's cache.
    private static final int LEAST_SHIFT = 15;
    /// More regions than these are more places than a core can read from at the same time.
    private static final int MOST_REGIONS = 512;
    /// Fewer rows are gathered fast as they are.
    private static final int LEAST_ROWS = 1 << 20;
    private static final int SAMPLES = 1_024;

    private final int[] refs;
    private final int from;
    private final int rows;
    private final int sliceRows;
    private final int shift;
    private int[] dealt = new int[0];
    /// By slice and region: how many references, then where the first of them was dealt to.
    private final int[][] starts;

    /// @param shift bits of a reference below those that name its region
    Spread(int[] refs, int from, int rows, int limit, int shift, int sliceRows) {
        this.refs = refs;
        this.from = from;
        this.rows = rows;
        this.sliceRows = sliceRows;
        this.shift = shift;
        this.starts = new int[Math.ceilDiv(rows, sliceRows)][(limit >>> shift) + 1];
    }

    /// The references `refs[from..to)`, none of them of no row, or null when they are better gathered one by one.
    ///
    /// @param limit one more than the largest reference
    public static @Nullable Spread of(int[] refs, int from, int to, int limit) {
        if (to - from < LEAST_ROWS || !jumps(refs, from, to)) {
            return null;
        }
        int shift = LEAST_SHIFT;
        while (limit >>> shift >= MOST_REGIONS) {
            shift++;
        }
        return new Spread(refs, from, to - from, limit, shift, Vector.CHUNK_ROWS);
    }

    /// Whether at least every fourth step leaves its region.
    private static boolean jumps(int[] refs, int from, int to) {
        int step = (to - from) / SAMPLES;
        int jumps = 0;
        for (int i = from; i + 1 < to; i += step) {
            jumps += refs[i] >>> LEAST_SHIFT != refs[i + 1] >>> LEAST_SHIFT ? 1 : 0;
        }
        return jumps > SAMPLES / 4;
    }

    public int slices() {
        return starts.length;
    }

    public int regions() {
        return starts.length == 0 ? 0 : starts[0].length;
    }

    /// The references of a slice.
    public int rows(int slice) {
        return Math.min(sliceRows, rows - slice * sliceRows);
    }

    private int first(int slice) {
        return from + slice * sliceRows;
    }

    /// Makes the array that references are dealt to, which takes a while; slices may be counted meanwhile.
    public void makeRoom() {
        dealt = new int[rows];
    }

    /// Counts a slice's references by region.
    public void count(int slice) {
        int[] counts = starts[slice];
        for (int i = first(slice), end = i + rows(slice); i < end; i++) {
            counts[refs[i] >>> shift]++;
        }
    }

    /// To be called once, after all slices are counted and before any is dealt.
    public void plan() {
        int next = 0;
        for (int region = 0; region < regions(); region++) {
            for (int[] slice : starts) {
                int count = slice[region];
                slice[region] = next;
                next += count;
            }
        }
    }

    /// Deals a slice's references to their regions.
    public void deal(int slice) {
        int[] next = starts[slice].clone();
        for (int i = first(slice), end = i + rows(slice); i < end; i++) {
            int ref = refs[i];
            dealt[next[ref >>> shift]++] = ref;
        }
    }

    private int start(int region) {
        return region == regions() ? rows : starts[0][region];
    }

    /// An array for a column's values, or null when the column is better gathered one by one.
    public @Nullable Object buffer(RowRefs column) {
        return column.newArray(rows);
    }

    /// Whether the array of another column will do.
    public boolean suits(RowRefs column, @Nullable Object buffer) {
        return column.takes(buffer, rows);
    }

    /// Gathers a region's values of a column into the buffer.
    public void fill(RowRefs column, int region, Object buffer) {
        int start = start(region);
        column.gather(dealt, start, start(region + 1) - start, buffer, start);
    }

    /// A slice of a column, once the buffer has its values of all regions.
    public Vector drain(RowRefs column, int slice, Object buffer) {
        int[] next = starts[slice].clone();
        int first = first(slice);
        int count = rows(slice);
        Object values = switch (buffer) {
            case int[] source -> {
                int[] target = new int[count];
                for (int i = 0; i < count; i++) {
                    target[i] = source[next[refs[first + i] >>> shift]++];
                }
                yield target;
            }
            case float[] source -> {
                float[] target = new float[count];
                for (int i = 0; i < count; i++) {
                    target[i] = source[next[refs[first + i] >>> shift]++];
                }
                yield target;
            }
            case double[] source -> {
                double[] target = new double[count];
                for (int i = 0; i < count; i++) {
                    target[i] = source[next[refs[first + i] >>> shift]++];
                }
                yield target;
            }
            case long[] source when !column.hasPairs() -> {
                long[] target = new long[count];
                for (int i = 0; i < count; i++) {
                    target[i] = source[next[refs[first + i] >>> shift]++];
                }
                yield target;
            }
            case byte[] source -> {
                byte[] target = new byte[count];
                for (int i = 0; i < count; i++) {
                    target[i] = source[next[refs[first + i] >>> shift]++];
                }
                yield target;
            }
            case short[] source -> {
                short[] target = new short[count];
                for (int i = 0; i < count; i++) {
                    target[i] = source[next[refs[first + i] >>> shift]++];
                }
                yield target;
            }
            default -> pairs((long[]) buffer, next, first, count);
        };
        return column.vector(values, refs, first, count);
    }

    private long[] pairs(long[] source, int[] next, int first, int count) {
        long[] target = new long[2 * count];
        for (int i = 0; i < count; i++) {
            int at = 2 * next[refs[first + i] >>> shift]++;
            target[2 * i] = source[at];
            target[2 * i + 1] = source[at + 1];
        }
        return target;
    }

    /// A slice of a column that has no buffer.
    public Vector gather(RowRefs column, int slice) {
        return column.gather(refs, first(slice), rows(slice));
    }
}
