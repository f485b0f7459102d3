package dev.peso.internal.kernel;

/// The gamma function and the logarithm of its magnitude, by the approximation of C. Lanczos ("A Precision
/// Approximation of the Gamma Function", 1964) with g = 7 and nine terms: about 14 digits.
final class Gamma {
    private static final double G = 7;
    private static final double[] TERMS = {0.9999999999998099, 676.5203681218851, -1259.1392167224028,
            771.3234287776531, -176.6150291621406, 12.507343278686905, -0.13857109526572012,
            9.984369578019572E-6, 1.5056327351493116E-7};
    private static final double SQRT_2_PI = 2.5066282746310002;
    private static final int MAX_WHOLE = 171;

    private Gamma() {}

    /// Exact factorials for whole numbers; infinite at 0 and NaN at the other poles.
    static double gamma(double x) {
        if (x == 0) {
            return 1 / x;
        }
        if (x == Math.rint(x) && x <= MAX_WHOLE) {
            return x < 0 ? Double.NaN : factorial((int) x - 1);
        }
        if (x < 0.5) {
            return Math.PI / (StrictMath.sin(Math.PI * x) * gamma(1 - x));
        }
        double base = x - 0.5 + G;
        double half = StrictMath.pow(base, (x - 0.5) / 2);
        return SQRT_2_PI * half * StrictMath.exp(-base) * half * series(x - 1);
    }

    /// Infinite at the poles: 0 and the negative whole numbers.
    static double logGamma(double x) {
        if (x == 1 || x == 2 || x == Double.POSITIVE_INFINITY) {
            return x == Double.POSITIVE_INFINITY ? x : 0;
        }
        if (x <= 0 && x == Math.rint(x)) {
            return Double.POSITIVE_INFINITY;
        }
        if (x < 0.5) {
            return StrictMath.log(Math.PI / Math.abs(StrictMath.sin(Math.PI * x))) - logGamma(1 - x);
        }
        double base = x - 0.5 + G;
        return StrictMath.log(SQRT_2_PI) + (x - 0.5) * StrictMath.log(base) - base
                + StrictMath.log(series(x - 1));
    }

    private static double series(double x) {
        double sum = TERMS[0];
        for (int i = 1; i < TERMS.length; i++) {
            sum += TERMS[i] / (x + i);
        }
        return sum;
    }

    private static double factorial(int n) {
        double product = 1;
        for (int i = 2; i <= n; i++) {
            product *= i;
        }
        return product;
    }
}
