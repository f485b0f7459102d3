package dev.peso.ml.internal.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.numeric.Mix;

/// Adds rows to the smaller classes of training, each on the way from a row to one of its neighbours of the same class; a
/// category is the one that most of the neighbours have (Chawla et al. 2002, SMOTE and SMOTE-NC).
///
/// @param share how large classes become against the largest one, above 0
/// @param neighbours how many count
public record SmoteStep(double share, int neighbours) implements Step {
    public SmoteStep {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "the share of the largest class must be in (0, 1], got " + share);
        }
        if (neighbours < 1) {
            throw new IllegalArgumentException("neighbours must be 1 or more, got " + neighbours);
        }
    }

    @Override
    public FittedStep fit(Training training, Setting setting) {
        return new OnlyTraining(List.of());
    }

    @Override
    public Prepared prepare(Training training, Setting setting) {
        Step.requireTarget(setting, "smote");
        if (training.classes() == 0) {
            throw new QueryException("smote needs classes, and a number is predicted");
        }
        if (!training.frame().sparse().isEmpty()) {
            throw new QueryException(
                    "smote takes no sparse columns; use it before text, hash or a wide oneHot, or use "
                            + "balance(), which weighs rows");
        }
        requireNumbers(training.frame());
        int[] counts = new int[training.classes()];
        for (double target : training.target()) {
            counts[(int) target]++;
        }
        int goal = (int) Math.round(share * IntStream.of(counts).max().orElse(0));
        List<NewRows> added = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (int k = 0; k < counts.length; k++) {
            if (counts[k] > 0 && counts[k] < goal) {
                added.add(rows(training, setting, k, counts[k], goal - counts[k]));
                notes.add(goal - counts[k] + " rows of class \"" + setting.classes().get(k)
                        + "\" are made up for training beside " + counts[k]);
            }
        }
        return new Prepared(new OnlyTraining(notes), NewRows.add(training, added));
    }

    private static void requireNumbers(Frame frame) {
        for (Feature column : frame.columns()) {
            if (column instanceof Feature.Numbers(String name, double[] values, _)) {
                for (int i = 0; i < values.length; i++) {
                    if (!(Math.abs(values[i]) <= Double.MAX_VALUE)) {
                        throw new QueryException(
                                "smote takes no " + (Double.isNaN(values[i]) ? "missing" : "infinite")
                                        + " values, and column \"" + name + "\" has one in row " + i
                                        + "; add impute(Impute.median(), \"" + name + "\") before it");
                    }
                }
            }
        }
    }

    private NewRows rows(Training training, Setting setting, int k, int count, int needed) {
        if (count < 2) {
            throw new QueryException("smote needs 2 or more rows of each class, and training has " + count
                    + " of class \"" + setting.classes().get(k) + "\"");
        }
        int[] own = IntStream.range(0, training.rows()).filter(i -> training.target()[i] == k).toArray();
        Frame frame = training.frame().take(own);
        MixedDistance distance = MixedDistance.of(frame);
        Mix random = new Mix(Mix.derive(Mix.derive(training.seed(), 13), k));
        int[] order = random.permutation(count);
        int[][] nearest = new int[count][];
        training.workers()
                .forEach(Math.min(count, needed),
                        i -> nearest[order[i]] = distance.nearest(order[i], Math.min(neighbours, count - 1)));
        int[] from = new int[needed];
        int[] to = new int[needed];
        double[] way = new double[needed];
        for (int i = 0; i < needed; i++) {
            from[i] = order[i % count];
            to[i] = nearest[from[i]][random.nextInt(nearest[from[i]].length)];
            way[i] = random.nextDouble();
        }
        return new NewRows(k, own, frame, nearest, from, to, way);
    }
}
