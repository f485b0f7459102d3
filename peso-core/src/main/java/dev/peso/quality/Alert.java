package dev.peso.quality;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.quality.TextSign;
import dev.peso.internal.quality.TextState;

/// Something in a profile that looks wrong or deserves a look.
///
/// @param column null of the whole table
/// @param kind a name for programs
/// @param value what was measured
/// @param message a sentence for people
record Alert(@Nullable String column, String kind, Severity severity, double value, String message) {
    enum Severity {
        WARNING, INFO
    }

    static final double SOME_MISSING = 0.05;
    static final double MANY_MISSING = 0.4;
    private static final int MANY_TEXTS = 50;
    private static final double ONE_SIDED = 0.95;
    private static final double SKEWED = 3;
    private static final double CORRELATED = 0.95;

    /// The alerts of a profile: those of the table, then those of columns in order.
    static List<Alert> of(Profile profile) {
        List<Alert> alerts = new ArrayList<>();
        if (profile.duplicateRows() > 0) {
            boolean exact = profile.distinctRowsError() == 0;
            alerts.add(new Alert(null, "duplicate_rows", Severity.WARNING, (double) profile.duplicateRows(),
                    (exact ? "" : "about ") + Figures.count(profile.duplicateRows(), "row") + " of "
                            + Figures.of(profile.rows()) + " came before"));
        }
        ProfileTables.pairs(profile).forEach(pair -> pair(alerts, "correlated", "correlate", pair));
        ProfileTables.associated(profile).forEach(pair -> pair(alerts, "associated", "go together", pair));
        for (ColumnProfile column : profile.all()) {
            new OfColumn(column, alerts).find();
        }
        return alerts;
    }

    private static void pair(List<Alert> alerts, String kind, String verb, ProfileTables.Pair pair) {
        if (Math.abs(pair.strength()) > CORRELATED) {
            alerts.add(new Alert(pair.a(), kind, Severity.INFO, pair.strength(), "\"" + pair.a() + "\" and \""
                    + pair.b() + "\" " + verb + " by " + Figures.of(pair.strength())));
        }
    }

    /// The alerts of a column on their way into the list.
    private record OfColumn(ColumnProfile column, List<Alert> alerts) {
        void find() {
            if (column.rows() == 0) {
                return;
            }
            if (column.semantic() == SemanticType.EMPTY) {
                add("empty", Severity.WARNING, 0, "no values");
                return;
            }
            if (column.missingShare() >= SOME_MISSING) {
                add("missing", column.missingShare() >= MANY_MISSING ? Severity.WARNING : Severity.INFO,
                        column.missingShare(), Figures.percent(column.missingShare()) + " missing");
            }
            if (column.isConstant()) {
                add("constant", Severity.WARNING, 1, "always the same value");
            } else {
                spread();
            }
            if (column.state() instanceof TextState texts) {
                texts(texts);
            } else if (column.type().isNumeric()) {
                numbers();
            }
        }

        private void add(String kind, Severity severity, double value, String message) {
            alerts.add(new Alert(column.name(), kind, severity, value,
                    "\"" + column.name() + "\": " + message));
        }

        private void some(String kind, Severity severity, long count, String thing, String what) {
            if (count > 0) {
                add(kind, severity, (double) count, Figures.count(count, thing) + " " + what);
            }
        }

        private void spread() {
            double share = column.frequent(1)
                    .stream()
                    .mapToDouble(f -> (double) f.count() / column.count())
                    .findFirst()
                    .orElse(0);
            if (share >= ONE_SIDED) {
                add("imbalanced", Severity.INFO, share,
                        "one value in " + Figures.percent(share) + " of rows");
            }
            if (column.isUnique()) {
                add("unique", Severity.INFO, (double) column.distinct(),
                        (column.distinctError() == 0 ? "no" : "about no") + " value comes twice");
            }
        }

        private void numbers() {
            some("nan", Severity.WARNING, column.nan(), "row", "of NaN");
            some("infinite", Severity.WARNING, column.infinite(), "row", "of infinity");
            if (Math.abs(column.skewness()) > SKEWED) {
                add("skewed", Severity.INFO, column.skewness(), "skewness " + Figures.of(column.skewness()));
            }
            if (2 * column.zeros() >= column.count() && column.zeros() > 0 && !column.isConstant()) {
                double share = (double) column.zeros() / column.count();
                add("zeros", Severity.INFO, share, Figures.percent(share) + " are zero");
            }
        }

        private void texts(TextState state) {
            TextState.Signs signs = state.signs();
            some("null_words", Severity.WARNING, signs.of(TextSign.NULL_WORD), "word",
                    "for missing values, such as N/A");
            some("blank", Severity.WARNING, signs.of(TextSign.BLANK), "text", "without anything in it");
            some("padded", Severity.INFO, signs.of(TextSign.PADDED) - padded(signs),
                    "text", "with needless white space");
            some("variants", Severity.WARNING, state.variants(), "spelling",
                    "differing from another in case or space only");
            meaning(signs);
            long distinct = column.distinct();
            boolean words = column.semantic() == SemanticType.TEXT
                    || column.semantic() == SemanticType.IDENTIFIER;
            if (words && distinct > MANY_TEXTS && 2 * distinct > column.count()) {
                add("high_cardinality", Severity.INFO, (double) distinct,
                        Figures.count(distinct, "distinct text"));
            }
        }

        /// Blank texts that are padded, too.
        private static long padded(TextState.Signs signs) {
            return signs.of(TextSign.BLANK) - signs.of(TextSign.EMPTY);
        }

        private void meaning(TextState.Signs signs) {
            String what = switch (column.semantic()) {
                case INTEGER, NUMBER -> "numbers";
                case DATE, TIMESTAMP, TIME -> "dates";
                case BOOLEAN -> "booleans";
                default -> "";
            };
            if (!what.isEmpty()) {
                String means = column.semantic().name().toLowerCase(java.util.Locale.ROOT);
                add(what + "_in_text", Severity.WARNING, column.matchingShare(),
                        Figures.percent(column.matchingShare()) + " of the texts mean " + means);
            }
            long strange = Math.round(column.matching() / Math.max(column.matchingShare(), 1e-9))
                    - column.matching();
            some("not_matching", Severity.WARNING, strange, "text", "unlike the others");
            long numbers = Math.max(signs.of(TextSign.POINT_NUMBER), signs.of(TextSign.COMMA_NUMBER));
            double share = signs.real() == 0 ? 0 : (double) numbers / signs.real();
            boolean words = column.semantic() == SemanticType.TEXT
                    || column.semantic() == SemanticType.CATEGORY
                    || column.semantic() == SemanticType.IDENTIFIER;
            if (words && share > 1 - Semantics.MOST && share < Semantics.MOST) {
                add("mixed", Severity.WARNING, share, Figures.percent(share) + " of the texts are numbers");
            }
        }
    }
}
