package dev.peso.ml.internal.prepare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.frame.Texts;
import dev.peso.ml.internal.learn.Training;

/// Turns texts into sparse columns: one for each term.
///
/// @param how what the values are
/// @param tokens what terms are
/// @param minRows the fewest rows that a term must be in
/// @param maxShare the largest share of rows that a term may be in
/// @param terms the most terms to keep, those that are there most often; with hashing how many columns there are
/// @param sublinear whether a term that is there `n` times counts `1 + ln n`
/// @param normalized whether the squares of a row sum up to 1
/// @param columns which, all texts if empty
public record TextStep(How how, Tokens tokens, int minRows, double maxShare, int terms, boolean sublinear,
        boolean normalized, List<String> columns) implements Step {
    private static final int MOST_TERMS = 1 << 20;

    public TextStep {
        columns = List.copyOf(columns);
        if (minRows < 1) {
            throw new IllegalArgumentException("minRows must be 1 or more, got " + minRows);
        }
        if (!(maxShare > 0 && maxShare <= 1)) {
            throw new IllegalArgumentException("maxShare must be above 0 and at most 1, got " + maxShare);
        }
        requireTerms(terms);
    }

    private static void requireTerms(int terms) {
        if (terms < 1 || terms > MOST_TERMS) {
            throw new IllegalArgumentException("terms must be in [1, " + MOST_TERMS + "], got " + terms);
        }
    }

    /// What the values are.
    public enum How {
        /// How often a term is there.
        COUNTS,
        /// That, times how rare it is.
        TFIDF,
        /// How often terms are there, added to columns by their hash.
        HASHING
    }

    @Override
    public boolean readsTexts(Feature.Codes column) {
        return Step.covers(columns, column);
    }

    @Override
    public FittedStep fit(Training training, Setting setting) {
        Step.requireAll(training.frame(), columns);
        List<TextTerms> all = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Feature column : training.frame().columns()) {
            if (!Step.covers(columns, column)) {
                continue;
            }
            if (column instanceof Feature.Codes codes) {
                TextTerms found = how == How.HASHING
                        ? new TextTerms(codes.name(), List.of(), new double[0])
                        : terms(codes);
                if (how != How.HASHING && found.terms().isEmpty()) {
                    notes.add("column \"" + codes.name() + "\" is left out: no term is in " + minRows
                            + " or more of its texts");
                }
                all.add(found);
            } else if (!columns.isEmpty()) {
                throw new QueryException(
                        "column \"" + column.name() + "\" holds numbers, which have no words");
            }
        }
        return new Fitted(how, tokens, terms, sublinear, normalized, all, notes);
    }

    /// How often a term is there.
    private static final class Seen {
        private int rows;
        private long times;
        private int last = -1;
    }

    private TextTerms terms(Feature.Codes column) {
        Map<String, Seen> seen = new HashMap<>();
        int[] counts = column.counts();
        for (int level = 0; level < counts.length; level++) {
            if (counts[level] > 0) {
                count(column.levels().get(level), level, counts[level], seen);
            }
        }
        List<String> kept = new ArrayList<>(seen.entrySet()
                .stream()
                .filter(e -> e.getValue().rows >= minRows && e.getValue().rows <= maxShare * column.rows())
                .sorted(Comparator.comparingLong((Map.Entry<String, Seen> e) -> -e.getValue().times)
                        .thenComparing(Map.Entry::getKey, Texts.CODE_POINTS))
                .limit(terms)
                .map(Map.Entry::getKey)
                .toList());
        kept.sort(Texts.CODE_POINTS);
        double[] factors = new double[kept.size()];
        for (int k = 0; k < factors.length; k++) {
            int rows = seen.getOrDefault(kept.get(k), new Seen()).rows;
            factors[k] = how == How.TFIDF ? StrictMath.log((1.0 + column.rows()) / (1 + rows)) + 1 : 1;
        }
        return new TextTerms(column.name(), kept, factors);
    }

    private void count(String text, int level, int rows, Map<String, Seen> seen) {
        tokens.forEach(text, term -> {
            Seen each = seen.computeIfAbsent(term, _ -> new Seen());
            each.times += rows;
            if (each.last != level) {
                each.last = level;
                each.rows += rows;
            }
        });
    }

    /// The terms of a column.
    ///
    /// @param column its name
    /// @param terms by code points; none with hashing
    /// @param factors what their counts are multiplied with
    public record TextTerms(String column, List<String> terms, double[] factors) {
        public TextTerms {
            terms = List.copyOf(terms);
            if (terms.size() != factors.length) {
                throw new IllegalArgumentException(
                        "there are " + terms.size() + " terms and " + factors.length
                                + " factors");
            }
        }

        int place(String term) {
            return Collections.binarySearch(terms, term, Texts.CODE_POINTS);
        }
    }

    /// The terms of columns.
    ///
    /// @param how what the values are
    /// @param tokens what terms are
    /// @param width how many columns hashing makes
    /// @param sublinear whether a term that is there `n` times counts `1 + ln n`
    /// @param normalized whether the squares of a row sum up to 1
    /// @param columns the columns
    /// @param notes what was decided
    public record Fitted(How how, Tokens tokens, int width, boolean sublinear, boolean normalized,
            List<TextTerms> columns, List<String> notes) implements FittedStep {
        public Fitted {
            requireTerms(width);
            columns = List.copyOf(columns);
            notes = List.copyOf(notes);
        }

        @Override
        public Frame apply(Frame frame) {
            List<Feature> others = new ArrayList<>();
            Frame result = frame;
            for (Feature column : frame.columns()) {
                TextTerms own = column instanceof Feature.Codes ? terms(column.name()) : null;
                if (own != null && column instanceof Feature.Codes codes) {
                    result = result.withSparse(new TextBlock(this, own).of(codes));
                } else {
                    others.add(column);
                }
            }
            return result.with(others);
        }

        private @Nullable TextTerms terms(String column) {
            for (TextTerms each : columns) {
                if (each.column.equals(column)) {
                    return each;
                }
            }
            return null;
        }
    }
}
