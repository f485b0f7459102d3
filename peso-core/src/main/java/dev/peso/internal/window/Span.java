package dev.peso.internal.window;

/// A few consecutive positions and, for each, where its partition and its peers start and end. Belongs to one worker.
public final class Span {
    /// The most positions of a span.
    public static final int MAX = 2_048;
    /// The positions of a run of spans that one worker computes; the last run may have fewer.
    public static final int RUN = 30 * MAX;

    final SortedRows rows;
    int from;
    int count;
    final int[] partitionStart = new int[MAX];
    final int[] partitionEnd = new int[MAX];
    final int[] peerStart = new int[MAX];
    final int[] peerEnd = new int[MAX];

    public Span(SortedRows rows) {
        this.rows = rows;
    }

    public int count() {
        return count;
    }

    /// Moves the span to `newCount` positions from `newFrom`.
    public void move(int newFrom, int newCount) {
        from = newFrom;
        count = newCount;
        int partition = rows.partition(newFrom);
        int start = rows.partitionStart(partition);
        int end = rows.partitionStart(partition + 1);
        int peersFrom = rows.peerStart(newFrom, start);
        int peersTo = rows.peerEnd(newFrom, end);
        for (int i = 0; i < newCount; i++) {
            int position = newFrom + i;
            if (position == peersTo) {
                if (position == end) {
                    partition++;
                    start = end;
                    end = rows.partitionStart(partition + 1);
                }
                peersFrom = position;
                peersTo = rows.peerEnd(position, end);
            }
            partitionStart[i] = start;
            partitionEnd[i] = end;
            peerStart[i] = peersFrom;
            peerEnd[i] = peersTo;
        }
    }
}
