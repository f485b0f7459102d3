package dev.peso.ml.internal.prepare;

/// Transformations by powers.
public final class Power {
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final double ENOUGH = 1e-9;
    /// Powers nearer to 0 than this count as 0.
    public static final double NEAR = 1e-12;
    private static final double FAR = 64;

    private Power() {}

    static double apply(PowerStep.How how, double power, double value) {
        if (how == PowerStep.How.BOX_COX) {
            return boxCox(power, StrictMath.log(value));
        }
        return value >= 0
                ? boxCox(power, StrictMath.log1p(value))
                : -boxCox(2 - power, StrictMath.log1p(-value));
    }

    private static double boxCox(double power, double log) {
        return Math.abs(power) < NEAR ? log : StrictMath.expm1(power * log) / power;
    }

    /// The power for which the values are likeliest to come from a normal distribution.
    static double likeliest(PowerStep.How how, double[] values) {
        double logs = 0;
        for (double value : values) {
            logs += how == PowerStep.How.BOX_COX
                    ? StrictMath.log(value)
                    : Math.signum(value) * StrictMath.log1p(Math.abs(value));
        }
        double low = -2;
        double high = 2;
        double sum = logs;
        while (high < FAR && likelihood(how, values, high, sum) > likelihood(how, values, high - 1, sum)) {
            high *= 2;
        }
        while (low > -FAR && likelihood(how, values, low, sum) > likelihood(how, values, low + 1, sum)) {
            low *= 2;
        }
        return highest(how, values, sum, low, high);
    }

    /// Narrows the range by the golden section.
    private static double highest(PowerStep.How how, double[] values, double logs, double from, double to) {
        double low = from;
        double high = to;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double leftValue = likelihood(how, values, left, logs);
        double rightValue = likelihood(how, values, right, logs);
        while (high - low > ENOUGH * Math.max(1, Math.abs(low))) {
            if (leftValue >= rightValue) {
                high = right;
                right = left;
                rightValue = leftValue;
                left = high - GOLDEN * (high - low);
                leftValue = likelihood(how, values, left, logs);
            } else {
                low = left;
                left = right;
                leftValue = rightValue;
                right = low + GOLDEN * (high - low);
                rightValue = likelihood(how, values, right, logs);
            }
        }
        return (low + high) / 2;
    }

    private static double likelihood(PowerStep.How how, double[] values, double power, double logs) {
        double[] moved = new double[values.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = apply(how, power, values[i]);
        }
        double deviation = Moments.deviation(moved, Moments.mean(moved));
        double value = (power - 1) * logs - values.length * StrictMath.log(deviation);
        return Double.isNaN(value) || !(deviation > 0 && deviation < Double.POSITIVE_INFINITY)
                ? Double.NEGATIVE_INFINITY
                : value;
    }
}
