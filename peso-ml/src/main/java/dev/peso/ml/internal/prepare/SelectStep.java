package dev.peso.ml.internal.prepare;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Training;

/// Keeps the features that tell most.
///
/// @param how by which measure
/// @param keep how many to keep, all that there are if fewer; without meaning for variances
/// @param least the variance that features must be above
public record SelectStep(How how, int keep, double least) implements Step {
    public SelectStep {
        if (keep < 1) {
            throw new IllegalArgumentException("features to keep must be 1 or more, got " + keep);
        }
        if (!(least >= 0 && least < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("variance must be 0 or more, got " + least);
        }
    }

    /// Measures of what features tell.
    public enum How {
        VARIANCE, MUTUAL_INFORMATION, PERMUTATION, RECURSIVE
    }

    @Override
    public FittedStep fit(Training training, Setting setting) {
        Frame frame = training.frame();
        if (how == How.VARIANCE) {
            return Keep.of(frame, varying(frame), "whose variance is not above " + least);
        }
        Step.requireTarget(setting, "selection by " + Names.of(how).replace('_', ' '));
        if (how == How.PERMUTATION && training.groups() != null) {
            throw new QueryException(
                    "selection by permutation compares predictions with numbers, and an order "
                            + "is predicted; use Select.recursive(" + keep + ") or Select.mutualInformation("
                            + keep
                            + ")");
        }
        if (frame.width() <= keep) {
            return Keep.of(frame, Set.copyOf(frame.names()), "");
        }
        return switch (how) {
            case MUTUAL_INFORMATION ->
                best(frame, MutualInformation.of(training), "which tell least of the target");
            case PERMUTATION -> best(frame, new FeatureTrial(training, setting.learner()).permuted(),
                    "which matter least when shuffled");
            default -> Keep.of(frame, new FeatureTrial(training, setting.learner()).eliminated(keep),
                    "which add least to predictions");
        };
    }

    private Keep best(Frame frame, double[] values, String why) {
        List<String> names = frame.names();
        Set<String> kept = new HashSet<>();
        IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Double.compare(values[b], values[a]))
                .limit(keep)
                .forEach(j -> kept.add(names.get(j)));
        return Keep.of(frame, kept, why);
    }

    private Set<String> varying(Frame frame) {
        Set<String> kept = new HashSet<>();
        for (Feature column : frame.columns()) {
            boolean varies = switch (column) {
                case Feature.Numbers numbers -> variance(numbers) > least;
                case Feature.Codes codes -> variance(codes.counts(), codes.rows()) > least;
            };
            if (varies) {
                kept.add(column.name());
            }
        }
        double[] sums = new double[frame.sparse().width()];
        double[] squares = new double[sums.length];
        for (int at = 0; at < frame.sparse().values().length; at++) {
            double value = frame.sparse().values()[at];
            sums[frame.sparse().columns()[at]] += value / frame.rows();
            squares[frame.sparse().columns()[at]] += value * value / frame.rows();
        }
        for (int j = 0; j < sums.length; j++) {
            if (squares[j] - sums[j] * sums[j] > least) {
                kept.add(frame.sparse().names().get(j));
            }
        }
        if (kept.isEmpty()) {
            throw new QueryException("no feature has a variance above " + least + "; the limit is too high");
        }
        return kept;
    }

    private static double variance(Feature.Numbers column) {
        double[] known = NumberColumns.known(column, "measured");
        if (known.length == 0 || known[0] == known[known.length - 1]) {
            return 0;
        }
        double deviation = Moments.deviation(known, Moments.mean(known));
        return deviation * deviation;
    }

    /// The sum of the variances of the columns of 0 and 1 that categories make.
    private static double variance(int[] counts, int rows) {
        double sum = 0;
        for (int count : counts) {
            double share = (double) count / rows;
            sum += share * (1 - share);
        }
        return sum;
    }
}
