package dev.peso.ml.internal.score;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// How well found clusters agree with known groups, whatever their names.
public final class PartitionScores {
    private PartitionScores() {}

    /// @param found the number of each row's cluster, from 0
    /// @param known the number of each row's group, from 0
    public static Map<String, Double> of(int[] found, int[] known) {
        double[][] table = new double[Arrays.stream(known).max().orElse(-1) + 1][Arrays.stream(found)
                .max()
                .orElse(-1) + 1];
        for (int i = 0; i < found.length; i++) {
            table[known[i]][found[i]]++;
        }
        double[] rows = Arrays.stream(table).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
        double[] columns = new double[table[0].length];
        for (double[] row : table) {
            Arrays.setAll(columns, j -> columns[j] + row[j]);
        }
        double shared = shared(table, rows, columns, found.length);
        double ofKnown = entropy(rows, found.length);
        double ofFound = entropy(columns, found.length);
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("ari", rand(table, rows, columns, found.length));
        scores.put("nmi", ofKnown == 0 && ofFound == 0 ? 1 : shared / ((ofKnown + ofFound) / 2));
        scores.put("homogeneity", ofKnown == 0 ? 1 : shared / ofKnown);
        scores.put("completeness", ofFound == 0 ? 1 : shared / ofFound);
        return scores;
    }

    /// The share of pairs that both put together or apart, adjusted for chance (Hubert and Arabie 1985).
    private static double rand(double[][] table, double[] rows, double[] columns, int n) {
        double both = Arrays.stream(table).flatMapToDouble(Arrays::stream).map(PartitionScores::pairs).sum();
        double inRows = Arrays.stream(rows).map(PartitionScores::pairs).sum();
        double inColumns = Arrays.stream(columns).map(PartitionScores::pairs).sum();
        double byChance = inRows * inColumns / Math.max(1, pairs(n));
        double most = (inRows + inColumns) / 2;
        return most == byChance ? 1 : (both - byChance) / (most - byChance);
    }

    private static double pairs(double n) {
        return n * (n - 1) / 2;
    }

    /// The information that both have in common, in nats.
    private static double shared(double[][] table, double[] rows, double[] columns, int n) {
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                if (table[i][j] > 0) {
                    sum += table[i][j] / n
                            * StrictMath.log(table[i][j] / rows[i] * (n / columns[j]));
                }
            }
        }
        return Math.max(0, sum);
    }

    private static double entropy(double[] sizes, int n) {
        double sum = 0;
        for (double size : sizes) {
            sum -= size == 0 ? 0 : size / n * StrictMath.log(size / n);
        }
        return sum;
    }
}
