package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

import dev.peso.Column;
import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.viz.SvgAxis.Kind;

/// What a reader with a ruler should find in a picture, computed from its data in plain Java and compared in pixels.
final class GoldenReadings {
    private static final double HALF = 0.5;
    static final String MISSING = "(missing)";

    private GoldenReadings() {}

    /// Checks a picture against what it was made of.
    @FunctionalInterface
    interface Reading {
        void check(SvgReading svg) throws Exception;

        default Reading and(Reading other) {
            return svg -> {
                check(svg);
                other.check(svg);
            };
        }
    }

    /// Which rows, and what stands on the axes.
    ///
    /// @param series the column of colours, or null
    record Marks(Dataset data, String x, String y, @Nullable String series, Kind xKind, Kind yKind,
            int panel) {
        static Marks of(Dataset data, String x, String y) {
            return new Marks(data.collect(), x, y, null, Kind.NUMBERS, Kind.NUMBERS, 0);
        }

        Marks by(String column) {
            return new Marks(data, x, y, column, xKind, yKind, panel);
        }

        Marks dates() {
            return new Marks(data, x, y, series, Kind.DATES, yKind, panel);
        }

        Marks powers() {
            return new Marks(data, x, y, series, xKind, Kind.POWERS, panel);
        }

        Marks inPanel(int number) {
            return new Marks(data, x, y, series, xKind, yKind, number);
        }

        SvgAxis xAxis(SvgReading svg) {
            return svg.axis(true, panel, xKind);
        }

        SvgAxis yAxis(SvgReading svg) {
            return svg.axis(false, panel, yKind);
        }

        /// The rows of each series, by its name; all of them if there are no series.
        Map<String, Dataset> parts() {
            if (series == null) {
                return Map.of("", data);
            }
            Map<String, Dataset> parts = new LinkedHashMap<>();
            for (String name : names(data, series)) {
                parts.computeIfAbsent(name, each -> data.filter(dev.peso.Expr
                        .coalesce(dev.peso.Expr.col(series).cast(DataType.UTF8), MISSING)
                        .eq(each)).collect());
            }
            return parts;
        }

        List<Element> groups(SvgReading svg, String kind, String name) {
            return svg.marks(panel, kind, series == null ? null : name);
        }
    }

    /// Numbers, or milliseconds of dates; NaN for what is missing.
    static double[] values(Dataset data, String name) {
        Column column = data.column(name);
        double[] values = new double[Math.toIntExact(column.rows())];
        column.reader().readDoubles(0, values, 0, values.length);
        return column.type() == DataType.DATE
                ? Arrays.stream(values).map(each -> each * 86_400_000).toArray()
                : values;
    }

    static List<String> names(Dataset data, String name) {
        Column column = data.column(name);
        return IntStream.range(0, Math.toIntExact(column.rows()))
                .mapToObj(i -> Objects.requireNonNullElse(column.get(i), MISSING).toString())
                .toList();
    }

    /// Pairs of values that are both there.
    private static List<double[]> pairs(Dataset rows, String x, String y) {
        double[] xs = values(rows, x);
        double[] ys = values(rows, y);
        return IntStream.range(0, xs.length)
                .filter(i -> Double.isFinite(xs[i]) && Double.isFinite(ys[i]))
                .mapToObj(i -> new double[]{xs[i], ys[i]})
                .toList();
    }

    private static List<double[]> placed(List<double[]> pairs, SvgAxis x, SvgAxis y) {
        return pairs.stream().map(each -> new double[]{x.at(each[0]), y.at(each[1])}).toList();
    }

    /// Each expected spot is found and each found one expected, to half a pixel.
    private static void sameSpots(List<double[]> found, List<double[]> expected, String what) {
        assertThat(uncovered(expected, found)).as("%s that are missing of %s", what, expected.size())
                .isEmpty();
        assertThat(uncovered(found, expected)).as("%s that nothing explains of %s", what, found.size())
                .isEmpty();
    }

    private static List<String> uncovered(List<double[]> spots, List<double[]> by) {
        return spots.stream()
                .filter(each -> by.stream()
                        .noneMatch(other -> Math.abs(each[0] - other[0]) <= HALF
                                && Math.abs(each[1] - other[1]) <= HALF))
                .map(Arrays::toString)
                .toList();
    }

    private static List<double[]> corners(List<Element> groups) {
        return groups.stream().flatMap(each -> SvgReading.corners(each).stream()).toList();
    }

