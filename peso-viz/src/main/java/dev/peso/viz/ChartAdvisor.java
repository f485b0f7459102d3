package dev.peso.viz;

import static dev.peso.Expr.mean;
import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.Field;
import dev.peso.viz.internal.data.Reading;
import dev.peso.viz.internal.scale.NumberText;

/// Suggests charts for a dataset, from the types of its columns, how many values they have and how they go together: time
/// on the x axis, names with few values as bars and colours, pairs of numbers that are correlated as points, countries and
/// degrees on a map. Names with
/// very many values, as identifiers have, are left alone.
public final class ChartAdvisor {
    private static final int FEW_COLORS = 8;
    private static final int MANY_NAMES = 40;
    private static final int MOST_NUMBERS = 12;
    private static final double STRONG = 0.4;
    private static final int COUNTRY_ROWS = 5_000;
    private static final int LEAST_COUNTRIES = 5;
    private static final double COUNTRY_SHARE = 0.8;
    private static final Set<String> LONGITUDES = Set.of("lon", "lng", "long", "longitude");
    private static final Set<String> LATITUDES = Set.of("lat", "latitude");

    private final Dataset data;
    private final long rows;
    private final List<String> times = new ArrayList<>();
    private final List<String> numbers = new ArrayList<>();
    private final List<Name> names = new ArrayList<>();
    private final List<Suggestion> found = new ArrayList<>();

    private record Name(String column, long values) {}

    /// A chart and why it may be worth looking at.
    ///
    /// @param chart ready to be drawn
    /// @param reason in a sentence
    /// @param score 0 to 1; suggestions come with the highest first
    public record Suggestion(Chart chart, String reason, double score) {
        /// The reason, and what the chart is of.
        @Override
        public String toString() {
            return chart.summary() + ": " + reason;
        }
    }

    private ChartAdvisor(Dataset data) {
        this.data = data;
        this.rows = data.count();
    }

    /// Suggestions, the best first. Runs the dataset.
    ///
    /// @param data any dataset
    /// @return at most 12; none for a dataset without rows
    public static List<Suggestion> suggest(Dataset data) {
        ChartAdvisor advisor = new ChartAdvisor(requireNonNull(data, "data"));
        if (advisor.rows == 0) {
            return List.of();
        }
        advisor.columns();
        advisor.overTime();
        advisor.amounts();
        advisor.spread();
        advisor.relations();
        advisor.maps();
        return advisor.found.stream()
                .sorted(Comparator.comparingDouble(Suggestion::score).reversed())
                .limit(12)
                .toList();
    }

    private void columns() {
        for (Field field : data.schema().fields()) {
            DataType type = field.type();
            boolean time = type == DataType.DATE || type instanceof DataType.Timestamp;
            if (time) {
                times.add(field.name());
            } else if (Reading.isName(type) && type != DataType.NULL || type.isInteger()) {
                long values = data.agg(Expr.countDistinct(field.name()).as("n"))
                        .collect()
                        .column("n")
                        .longs()[0];
                boolean codes = type.isInteger() && values > FEW_COLORS;
                if (codes && values < rows) {
                    numbers.add(field.name());
                } else if (!codes && values > 1 && values <= Math.max(MANY_NAMES, rows / 20)
                        && values <= 1000) {
                    names.add(new Name(field.name(), values));
                }
            } else if (type.isNumeric()) {
                numbers.add(field.name());
            }
        }
    }

    private void add(double score, Chart chart, String reason) {
        found.add(new Suggestion(chart, reason, score));
    }

    private static String quoted(String column) {
        return "\"" + column + "\"";
    }

    private List<Name> colors() {
        return names.stream().filter(name -> name.values <= FEW_COLORS).toList();
    }

    private void overTime() {
        for (String time : times) {
            for (String number : numbers.stream().limit(3).toList()) {
                Chart line = Chart.of(data).line().x(time).y(mean(number)).title(number + " over time");
                add(0.9, line,
                        quoted(time) + " is a date, so " + quoted(number) + " can be followed over time");
                colors().stream()
                        .limit(1)
                        .forEach(name -> add(0.85, line.color(name.column),
                                quoted(name.column) + " has " + name.values
                                        + " values, each a line of its own"));
            }
        }
    }

