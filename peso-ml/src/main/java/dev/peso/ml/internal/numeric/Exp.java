package dev.peso.ml.internal.numeric;

/// The exponential function and its kin in plain arithmetic: the same bits on every machine, and faster than
/// `StrictMath`. Within 2 units in the last place.
public final class Exp {
    public static final double LOG2_E = 1.4426950408889634;
    /// The first bits of the logarithm of 2.
    public static final double LN2_HIGH = 0x1.62e42fee00000p-1;
    /// The other bits of it.
    public static final double LN2_LOW = 0x1.a39ef35793c76p-33;
    /// 1 / k! for k from 2.
    private static final double[] TERMS = terms();

    private Exp() {}

    /// What the powers of a small number are multiplied with, from its square on.
    public static double[] terms() {
        double[] terms = new double[12];
        double factorial = 1;
        for (int k = 2; k < terms.length + 2; k++) {
            factorial *= k;
            terms[k - 2] = 1 / factorial;
        }
        return terms;
    }

    public static double exp(double x) {
        if (!(x < 709.7)) {
            return Double.isNaN(x) ? x : Double.POSITIVE_INFINITY;
        }
        if (x < -708) {
            return 0;
        }
        double k = Math.rint(x * LOG2_E);
        double r = (x - k * LN2_HIGH) - k * LN2_LOW;
        double sum = TERMS[11];
        for (int i = 10; i >= 0; i--) {
            sum = sum * r + TERMS[i];
        }
        double value = 1 + (r + r * r * sum);
        return value * Double.longBitsToDouble((long) (k + 1023) << 52);
    }

    /// 1 / (1 + exp(-x)).
    public static double sigmoid(double x) {
        return 1 / (1 + exp(-x));
    }

    /// log(1 + exp(x)) without overflow.
    public static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(exp(-Math.abs(x)));
    }

    /// Turns scores into probabilities in place, and gives the logarithm of the sum of their exponentials.
    public static double softmax(double[] scores) {
        double top = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            top = Math.max(top, score);
        }
        double sum = 0;
        for (int k = 0; k < scores.length; k++) {
            scores[k] = exp(scores[k] - top);
            sum += scores[k];
        }
        for (int k = 0; k < scores.length; k++) {
            scores[k] /= sum;
        }
        return top + StrictMath.log(sum);
    }
}
