package dev.peso.viz.internal.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.peso.stats.Quantiles;
import dev.peso.viz.internal.font.LongText;
import dev.peso.viz.internal.mark.Drawing;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Ink;
import dev.peso.viz.internal.scale.AxisKind;
import dev.peso.viz.internal.scale.NumberText;
import dev.peso.viz.internal.scale.ValueFormat;
import dev.peso.viz.internal.spec.ChartSpec;
import dev.peso.viz.internal.spec.Layer;
import dev.peso.viz.internal.spec.Mark;

/// Says in words what a chart shows, from the data: what is drawn, and what the most important marks do.
public final class AltText {
    private static final int MOST_SERIES = 4;

    private final ChartSpec spec;
    private final Drawing drawing;

    private AltText(ChartSpec spec, Drawing drawing) {
        this.spec = spec;
        this.drawing = drawing;
    }

    /// A title for a chart that has none.
    public static String title(ChartSpec spec, Drawing drawing) {
        String said = spec.frame().title();
        if (said != null) {
            return LongText.cut(said);
        }
        String x = drawing.x().title();
        String y = drawing.y().title();
        if (spec.layers().getFirst().mark() == Mark.PLACES) {
            return "Places";
        }
        return y.isEmpty() ? x.isEmpty() ? "Chart" : x : x.isEmpty() ? y : y + " by " + x;
    }

    /// The description of a chart.
    public static String of(ChartSpec spec, Drawing drawing) {
        String said = spec.frame().alt();
        return said != null ? said : new AltText(spec, drawing).text();
    }

    private String text() {
        List<String> sentences = new ArrayList<>();
        Set<String> kinds = new LinkedHashSet<>();
        for (Layer layer : spec.layers()) {
            kinds.add(kind(layer.mark()));
        }
        boolean places = spec.layers().getFirst().mark() == Mark.PLACES;
        String axes = drawing.hasAxes() && !places ? axes() : "";
        String panels = drawing.panels().size() > 1 ? ", in " + drawing.panels().size() + " panels" : "";
        String series = drawing.legend().names().size() > 1 && (places || !drawing.isMap())
                ? ", for " + drawing.legend().names().size() + " series"
                : "";
        sentences.add(capitalized(String.join(" and ", kinds)) + axes + series + panels + ".");
        sentences.addAll(trends());
        for (String note : drawing.notes()) {
            sentences.add(capitalized(note) + ".");
        }
        return String.join(" ", sentences);
    }

    private List<String> trends() {
        List<String> trends = new ArrayList<>();
        for (Drawing.Panel panel : drawing.panels()) {
            for (Geom geom : panel.geoms()) {
                String trend = trends.size() < MOST_SERIES ? trend(geom) : "";
                if (!trend.isEmpty()) {
                    trends.add(trend);
                }
            }
        }
        return trends;
    }

    private String axes() {
        String x = drawing.x().title();
        String y = drawing.y().title();
        return y.isEmpty() ? x.isEmpty() ? "" : " of " + x : " of " + y + (x.isEmpty() ? "" : " by " + x);
    }

    private static String kind(Mark mark) {
        return switch (mark) {
            case LINE -> "line chart";
            case STEP -> "step chart";
            case AREA -> "area chart";
            case BAND -> "band";
            case SMOOTH -> "smooth line";
            case BAR -> "bar chart";
            case LOLLIPOP -> "lollipop chart";
            case POINT -> "scatter plot";
            case HISTOGRAM -> "histogram";
            case DENSITY -> "density plot";
            case ECDF -> "cumulative distribution";
            case BOX -> "box plot";
            case VIOLIN -> "violin plot";
            case STRIP -> "strip plot";
            case HEATMAP -> "heatmap";
            case CHOROPLETH -> "world map";
            case PLACES -> "map of places";
            case CANDLESTICK -> "candlestick chart";
            case WATERFALL -> "waterfall chart";
            case ERROR -> "error bars";
            case PIE -> "pie chart";
            case DONUT -> "donut chart";
            case RULE -> "reference line";
            case WORDS -> "labels";
        };
    }

    private String trend(Geom geom) {
        Mark mark = spec.layers().getFirst().mark();
        return spec.layers().size() > 1 ? plainTrend(geom) : switch (mark) {
            case DENSITY -> geom instanceof Geom.Curve curve ? densest(curve) : "";
            case ECDF -> geom instanceof Geom.Curve curve ? half(curve) : "";
            default -> plainTrend(geom);
        };
    }