    static Reading lines(Marks marks) {
        return svg -> marks.parts()
                .forEach((name, rows) -> sameSpots(corners(marks.groups(svg, "line", name)),
                        placed(pairs(rows, marks.x, marks.y), marks.xAxis(svg), marks.yAxis(svg)),
                        "corners " + name));
    }

    /// A line among others.
    static Reading line(Marks marks, String name) {
        return svg -> sameSpots(corners(svg.marks(marks.panel, "line", name)),
                placed(pairs(marks.data, marks.x, marks.y), marks.xAxis(svg), marks.yAxis(svg)),
                "corners " + name);
    }

    static Reading points(Marks marks) {
        return svg -> marks.parts().forEach((name, rows) -> {
            List<double[]> found = marks.groups(svg, "point", name)
                    .stream()
                    .flatMap(each -> SvgReading.centers(each).stream())
                    .toList();
            List<double[]> expected = placed(pairs(rows, marks.x, marks.y), marks.xAxis(svg),
                    marks.yAxis(svg));
            assertThat(found).as("points %s", name).hasSameSizeAs(expected);
            sameSpots(found, expected, "points " + name);
        });
    }

    /// The area of a bubble is in proportion to its number.
    static Reading bubbles(Marks marks, String size) {
        return svg -> {
            double[] x = values(marks.data, marks.x);
            double[] y = values(marks.data, marks.y);
            double[] sizes = values(marks.data, size);
            double largest = Arrays.stream(sizes).filter(Double::isFinite).max().orElseThrow();
            List<Element> circles = marks.groups(svg, "point", "")
                    .stream()
                    .flatMap(each -> SvgReading.all(each, "circle").stream())
                    .toList();
            double most = circles.stream()
                    .mapToDouble(each -> SvgReading.number(each, "r"))
                    .max()
                    .orElseThrow();
            for (int i = 0; i < x.length; i++) {
                if (!Double.isFinite(x[i]) || !Double.isFinite(y[i]) || !Double.isFinite(sizes[i])) {
                    continue;
                }
                double px = marks.xAxis(svg).at(x[i]);
                double py = marks.yAxis(svg).at(y[i]);
                double r = Math.max(1.5, most * Math.sqrt(Math.abs(sizes[i]) / largest));
                assertThat(circles).as("bubble %s, %s of %s", x[i], y[i], sizes[i])
                        .anyMatch(each -> Math.abs(SvgReading.number(each, "cx") - px) <= HALF
                                && Math.abs(SvgReading.number(each, "cy") - py) <= HALF
                                && Math.abs(SvgReading.number(each, "r") - r) <= HALF);
            }
        };
    }

    static Reading steps(Marks marks) {
        return svg -> marks.parts().forEach((name, rows) -> {
            List<double[]> found = corners(marks.groups(svg, "line", name));
            List<double[]> starts = IntStream.range(0, found.size())
                    .filter(i -> i % 2 == 0)
                    .mapToObj(found::get)
                    .toList();
            sameSpots(starts, placed(pairs(rows, marks.x, marks.y), marks.xAxis(svg), marks.yAxis(svg)),
                    "steps " + name);
            for (int i = 1; i < found.size(); i += 2) {
                assertThat(found.get(i)[1]).isEqualTo(found.get(i - 1)[1]);
            }
        });
    }

    static Reading band(Marks marks, String low, String high, String name) {
        return svg -> {
            List<double[]> expected = new ArrayList<>(
                    placed(pairs(marks.data, marks.x, low), marks.xAxis(svg), marks.yAxis(svg)));
            expected.addAll(placed(pairs(marks.data, marks.x, high), marks.xAxis(svg), marks.yAxis(svg)));
            sameSpots(corners(svg.marks(marks.panel, "area", name)), expected, "band");
        };
    }

    /// Areas that stand on one another.
    static Reading areas(Marks marks) {
        return svg -> {
            TreeMap<Double, Double> sums = new TreeMap<>();
            pairs(marks.data, marks.x, marks.y).forEach(each -> sums.put(each[0], 0.0));
            double[] xs = values(marks.data, marks.x);
            Arrays.stream(xs).filter(Double::isFinite).forEach(each -> sums.putIfAbsent(each, 0.0));
            marks.parts().forEach((name, rows) -> {
                List<double[]> edges = new ArrayList<>();
                sums.forEach((x, sum) -> edges.add(new double[]{x, sum}));
                pairs(rows, marks.x, marks.y).forEach(each -> sums.merge(each[0], each[1], Double::sum));
                sums.forEach((x, sum) -> edges.add(new double[]{x, sum}));
                List<Element> groups = marks.groups(svg, "area", name);
                if (!groups.isEmpty() || rows.count() > 0) {
                    sameSpots(corners(groups), placed(edges, marks.xAxis(svg), marks.yAxis(svg)),
                            "area " + name);
                }
            });
        };
    }

