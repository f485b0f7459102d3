package dev.peso.viz;

import static dev.peso.Expr.col;
import static dev.peso.Expr.corr;
import static dev.peso.Expr.desc;
import static dev.peso.Expr.lit;
import static dev.peso.Expr.on;
import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.stats.Linkage;

/// Charts that take one call: they are [Chart]s, and everything about them can be changed.
///
/// Those about models take the tables that evaluations give, datasets whose schema's metadata says what they are as
/// `peso.table`.
///
/// {@snippet file="dev/peso/viz/ChartsSnippets.java" region="correlation"}
public final class Charts {
    private static final int MOST_COLUMNS = 40;
    private static final int MOST_SCATTER = 7;

    private Charts() {}

    record Pair(String first, String second, double correlation) {}

    record Point(double x, double y) {}

    /// How strongly columns go together: Pearson's correlation of each pair, as colours and numbers.
    ///
    /// @param data at least two columns of numbers
    /// @param columns which of them, none for all
    /// @return a new chart
    /// @throws QueryException if a column has no numbers, or there are fewer than 2 or more than 40
    public static Chart correlation(Dataset data, String... columns) {
        List<String> names = numbers(data, MOST_COLUMNS, "correlation", columns);
        return correlation(names, correlations(data, names));
    }

    /// Like [#correlation], with columns that go together beside each other (average linkage, distance 1 - |r|).
    ///
    /// @param data at least two columns of numbers
    /// @param columns which of them, none for all
    /// @return a new chart
    /// @throws QueryException if a column has no numbers, or there are fewer than 2 or more than 40
    public static Chart clusteredCorrelation(Dataset data, String... columns) {
        List<String> names = numbers(data, MOST_COLUMNS, "clusteredCorrelation", columns);
        double[][] r = correlations(data, names);
        double[][] distances = new double[r.length][r.length];
        for (int i = 0; i < r.length; i++) {
            for (int k = 0; k < r.length; k++) {
                distances[i][k] = 1 - Math.abs(r[i][k]);
            }
        }
        int[] order = Linkage.order(distances);
        double[][] turned = new double[r.length][r.length];
        for (int i = 0; i < r.length; i++) {
            for (int k = 0; k < r.length; k++) {
                turned[i][k] = r[order[i]][order[k]];
            }
        }
        return correlation(Arrays.stream(order).mapToObj(names::get).toList(), turned);
    }

