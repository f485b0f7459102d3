package dev.peso.ml.internal.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Explained;
import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Predictor;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.Mix;

/// Finds out by trial what features matter to a learner.
final class FeatureTrial {
    private static final int REPEATS = 5;
    private static final int SAMPLE = 500;
    private static final int FEWEST_ROWS = 6;
    private static final double LEAST = 1e-15;

    private final Training training;
    private final LearnerSpec learner;

    FeatureTrial(Training training, LearnerSpec learner) {
        this.training = training.withFrame(training.frame().dense("selection"));
        this.learner = learner;
        if (training.rows() < FEWEST_ROWS) {
            throw new QueryException(
                    "selection by trial needs " + FEWEST_ROWS + " or more rows, and there are "
                            + training.rows());
        }
    }

    /// How much the loss on a third of the rows rises when a feature is shuffled among them, for a model of the others.
    double[] permuted() {
        int[] order = new Mix(Mix.derive(training.seed(), 17)).permutation(training.rows());
        int held = training.rows() / 3;
        Training rest = training.take(sorted(order, held, order.length));
        Training out = training.take(sorted(order, 0, held));
        return rises(learner.fit(rest), out);
    }

    private double[] rises(Predictor predictor, Training out) {
        double whole = loss(predictor.predict(out.frame(), training.workers()), out);
        double[] rises = new double[out.frame().width()];
        training.workers().forEach(rises.length, j -> {
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                int[] shuffled = new Mix(Mix.derive(Mix.derive(training.seed(), j), repeat))
                        .permutation(out.rows());
                List<Feature> columns = new ArrayList<>(out.frame().columns());
                columns.set(j, columns.get(j).take(shuffled));
                double[][] predicted = predictor.predict(out.frame().with(columns), new Workers(1));
                rises[j] += (loss(predicted, out) - whole) / REPEATS;
            }
        });
        return rises;
    }

    private static int[] sorted(int[] order, int from, int to) {
        int[] part = Arrays.copyOfRange(order, from, to);
        Arrays.sort(part);
        return part;
    }

    /// The mean squared error, or the mean logarithmic loss.
    private static double loss(double[][] predicted, Training out) {
        double sum = 0;
        for (int i = 0; i < out.rows(); i++) {
            double target = out.target()[i];
            double loss = out.classes() == 0
                    ? (predicted[0][i] - target) * (predicted[0][i] - target)
                    : -StrictMath.log(Math.max(LEAST, predicted[(int) target][i]));
            sum += out.weight(i) * loss;
        }
        return sum / out.rows();
    }

    /// The features left when those that matter least go, a tenth at a time, and a model is learnt anew of the others
    /// (Guyon et al. 2002).
    Set<String> eliminated(int keep) {
        Training now = training;
        while (now.frame().columns().size() > keep) {
            List<Feature> columns = now.frame().columns();
            double[] sizes = sizes(now);
            int gone = Math.min(columns.size() - keep, Math.max(1, columns.size() / 10));
            Set<Integer> least = new HashSet<>(IntStream.range(0, sizes.length)
                    .boxed()
                    .sorted((a, b) -> sizes[a] != sizes[b]
                            ? Double.compare(sizes[a], sizes[b])
                            : Integer.compare(b, a))
                    .limit(gone)
                    .toList());
            now = now.withFrame(now.frame()
                    .with(IntStream.range(0, columns.size())
                            .filter(j -> !least.contains(j))
                            .mapToObj(columns::get)
                            .toList()));
        }
        return Set.copyOf(now.frame().names());
    }

    /// How much features matter: the mean size of what they add to predictions, or else what shuffling them does.
    private double[] sizes(Training now) {
        Predictor predictor = learner.fit(now);
        int[] order = new Mix(Mix.derive(training.seed(), 19)).permutation(now.rows());
        Training sample = now.take(sorted(order, 0, Math.min(SAMPLE, now.rows())));
        return predictor instanceof Explained explained
                ? sizes(explained.explain(sample.frame(), training.workers()), sample.frame())
                : rises(predictor, sample);
    }

    private static double[] sizes(Explained.Additions additions, Frame frame) {
        double[] sizes = new double[frame.width()];
        for (double[][] output : additions.added()) {
            for (double[] row : output) {
                for (int j = 0; j < sizes.length; j++) {
                    sizes[j] += Math.abs(row[j]);
                }
            }
        }
        return sizes;
    }
}