    /// A bar: where it stands, and from where to where it reaches.
    ///
    /// @param series whose bars it is among, or null for all
    /// @param part which part of the place of its name it has, and of how many
    record Bar(@Nullable String series, String name, double from, double to, int part, int parts) {
        static Bar of(String name, double to) {
            return new Bar(null, name, 0, to, 0, 1);
        }
    }

    static Reading bars(List<Bar> bars, boolean lying) {
        return bars(bars, lying, 0);
    }

    static Reading bars(List<Bar> bars, boolean lying, int panel) {
        return svg -> {
            SvgAxis at = svg.axis(!lying, panel, Kind.NAMES);
            SvgAxis along = svg.axis(lying, panel, Kind.NUMBERS);
            int checked = 0;
            for (Bar bar : bars) {
                double middle = at.at(bar.name);
                if (Double.isNaN(middle)) {
                    continue;
                }
                double place = middle + (bar.parts == 1
                        ? 0
                        : 0.8 * at.step() * ((bar.part + 0.5) / bar.parts - 0.5));
                double low = Math.min(along.at(bar.from), along.at(bar.to));
                double high = Math.max(along.at(bar.from), along.at(bar.to));
                List<double[]> boxes = svg.marks(panel, "bar", bar.series)
                        .stream()
                        .flatMap(each -> SvgReading.boxes(each).stream())
                        .toList();
                checked++;
                assertThat(boxes).as("%s at %s, %s to %s", bar, place, low, high)
                        .anyMatch(box -> Math
                                .abs((lying ? box[1] + box[3] : box[0] + box[2]) / 2 - place) <= HALF
                                && Math.abs((lying ? box[0] : box[1]) - low) <= HALF
                                && Math.abs((lying ? box[2] : box[3]) - high) <= HALF);
            }
            assertThat(checked).as("bars whose names can be read")
                    .isGreaterThanOrEqualTo((bars.size() + 1) / 2);
        };
    }

    /// Bars by name and series, as a table of sums.
    static List<Bar> table(Dataset data, String name, String value, String series, String how) {
        List<String> names = names(data, name).stream().distinct().toList();
        List<String> groups = names(data, series).stream().distinct().toList();
        List<Bar> bars = new ArrayList<>();
        for (String at : names) {
            double[] sums = groups.stream()
                    .mapToDouble(group -> sum(data, name, at, series, group, value))
                    .toArray();
            double all = Arrays.stream(sums).map(Math::abs).filter(Double::isFinite).sum();
            double[] base = new double[2];
            for (int s = 0; s < sums.length; s++) {
                if (Double.isNaN(sums[s])) {
                    continue;
                }
                double length = how.equals("shares") ? sums[s] / all : sums[s];
                boolean stacked = !how.equals("grouped");
                double from = stacked ? base[length < 0 ? 1 : 0] : 0;
                base[length < 0 ? 1 : 0] += length;
                bars.add(new Bar(groups.get(s), at, from, from + length, s, stacked ? 1 : groups.size()));
            }
        }
        return bars;
    }

    /// NaN where there is no row.
    private static double sum(Dataset data, String name, String at, String series, String group,
            String value) {
        List<String> names = names(data, name);
        List<String> groups = names(data, series);
        double[] values = values(data, value);
        double[] own = IntStream.range(0, values.length)
                .filter(i -> names.get(i).equals(at) && groups.get(i).equals(group)
                        && !Double.isNaN(values[i]))
                .mapToDouble(i -> values[i])
                .toArray();
        double sum = Arrays.stream(own).sum();
        return own.length == 0 || Double.isInfinite(sum) ? Double.NaN : sum;
    }

    /// The numbers of each name, in the order in which names appear.
    static Map<String, double[]> byName(Dataset data, String name, String value) {
        List<String> names = names(data, name);
        double[] values = values(data, value);
        Map<String, double[]> found = new LinkedHashMap<>();
        for (String each : names) {
            found.computeIfAbsent(each, at -> IntStream.range(0, values.length)
                    .filter(i -> names.get(i).equals(at) && Double.isFinite(values[i]))
                    .mapToDouble(i -> values[i])
                    .toArray());
        }
        return found;
    }

