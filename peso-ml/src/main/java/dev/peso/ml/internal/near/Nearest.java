package dev.peso.ml.internal.near;

/// The nearest points found so far, nearest first; of equally near ones that with the lower row comes first.
public final class Nearest {
    private final double[] distances;
    private final int[] places;
    private final int[] rows;
    private int count;

    public Nearest(int most) {
        distances = new double[most];
        places = new int[most];
        rows = new int[most];
    }

    void clear() {
        count = 0;
    }

    /// Beyond which squared distance nothing is wanted.
    double worst() {
        return count < distances.length ? Double.POSITIVE_INFINITY : distances[count - 1];
    }

    void offer(double distance, int place, int row) {
        if (count == distances.length && !comesBefore(distance, row, count - 1)) {
            return;
        }
        int at = count < distances.length ? count++ : count - 1;
        while (at > 0 && comesBefore(distance, row, at - 1)) {
            distances[at] = distances[at - 1];
            places[at] = places[at - 1];
            rows[at] = rows[at - 1];
            at--;
        }
        distances[at] = distance;
        places[at] = place;
        rows[at] = row;
    }

    private boolean comesBefore(double distance, int row, int at) {
        return distance < distances[at] || distance == distances[at] && row < rows[at];
    }

    public int count() {
        return count;
    }

    /// The squared distance of one.
    public double squared(int at) {
        return distances[at];
    }

    /// Where one stands among the points.
    public int place(int at) {
        return places[at];
    }
}
