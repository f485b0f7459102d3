package dev.peso.internal.exec;

/// What a range of words looks like; it is descending strictly, so that a reversal keeps equal rows in order.
record Look(long min, long max, boolean ascending, boolean descending) {
    static Look at(long[] words, int from, int to) {
        long min = words[from];
        long max = min;
        boolean ascending = true;
        boolean descending = true;
        for (int i = from + 1; i < to; i++) {
            long word = words[i];
            ascending &= words[i - 1] <= word;
            descending &= words[i - 1] > word;
            min = Math.min(min, word);
            max = Math.max(max, word);
        }
        return new Look(min, max, ascending, descending);
    }

    /// What this range and the one after it look like together, of which both have the word between them.
    Look and(Look next) {
        return new Look(Math.min(min, next.min), Math.max(max, next.max), ascending && next.ascending,
                descending && next.descending);
    }
}
