package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.TEXT;
import static dev.peso.internal.kernel.Signatures.takes;

import java.util.Arrays;

import dev.peso.DataType;
import dev.peso.internal.expr.RowException;

/// How far apart or how alike two texts are, in code points.
final class TextDistances {
    private TextDistances() {}

    /// A distance of two texts.
    @FunctionalInterface
    private interface Distance {
        long of(int[] a, int[] b);
    }

    /// A likeness of two texts, from 0 to 1.
    @FunctionalInterface
    private interface Likeness {
        double of(int[] a, int[] b);
    }

    static void register(Functions.Registrar registrar) {
        distance(registrar, "levenshtein", TextDistances::levenshtein, "editdist3");
        distance(registrar, "damerau_levenshtein", TextDistances::damerauLevenshtein);
        registrar.add(TextFunctions.function("hamming", RowKernels.longs(_ -> TextDistances::hamming),
                takes(TEXT, TEXT).returns(DataType.INT64)), "mismatches");
        registrar.add(TextFunctions.function("jaccard", RowKernels.doubles(_ -> TextDistances::jaccard),
                takes(TEXT, TEXT).returns(DataType.FLOAT64)));
        likeness(registrar, "jaro_similarity", TextDistances::jaro);
        likeness(registrar, "jaro_winkler_similarity", TextDistances::jaroWinkler);
    }

    private static void distance(Functions.Registrar registrar, String name, Distance distance,
            String... aliases) {
        registrar.add(TextFunctions.function(name,
                RowKernels.longs(_ -> (a, row) -> distance.of(points(a, 0, row), points(a, 1, row))),
                takes(TEXT, TEXT).returns(DataType.INT64)), aliases);
    }

    private static void likeness(Functions.Registrar registrar, String name, Likeness likeness) {
        registrar.add(TextFunctions.function(name,
                RowKernels.doubles(_ -> (a, row) -> likeness.of(points(a, 0, row), points(a, 1, row))),
                takes(TEXT, TEXT).returns(DataType.FLOAT64)));
    }

    private static int[] points(Arguments args, int arg, int row) {
        TextCursor text = args.text(arg, row);
        return Utf8.codePoints(text.bytes, text.from, text.to);
    }

    private static long levenshtein(int[] a, int[] b) {
        int[] costs = new int[b.length + 1];
        Arrays.setAll(costs, j -> j);
        for (int i = 1; i <= a.length; i++) {
            int diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j <= b.length; j++) {
                int above = costs[j];
                costs[j] = Math.min(Math.min(above, costs[j - 1]) + 1,
                        diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return costs[b.length];
    }

    /// Unrestricted: a swapped pair may be edited again (Lowrance and Wagner 1975).
    private static long damerauLevenshtein(int[] a, int[] b) {
        int[][] d = new int[a.length + 2][b.length + 2];
        int infinite = a.length + b.length;
        java.util.Map<Integer, Integer> lastRow = new java.util.HashMap<>();
        d[0][0] = infinite;
        for (int i = 0; i <= a.length; i++) {
            d[i + 1][0] = infinite;
            d[i + 1][1] = i;
        }
        for (int j = 0; j <= b.length; j++) {
            d[0][j + 1] = infinite;
            d[1][j + 1] = j;
        }
        for (int i = 1; i <= a.length; i++) {
            int lastColumn = 0;
            for (int j = 1; j <= b.length; j++) {
                int row = lastRow.getOrDefault(b[j - 1], 0);
                int column = lastColumn;
                boolean same = a[i - 1] == b[j - 1];
                lastColumn = same ? j : lastColumn;
                int changed = d[i][j] + (same ? 0 : 1);
                int shifted = Math.min(d[i + 1][j], d[i][j + 1]) + 1;
                int swapped = d[row][column] + (i - row - 1) + 1 + (j - column - 1);
                d[i + 1][j + 1] = Math.min(Math.min(changed, shifted), swapped);
            }
            lastRow.put(a[i - 1], i);
        }
        return d[a.length + 1][b.length + 1];
    }

    private static long hamming(Arguments args, int row) {
        int[] a = points(args, 0, row);
        int[] b = points(args, 1, row);
        if (a.length != b.length) {
            throw new RowException(row,
                    "hamming needs texts of equal length, got " + a.length + " and " + b.length
                            + " characters");
        }
        int count = 0;
        for (int i = 0; i < a.length; i++) {
            count += a[i] == b[i] ? 0 : 1;
        }
        return count;
    }

    /// Shared code points over all code points, each counted once; two empty texts are alike.
    private static double jaccard(Arguments args, int row) {
        int[] a = distinct(points(args, 0, row));
        int[] b = distinct(points(args, 1, row));
        int shared = 0;
        for (int c : a) {
            shared += Arrays.binarySearch(b, c) >= 0 ? 1 : 0;
        }
        int all = a.length + b.length - shared;
        return all == 0 ? 1 : (double) shared / all;
    }

    private static int[] distinct(int[] points) {
        return Arrays.stream(points).sorted().distinct().toArray();
    }

    private static double jaro(int[] a, int[] b) {
        int window = Math.max(0, Math.max(a.length, b.length) / 2 - 1);
        boolean[] usedA = new boolean[a.length];
        boolean[] usedB = new boolean[b.length];
        int matches = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = Math.max(0, i - window); j < Math.min(b.length, i + window + 1); j++) {
                if (!usedB[j] && a[i] == b[j]) {
                    usedA[i] = true;
                    usedB[j] = true;
                    matches++;
                    break;
                }
            }
        }
        if (matches == 0) {
            return 0;
        }
        int swaps = 0;
        int j = 0;
        for (int i = 0; i < a.length; i++) {
            if (usedA[i]) {
                while (!usedB[j]) {
                    j++;
                }
                swaps += a[i] == b[j++] ? 0 : 1;
            }
        }
        int transpositions = swaps / 2;
        double m = matches;
        return (m / a.length + m / b.length + (m - transpositions) / m) / 3;
    }

    /// Jaro's likeness, raised by a common prefix of up to four when it is above 0.7.
    private static double jaroWinkler(int[] a, int[] b) {
        double jaro = jaro(a, b);
        int prefix = 0;
        while (prefix < 4 && prefix < a.length && prefix < b.length && a[prefix] == b[prefix]) {
            prefix++;
        }
        return jaro > 0.7 ? jaro + prefix * 0.1 * (1 - jaro) : jaro;
    }
}