    private String densest(Geom.Curve curve) {
        int high = 0;
        for (int i = 1; i < curve.y().length; i++) {
            high = curve.y()[i] > curve.y()[high] ? i : high;
        }
        return capitalized(brief(curve.look().name())) + " is densest at " + x(curve.x()[high]) + ".";
    }

    private String half(Geom.Curve curve) {
        int at = 0;
        while (at < curve.y().length - 1 && curve.y()[at] < 0.5) {
            at++;
        }
        return "Half of " + brief(curve.look().name()) + " is up to " + x(curve.x()[at]) + ".";
    }

    private String quartiles(double[] x1, double[] x2, double[] y1, double[] y2) {
        boolean upright = drawing.x().kind() == AxisKind.CATEGORY;
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < Math.min(x1.length, MOST_SERIES); i++) {
            groups.add(upright
                    ? x((x1[i] + x2[i]) / 2) + " between " + y(y1[i]) + " and " + y(y2[i])
                    : y((y1[i] + y2[i]) / 2) + " between " + x(x1[i]) + " and " + x(x2[i]));
        }
        return groups.isEmpty() ? "" : "The middle half lies, for " + String.join(", for ", groups) + ".";
    }

    private String cells(Geom.Bars bars) {
        if (!(bars.look().ink() instanceof Ink.Ramp(double[] values))) {
            return "";
        }
        int high = -1;
        int low = -1;
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                high = high < 0 || values[i] > values[high] ? i : high;
                low = low < 0 || values[i] < values[low] ? i : low;
            }
        }
        return high < 0
                ? ""
                : "The highest value is " + cell(bars, values, high) + ", the lowest "
                        + cell(bars, values, low)
                        + ".";
    }

    private String cell(Geom.Bars bars, double[] values, int i) {
        return color(values[i]) + " for " + x(bars.x1()[i] + 0.5) + " and "
                + y(bars.y1()[i] + 0.5);
    }

    /// The extremes of the countries, and how many of the map have none.
    private String areas(Geom.Areas areas) {
        if (!(areas.look().ink() instanceof Ink.Ramp(double[] values)) || values.length == 0) {
            return "";
        }
        int high = 0;
        int low = 0;
        for (int i = 1; i < values.length; i++) {
            high = values[i] > values[high] ? i : high;
            low = values[i] < values[low] ? i : low;
        }
        String count = values.length == 1 ? "One country has" : values.length + " countries have";
        if (values[high] == values[low]) {
            return count + (values.length == 1
                    ? " a value: " + color(values[0]) + " for " + name(areas, 0)
                    : " a value, and all the same: " + color(values[0])) + ".";
        }
        return count + " a value: the highest is " + color(values[high]) + " for " + name(areas, high)
                + ", the lowest " + color(values[low]) + " for " + name(areas, low) + ".";
    }

    private static String name(Geom.Areas areas, int i) {
        return areas.atlas().names().get(areas.items()[i]);
    }

    /// How many points there are.
    private static String spread(Geom.Points points) {
        return capitalized(points.look().name()) + ": " + NumberText.fixed((double) points.size(), 0)
                + (points.size() == 1 ? " point." : " points.");
    }

    private String plainTrend(Geom geom) {
        return switch (geom) {
            case Geom.Curve(double[] x, double[] y, boolean closed, var _, var look) when !closed ->
                change(brief(look.name()), x, y);
            case Geom.Ribbon ribbon -> area(ribbon);
            case Geom.Slices slices -> shares(slices);
            case Geom.Areas areas -> areas(areas);
            case Geom.Segments(double[] x1, double[] y1, double[] x2, double[] y2, var look) when look
                    .isOf(Groups.MIDDLE) ->
                quartiles(x1, x2, y1, y2);
            case Geom.Bars(double[] x1, double[] x2, double[] y1, double[] y2, var _, var look) when look
                    .isOf(Groups.MIDDLE) ->
                quartiles(x1, x2, y1, y2);
            case Geom.Bars bars when bars.look().isOf(Prices.CANDLE) -> prices(bars);
            case Geom.Bars bars when bars.look().ink() instanceof Ink.Ramp -> cells(bars);
            case Geom.Bars bars when drawing.x().kind() == AxisKind.CATEGORY ->
                extremes(brief(bars.look().name()), middle(bars.x1(), bars.x2()), bars.y1(), bars.y2(), true);
            case Geom.Bars bars when drawing.y().kind() == AxisKind.CATEGORY ->
                extremes(brief(bars.look().name()), middle(bars.y1(), bars.y2()), bars.x1(), bars.x2(),
                        false);
            case Geom.Bars bars -> peak(bars);
            case Geom.Points points when drawing.isMap() -> spread(points);
            case Geom.Points points when points.look().isOf("") ->
                drawing.x().kind() == AxisKind.CATEGORY
                        ? values(brief(points.look().name()), points.x(), points.y(), true)
                        : drawing.y().kind() == AxisKind.CATEGORY
                                ? values(brief(points.look().name()), points.y(), points.x(), false)
                                : relation(points);
            default -> "";
        };
    }

    private static String shares(Geom.Slices slices) {
        return slices.shares().length == 0
                ? ""
                : "The shares are " + IntStream.range(0, slices.shares().length)
                        .mapToObj(slices::word)
                        .collect(Collectors.joining(", ")) + ".";
    }

    /// What becomes of the height of an area, or where a band lies at its ends.
    private String area(Geom.Ribbon ribbon) {
        double[] along = ribbon.along();
        int last = along.length - 1;
        if (ribbon.look().part() == null || last < 0) {
            return "";
        }
        if (ribbon.look().isOf("") && ribbon.upright()) {
            double[] heights = new double[along.length];
            Arrays.setAll(heights, i -> ribbon.high()[i] - ribbon.low()[i]);
            return change(brief(ribbon.look().name()), along, heights);
        }
        return ribbon.look().isOf(Curves.RANGE)
                ? brief(ribbon.look().name()) + " is " + range(ribbon, 0) + " and " + range(ribbon, last)
                        + "."
                : "";
    }

    private String range(Geom.Ribbon ribbon, int i) {
        double at = ribbon.along()[i];
        double low = ribbon.low()[i];
        double high = ribbon.high()[i];
        return ribbon.upright()
                ? y(low) + " to " + y(high) + " at " + x(at)
                : x(low) + " to " + x(high) + " at " + y(at);
    }

    /// How prices open at first and close at last, and between which they lie.
    private String prices(Geom.Bars candles) {
        int last = candles.x1().length - 1;
        if (last < 0) {
            return "";
        }
        double[] at = middle(candles.x1(), candles.x2());
        double from = candles.y1()[0];
        double to = candles.y2()[last];
        return "The price " + (to > from ? "rises" : to < from ? "falls" : "goes") + " from " + y(from)
                + " at "
                + x(at[0]) + " to " + y(to) + " at " + x(at[last]) + ".";
    }

    /// The one value of each name, or the medians of several.
    private String values(String name, double[] at, double[] values, boolean upright) {
        Map<Integer, double[]> groups = new TreeMap<>(IntStream.range(0, at.length)
                .filter(i -> Double.isFinite(at[i]) && Double.isFinite(values[i]))
                .boxed()
                .collect(Collectors.groupingBy(i -> (int) Math.rint(at[i]),
                        Collectors.collectingAndThen(Collectors.toList(), kept -> Quantiles
                                .sorted(kept.stream().mapToDouble(i -> values[i]).toArray())))));
        if (groups.values().stream().allMatch(each -> each.length == 1)) {
            return extremes(name, at, new double[at.length], values, upright);
        }
        return "The median of " + name + " is " + groups.entrySet()
                .stream()
                .limit(MOST_SERIES)
                .map(each -> upright
                        ? y(Quantiles.of(each.getValue(), 0.5)) + " for " + x(each.getKey())
                        : x(Quantiles.of(each.getValue(), 0.5)) + " for " + y(each.getKey()))
                .collect(Collectors.joining(", ")) + ".";
    }

    private String change(String name, double[] x, double[] y) {
        int first = -1;
        int last = -1;
        int highest = -1;
        for (int i = 0; i < y.length; i++) {
            if (Double.isFinite(y[i])) {
                first = first < 0 ? i : first;
                last = i;
                highest = highest < 0 || y[i] > y[highest] ? i : highest;
            }
        }
        if (first < 0) {
            return "";
        }
        if (first == last) {
            return name + " is " + y(y[first]) + " at " + x(x[first]) + ".";
        }
        String verb = y[last] > y[first]
                ? " rises"
                : y[last] < y[first] ? " falls" : " starts and ends at the same value,";
        String peak = highest == last || highest == first
                ? ""
                : ", with a peak of " + y(y[highest]) + " at "
                        + x(x[highest]);
        return name + verb + " from " + y(y[first]) + " at " + x(x[first]) + " to " + y(y[last]) + " at "
                + x(x[last])
                + peak + ".";
    }

    private String extremes(String name, double[] at, double[] from, double[] to, boolean upright) {
        int high = -1;
        int low = -1;
        for (int i = 0; i < at.length; i++) {
            double length = to[i] - from[i];
            if (Double.isFinite(length)) {
                high = high < 0 || length > to[high] - from[high] ? i : high;
                low = low < 0 || length < to[low] - from[low] ? i : low;
            }
        }
        if (high < 0) {
            return "";
        }
        String highest = (upright ? x(at[high]) : y(at[high])) + " has the highest value, "
                + (upright ? y(to[high] - from[high]) : x(to[high] - from[high]));
        String lowest = high == low
                ? ""
                : "; " + (upright ? x(at[low]) : y(at[low])) + " the lowest, "
                        + (upright ? y(to[low] - from[low]) : x(to[low] - from[low]));
        return name + ": " + highest + lowest + ".";
    }

    private String peak(Geom.Bars bars) {
        int high = -1;
        double sum = 0;
        for (int i = 0; i < bars.x1().length; i++) {
            double length = bars.y2()[i] - bars.y1()[i];
            if (Double.isFinite(length)) {
                sum += length;
                high = high < 0 || length > bars.y2()[high] - bars.y1()[high] ? i : high;
            }
        }
        return high < 0 || sum == 0
                ? ""
                : capitalized(brief(bars.look().name())) + ": most are between " + x(bars.x1()[high])
                        + " and " + x(bars.x2()[high]) + ".";
    }

    private String relation(Geom.Points points) {
        int n = 0;
        double sx = 0;
        double sy = 0;
        for (int i = 0; i < points.x().length; i++) {
            if (Double.isFinite(points.x()[i]) && Double.isFinite(points.y()[i])) {
                n++;
                sx += points.x()[i];
                sy += points.y()[i];
            }
        }
        if (n < 3 || drawing.x().kind() == AxisKind.CATEGORY || drawing.y().kind() == AxisKind.CATEGORY) {
            return "";
        }
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < points.x().length; i++) {
            double dx = points.x()[i] - sx / n;
            double dy = points.y()[i] - sy / n;
            if (Double.isFinite(dx) && Double.isFinite(dy)) {
                xx += dx * dx;
                yy += dy * dy;
                xy += dx * dy;
            }
        }
        double r = xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
        String strength = Math.abs(r) < 0.2
                ? "no clear linear relation"
                : (Math.abs(r) < 0.6 ? "a moderate " : "a strong ")
                        + (r > 0 ? "positive" : "negative") + " relation";
        return capitalized(brief(points.look().name())) + ": " + NumberText.fixed(n, 0) + " points, "
                + strength
                + " (correlation " + NumberText.fixed(r, 2) + ").";
    }

    private String color(double value) {
        ValueFormat format = drawing.legend().rampFormat();
        return format == null ? NumberText.brief(value) : format.text(value);
    }

    private static double[] middle(double[] a, double[] b) {
        double[] middle = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            middle[i] = (a[i] + b[i]) / 2;
        }
        return middle;
    }

    private String x(double value) {
        return brief(drawing.x().text(value));
    }

    private String y(double value) {
        return brief(drawing.y().text(value));
    }

    /// A name that is not longer than a sentence should be.
    private static String brief(String name) {
        int most = 80;
        return name.codePointCount(0, name.length()) <= most
                ? name
                : name.substring(0, name.offsetByCodePoints(0, most)).stripTrailing() + "…";
    }

    private static String capitalized(String text) {
        return text.isEmpty() ? text : Character.toTitleCase(text.charAt(0)) + text.substring(1);
    }
}
