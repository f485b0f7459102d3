package dev.peso.internal.text;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// Finds the nearest right name for a wrong one, and shortens lists, for error messages.
public final class Suggestions {
    private static final int SHOWN = 8;

    private Suggestions() {}

    /// `; did you mean "x"?` for the nearest candidate, or nothing when none is near.
    ///
    /// @param wrong the name as written
    /// @param candidates the names that exist
    /// @return a clause to append to a message, possibly empty
    public static String didYouMean(String wrong, Collection<String> candidates) {
        String best = nearest(wrong, candidates);
        return best == null ? "" : "; did you mean \"" + best + "\"?";
    }

    /// The nearest candidate by edit distance, ignoring case; null when none is near.
    ///
    /// @param wrong the name as written
    /// @param candidates the names that exist
    /// @return the nearest name, or null
    public static @Nullable String nearest(String wrong, Collection<String> candidates) {
        String best = null;
        int bestDistance = Math.max(1, wrong.length() / 3) + 1;
        String lower = wrong.toLowerCase(Locale.ROOT);
        for (String candidate : candidates) {
            int distance = distance(lower, candidate.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        return best;
    }

    /// The names joined by commas, cut after eight.
    ///
    /// @param names the names
    /// @return for example `a, b, c ... and 4 more`
    public static String list(List<String> names) {
        if (names.size() <= SHOWN) {
            return String.join(", ", names);
        }
        return String.join(", ", names.subList(0, SHOWN)) + " ... and " + (names.size() - SHOWN) + " more";
    }

    /// Optimal string alignment: Levenshtein's distance with swaps of neighbours as one edit.
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
