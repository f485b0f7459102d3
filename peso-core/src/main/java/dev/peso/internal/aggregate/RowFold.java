package dev.peso.internal.aggregate;

import dev.peso.internal.column.Vector;

/// An aggregate that looks at all rows of a group at once.
abstract class RowFold implements Accumulator {
    final RowLog log = new RowLog();
    private final boolean keepNulls;

    RowFold(boolean keepNulls) {
        this.keepNulls = keepNulls;
    }

    @Override
    public void resize(int groups) {}

    @Override
    public void add(int[] groups, Vector[] args, int rows) {
        Vector[] first = args.length == 1 ? args : new Vector[]{args[0]};
        if (keepNulls) {
            log.add(groups, first, rows);
        } else {
            Present present = Present.of(groups, first, rows, 1);
            log.add(present.groups(), present.args(), present.rows());
        }
    }

    @Override
    public void seal() {
        log.byGroup();
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        log.merge(((RowFold) later).log, from, into, count);
    }

    @Override
    public long bytes() {
        return log.bytes();
    }

    @Override
    public boolean isHeavy() {
        return true;
    }
}