    /// How many values each bar holds, as far as its edges can be read.
    static Reading histogram(Dataset data, String column, @Nullable String series) {
        return svg -> {
            SvgAxis x = svg.axis(true, 0, Kind.NUMBERS);
            SvgAxis y = svg.axis(false, 0, Kind.NUMBERS);
            Marks marks = new Marks(data, column, column, series, Kind.NUMBERS, Kind.NUMBERS, 0);
            Map<String, Dataset> parts = marks.parts();
            double total = 0;
            for (Map.Entry<String, Dataset> part : parts.entrySet()) {
                double[] values = values(part.getValue(), column);
                for (Element group : marks.groups(svg, "bar", part.getKey())) {
                    for (double[] box : SvgReading.boxes(group)) {
                        double count = y.value(box[1]) - y.value(box[3]);
                        double from = x.value(box[0] - 0.5);
                        double to = x.value(box[2] + 0.5);
                        assertThat(count).as("values from %s to %s", from, to)
                                .isBetween(count(values, from + x.half(), to - x.half()) - 2 * y.half(),
                                        count(values, from - x.half(), to + x.half()) + 2 * y.half());
                        total += count;
                    }
                }
            }
            double rows = Arrays.stream(values(data, column)).filter(Double::isFinite).count();
            assertThat(total).isCloseTo(rows, within(40 * y.half()));
        };
    }

    private static double count(double[] values, double from, double to) {
        return Arrays.stream(values).filter(each -> each >= from && each <= to).count();
    }

    /// Whether a curve covers an area of one.
    static Reading density(Marks marks) {
        return svg -> marks.parts().forEach((name, rows) -> {
            SvgAxis x = marks.xAxis(svg);
            SvgAxis y = marks.yAxis(svg);
            List<Element> curves = marks.groups(svg, "line", name);
            if (pairs(rows, marks.x, marks.x).isEmpty()) {
                assertThat(curves).isEmpty();
                return;
            }
            List<double[]> found = corners(curves);
            double area = 0;
            for (int i = 1; i < found.size(); i++) {
                area += (x.value(found.get(i)[0]) - x.value(found.get(i - 1)[0]))
                        * (y.value(found.get(i)[1]) + y.value(found.get(i - 1)[1])) / 2;
            }
            assertThat(area).as("area of %s", name).isCloseTo(1, within(0.02));
        });
    }

    static Reading shares(Marks marks) {
        return svg -> marks.parts().forEach((name, rows) -> {
            SvgAxis x = marks.xAxis(svg);
            SvgAxis y = marks.yAxis(svg);
            double[] values = Arrays.stream(values(rows, marks.x)).filter(Double::isFinite).toArray();
            for (double[] corner : corners(marks.groups(svg, "line", name))) {
                double at = x.value(corner[0]);
                assertThat(y.value(corner[1])).as("share of %s up to %s", name, at)
                        .isBetween(
                                count(values, Double.NEGATIVE_INFINITY, at - x.half()) / values.length
                                        - y.half(),
                                count(values, Double.NEGATIVE_INFINITY, at + x.half()) / values.length
                                        + y.half());
            }
            assertThat(values.length == 0 || !marks.groups(svg, "line", name).isEmpty()).isTrue();
        });
    }

