package dev.peso.ml.internal.frame;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/// Which columns of the user's data a feature is made of.
///
/// @param shares how much of it each column is, by the column's position among the inputs; they sum up to 1
public record Origin(Map<Integer, Double> shares) {
    public Origin {
        shares = new TreeMap<>(shares);
    }

    public static Origin of(int input) {
        return new Origin(Map.of(input, 1.0));
    }

    /// A feature made of others in equal parts.
    public static Origin equally(Collection<Origin> parts) {
        double[] weights = new double[parts.size()];
        Arrays.fill(weights, 1.0 / Math.max(1, weights.length));
        return mixed(parts, weights);
    }

    /// A feature made of others.
    ///
    /// @param weights the share of each
    public static Origin mixed(Collection<Origin> parts, double[] weights) {
        Map<Integer, Double> sum = new TreeMap<>();
        int k = 0;
        for (Origin part : parts) {
            double weight = weights[k++];
            part.shares.forEach((input, share) -> sum.merge(input, weight * share, Double::sum));
        }
        return new Origin(sum);
    }
}
