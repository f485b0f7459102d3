package dev.peso.ml.internal.near;

import java.util.Arrays;

import dev.peso.ml.internal.numeric.RowMajor;

/// Rows as points that are near to each other, by squared Euclidean distance. Up to [#MOST_AXES] features they stand in the
/// order of a k-d tree (Bentley 1975), whose nodes are the middles of ranges; with more a tree would visit most of them,
/// and all are looked at.
///
/// @param width how many features
/// @param values the points one after another
/// @param rows the row of each point before they were ordered
/// @param axes the feature by which the range around each point is parted, where there is a tree; else empty
public record Points(int width, double[] values, int[] rows, int[] axes) {
    static final int MOST_AXES = 15;
    private static final int LEAF = 16;
    private static final int TILE = 256;
    /// Takes more off the distance to a part of space than rounding may have added.
    private static final double SURE = 1 - 1e-12;

    public Points {
        boolean fits = width > 0 && values.length == (long) rows.length * width
                && (axes.length == 0 || axes.length == rows.length);
        for (int axis : axes) {
            fits &= axis >= 0 && axis < width;
        }
        for (int row : rows) {
            fits &= row >= 0;
        }
        if (!fits) {
            throw new IllegalArgumentException("the points do not fit together");
        }
    }

    public static Points of(double[][] columns, int count) {
        return of(RowMajor.of(columns, count), columns.length);
    }

    /// @param values points one after another
    public static Points of(double[] values, int width) {
        int count = values.length / width;
        int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        if (width > MOST_AXES) {
            return new Points(width, values, order, new int[0]);
        }
        int[] axes = new int[count];
        new TreeOrder(values, width, order, axes).sort(0, count);
        double[] ordered = new double[values.length];
        for (int i = 0; i < count; i++) {
            System.arraycopy(values, order[i] * width, ordered, i * width, width);
        }
        return new Points(width, ordered, order, axes);
    }

    public int count() {
        return rows.length;
    }

    /// What a value of each row is for each point.
    public double[] inOrder(double[] byRow) {
        double[] ordered = new double[rows.length];
        Arrays.setAll(ordered, i -> byRow[rows[i]]);
        return ordered;
    }

    static boolean isLeaf(int from, int to) {
        return to - from <= LEAF;
    }

    double distance(double[] query, int at, int place) {
        double sum = 0;
        int start = place * width;
        for (int j = 0; j < width; j++) {
            double difference = query[at + j] - values[start + j];
            sum += difference * difference;
        }
        return sum;
    }

    /// Finds the nearest points to some others.
    ///
    /// @param queries the others one after another
    /// @param found for each of them one, which holds as many as are wanted
    public void nearest(double[] queries, Nearest[] found) {
        for (Nearest each : found) {
            each.clear();
        }
        if (axes.length > 0) {
            for (int q = 0; q < found.length; q++) {
                new NearestSearch(this, queries, q * width, found[q]).run();
            }
            return;
        }
        for (int from = 0; from < rows.length; from += TILE) {
            int to = Math.min(rows.length, from + TILE);
            for (int q = 0; q < found.length; q++) {
                scan(queries, q * width, from, to, found[q]);
            }
        }
    }

    void scan(double[] query, int at, int from, int to, Nearest found) {
        for (int place = from; place < to; place++) {
            double distance = distance(query, at, place);
            if (distance <= found.worst()) {
                found.offer(distance, place, rows[place]);
            }
        }
    }

    /// Finds all points at most so far from another.
    ///
    /// @param found gets their places, and grows if it must
    public void within(double[] query, int at, double squared, Places found) {
        found.clear();
        if (axes.length > 0) {
            within(query, at, squared, found, 0, rows.length);
        } else {
            take(query, at, squared, found, 0, rows.length);
        }
    }

    private void within(double[] query, int at, double squared, Places found, int from, int to) {
        if (isLeaf(from, to)) {
            take(query, at, squared, found, from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        double beyond = query[at + axes[middle]] - values[middle * width + axes[middle]];
        boolean isNear = beyond * beyond <= squared;
        take(query, at, squared, found, middle, middle + 1);
        if (beyond <= 0 || isNear) {
            within(query, at, squared, found, from, middle);
        }
        if (beyond >= 0 || isNear) {
            within(query, at, squared, found, middle + 1, to);
        }
    }

    private void take(double[] query, int at, double squared, Places found, int from, int to) {
        for (int place = from; place < to; place++) {
            if (distance(query, at, place) <= squared) {
                found.add(place);
            }
        }
    }

    /// Parts points at the middle of the feature along which they are spread most, then both halves.
    private record TreeOrder(double[] values, int width, int[] order, int[] axes) {
        void sort(int from, int to) {
            if (isLeaf(from, to)) {
                return;
            }
            int axis = widest(from, to);
            int middle = (from + to) >>> 1;
            select(axis, from, to - 1, middle);
            axes[middle] = axis;
            sort(from, middle);
            sort(middle + 1, to);
        }

        private double value(int axis, int place) {
            return values[order[place] * width + axis];
        }

        private int widest(int from, int to) {
            int widest = 0;
            double most = -1;
            for (int axis = 0; axis < width; axis++) {
                double low = Double.POSITIVE_INFINITY;
                double high = Double.NEGATIVE_INFINITY;
                for (int i = from; i < to; i++) {
                    low = Math.min(low, value(axis, i));
                    high = Math.max(high, value(axis, i));
                }
                if (high - low > most) {
                    most = high - low;
                    widest = axis;
                }
            }
            return widest;
        }

        /// Brings to its place what stands there when a range is sorted, lower ones before it (Hoare 1961).
        private void select(int axis, int first, int last, int wanted) {
            int low = first;
            int high = last;
            while (low < high) {
                double pivot = value(axis, (low + high) >>> 1);
                int i = low;
                int j = high;
                while (i <= j) {
                    while (value(axis, i) < pivot) {
                        i++;
                    }
                    while (value(axis, j) > pivot) {
                        j--;
                    }
                    if (i <= j) {
                        int swap = order[i];
                        order[i++] = order[j];
                        order[j--] = swap;
                    }
                }
                if (wanted <= j) {
                    high = j;
                } else if (wanted >= i) {
                    low = i;
                } else {
                    return;
                }
            }
        }
    }

    /// One search, which keeps how far the part of space it is in lies from the query along each feature.
    private static final class NearestSearch {
        private final Points points;
        private final double[] query;
        private final int at;
        private final Nearest found;
        private final double[] apart;

        NearestSearch(Points points, double[] query, int at, Nearest found) {
            this.points = points;
            this.query = query;
            this.at = at;
            this.found = found;
            this.apart = new double[points.width];
        }

        void run() {
            visit(0, points.rows.length, 0);
        }

        private void visit(int from, int to, double least) {
            if (isLeaf(from, to)) {
                points.scan(query, at, from, to, found);
                return;
            }
            int middle = (from + to) >>> 1;
            int axis = points.axes[middle];
            double beyond = query[at + axis] - points.values[middle * points.width + axis];
            boolean isLow = beyond <= 0;
            visit(isLow ? from : middle + 1, isLow ? middle : to, least);
            points.scan(query, at, middle, middle + 1, found);
            double before = apart[axis];
            double other = least - before * before + beyond * beyond;
            if (other * SURE <= found.worst()) {
                apart[axis] = beyond;
                visit(isLow ? middle + 1 : from, isLow ? to : middle, Math.max(0, other));
                apart[axis] = before;
            }
        }
    }
}
