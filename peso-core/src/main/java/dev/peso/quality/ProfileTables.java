package dev.peso.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.quality.NumberState;
import dev.peso.internal.quality.RankCorrelations;
import dev.peso.internal.quality.Ranks;
import dev.peso.internal.quality.TableState;

/// The datasets of a profile.
final class ProfileTables {
    private static final double[] PROBABILITIES = {0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1};
    private static final int BINS = 20;
    private static final Schema COLUMNS = schema("profile-columns/1",
            "column utf8, type utf8, semantic utf8, rows int64, missing int64, missing_share float64, "
                    + "distinct int64, distinct_error float64, unique boolean, constant boolean, nan int64, "
                    + "infinite int64, zeros int64, negatives int64, mean float64, stddev float64, "
                    + "skewness float64, kurtosis float64, min utf8, p25 float64, median float64, p75 float64, "
                    + "max utf8, rank_error float64, shortest int64, mean_length float64, longest int64");
    private static final Schema FREQUENCIES = schema("profile-frequencies/1",
            "column utf8, rank int64, value utf8, count int64, share float64, error int64");
    private static final Schema QUANTILES = schema("profile-quantiles/1",
            "column utf8, probability float64, value float64, text utf8, rank_error float64");
    private static final Schema HISTOGRAMS = schema("profile-histogram/1",
            "column utf8, bin int64, lower float64, upper float64, count int64");
    private static final Schema CORRELATIONS = schema("profile-correlations/1",
            "column_a utf8, column_b utf8, pearson float64, rows int64, spearman float64, "
                    + "spearman_error float64");
    private static final Schema ASSOCIATIONS = schema("profile-associations/1",
            "column_a utf8, column_b utf8, cramers_v float64, rows int64");
    private static final Schema SEMANTICS = schema("profile-semantics/1",
            "column utf8, type utf8, semantic utf8, matching int64, share float64");
    private static final Schema ALERTS = schema("profile-alerts/1",
            "column utf8, alert utf8, severity utf8, value float64, message utf8");

    private final Profile profile;

    ProfileTables(Profile profile) {
        this.profile = profile;
    }

    /// The columns of a table of a kind, written as names and types.
    static Schema schema(String table, String columns) {
        List<Field> fields = new ArrayList<>();
        for (String column : columns.split(", ")) {
            int blank = column.indexOf(' ');
            fields.add(Field.of(column.substring(0, blank), switch (column.substring(blank + 1)) {
                case "int64" -> DataType.INT64;
                case "float64" -> DataType.FLOAT64;
                case "boolean" -> DataType.BOOLEAN;
                default -> DataType.UTF8;
            }));
        }
        return Schema.of(fields).withMetadata("peso.table", table);
    }

