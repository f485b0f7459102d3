package dev.peso.viz.internal.data;

import static dev.peso.viz.internal.spec.Channel.COLOR;
import static dev.peso.viz.internal.spec.Channel.X;
import static dev.peso.viz.internal.spec.Channel.Y;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.stats.Density;
import dev.peso.stats.Quantiles;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Ink;
import dev.peso.viz.internal.mark.Look;
import dev.peso.viz.internal.spec.Mark;

/// Boxes, violins and strips: how the values of each group are spread.
final class Groups implements Maker {
    private static final double SHARE = 0.8;
    private static final int PLACES = 80;
    /// What lies between the quartiles.
    static final String MIDDLE = "middle half";
    /// The fractional part of the golden ratio: multiples of it never bunch.
    private static final double GOLDEN = 0.6180339887498949;

    private final Style style;
    private final boolean dodged;

    Groups(Style style, Rows all) {
        this.style = style;
        this.dodged = style.groups() > 1 && !sameGroups(all);
    }

    /// Whether colour says the same as x: then groups have their place already.
    private static boolean sameGroups(Rows rows) {
        int[] x = rows.codes(X);
        int[] color = rows.codes(COLOR);
        int[] colorOf = new int[Arrays.stream(x).max().orElse(0) + 1];
        Arrays.fill(colorOf, -1);
        for (int i = 0; i < x.length; i++) {
            if (x[i] >= 0 && colorOf[x[i]] >= 0 && colorOf[x[i]] != color[i]) {
                return false;
            }
            if (x[i] >= 0) {
                colorOf[x[i]] = color[i];
            }
        }
        return true;
    }

    /// Boxes and violins by their rank among the groups of their series, points of strips one by one.
    @Override
    public Cube.Slots slots(Rows panel) {
        int[] series = panel.codes(COLOR);
        int[] names = panel.codes(X);
        Mark mark = style.layer().mark();
        int[][] ranks = ranks(series, names);
        int[] first = new int[style.groups() + 1];
        for (int s = 0; s < style.groups(); s++) {
            int groups = Arrays.stream(ranks[s]).max().orElse(-1) + 1;
            first[s + 1] = first[s] + (mark == Mark.STRIP ? 1 : mark == Mark.VIOLIN ? groups + 4 : 4);
        }
        int[] seen = new int[style.groups()];
        int[] item = new int[series.length];
        int[] geom = new int[series.length];
        for (int i = 0; i < series.length; i++) {
            geom[i] = first[series[i]];
            item[i] = mark == Mark.STRIP ? seen[series[i]]++ : ranks[series[i]][names[i]];
        }
        double amount = mark == Mark.STRIP
                ? stripe(dodged ? SHARE / style.groups() : SHARE)
                : style.layer().settings().bandwidth();
        return new Cube.Slots(mark.text(), geom, item, panel.at(Y), amount);
    }

    /// For each series and name how many names before it have rows of the series; -1 for a name without.
    private int[][] ranks(int[] series, int[] names) {
        int[][] ranks = new int[style.groups()][Arrays.stream(names).max().orElse(-1) + 1];
        for (int i = 0; i < series.length; i++) {
            ranks[series[i]][names[i]] = 1;
        }
        for (int[] each : ranks) {
            int rank = 0;
            for (int name = 0; name < each.length; name++) {
                each[name] = each[name] == 1 ? rank++ : -1;
            }
        }
        return ranks;
    }

    /// How wide the points of a strip spread over a place of some width.
    private static double stripe(double width) {
        return width * 0.7;
    }

    @Override
    public List<Geom> make(Rows panel) {
        List<Geom> geoms = new ArrayList<>();
        List<Rows> series = panel.split(COLOR, style.groups());
        double width = dodged ? SHARE / style.groups() : SHARE;
        for (int s = 0; s < series.size(); s++) {
            Rows rows = series.get(s);
            int names = Arrays.stream(rows.codes(X)).max().orElse(-1) + 1;
            double shift = dodged ? -SHARE / 2 + width * (s + 0.5) : 0;
            List<Rows> groups = rows.split(X, names);
            switch (style.layer().mark()) {
                case VIOLIN -> violins(groups, s, shift, width * 0.48, geoms);
                case STRIP -> strips(rows, s, shift, stripe(width), geoms);
                default -> boxes(groups, s, shift, width * 0.75, geoms);
            }
        }
        return geoms;
    }

