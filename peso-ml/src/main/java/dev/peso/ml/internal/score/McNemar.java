package dev.peso.ml.internal.score;

/// Whether two ways to choose are right equally often, from the rows where only one of them is (McNemar 1947).
public final class McNemar {
    private McNemar() {}

    /// The two-sided p-value of the exact binomial test.
    ///
    /// @param first how many rows only the first has right
    /// @param second how many only the second has right
    public static double p(long first, long second) {
        long n = first + second;
        double log = -n * StrictMath.log(2);
        double sum = 0;
        for (long k = 0; k <= Math.min(first, second); k++) {
            sum += StrictMath.exp(log);
            log += StrictMath.log((double) (n - k) / (k + 1));
        }
        return Math.min(1, 2 * sum);
    }
}