    Dataset columns() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (ColumnProfile c : profile.all()) {
            boolean number = c.type().isNumeric();
            boolean ranked = number || c.type().isTemporal() || c.type() == DataType.DATE;
            boolean text = c.shortest() >= 0;
            rows.add(new @Nullable Object[]{c.name(), c.type().toString(), c.semantic().name(), c.rows(),
                    c.missing(), c.missingShare(), c.distinct(), c.distinctError(), c.isUnique(),
                    c.isConstant(), number ? c.nan() : null, number ? c.infinite() : null,
                    number ? c.zeros() : null, number ? c.negatives() : null, defined(c.mean()),
                    defined(c.stddev()), defined(c.skewness()), defined(c.kurtosis()), text(c.min()),
                    number ? defined(c.quantile(0.25)) : null, number ? defined(c.quantile(0.5)) : null,
                    number ? defined(c.quantile(0.75)) : null, text(c.max()), ranked ? c.rankError() : null,
                    text ? (Object) (long) c.shortest() : null, defined(c.meanLength()),
                    text ? (Object) (long) c.longest() : null});
        }
        return Dataset.ofRows(COLUMNS, rows);
    }

    private static @Nullable Double defined(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    Dataset frequencies(int most) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (ColumnProfile c : profile.all()) {
            long rank = 1;
            for (ColumnProfile.Frequency f : c.frequent(most)) {
                rows.add(new @Nullable Object[]{c.name(), rank++, f.value().toString(), f.count(),
                        (double) f.count() / c.count(), f.error()});
            }
        }
        return Dataset.ofRows(FREQUENCIES, rows);
    }

    Dataset quantiles() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (ColumnProfile c : profile.all()) {
            if (c.state() instanceof NumberState state && c.type() != DataType.BOOLEAN) {
                for (double p : PROBABILITIES) {
                    double value = c.quantile(p);
                    rows.add(new @Nullable Object[]{c.name(), p, c.type().isNumeric() ? defined(value) : null,
                            text(state.valueOf(value)), c.rankError()});
                }
            }
        }
        return Dataset.ofRows(QUANTILES, rows);
    }

    /// A bar of a histogram.
    ///
    /// @param lower its lower bound, which belongs to the bar before unless it is the first
    /// @param upper its upper bound
    record Bin(double lower, double upper, long count) {}

    /// The bars of a column of numbers; none of others.
    static List<Bin> bins(ColumnProfile column) {
        Ranks ranks = column.ranks();
        double[] values = ranks.values();
        if (values.length == 0 || !column.type().isNumeric()) {
            return List.of();
        }
        double least = values[0];
        double greatest = values[values.length - 1];
        double width = greatest - least;
        if (width == 0 || !Double.isFinite(width)) {
            return List.of(new Bin(least, greatest, ranks.rows()));
        }
        int count = (int) Math.min(BINS, column.distinct());
        List<Bin> bins = new ArrayList<>();
        long before = 0;
        for (int i = 1; i <= count; i++) {
            double upper = i == count ? greatest : least + width * i / count;
            long upTo = ranks.atMost(upper);
            bins.add(new Bin(least + width * (i - 1) / count, upper, upTo - before));
            before = upTo;
        }
        return bins;
    }

    Dataset histograms() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (ColumnProfile c : profile.all()) {
            long number = 1;
            for (Bin bin : bins(c)) {
                rows.add(new @Nullable Object[]{c.name(), number++, bin.lower, bin.upper, bin.count});
            }
        }
        return Dataset.ofRows(HISTOGRAMS, rows);
    }

    /// How two columns go together.
    ///
    /// @param x the place of the first one among those that are compared
    /// @param y the place of the second one
    /// @param strength NaN where it is not defined
    record Pair(int x, int y, String a, String b, double strength, long rows) {}

    /// The pairs of columns of numbers, the strongest correlations first.
    static List<Pair> pairs(Profile profile) {
        TableState state = profile.state();
        List<Integer> numeric = state.numeric();
        List<Pair> pairs = new ArrayList<>();
        for (int x = 0; x < numeric.size(); x++) {
            for (int y = x + 1; y < numeric.size(); y++) {
                pairs.add(new Pair(x, y, profile.schema().field(numeric.get(x)).name(),
                        profile.schema().field(numeric.get(y)).name(), state.correlation(x, y),
                        state.pairCount(x, y)));
            }
        }
        return strongestFirst(pairs);
    }

    /// The pairs of columns of few texts or booleans, the strongest associations first.
    static List<Pair> associated(Profile profile) {
        TableState state = profile.state();
        List<Integer> columns = state.categories();
        List<Pair> pairs = new ArrayList<>();
        for (int x = 0; x < columns.size(); x++) {
            for (int y = x + 1; y < columns.size(); y++) {
                if (state.isCounted(x) && state.isCounted(y)) {
                    pairs.add(new Pair(x, y, profile.schema().field(columns.get(x)).name(),
                            profile.schema().field(columns.get(y)).name(), state.association(x, y),
                            state.associationRows(x, y)));
                }
            }
        }
        return strongestFirst(pairs);
    }

    private static List<Pair> strongestFirst(List<Pair> pairs) {
        pairs.sort(Comparator
                .comparingDouble(pair -> Double.isNaN(pair.strength()) ? 1 : -Math.abs(pair.strength())));
        return pairs;
    }

    Dataset correlations() {
        RankCorrelations ranks = profile.state().rankCorrelations();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Pair pair : pairs(profile)) {
            RankCorrelations.Coefficient spearman = ranks.of(pair.x, pair.y);
            rows.add(new @Nullable Object[]{pair.a, pair.b, defined(pair.strength), pair.rows,
                    defined(spearman.value()), defined(spearman.error())});
        }
        return Dataset.ofRows(CORRELATIONS, rows);
    }

    Dataset associations() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Pair pair : associated(profile)) {
            rows.add(new @Nullable Object[]{pair.a, pair.b, defined(pair.strength), pair.rows});
        }
        return Dataset.ofRows(ASSOCIATIONS, rows);
    }

    Dataset semantics() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (ColumnProfile c : profile.all()) {
            rows.add(new @Nullable Object[]{c.name(), c.type().toString(), c.semantic().name(), c.matching(),
                    c.matchingShare()});
        }
        return Dataset.ofRows(SEMANTICS, rows);
    }

    Dataset alerts() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Alert alert : Alert.of(profile)) {
            rows.add(new @Nullable Object[]{alert.column(), alert.kind(),
                    alert.severity().name().toLowerCase(java.util.Locale.ROOT),
                    alert.value(), alert.message()});
        }
        return Dataset.ofRows(ALERTS, rows);
    }
}
