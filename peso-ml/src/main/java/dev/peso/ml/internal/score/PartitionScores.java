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
        double[] logs = logFactorials(found.length);
        double byChance = sharedByChance(rows, columns, logs);
        double mean = (ofKnown + ofFound) / 2;
        scores.put("ami", mean == byChance ? 1 : (shared - byChance) / (mean - byChance));
        scores.put("nmi", ofKnown == 0 && ofFound == 0 ? 1 : shared / mean);
        scores.put("rand", together(table, rows, columns, found.length));
        scores.put("fowlkes_mallows", pairsByMeans(table, rows, columns));
        scores.put("homogeneity", ofKnown == 0 ? 1 : shared / ofKnown);
        scores.put("completeness", ofFound == 0 ? 1 : shared / ofFound);
        return scores;
    }

    /// The share of pairs that both put together or apart, adjusted for chance (Hubert and Arabie 1985).
    private static double rand(double[][] table, double[] rows, double[] columns, int n) {
        double both = both(table);
        double inRows = sumOfPairs(rows);
        double inColumns = sumOfPairs(columns);
        double byChance = inRows * inColumns / Math.max(1, pairs(n));
        double most = (inRows + inColumns) / 2;
        return most == byChance ? 1 : (both - byChance) / (most - byChance);
    }

    private static double both(double[][] table) {
        return Arrays.stream(table).flatMapToDouble(Arrays::stream).map(PartitionScores::pairs).sum();
    }

    private static double sumOfPairs(double[] sizes) {
        return Arrays.stream(sizes).map(PartitionScores::pairs).sum();
    }

    /// The share of pairs that both put together or apart (Rand 1971); 1 of a single row.
    private static double together(double[][] table, double[] rows, double[] columns, int n) {
        double all = pairs(n);
        return all == 0 ? 1 : (all + 2 * both(table) - sumOfPairs(rows) - sumOfPairs(columns)) / all;
    }

    /// Pairs that both put together by the geometric mean of those that each does (Fowlkes and Mallows 1983); 0 where
    /// one of them has none.
    private static double pairsByMeans(double[][] table, double[] rows, double[] columns) {
        double mean = Math.sqrt(sumOfPairs(rows)) * Math.sqrt(sumOfPairs(columns));
        return mean == 0 ? 0 : Math.min(1, both(table) / mean);
    }

    private static double[] logFactorials(int n) {
        double[] logs = new double[n + 1];
        for (int i = 2; i <= n; i++) {
            logs[i] = logs[i - 1] + StrictMath.log(i);
        }
        return logs;
    }

    /// The information that groups of these sizes have in common by chance (Vinh, Epps and Bailey 2010).
    private static double sharedByChance(double[] rows, double[] columns, double[] logs) {
        int n = logs.length - 1;
        double sum = 0;
        for (double row : rows) {
            for (double column : columns) {
                int a = (int) row;
                int b = (int) column;
                double sizes = logs[a] + logs[b] + logs[n - a] + logs[n - b] - logs[n];
                for (int both = Math.max(1, a + b - n); both <= Math.min(a, b); both++) {
                    double chance = StrictMath.exp(sizes - logs[both] - logs[a - both] - logs[b - both]
                            - logs[n - a - b + both]);
                    sum += (double) both / n * StrictMath.log((double) n * both / ((double) a * b)) * chance;
                }
            }
        }
        return sum;
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
