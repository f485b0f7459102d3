package dev.peso.ml.internal.search;

import java.util.Arrays;

import dev.peso.ml.internal.numeric.Mix;

/// A density on [0, 1]: a bell around each place, cut off at the ends, and as much as one more evenly everywhere. A bell
/// is as wide as the way to the farther neighbour.
final class Parzen {
    private static final int MOST_TRIES = 100;

    private final double[] places;
    private final double[] widths;

    Parzen(double[] unordered) {
        places = Arrays.stream(unordered).sorted().toArray();
        widths = new double[places.length];
        double least = 1.0 / Math.min(100, places.length + 1);
        for (int i = 0; i < widths.length; i++) {
            double before = places[i] - (i == 0 ? 0 : places[i - 1]);
            double after = (i + 1 == places.length ? 1 : places[i + 1]) - places[i];
            widths[i] = Math.clamp(Math.max(before, after), least, 1);
        }
    }

    double density(double at) {
        double sum = 1;
        for (int i = 0; i < places.length; i++) {
            double z = (at - places[i]) / widths[i];
            double inside = below((1 - places[i]) / widths[i]) - below(-places[i] / widths[i]);
            sum += StrictMath.exp(-z * z / 2) / (widths[i] * StrictMath.sqrt(2 * Math.PI) * inside);
        }
        return sum / (places.length + 1);
    }

    double draw(Mix random) {
        int which = random.nextInt(places.length + 1);
        if (which == places.length) {
            return random.nextDouble();
        }
        for (int i = 0; i < MOST_TRIES; i++) {
            double size = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
            double at = places[which]
                    + widths[which] * size * StrictMath.cos(2 * Math.PI * random.nextDouble());
            if (at >= 0 && at <= 1) {
                return at;
            }
        }
        return places[which];
    }

    /// The share of a normal distribution below a number, to 1e-7 (Abramowitz and Stegun 1964, 26.2.17).
    private static double below(double z) {
        double t = 1 / (1 + 0.2316419 * Math.abs(z));
        double sum = t * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double tail = StrictMath.exp(-z * z / 2) / StrictMath.sqrt(2 * Math.PI) * sum;
        return z >= 0 ? 1 - tail : tail;
    }

    /// Shares of choices: as often as each appears and once more.
    static double[] shares(double[] chosen, int choices) {
        double[] shares = new double[choices];
        Arrays.fill(shares, 1.0 / (chosen.length + choices));
        for (double choice : chosen) {
            shares[(int) choice] += 1.0 / (chosen.length + choices);
        }
        return shares;
    }

    static int draw(double[] shares, Mix random) {
        double at = random.nextDouble();
        int choice = 0;
        while (choice < shares.length - 1 && at >= shares[choice]) {
            at -= shares[choice++];
        }
        return choice;
    }
}
