package dev.peso.ml.internal.score;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.stats.Quantiles;

/// How a choice between two classes falls on groups of people.
public final class Fairness {
    /// The rates that [#of] gives, without the weight of the rows.
    public static final List<String> RATES = List.of("base_rate", "selection_rate", "tpr", "fpr", "precision",
            "accuracy");

    private Fairness() {}

    /// How far the rates of groups are apart.
    public static Map<String, Double> gaps(Collection<Map<String, Double>> groups) {
        Map<String, Double> gaps = new LinkedHashMap<>();
        for (String rate : RATES) {
            double[] sorted = Quantiles.sorted(
                    groups.stream().mapToDouble(group -> group.getOrDefault(rate, Double.NaN)).toArray());
            double low = sorted.length == 0 ? Double.NaN : sorted[0];
            double high = sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1];
            gaps.put(rate + "_difference", high - low);
            gaps.put(rate + "_ratio", low / high);
        }
        gaps.put("equalized_odds_difference", worst(gaps, "_difference", 1));
        gaps.put("equalized_odds_ratio", worst(gaps, "_ratio", -1));
        return gaps;
    }

    private static double worst(Map<String, Double> gaps, String kind, int direction) {
        double tpr = gaps.getOrDefault("tpr" + kind, Double.NaN);
        double fpr = gaps.getOrDefault("fpr" + kind, Double.NaN);
        return direction > 0 ? Math.max(tpr, fpr) : Math.min(tpr, fpr);
    }

    /// The figures of one group: its rows' weight, how many are of the positive class, how many are chosen for it, and
    /// how often rightly and wrongly.
    ///
    /// @param members the rows of the group
    public static Map<String, Double> of(int[] members, int[] chosen, double[] actual, int positive,
            double @Nullable [] weights) {
        double[][] counts = new double[2][2];
        for (int i : members) {
            counts[actual[i] == positive ? 1 : 0][chosen[i] == positive ? 1 : 0] += weights == null
                    ? 1
                    : weights[i];
        }
        Confusion table = new Confusion(counts);
        Map<String, Double> rates = new LinkedHashMap<>();
        rates.put("count", table.total());
        rates.put("base_rate", table.actual(1) / table.total());
        rates.put("selection_rate", table.chosen(1) / table.total());
        rates.put("tpr", counts[1][1] / table.actual(1));
        rates.put("fpr", counts[0][1] / table.actual(0));
        rates.put("precision", counts[1][1] / table.chosen(1));
        rates.put("accuracy", table.accuracy());
        return rates;
    }
}