    /// Boxes of the quartiles; whiskers reach the last value within 1.5 times their distance (Tukey, "Exploratory Data
    /// Analysis", 1977); values beyond are points.
    private void boxes(List<Rows> groups, int s, double shift, double width, List<Geom> geoms) {
        List<double[]> whiskers = new ArrayList<>();
        List<double[]> boxes = new ArrayList<>();
        List<double[]> medians = new ArrayList<>();
        List<double[]> outliers = new ArrayList<>();
        for (int code = 0; code < groups.size(); code++) {
            double[] sorted = Quantiles.sorted(groups.get(code).at(Y));
            if (sorted.length == 0) {
                continue;
            }
            double at = code + shift;
            double q1 = Quantiles.of(sorted, 0.25);
            double q3 = Quantiles.of(sorted, 0.75);
            double median = Quantiles.of(sorted, 0.5);
            double reach = 1.5 * (q3 - q1);
            double[] within = Arrays.stream(sorted).filter(v -> v >= q1 - reach && v <= q3 + reach).toArray();
            whiskers.add(new double[]{at, at, within[0], q1});
            whiskers.add(new double[]{at, at, q3, within[within.length - 1]});
            boxes.add(new double[]{at - width / 2, at + width / 2, q1, q3});
            medians.add(new double[]{at - width / 2, at + width / 2, median, median});
            Arrays.stream(sorted)
                    .filter(v -> v < q1 - reach || v > q3 + reach)
                    .forEach(v -> outliers.add(new double[]{at, v}));
        }
        Look look = style.look(s, 1, 0).plain();
        geoms.add(segments(whiskers, look.withSize(1.5).of("whisker")));
        geoms.add(new Geom.Bars(column(boxes, 0), column(boxes, 1), column(boxes, 2), column(boxes, 3), 0,
                look.of(MIDDLE)));
        geoms.add(segments(medians,
                look.withInk(new Ink.OnFill(look.ink(), column(boxes, 2), column(boxes, 3)))
                        .withSize(2)
                        .of("median")));
        geoms.add(new Geom.Points(column(outliers, 0), column(outliers, 1), new double[0],
                look.withSize(5).of("outlier")));
    }

    private static Geom segments(List<double[]> lines, Look look) {
        return new Geom.Segments(column(lines, 0), column(lines, 2), column(lines, 1), column(lines, 3),
                look);
    }

    private static double[] column(List<double[]> rows, int column) {
        return rows.stream().mapToDouble(each -> each[column]).toArray();
    }

    /// Shapes as wide as the density, all with the same largest width, cut off at the lowest and highest value.
    private void violins(List<Rows> groups, int s, double shift, double half, List<Geom> geoms) {
        double asked = style.layer().settings().bandwidth();
        List<double[]> medians = new ArrayList<>();
        List<double[]> quartiles = new ArrayList<>();
        for (int code = 0; code < groups.size(); code++) {
            double[] sorted = Quantiles.sorted(groups.get(code).at(Y));
            if (sorted.length == 0) {
                continue;
            }
            double at = code + shift;
            Density density = Density.of(sorted, asked > 0 ? asked : Density.bandwidth(sorted), sorted[0],
                    sorted[sorted.length - 1], PLACES);
            double most = Arrays.stream(density.y()).max().orElse(1);
            double[] left = new double[PLACES];
            double[] right = new double[PLACES];
            for (int i = 0; i < PLACES; i++) {
                double reach = most > 0 ? half * density.y()[i] / most : half;
                left[i] = at - reach;
                right[i] = at + reach;
            }
            geoms.add(new Geom.Ribbon(density.x(), left, right, false,
                    style.look(s, 1, 0).silent()));
            quartiles.add(new double[]{at, at, Quantiles.of(sorted, 0.25), Quantiles.of(sorted, 0.75)});
            medians.add(new double[]{at, Quantiles.of(sorted, 0.5)});
        }
        Look look = style.look(s, 1, 0).plain();
        // Light in dark edges: seen on the shape, and beside it where it is thin.
        for (boolean edge : new boolean[]{true, false}) {
            Look ink = look.withInk(edge ? new Ink.Neutral() : new Ink.Paper());
            Look line = ink.withSize(edge ? 5 : 2.5);
            Look dot = ink.withSize(edge ? 9 : 6.5);
            geoms.add(segments(quartiles, edge ? line.silent() : line.of(MIDDLE)));
            geoms.add(new Geom.Points(column(medians, 0), column(medians, 1), new double[0],
                    edge ? dot.silent() : dot.of("median")));
        }
    }

    private void strips(Rows rows, int s, double shift, double width, List<Geom> geoms) {
        double[] at = rows.at(X).clone();
        for (int i = 0; i < at.length; i++) {
            at[i] += shift + width * (i * GOLDEN % 1 - 0.5);
        }
        double size = at.length > 2000 ? 2.5 : at.length > 300 ? 4 : 5;
        boolean ramp = rows.get(COLOR) instanceof Values.Numbers;
        double opacity = ramp || at.length <= 300 ? 1 : at.length > 2000 ? 0.4 : 0.65;
        Look look = style.crowd(s, opacity, size).plain();
        if (rows.get(COLOR) instanceof Values.Numbers(double[] values, var _)) {
            look = look.withInk(new Ink.Ramp(values));
        }
        geoms.add(new Geom.Points(at, rows.at(Y), new double[0], look));
    }
}
