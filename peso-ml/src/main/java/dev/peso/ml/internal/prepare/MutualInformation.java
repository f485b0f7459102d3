package dev.peso.ml.internal.prepare;

import java.util.Arrays;
import java.util.stream.IntStream;

import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.numeric.Mix;

/// How much features tell of the target, in nats: by counts where both are classes, else by the distances of the three
/// nearest rows (Kraskov, Stögbauer, Grassberger 2004; Ross 2014). Values get noise far below their size, which parts equal
/// ones.
final class MutualInformation {
    private static final int MOST_ROWS = 5_000;
    private static final int FEW_VALUES = 10;
    private static final double NOISE = 1e-10;

    private MutualInformation() {}

    /// The information of each feature. Of numbers, rows without a value do not count; a missing category is one more.
    static double[] of(Training training) {
        int[] order = new Mix(Mix.derive(training.seed(), 23)).permutation(training.rows());
        int[] rows = Arrays.copyOf(order, Math.min(MOST_ROWS, order.length));
        Arrays.sort(rows);
        Training sample = training.take(rows);
        Frame frame = sample.frame();
        double[][] sparse = frame.sparse().dense();
        double[] information = new double[frame.width()];
        training.workers().forEach(information.length, j -> {
            Mix random = new Mix(Mix.derive(Mix.derive(training.seed(), 29), j));
            if (j < frame.columns().size() && frame.columns().get(j) instanceof Feature.Codes codes) {
                information[j] = ofClasses(codes.codes(), sample, random);
            } else {
                double[] values = j < frame.columns().size()
                        ? ((Feature.Numbers) frame.columns().get(j)).values()
                        : sparse[j - frame.columns().size()];
                information[j] = ofNumbers(values, sample, random);
            }
        });
        return information;
    }

    private static double ofNumbers(double[] values, Training sample, Mix random) {
        int[] known = IntStream.range(0, values.length)
                .filter(i -> Math.abs(values[i]) <= Double.MAX_VALUE)
                .toArray();
        double[] x = Training.pick(values, known);
        double[] y = Training.pick(sample.target(), known);
        double[] distinct = Arrays.stream(x).distinct().limit(FEW_VALUES + 1).sorted().toArray();
        if (distinct.length <= 1) {
            return 0;
        }
        if (distinct.length <= FEW_VALUES) {
            int[] codes = Arrays.stream(x).mapToInt(v -> Arrays.binarySearch(distinct, v)).toArray();
            return sample.classes() > 0
                    ? NearestInformation.ofCounts(codes, classes(y))
                    : NearestInformation.ofClasses(noisy(y, random), codes);
        }
        return sample.classes() > 0
                ? NearestInformation.ofClasses(noisy(x, random), classes(y))
                : NearestInformation.ofNumbers(noisy(x, random), noisy(y, random));
    }

    private static double ofClasses(int[] codes, Training sample, Mix random) {
        return sample.classes() > 0
                ? NearestInformation.ofCounts(codes, classes(sample.target()))
                : NearestInformation.ofClasses(noisy(sample.target(), random), codes);
    }

    private static int[] classes(double[] target) {
        return Arrays.stream(target).mapToInt(y -> (int) y).toArray();
    }

    /// Values with deviation 1 and a trifle added.
    private static double[] noisy(double[] values, Mix random) {
        double deviation = Moments.deviation(values, Moments.mean(values));
        double size = 0;
        double[] scaled = new double[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = values[i] / (deviation > 0 ? deviation : 1);
            size += Math.abs(scaled[i]) / scaled.length;
        }
        double noise = NOISE * Math.max(1, size);
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] += noise * (random.nextDouble() + random.nextDouble() - 1);
        }
        return scaled;
    }
}