    private static double[][] correlations(Dataset data, List<String> names) {
        int n = names.size();
        List<Expr> pairs = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                pairs.add(corr(names.get(i), names.get(k)).as(i + " " + k));
            }
        }
        Dataset all = data.agg(pairs.toArray(Expr[]::new)).collect();
        double[][] r = new double[n][n];
        for (int i = 0; i < n; i++) {
            r[i][i] = 1;
            for (int k = 0; k < i; k++) {
                r[i][k] = all.doubles(i + " " + k)[0];
                r[k][i] = r[i][k];
            }
        }
        return r;
    }

    private static Chart correlation(List<String> names, double[][] r) {
        List<Pair> cells = new ArrayList<>();
        for (int i = 0; i < r.length; i++) {
            for (int k = 0; k < r.length; k++) {
                cells.add(new Pair(names.get(i), names.get(k), r[i][k]));
            }
        }
        int side = Math.clamp(160 + 44L * r.length, 320, 900);
        return Chart.of(Dataset.of(cells))
                .heatmap()
                .x("second")
                .y("first")
                .color("correlation")
                .labels()
                .xTitle("")
                .yTitle("")
                .title("Correlation")
                .size(side + 80, side);
    }

    /// Points of each pair of columns, each pair in a panel of its own.
    ///
    /// @param data at least two columns of numbers
    /// @param columns which of them, none for all
    /// @return a new chart
    /// @throws QueryException if a column has no numbers, or there are fewer than 2 or more than 7
    public static Chart scatterMatrix(Dataset data, String... columns) {
        List<String> names = numbers(data, MOST_SCATTER, "scatterMatrix", columns);
        List<Dataset> pairs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            for (int k = i + 1; k < names.size(); k++) {
                String x = names.get(i);
                String y = names.get(k);
                pairs.add(data.select(col(x).cast(DataType.FLOAT64).as("x"),
                        col(y).cast(DataType.FLOAT64).as("y"),
                        lit(y + " by " + x).as("pair")));
            }
        }
        Dataset all = pairs.getFirst().union(pairs.subList(1, pairs.size()).toArray(Dataset[]::new));
        int across = (int) Math.ceil(Math.sqrt(pairs.size()));
        return Chart.of(all)
                .point()
                .x("x")
                .y("y")
                .facet("pair")
                .independentAxes()
                .columns(across)
                .title("Pairs of columns")
                .size(Math.max(480, 240 * across),
                        80 + 200 * ((pairs.size() + across - 1) / across));
    }

    private static List<String> numbers(Dataset data, int most, String what, String... columns) {
        requireNonNull(data, "data");
        List<String> names = columns.length > 0
                ? List.of(columns)
                : data.schema()
                        .fields()
                        .stream()
                        .filter(each -> each.type().isNumeric())
                        .map(Field::name)
                        .toList();
        for (String name : names) {
            DataType type = data.schema().type(name);
            if (!type.isNumeric()) {
                throw new QueryException(what + " takes numbers; column \"" + name + "\" is " + type);
            }
        }
        if (names.size() < 2 || names.size() > most) {
            throw new QueryException(what + " takes 2 to " + most + " columns of numbers, got " + names.size()
                    + (names.size() > most ? "; name those to show" : ""));
        }
        return names;
    }

    /// A value of countries as their colours on a map of the world; several rows of a country have their mean.
    ///
    /// @param data the rows
    /// @param country column of codes by ISO 3166-1 (two or three letters, or numbers), or of English names
    /// @param value column of numbers
    /// @return a new chart
    /// @throws QueryException if a column is missing or of another type
    public static Chart choropleth(Dataset data, String country, String value) {
        return Chart.of(data).choropleth(country).color(value).title(value + " by " + country);
    }

    /// Rows as points on a map of the world.
    ///
    /// @param data the rows
    /// @param longitude column of degrees
    /// @param latitude column of degrees
    /// @return a new chart
    /// @throws QueryException if a column is missing or has no numbers
    public static Chart places(Dataset data, String longitude, String latitude) {
        return Chart.of(data).places(longitude, latitude).title("Places");
    }

    /// A value over time, one line for each name.
    ///
    /// @param data the rows
    /// @param time column of moments
    /// @param value column of numbers
    /// @return a new chart
    public static Chart timeSeries(Dataset data, String time, String value) {
        return Chart.of(data).line().x(time).y(value);
    }

    /// What was, what is expected, and how sure that is.
    ///
    /// @param actual what was: time and value
    /// @param forecast what is expected: time, value, lower and upper
    /// @param time column of moments in both
    /// @param value column of numbers in both
    /// @param lower column of the forecast's lower ends
    /// @param upper column of the forecast's upper ends
    /// @return a new chart
    public static Chart forecast(Dataset actual, Dataset forecast, String time, String value, String lower,
            String upper) {
        return Chart.layer(
                Chart.of(actual).line().x(time).y(value).named("actual").title("Forecast of " + value),
                Chart.of(forecast).line().x(time).y(value).named("forecast"),
                Chart.of(forecast).x(time).band(lower, upper).named("forecast"));
    }

    /// A value over time with its anomalies marked.
    ///
    /// @param data the rows
    /// @param time column of moments
    /// @param value column of numbers
    /// @param anomaly column of booleans
    /// @return a new chart
    public static Chart anomalies(Dataset data, String time, String value, String anomaly) {
        requireNonNull(data, "data");
        Dataset marked = data.filter(col(requireNonNull(anomaly, "anomaly")));
        return Chart.layer(Chart.of(data).line().x(time).y(value).named(value).title("Anomalies of " + value),
                Chart.of(marked).point().x(time).y(value).thickness(9).named("anomaly"));
    }

    /// How often a classifier took each class for each.
    ///
    /// @param confusion a table `confusion/1`: actual, predicted, count
    /// @return a new chart
    /// @throws QueryException if the table is another one
    public static Chart confusion(Dataset confusion) {
        require(confusion, "confusion");
        return Chart.of(confusion)
                .heatmap()
                .x("predicted")
                .y("actual")
                .color("count")
                .labels()
                .title("Confusion matrix")
                .size(520, 460);
    }

    /// How many of the positive rows a classifier finds, by how many others it takes for positive.
    ///
    /// @param roc a table `roc/1`: threshold, fpr, tpr
    /// @return a new chart
    /// @throws QueryException if the table is another one
    public static Chart roc(Dataset roc) {
        require(roc, "roc");
        return overDiagonal(Chart.of(roc).line().x("fpr").y("tpr").named("model"), "chance")
                .title("ROC curve")
                .xTitle("false positive rate")
                .yTitle("true positive rate")
                .size(480, 460);
    }

    /// How many of the rows taken for positive are, by how many of the positive rows are found.
    ///
    /// @param pr a table `pr/1`: threshold, precision, recall
    /// @return a new chart
    /// @throws QueryException if the table is another one
    public static Chart precisionRecall(Dataset pr) {
        require(pr, "pr");
        return Chart.of(pr)
                .line()
                .x("recall")
                .y("precision")
                .yLimits(0, 1.02)
                .title("Precision by recall")
                .size(480, 460);
    }

    /// How often rows are positive, by how probable that was said to be.
    ///
    /// @param calibration a table `calibration/1`: predicted, observed, count
    /// @return a new chart
    /// @throws QueryException if the table is another one
    public static Chart calibration(Dataset calibration) {
        require(calibration, "calibration");
        return Chart.layer(
                overDiagonal(Chart.of(calibration).line().x("predicted").y("observed").named("model"),
                        "perfect"),
                Chart.of(calibration).point().x("predicted").y("observed").size("count").named("model"))
                .title("Calibration")
                .xTitle("predicted probability")
                .yTitle("observed share")
                .xLimits(-0.05, 1.05)
                .yLimits(-0.05, 1.05)
                .size(480, 460);
    }

    private static Chart overDiagonal(Chart chart, String name) {
        Dataset diagonal = Dataset.of(List.of(new Point(0, 0), new Point(1, 1)));
        return Chart.layer(chart,
                Chart.of(diagonal).line().x("x").y("y").color(0x8C8C8C).thickness(1.2).named(name));
    }

    /// What predictions missed, by what they were.
    ///
    /// @param residuals a table `residuals/1`: actual, predicted, residual
    /// @return a new chart
    /// @throws QueryException if the table is another one
    public static Chart residuals(Dataset residuals) {
        require(residuals, "residuals");
        Dataset zero = Dataset.of(List.of(new Point(0, 0)));
        return Chart.layer(Chart.of(residuals).point().x("predicted").y("residual").title("Residuals"),
                Chart.of(zero).rule().y("y"));
    }

    /// How much each feature matters to a model, the most important first.
    ///
    /// @param importance a table `importance/1`: feature, importance
    /// @return a new chart
    /// @throws QueryException if the table is another one
    public static Chart importance(Dataset importance) {
        require(importance, "importance");
        return Chart.of(importance)
                .bar()
                .y("feature")
                .x("importance")
                .largestFirst()
                .yTitle("")
                .title("Importance of features");
    }

    /// What each feature adds to each prediction, one point for each row; the colour is the feature's value, from its
    /// lowest to its highest.
    ///
    /// @param shap a table `shap/1`: row, feature, value, shap
    /// @return a new chart
    /// @throws QueryException if the table is another one
    public static Chart shap(Dataset shap) {
        require(shap, "shap");
        Dataset ranges = shap.groupBy("feature")
                .agg(Expr.mean(col("shap").abs()).as("weight"),
                        Expr.min("value").as("lowest"), Expr.max("value").as("highest"));
        Expr share = col("value").minus(col("lowest"))
                .cast(DataType.FLOAT64)
                .div(Expr.greatest(col("highest").minus(col("lowest")).cast(DataType.FLOAT64), lit(1e-300)));
        Dataset sorted = shap.join(ranges, on("feature"))
                .with("share of range", share)
                .sort(desc("weight"));
        return Chart.of(sorted)
                .strip()
                .y("feature")
                .x("shap")
                .color("share of range")
                .yTitle("")
                .xTitle("contribution to the prediction")
                .title("Contributions of features");
    }

    private static void require(Dataset table, String kind) {
        requireNonNull(table, kind);
        String said = table.schema().metadata().get("peso.table");
        if (said != null && !said.equals(kind + "/1")) {
            throw new QueryException(
                    "a chart " + kind + " takes a table \"" + kind + "/1\", got \"" + said + "\"");
        }
    }
}
