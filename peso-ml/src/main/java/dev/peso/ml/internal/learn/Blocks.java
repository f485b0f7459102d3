package dev.peso.ml.internal.learn;

import java.util.stream.IntStream;

import dev.peso.ml.internal.frame.Frame;

/// Predicts wide rows some at a time, so that those who need sparse columns dense do not need them all at once.
public final class Blocks {
    private static final long MOST_VALUES = 1L << 23;

    private Blocks() {}

    public static double[][] predict(Predictor predictor, Frame frame, Workers workers) {
        if (frame.sparse().isEmpty() || (long) frame.sparse().width() * frame.rows() <= MOST_VALUES) {
            return predictor.predict(frame, workers);
        }
        int size = size(frame.width());
        double[][] all = new double[0][];
        for (int from = 0; from < frame.rows(); from += size) {
            double[][] part = predictor.predict(rows(frame, from, size), workers);
            all = from == 0 ? new double[part.length][frame.rows()] : all;
            for (int k = 0; k < part.length; k++) {
                System.arraycopy(part[k], 0, all[k], from, part[k].length);
            }
        }
        return all;
    }

    /// How many rows of so many values to look at together.
    public static int size(int width) {
        return (int) Math.max(1, MOST_VALUES / Math.max(1, width));
    }

    /// So many rows from one on, or those that there are.
    public static Frame rows(Frame frame, int from, int count) {
        return from == 0 && count >= frame.rows()
                ? frame
                : frame.take(IntStream.range(from, Math.min(frame.rows(), from + count)).toArray());
    }
}
