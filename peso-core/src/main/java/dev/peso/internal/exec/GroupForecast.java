package dev.peso.internal.exec;

/// Tells from the first of so many rows how many groups the others will make, where nearly each row makes a new one.
final class GroupForecast {
    /// The part of the rows that tells.
    private static final int SAMPLE = 16;
    /// Most rows of a hundred that may repeat a group: where more do, growing costs little, and the forecast is worse.
    private static final int MOST_REPEATED = 10;
    /// Groups to expect for each that seems likely, as one too few costs more than a few too many.
    private static final double MARGIN = 1.06;

    private final long rows;
    private long seen;
    private long repeated;
    private boolean isOver;

    /// @param rows how many rows there will be as far as known
    GroupForecast(long rows) {
        this.rows = rows;
        this.isOver = rows == 0;
    }

    /// Counts rows.
    ///
    /// @param groups how many new groups they have made
    /// @return how many more groups to make room for; 0 when it is too early to tell, not worth it or told before
    int after(int count, int groups) {
        if (isOver) {
            return 0;
        }
        seen += count;
        repeated += count - groups;
        isOver = seen >= rows / SAMPLE;
        return isOver && 100 * repeated < MOST_REPEATED * seen ? more() : 0;
    }

    /// Of `g` groups `n` rows have `n * n / 2 / g` that repeat one while these are few, and `g * exp(-n / g)` that did not
    /// come yet.
    private int more() {
        double all = (double) seen * seen / 2 / (repeated + 1);
        double likely = all * (Math.exp(-seen / all) - Math.exp(-rows / all));
        long left = Math.max(0, rows - seen);
        return (int) Math.clamp((long) (MARGIN * likely), 0, Math.min(left, Integer.MAX_VALUE >> 1));
    }
}
