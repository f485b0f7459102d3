package dev.peso.viz.internal.scale;

import java.util.ArrayList;
import java.util.List;

/// Round numbers at equal distances.
final class NumberTicks {
    private static final double[] STEPS = {1, 2, 5};

    private NumberTicks() {}

    /// Steps of 1, 2 and 5 times a power of ten, from the coarsest that gives about two ticks down to fine ones.
    ///
    /// @param most how many ticks there may be
    static List<Double> steps(double low, double high, double most) {
        List<Double> steps = new ArrayList<>();
        double span = high - low;
        int power = (int) StrictMath.floor(StrictMath.log10(span));
        for (int p = power; p >= power - 3; p--) {
            for (int i = STEPS.length - 1; i >= 0; i--) {
                double step = step(STEPS[i], p);
                if (span / step <= most && step <= Double.MAX_VALUE) {
                    steps.add(step);
                }
            }
        }
        return steps;
    }

    /// 5e-3 rather than 5 * 0.001, which is 0.005000000000000001's neighbour more often than not.
    private static double step(double digit, int power) {
        return power >= 0 ? digit * StrictMath.pow(10, power) : digit / StrictMath.pow(10, -power);
    }

    static List<Tick> at(double low, double high, double step) {
        List<Tick> ticks = new ArrayList<>();
        double first = StrictMath.ceil(low / step - 1e-9);
        double last = StrictMath.floor(high / step + 1e-9);
        if (!(last - first < 2000)) {
            return ticks;
        }
        double largest = Math.max(Math.abs(first * step), Math.abs(last * step));
        for (double i = first; i <= last; i++) {
            // Dividing by 20 rounds once, multiplying with 0.05 twice.
            double value = step >= 1 ? i * step : i / StrictMath.rint(1 / step);
            ticks.add(new Tick(value + 0.0, NumberText.tick(value, step, largest), null));
        }
        return ticks;
    }

    /// Powers of ten, and their doubles and fives when there are few.
    static List<List<Tick>> logarithmic(double low, double high) {
        List<List<Tick>> choices = new ArrayList<>();
        int from = (int) StrictMath.floor(StrictMath.log10(low) + 1e-9);
        int to = (int) StrictMath.ceil(StrictMath.log10(high) - 1e-9);
        int stride = Math.max(1, (to - from) / 40);
        for (int every = 8 * stride; every >= stride; every /= 2) {
            choices.add(powers(low, high, from, to, every, new double[]{1}));
            if (every == 1) {
                break;
            }
        }
        choices.add(powers(low, high, from, to, stride, new double[]{1, 3}));
        choices.add(powers(low, high, from, to, stride, new double[]{1, 2, 5}));
        choices.add(powers(low, high, from, to, stride, new double[]{1, 2, 3, 4, 5, 6, 7, 8, 9}));
        return choices;
    }

    private static List<Tick> powers(double low, double high, int from, int to, int every, double[] digits) {
        List<Tick> ticks = new ArrayList<>();
        for (int p = from; p <= to; p++) {
            if (Math.floorMod(p, every) != 0) {
                continue;
            }
            for (double digit : digits) {
                double value = step(digit, p);
                if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) {
                    ticks.add(new Tick(value + 0.0, NumberText.brief(value), null));
                }
            }
        }
        return ticks;
    }
}
