package dev.peso.viz.internal.data;

import static dev.peso.viz.internal.spec.Channel.COLOR;
import static dev.peso.viz.internal.spec.Channel.X;
import static dev.peso.viz.internal.spec.Channel.Y;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Ink;
import dev.peso.viz.internal.mark.Look;
import dev.peso.viz.internal.scale.AxisKind;
import dev.peso.viz.internal.spec.Mark;
import dev.peso.viz.internal.spec.Position;

/// Bars and lollipops: lengths from zero.
final class Columns implements Maker {
    private static final double SHARE = 0.8;
    /// Pixels between the end of a bar and its label.
    static final double AWAY = 5;

    private final Style style;
    private final Position position;
    private final double width;

    Columns(Style style, Rows all) {
        this.style = style;
        Position asked = style.layer().settings().position();
        boolean apart = style.layer().mark() == Mark.LOLLIPOP;
        this.position = asked != Position.AUTO ? asked : apart ? Position.GROUP : Position.STACK;
        this.width = SHARE * gap(all);
    }

    /// The distance of neighbours.
    static double gap(Rows rows) {
        if (!rows.has(X)) {
            return 1;
        }
        if (rows.values().get(X) instanceof Values.Names) {
            return 1;
        }
        double[] x = Arrays.stream(rows.at(X)).filter(Double::isFinite).sorted().distinct().toArray();
        double gap = Double.POSITIVE_INFINITY;
        for (int i = 1; i < x.length; i++) {
            gap = Math.min(gap, x[i] - x[i - 1]);
        }
        return Double.isFinite(gap)
                ? gap
                : rows.values().get(X) instanceof Values.Numbers(var _, var kind)
                        && kind != AxisKind.NUMBER ? 86_400_000 : 1;
    }

    @Override
    public boolean fromZero() {
        return true;
    }

    @Override
    public String valueTitle() {
        return position == Position.FILL ? "share" : "";
    }

    @Override
    public boolean stacks() {
        return style.layer().mark() == Mark.BAR
                && (position == Position.FILL || position == Position.STACK && style.groups() > 1);
    }

    @Override
    public List<Geom> make(Rows panel) {
        List<Rows> series = panel.split(COLOR, style.groups());
        List<Geom> geoms = new ArrayList<>();
        Map<Double, double[]> sums = position == Position.FILL ? totals(series) : Map.of();
        Map<Double, double[]> bases = new HashMap<>();
        for (int s = 0; s < series.size(); s++) {
            Rows rows = series.get(s);
            if (rows.count() > 0) {
                make(rows, s, bases, sums, geoms);
            }
        }
        return geoms;
    }

    @Override
    public Cube.Slots slots(Rows panel) {
        int[] codes = panel.codes(COLOR);
        boolean lollipop = style.layer().mark() == Mark.LOLLIPOP;
        int marks = (lollipop ? 2 : 1) + (style.layer().settings().labels() ? 1 : 0);
        return slots(lollipop ? "lollipop" : "bar", codes, style.groups(), marks);
    }

    /// Rows of a series become items of one mark in the order of the rows; series without rows have no marks.
    static Cube.Slots slots(String kind, int[] codes, int groups, int marksEach) {
        int[] counts = new int[groups];
        int[] item = new int[codes.length];
        for (int i = 0; i < codes.length; i++) {
            item[i] = codes[i] < 0 ? -1 : counts[codes[i]]++;
        }
        int[] first = new int[groups];
        int next = 0;
        for (int s = 0; s < groups; s++) {
            first[s] = next;
            next += counts[s] > 0 ? marksEach : 0;
        }
        return new Cube.Slots(kind, Arrays.stream(codes).map(code -> code < 0 ? -1 : first[code]).toArray(),
                item);
    }

