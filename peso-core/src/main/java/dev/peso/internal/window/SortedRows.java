package dev.peso.internal.window;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/// The rows of an input in window order: one partition after the other, each in its order, addressed by position.
public final class SortedRows {
    private final int[] refs;
    private final int[] partitions;
    private final long @Nullable [] peers;
    private int @Nullable [] groups;

    /// @param refs the rows' references by position
    /// @param partitions the positions where partitions start, rising, and the number of rows at the end
    /// @param peers a bit at each position whose row differs from the one before in an order key, or that starts a
    ///     partition; null when there is no order and all rows of a partition are peers
    public SortedRows(int[] refs, int[] partitions, long @Nullable [] peers) {
        this.refs = refs;
        this.partitions = partitions;
        this.peers = peers;
    }

    public int size() {
        return refs.length;
    }

    /// References by position; not to be changed.
    public int[] refs() {
        return refs;
    }

    /// The partition of a position.
    int partition(int position) {
        int found = Arrays.binarySearch(partitions, 0, partitions.length - 1, position);
        return found >= 0 ? found : -found - 2;
    }

    /// How many partitions there are.
    public int partitionCount() {
        return partitions.length - 1;
    }

    /// The position where a partition starts, or for their number where the last one ends.
    public int partitionStart(int partition) {
        return partitions[partition];
    }

    /// The most rows that a partition has.
    int longestPartition() {
        int longest = 0;
        for (int p = 0; p + 1 < partitions.length; p++) {
            longest = Math.max(longest, partitions[p + 1] - partitions[p]);
        }
        return longest;
    }

    /// Where the peers of a position start.
    int peerStart(int position, int partitionStart) {
        long[] bits = peers;
        if (bits == null) {
            return partitionStart;
        }
        int word = position >>> 6;
        long current = bits[word] & (-1L >>> (63 - (position & 63)));
        while (current == 0) {
            current = bits[--word];
        }
        return (word << 6) + 63 - Long.numberOfLeadingZeros(current);
    }

    /// Where the peers of a position end.
    int peerEnd(int position, int partitionEnd) {
        long[] bits = peers;
        if (bits == null || position + 1 >= partitionEnd) {
            return partitionEnd;
        }
        int next = position + 1;
        int word = next >>> 6;
        long current = bits[word] & (-1L << (next & 63));
        while (current == 0) {
            if (++word << 6 >= partitionEnd) {
                return partitionEnd;
            }
            current = bits[word];
        }
        return Math.min(partitionEnd, (word << 6) + Long.numberOfTrailingZeros(current));
    }

    /// The starts of all groups of peers, and the number of rows at the end.
    synchronized int[] groups() {
        int[] known = groups;
        if (known == null) {
            known = findGroups();
            groups = known;
        }
        return known;
    }

    private int[] findGroups() {
        long[] bits = peers;
        if (bits == null) {
            return partitions;
        }
        int count = 0;
        for (long word : bits) {
            count += Long.bitCount(word);
        }
        int[] starts = new int[count + 1];
        int at = 0;
        for (int w = 0; w < bits.length; w++) {
            for (long rest = bits[w]; rest != 0; rest &= rest - 1) {
                starts[at++] = (w << 6) + Long.numberOfTrailingZeros(rest);
            }
        }
        starts[count] = refs.length;
        return starts;
    }
}