    /// A quantile between the two nearest values (type 7 of Hyndman and Fan).
    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int low = (int) Math.floor(at);
        return sorted[low] + (at - low) * (sorted[Math.min(sorted.length - 1, low + 1)] - sorted[low]);
    }

    static Reading boxes(Dataset data, String name, String value, boolean lying) {
        return svg -> {
            SvgAxis at = svg.axis(!lying, 0, Kind.NAMES);
            SvgAxis along = svg.axis(lying, 0, Kind.NUMBERS);
            List<Bar> boxes = new ArrayList<>();
            List<double[]> whiskers = new ArrayList<>();
            List<double[]> outliers = new ArrayList<>();
            byName(data, name, value).forEach((group, values) -> {
                Arrays.sort(values);
                if (values.length == 0) {
                    return;
                }
                double q1 = quantile(values, 0.25);
                double q3 = quantile(values, 0.75);
                boxes.add(new Bar(null, group, q1, q3, 0, 1));
                double reach = 1.5 * (q3 - q1);
                double[] inside = Arrays.stream(values)
                        .filter(v -> v >= q1 - reach && v <= q3 + reach)
                        .toArray();
                double middle = at.at(group);
                if (!Double.isNaN(middle)) {
                    whiskers.add(new double[]{middle, along.at(inside[0])});
                    whiskers.add(new double[]{middle, along.at(inside[inside.length - 1])});
                    Arrays.stream(values)
                            .filter(v -> v < q1 - reach || v > q3 + reach)
                            .forEach(v -> outliers.add(new double[]{middle, along.at(v)}));
                }
            });
            bars(boxes, lying).check(svg);
            List<double[]> ends = new ArrayList<>();
            for (Element group : svg.marks(0, "segment", null)) {
                for (Element line : SvgReading.all(group, "line")) {
                    ends.add(end(line, lying, "1"));
                    ends.add(end(line, lying, "2"));
                }
            }
            assertThat(uncovered(whiskers, ends)).as("whiskers").isEmpty();
            List<double[]> dots = new ArrayList<>();
            for (Element group : svg.marks(0, "point", null)) {
                SvgReading.centers(group)
                        .forEach(dot -> dots.add(lying ? new double[]{dot[1], dot[0]} : dot));
            }
            assertThat(uncovered(outliers, dots)).as("outliers").isEmpty();
            assertThat(dots.size()).isGreaterThanOrEqualTo(outliers.size());
        };
    }

    private static double[] end(Element line, boolean lying, String which) {
        double x = SvgReading.number(line, "x" + which);
        double y = SvgReading.number(line, "y" + which);
        return lying ? new double[]{y, x} : new double[]{x, y};
    }

    /// Shapes from the lowest to the highest value, a dot at the median.
    static Reading violins(Dataset data, String name, String value) {
        return svg -> {
            SvgAxis at = svg.axis(true, 0, Kind.NAMES);
            SvgAxis along = svg.axis(false, 0, Kind.NUMBERS);
            List<Element> shapes = svg.marks(0, "area", null);
            List<double[]> medians = svg.marks(0, "point", null)
                    .stream()
                    .flatMap(each -> SvgReading.centers(each).stream())
                    .toList();
            byName(data, name, value).forEach((group, values) -> {
                Arrays.sort(values);
                double middle = at.at(group);
                if (values.length == 0 || Double.isNaN(middle)) {
                    return;
                }
                double low = along.at(values[0]);
                double high = along.at(values[values.length - 1]);
                assertThat(shapes).as("the violin of %s", group).anyMatch(shape -> {
                    List<double[]> corners = SvgReading.corners(shape);
                    double[] ys = corners.stream().mapToDouble(each -> each[1]).sorted().toArray();
                    double[] xs = corners.stream().mapToDouble(each -> each[0]).sorted().toArray();
                    return Math.abs(ys[0] - high) <= HALF && Math.abs(ys[ys.length - 1] - low) <= HALF
                            && Math.abs((xs[0] + xs[xs.length - 1]) / 2 - middle) <= HALF;
                });
                assertThat(uncovered(List.of(new double[]{middle, along.at(quantile(values, 0.5))}), medians))
                        .as("the median of %s", group)
                        .isEmpty();
            });
        };
    }

    /// All values of a name, each at its height and within the place of its name.
    static Reading strips(Dataset data, String name, String value, boolean lying) {
        return svg -> {
            SvgAxis at = svg.axis(!lying, 0, Kind.NAMES);
            SvgAxis along = svg.axis(lying, 0, Kind.NUMBERS);
            List<double[]> dots = new ArrayList<>();
            for (Element group : svg.marks(0, "point", null)) {
                SvgReading.centers(group)
                        .forEach(dot -> dots.add(lying ? new double[]{dot[1], dot[0]} : dot));
            }
            byName(data, name, value).forEach((group, values) -> {
                double middle = at.at(group);
                if (Double.isNaN(middle)) {
                    return;
                }
                double[] found = dots.stream()
                        .filter(dot -> Math.abs(dot[0] - middle) < at.step() / 2)
                        .mapToDouble(dot -> dot[1])
                        .sorted()
                        .toArray();
                double[] expected = Arrays.stream(values).map(along::at).sorted().toArray();
                assertThat(found).as("the strip of %s", group).hasSameSizeAs(expected);
                for (int i = 0; i < found.length; i++) {
                    assertThat(found[i]).isCloseTo(expected[i], within(HALF));
                }
            });
        };
    }

    /// Cells by the names of both axes: their colours, read from the ramp, and what is written on them.
    ///
    /// @param cells values by the name of x, then of y
    static Reading cells(Map<String, Map<String, Double>> cells) {
        return svg -> {
            SvgAxis x = svg.axis(true, 0, Kind.NAMES);
            SvgAxis y = svg.axis(false, 0, Kind.NAMES);
            double[] all = cells.values()
                    .stream()
                    .flatMap(each -> each.values().stream())
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            double low = Arrays.stream(all).min().orElseThrow();
            double high = Arrays.stream(all).max().orElseThrow();
            double span = low < 0 && high > 0 ? 2 * Math.max(-low, high) : high - low;
            List<Element> rects = SvgReading.all(svg.marks(0, "bar", null).getFirst(), "rect");
            int read = 0;
            for (Map.Entry<String, Map<String, Double>> column : cells.entrySet()) {
                for (Map.Entry<String, Double> cell : column.getValue().entrySet()) {
                    double px = x.at(column.getKey());
                    double py = y.at(cell.getKey());
                    if (Double.isNaN(px) || Double.isNaN(py)) {
                        continue;
                    }
                    read++;
                    Element rect = rects.stream()
                            .filter(each -> Math.abs(middle(each, "x", "width") - px) <= HALF
                                    && Math.abs(middle(each, "y", "height") - py) <= HALF)
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("no cell " + column.getKey() + " " + cell));
                    // The ramp of the legend has 48 steps, its ends are written with four digits.
                    assertThat(svg.rampValue(SvgReading.color(rect, "fill")))
                            .as("%s %s", column.getKey(), cell)
                            .isCloseTo(cell.getValue(), within(span / 47 + Math.abs(high) * 1e-3));
                    for (Element text : texts(svg)) {
                        if (Math.abs(SvgReading.number(text, "x") - px) < 1
                                && Math.abs(SvgReading.number(text, "y") - py) < 8) {
                            assertThat(SvgReading.parse(text.getTextContent()))
                                    .isCloseTo(cell.getValue(),
                                            within(Math.max(0.005, Math.abs(cell.getValue()) * 5e-3)));
                        }
                    }
                }
            }
            assertThat(read).isPositive();
        };
    }

    private static List<Element> texts(SvgReading svg) {
        return svg.marks(0, "label", null)
                .stream()
                .flatMap(each -> SvgReading.all(each, "text").stream())
                .toList();
    }

    private static double middle(Element rect, String from, String size) {
        return SvgReading.number(rect, from) + SvgReading.number(rect, size) / 2;
    }

    /// The mean of a value for each pair of names, or how many rows there are.
    static Map<String, Map<String, Double>> means(Dataset data, String x, String y, String value) {
        List<String> xs = names(data, x);
        List<String> ys = names(data, y);
        double[] values = values(data, value);
        Map<String, Map<String, Double>> cells = new LinkedHashMap<>();
        for (String column : new TreeSet<>(xs)) {
            for (String row : new TreeSet<>(ys)) {
                double[] own = IntStream.range(0, values.length)
                        .filter(i -> xs.get(i).equals(column) && ys.get(i).equals(row)
                                && !Double.isNaN(values[i]))
                        .mapToDouble(i -> values[i])
                        .toArray();
                if (own.length > 0 && Double.isFinite(Arrays.stream(own).sum())) {
                    cells.computeIfAbsent(column, _ -> new LinkedHashMap<>())
                            .put(row, Arrays.stream(own).average().orElseThrow());
                }
            }
        }
        return cells;
    }

    /// Pearson's correlation of each pair of columns.
    static Map<String, Map<String, Double>> correlations(Dataset data, List<String> columns) {
        Map<String, Map<String, Double>> cells = new LinkedHashMap<>();
        for (String a : columns) {
            for (String b : columns) {
                cells.computeIfAbsent(a, _ -> new LinkedHashMap<>())
                        .put(b, correlation(values(data, a), values(data, b)));
            }
        }
        return cells;
    }

    private static double correlation(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElseThrow();
        double meanB = Arrays.stream(b).average().orElseThrow();
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return ab / Math.sqrt(aa * bb);
    }

    static Reading waterfall(Dataset data, String name, String step) {
        List<String> names = names(data, name);
        double[] steps = values(data, step);
        List<Bar> bars = new ArrayList<>();
        double level = 0;
        for (int i = 0; i < steps.length; i++) {
            if (Double.isFinite(steps[i])) {
                bars.add(new Bar(null, names.get(i), level, level + steps[i], 0, 1));
                level += steps[i];
            }
        }
        return bars(bars, false);
    }

    /// The angles of slices: points on the outer arc lie on one circle.
    static Reading slices(Dataset data, String name, String value) {
        return svg -> {
            Map<String, double[]> parts = byName(data, name, value);
            double all = parts.values().stream().flatMapToDouble(Arrays::stream).sum();
            List<Element> paths = SvgReading.all(svg.groups("mark slice").getFirst(), "path");
            List<List<double[]>> arcs = paths.stream().map(GoldenReadings::outerArc).toList();
            List<double[]> on = arcs.stream().flatMap(List::stream).toList();
            double[] center = center(on.getFirst(), on.get(on.size() / 3), on.get(2 * on.size() / 3));
            double radius = Math.hypot(on.getFirst()[0] - center[0], on.getFirst()[1] - center[1]);
            int i = 0;
            for (Map.Entry<String, double[]> part : parts.entrySet()) {
                double expected = Arrays.stream(part.getValue()).sum() / all;
                List<double[]> arc = arcs.get(i++);
                double turned = 0;
                for (int k = 1; k < arc.size(); k++) {
                    turned += turn(center, arc.get(k - 1), arc.get(k));
                }
                // Half a pixel along the outer edge.
                assertThat(turned).as("the share of %s", part.getKey())
                        .isCloseTo(expected, within(HALF / (2 * Math.PI * radius)));
            }
        };
    }

    private static List<double[]> outerArc(Element path) {
        List<double[]> on = new ArrayList<>();
        for (String piece : path.getAttribute("d").split("(?=[MCLZ])")) {
            double[] numbers = Arrays.stream(piece.substring(1).trim().split(" "))
                    .filter(each -> !each.isEmpty())
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (piece.charAt(0) == 'L') {
                break;
            }
            on.add(new double[]{numbers[numbers.length - 2], numbers[numbers.length - 1]});
        }
        return on;
    }

    private static double turn(double[] center, double[] from, double[] to) {
        double angle = Math.atan2(to[1] - center[1], to[0] - center[0])
                - Math.atan2(from[1] - center[1], from[0] - center[0]);
        return (angle / (2 * Math.PI) + 1 + 1e-6) % 1 - 1e-6;
    }

    private static double[] center(double[] a, double[] b, double[] c) {
        double d = 2 * (a[0] * (b[1] - c[1]) + b[0] * (c[1] - a[1]) + c[0] * (a[1] - b[1]));
        double aa = a[0] * a[0] + a[1] * a[1];
        double bb = b[0] * b[0] + b[1] * b[1];
        double cc = c[0] * c[0] + c[1] * c[1];
        return new double[]{(aa * (b[1] - c[1]) + bb * (c[1] - a[1]) + cc * (a[1] - b[1])) / d,
                (aa * (c[0] - b[0]) + bb * (a[0] - c[0]) + cc * (b[0] - a[0])) / d};
    }

    static Reading candles(Dataset data, String day) {
        return svg -> {
            SvgAxis x = svg.axis(true, 0, Kind.DATES);
            SvgAxis y = svg.axis(false, 0, Kind.NUMBERS);
            double[] days = values(data, day);
            List<double[]> boxes = SvgReading.boxes(svg.marks(0, "bar", null).getFirst());
            List<Element> lines = SvgReading.all(svg.marks(0, "segment", null).getFirst(), "line");
            int wicks = 0;
            int bodies = 0;
            for (int i = 0; i < days.length; i++) {
                int row = i;
                double[] prices = List.of("open", "high", "low", "close")
                        .stream()
                        .mapToDouble(each -> values(data, each)[row])
                        .toArray();
                if (!Double.isFinite(days[i])) {
                    continue;
                }
                Element line = lines.get(wicks++);
                assertThat(SvgReading.number(line, "x1")).isCloseTo(x.at(days[i]), within(HALF));
                assertThat(SvgReading.number(line, "y1")).isCloseTo(y.at(prices[2]), within(HALF));
                assertThat(SvgReading.number(line, "y2")).isCloseTo(y.at(prices[1]), within(HALF));
                if (Double.isFinite(prices[0] + prices[3])) {
                    double[] box = boxes.get(bodies++);
                    assertThat((box[0] + box[2]) / 2).isCloseTo(x.at(days[i]), within(HALF));
                    assertThat(box[1]).isCloseTo(y.at(Math.max(prices[0], prices[3])), within(HALF));
                    assertThat(box[3]).isCloseTo(y.at(Math.min(prices[0], prices[3])), within(HALF));
                }
            }
            assertThat(lines).hasSize(wicks);
            assertThat(boxes).hasSize(bodies);
        };
    }

    /// Lines from one end to the other at each name.
    static Reading whiskers(Dataset data, String name, String low, String high) {
        return svg -> {
            SvgAxis x = svg.axis(true, 0, Kind.NAMES);
            SvgAxis y = svg.axis(false, 0, Kind.NUMBERS);
            List<double[]> ends = new ArrayList<>();
            for (Element group : svg.marks(0, "segment", null)) {
                for (Element line : SvgReading.all(group, "line")) {
                    ends.add(end(line, false, "1"));
                    ends.add(end(line, false, "2"));
                }
            }
            List<String> names = names(data, name);
            for (String column : List.of(low, high)) {
                double[] values = values(data, column);
                for (int i = 0; i < values.length; i++) {
                    double at = x.at(names.get(i));
                    if (!Double.isNaN(at) && Double.isFinite(values(data, low)[i] + values(data, high)[i])) {
                        assertThat(uncovered(List.of(new double[]{at, y.at(values[i])}), ends))
                                .as("the %s end of %s", column, names.get(i))
                                .isEmpty();
                    }
                }
            }
        };
    }

    /// A line across the panel.
    static Reading rule(double value) {
        return svg -> {
            double at = svg.axis(false, 0, Kind.NUMBERS).at(value);
            assertThat(svg.marks(0, "segment", null)
                    .stream()
                    .flatMap(each -> SvgReading.all(each, "line").stream())
                    .anyMatch(line -> Math.abs(SvgReading.number(line, "y1") - at) <= HALF
                            && Math.abs(SvgReading.number(line, "y2") - at) <= HALF))
                    .as("a line at %s", value)
                    .isTrue();
        };
    }

    /// Points that stand at names.
    static Reading namedPoints(Dataset data, String name, String value, boolean lying) {
        return svg -> {
            SvgAxis at = svg.axis(!lying, 0, Kind.NAMES);
            SvgAxis along = svg.axis(lying, 0, Kind.NUMBERS);
            List<double[]> dots = svg.marks(0, "point", null)
                    .stream()
                    .flatMap(each -> SvgReading.centers(each).stream())
                    .toList();
            List<String> names = names(data, name);
            double[] values = values(data, value);
            for (int i = 0; i < values.length; i++) {
                double place = at.at(names.get(i));
                if (!Double.isNaN(place) && Double.isFinite(values[i])) {
                    double[] spot = {place, along.at(values[i])};
                    assertThat(uncovered(List.of(lying ? new double[]{spot[1], spot[0]} : spot), dots))
                            .as("the point of %s", names.get(i))
                            .isEmpty();
                }
            }
        };
    }

    /// The rows of each name of a column, in the order of the panels.
    static List<Dataset> panels(Dataset data, String column) {
        return names(data, column).stream()
                .distinct()
                .map(each -> data.filter(dev.peso.Expr.coalesce(dev.peso.Expr.col(column), MISSING).eq(each))
                        .collect())
                .toList();
    }

    static List<Bar> means(Dataset data, String name, String value) {
        return byName(data, name, value).entrySet()
                .stream()
                .filter(each -> each.getValue().length > 0)
                .map(each -> Bar.of(each.getKey(), Arrays.stream(each.getValue()).average().orElseThrow()))
                .toList();
    }

    /// Names whose sum is not finite have no bar.
    static List<Bar> sums(Dataset data, String name, String value) {
        List<String> names = names(data, name);
        double[] values = values(data, value);
        Map<String, Double> sums = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                sums.merge(names.get(i), values[i], Double::sum);
            }
        }
        return sums.entrySet()
                .stream()
                .filter(each -> Double.isFinite(each.getValue()))
                .map(each -> Bar.of(each.getKey(), each.getValue()))
                .toList();
    }

    static List<Bar> counts(Dataset data, String name) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        names(data, name).forEach(each -> counts.merge(each, 1, Integer::sum));
        return counts.entrySet().stream().map(each -> Bar.of(each.getKey(), each.getValue())).toList();
    }
}