    private static Map<Double, double[]> totals(List<Rows> series) {
        Map<Double, double[]> totals = new HashMap<>();
        for (Rows rows : series) {
            double[] x = positions(rows);
            double[] y = rows.at(Y);
            for (int i = 0; i < x.length; i++) {
                totals.computeIfAbsent(x[i], _ -> new double[1])[0] += Double.isFinite(y[i])
                        ? Math.abs(y[i])
                        : 0;
            }
        }
        return totals;
    }

    /// Without positions, all are at the first.
    private static double[] positions(Rows rows) {
        return rows.has(X) ? rows.at(X) : new double[rows.count()];
    }

    private void make(Rows rows, int s, Map<Double, double[]> bases, Map<Double, double[]> sums,
            List<Geom> geoms) {
        double[] at = positions(rows);
        double[] y = rows.at(Y);
        int n = at.length;
        double[] left = new double[n];
        double[] right = new double[n];
        double[] from = new double[n];
        double[] to = new double[n];
        boolean grouped = position == Position.GROUP && style.groups() > 1;
        double wide = grouped ? width / style.groups() : width;
        for (int i = 0; i < n; i++) {
            double center = grouped ? at[i] - width / 2 + wide * (s + 0.5) : at[i];
            left[i] = center - wide / 2;
            right[i] = center + wide / 2;
            double value = position == Position.FILL ? share(y[i], at[i], sums) : y[i];
            if (position == Position.STACK || position == Position.FILL) {
                // Below zero, bars hang from those above them.
                double[] base = bases.computeIfAbsent(at[i], _ -> new double[2]);
                int side = value < 0 ? 1 : 0;
                from[i] = base[side];
                base[side] += Double.isFinite(value) ? value : 0;
                to[i] = from[i] + value;
            } else {
                to[i] = value;
            }
        }
        if (style.layer().mark() == Mark.LOLLIPOP) {
            lollipops(left, right, to, s, geoms);
        } else {
            boolean seam = style.groups() > 1 && position != Position.GROUP && position != Position.OVERLAY;
            geoms.add(new Geom.Bars(left, right, from, to, seam ? 1 : 0,
                    style.look(s, position == Position.OVERLAY ? 0.5 : 1, 0)));
        }
        if (style.layer().settings().labels()) {
            geoms.add(labels(middle(left, right), to, words(y), geoms.getLast(),
                    style.look(s, 1, 11).withInk(new Ink.Neutral()).withSize(11)));
        }
    }

    /// Words in bars that stand on one another, beyond the ends of others.
    private Geom labels(double[] x, double[] to, String[] words, Geom last, Look look) {
        return switch (last) {
            case Geom.Bars bars when stacks() -> Geom.Words.within(bars, words, look);
            case Geom.Bars bars ->
                new Geom.Words(x, to, words, Geom.Words.Stand.UPRIGHT_END, AWAY, bars, look);
            default -> new Geom.Words(x, to, words, Geom.Words.Stand.UPRIGHT_END,
                    last.look().size() / 2 + AWAY - 1, null, look);
        };
    }

    private static double share(double value, double at, Map<Double, double[]> sums) {
        double[] sum = sums.get(at);
        return sum == null || sum[0] == 0 ? 0 : value / sum[0];
    }

    private void lollipops(double[] left, double[] right, double[] to, int s, List<Geom> geoms) {
        double[] x = middle(left, right);
        geoms.add(new Geom.Segments(x, new double[x.length], x, to, style.look(s, 1, 0).withSize(2).plain()));
        geoms.add(new Geom.Points(x, to, new double[0], style.look(s, 1, 10)));
    }

    private static double[] middle(double[] left, double[] right) {
        double[] middle = new double[left.length];
        for (int i = 0; i < middle.length; i++) {
            middle[i] = (left[i] + right[i]) / 2;
        }
        return middle;
    }

    private String[] words(double[] values) {
        return Arrays.stream(values)
                .mapToObj(each -> Double.isFinite(each) ? style.length(each) : "")
                .toArray(String[]::new);
    }
}