    private void amounts() {
        for (Name name : names.stream().limit(4).toList()) {
            Chart bars = name.values <= 12
                    ? Chart.of(data).bar().x(name.column)
                    : Chart.of(data).bar().y(name.column);
            add(name.values <= 12 ? 0.6 : 0.45, bars.largestFirst().title("Rows by " + name.column),
                    quoted(name.column) + " has " + name.values + " values, so its rows can be counted");
            for (String number : numbers.stream().limit(2).toList()) {
                add(0.65, Chart.of(data).box().x(name.column).y(number).title(number + " by " + name.column),
                        quoted(number) + " may differ between the " + name.values + " values of "
                                + quoted(name.column));
            }
        }
        if (names.size() > 1 && names.get(0).values * names.get(1).values <= 400) {
            add(0.5, Chart.of(data).heatmap().x(names.get(0).column).y(names.get(1).column),
                    quoted(names.get(0).column) + " and " + quoted(names.get(1).column)
                            + " together have few enough pairs to count each");
        }
    }

    /// Names or codes of countries, and pairs of degrees.
    private void maps() {
        for (Field field : data.schema().fields()) {
            if (Reading.isName(field.type()) && field.type() != DataType.NULL
                    && field.type() != DataType.BOOLEAN) {
                country(field.name());
            }
        }
        for (String longitude : degrees(LONGITUDES)) {
            for (String latitude : degrees(LATITUDES)) {
                add(0.72, Charts.places(data, longitude, latitude),
                        quoted(longitude) + " and " + quoted(latitude)
                                + " are degrees of places on the globe");
            }
        }
    }

    /// A few of many rows say enough; short codes could be others by chance.
    private void country(String column) {
        Dataset values = data.filter(Expr.col(column).isNotNull())
                .select(Expr.col(column).cast(DataType.UTF8).as("value"))
                .limit(COUNTRY_ROWS)
                .distinct()
                .collect();
        long all = values.count();
        long known = Arrays.stream(values.strings("value"))
                .filter(each -> each != null && Reading.isCountry(each))
                .count();
        if (known < LEAST_COUNTRIES || known < COUNTRY_SHARE * all) {
            return;
        }
        String reason = NumberText.fixed((double) known, 0) + " of " + NumberText.fixed((double) all, 0)
                + " values of " + quoted(column) + " are countries";
        for (String number : numbers.stream().limit(2).toList()) {
            add(0.7, Charts.choropleth(data, column, number),
                    reason + ", so " + quoted(number) + " can be shown on a map");
        }
        if (numbers.isEmpty()) {
            add(0.62, Chart.of(data).choropleth(column).title("Rows by " + column),
                    reason + ", so rows can be counted on a map");
        }
    }

    private List<String> degrees(Set<String> called) {
        return numbers.stream()
                .filter(each -> called.contains(each.toLowerCase(Locale.ROOT)))
                .limit(1)
                .toList();
    }

    private void spread() {
        for (String number : numbers.stream().limit(4).toList()) {
            Chart histogram = Chart.of(data).histogram(number).title("Distribution of " + number);
            add(0.55, histogram, quoted(number) + " is a number, so its values have a distribution");
        }
    }

    /// Pairs of numbers, with their correlation.
    private void relations() {
        List<String> some = numbers.stream().limit(MOST_NUMBERS).toList();
        if (some.size() < 2) {
            return;
        }
        List<Expr> asked = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            for (int k = i + 1; k < some.size(); k++) {
                asked.add(Expr.corr(some.get(i), some.get(k)).as("r" + i + "_" + k));
            }
        }
        Dataset correlations = data.agg(asked.toArray(Expr[]::new)).collect();
        for (int i = 0; i < some.size(); i++) {
            for (int k = i + 1; k < some.size(); k++) {
                double r = correlations.column("r" + i + "_" + k).doubles()[0];
                if (Math.abs(r) >= STRONG) {
                    Chart points = Chart.of(data).point().x(some.get(i)).y(some.get(k));
                    List<Name> colors = colors();
                    add(0.5 + 0.4 * Math.abs(r),
                            colors.isEmpty() ? points : points.color(colors.getFirst().column),
                            quoted(some.get(i)) + " and " + quoted(some.get(k)) + " are correlated, r = "
                                    + NumberText.fixed(r, 2));
                }
            }
        }
        if (some.size() > 2) {
            add(0.58, Charts.correlation(data.select(some.toArray(String[]::new))),
                    some.size() + " numbers can be compared pair by pair");
        }
    }
}
