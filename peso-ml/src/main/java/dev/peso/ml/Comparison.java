package dev.peso.ml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.Dataset;
import dev.peso.ml.internal.frame.AddedColumns;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.score.Bootstrap;
import dev.peso.ml.internal.score.ClassScores;
import dev.peso.ml.internal.score.McNemar;
import dev.peso.ml.internal.score.Scored;

/// Two models on the same rows; [Evaluation#compare] makes it.
public final class Comparison {
    private final List<Difference> differences;
    private final long firstOnly;
    private final long secondOnly;
    private final boolean classifies;
    private final long rows;

    private Comparison(List<Difference> differences, long firstOnly, long secondOnly, boolean classifies,
            long rows) {
        this.differences = List.copyOf(differences);
        this.firstOnly = firstOnly;
        this.secondOnly = secondOnly;
        this.classifies = classifies;
        this.rows = rows;
    }

    static Comparison of(Scored first, Scored second, double @Nullable [] weights, Bootstrap bootstrap,
            Workers workers) {
        Map<String, Double> ones = first.scores(weights);
        Map<String, Double> others = second.scores(weights);
        Map<String, Bootstrap.Interval> intervals = bootstrap.of(first, second, weights, workers);
        List<Difference> differences = new ArrayList<>();
        ones.forEach((name, value) -> {
            Bootstrap.Interval interval = Objects.requireNonNull(intervals.get(name));
            differences.add(new Difference(name, value, others.getOrDefault(name, Double.NaN),
                    interval.lower(), interval.upper(), interval.p()));
        });
        long firstOnly = 0;
        long secondOnly = 0;
        boolean classifies = first instanceof ClassScores && second instanceof ClassScores;
        if (first instanceof ClassScores one && second instanceof ClassScores other) {
            boolean[] right = one.right();
            boolean[] otherRight = other.right();
            for (int i = 0; i < right.length; i++) {
                firstOnly += right[i] && !otherRight[i] ? 1 : 0;
                secondOnly += otherRight[i] && !right[i] ? 1 : 0;
            }
        }
        return new Comparison(differences, firstOnly, secondOnly, classifies, first.rows());
    }

    /// A figure of both models.
    ///
    /// @param metric its name
    /// @param first of the first model
    /// @param second of the second model
    /// @param lower the lower end of the 95 % interval of the first less the second
    /// @param upper its upper end
    /// @param p how likely a difference this far from 0 is by chance alone, on either side
    public record Difference(String metric, double first, double second, double lower, double upper,
            double p) {
        /// The first less the second.
        ///
        /// @return in the unit of the figure
        public double value() {
            return first - second;
        }
    }

    /// One figure.
    ///
    /// @param metric its name
    /// @return both values and their difference
    /// @throws IllegalArgumentException if there is no such figure
    public Difference get(String metric) {
        Objects.requireNonNull(metric, "metric");
        return differences.stream()
                .filter(each -> each.metric.equals(metric))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no figure \"" + metric + "\" here; there are "
                                + String.join(", ", differences.stream().map(Difference::metric).toList())));
    }

    /// How many rows only the first model has right.
    ///
    /// @return rows, whatever their weight
    /// @throws IllegalStateException if the models predict numbers
    public long firstOnly() {
        requireClasses();
        return firstOnly;
    }

    /// How many rows only the second model has right.
    ///
    /// @return rows, whatever their weight
    /// @throws IllegalStateException if the models predict numbers
    public long secondOnly() {
        requireClasses();
        return secondOnly;
    }

    /// The p-value of McNemar's test: how likely it is that of the rows that only one model has right so many fall to one
    /// of them if both are equally good. It is exact, from the binomial distribution, and counts both sides.
    ///
    /// @return from 0 to 1; the smaller, the less it looks like chance
    /// @throws IllegalStateException if the models predict numbers
    public double mcNemar() {
        requireClasses();
        return McNemar.p(firstOnly, secondOnly);
    }

    private void requireClasses() {
        if (!classifies) {
            throw new IllegalStateException(
                    "McNemar's test needs models that predict classes; use get(metric)");
        }
    }

    /// All figures as a table `comparison/1`: metric, first, second, difference, lower, upper, p, n.
    ///
    /// @return a dataset in memory
    public Dataset toDataset() {
        Map<String, double[]> columns = new LinkedHashMap<>();
        columns.put("first", differences.stream().mapToDouble(Difference::first).toArray());
        columns.put("second", differences.stream().mapToDouble(Difference::second).toArray());
        columns.put("difference", differences.stream().mapToDouble(Difference::value).toArray());
        columns.put("lower", differences.stream().mapToDouble(Difference::lower).toArray());
        columns.put("upper", differences.stream().mapToDouble(Difference::upper).toArray());
        columns.put("p", differences.stream().mapToDouble(Difference::p).toArray());
        AddedColumns table = new AddedColumns().add("metric",
                differences.stream().map(Difference::metric).toList());
        columns.forEach(table::add);
        return table.add("n", differences.stream().mapToLong(_ -> rows).toArray()).table("comparison/1");
    }

    /// One line a figure, and McNemar's test for classes.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Difference each : differences) {
            text.append(String.format(Locale.ROOT, "%-22s %.4f - %.4f = %+.4f  [%+.4f, %+.4f]  p %.3g%n",
                    each.metric, each.first, each.second, each.value(), each.lower, each.upper, each.p));
        }
        if (classifies) {
            text.append(String.format(Locale.ROOT, "McNemar: %d against %d rows, p %.3g", firstOnly,
                    secondOnly, mcNemar()));
        }
        return text.toString().stripTrailing();
    }
}
