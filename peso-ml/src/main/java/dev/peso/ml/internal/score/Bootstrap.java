package dev.peso.ml.internal.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.Mix;
import dev.peso.stats.Quantiles;

/// Figures of rows drawn with replacement (Efron 1979). A row that is drawn several times counts as often.
///
/// @param draws how often
/// @param seed where random numbers start
public record Bootstrap(int draws, long seed) {
    private static final double TAIL = 0.025;

    /// What came out.
    ///
    /// @param lower the lower end of the 95 % interval by percentiles
    /// @param upper the upper end
    /// @param p how likely a value on the other side of 0 is, counted twice; NaN of figures, which have no other side
    public record Interval(double lower, double upper, double p) {}

    /// Intervals of figures.
    public Map<String, Interval> of(Scored scored, double @Nullable [] weights, Workers workers) {
        return intervals(run(scored.rows(), weights, workers, drawn -> scored.scores(drawn)), false);
    }

    /// Intervals of the differences of figures, both of the same rows at each draw.
    public Map<String, Interval> of(Scored first, Scored second, double @Nullable [] weights,
            Workers workers) {
        return intervals(run(first.rows(), weights, workers, drawn -> {
            Map<String, Double> differences = new LinkedHashMap<>();
            Map<String, Double> others = second.scores(drawn);
            first.scores(drawn)
                    .forEach((name, value) -> differences.put(name,
                            value - others.getOrDefault(name, Double.NaN)));
            return differences;
        }), true);
    }

    @FunctionalInterface
    private interface Figures {
        Map<String, Double> of(double[] weights);
    }

    private List<Map<String, Double>> run(int rows, double @Nullable [] weights, Workers workers,
            Figures figures) {
        List<Map<String, Double>> all = new ArrayList<>();
        for (int draw = 0; draw < draws; draw++) {
            all.add(Map.of());
        }
        workers.forEach(draws, draw -> {
            Map<String, Double> drawn = figures.of(draw(rows, weights, new Mix(Mix.derive(seed, draw))));
            synchronized (all) {
                all.set(draw, drawn);
            }
        });
        return all;
    }

    private static double[] draw(int rows, double @Nullable [] weights, Mix random) {
        double[] drawn = new double[rows];
        for (int i = 0; i < rows; i++) {
            int row = random.nextInt(rows);
            drawn[row] += weights == null ? 1 : weights[row];
        }
        return drawn;
    }

    private static Map<String, Interval> intervals(List<Map<String, Double>> all, boolean isDifference) {
        Map<String, Interval> intervals = new LinkedHashMap<>();
        for (String name : all.getFirst().keySet()) {
            double[] sorted = Quantiles.sorted(
                    all.stream().mapToDouble(each -> each.getOrDefault(name, Double.NaN)).toArray());
            intervals.put(name, new Interval(Quantiles.of(sorted, TAIL), Quantiles.of(sorted, 1 - TAIL),
                    isDifference ? p(sorted) : Double.NaN));
        }
        return intervals;
    }

    private static double p(double[] differences) {
        int above = 0;
        int below = 0;
        for (double difference : differences) {
            above += difference >= 0 ? 1 : 0;
            below += difference <= 0 ? 1 : 0;
        }
        return Math.min(1, 2.0 * (Math.min(above, below) + 1) / (differences.length + 1));
    }
}
