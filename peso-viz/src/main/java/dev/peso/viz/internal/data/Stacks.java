package dev.peso.viz.internal.data;

/// Values on top of one another.
final class Stacks {
    private Stacks() {}

    /// Turns the values at each place into shares of their sum.
    static void shares(double[][] values) {
        for (int i = 0; i < (values.length == 0 ? 0 : values[0].length); i++) {
            double sum = 0;
            for (double[] series : values) {
                sum += Double.isFinite(series[i]) ? Math.abs(series[i]) : 0;
            }
            for (double[] series : values) {
                series[i] = sum == 0 ? 0 : series[i] / sum;
            }
        }
    }
}
