package dev.peso.viz.internal.data;

import static dev.peso.viz.internal.spec.Channel.CLOSE;
import static dev.peso.viz.internal.spec.Channel.HIGH;
import static dev.peso.viz.internal.spec.Channel.LOW;
import static dev.peso.viz.internal.spec.Channel.OPEN;
import static dev.peso.viz.internal.spec.Channel.X;
import static dev.peso.viz.internal.spec.Channel.Y;
import static dev.peso.viz.internal.spec.Channel.Y2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Ink;
import dev.peso.viz.internal.mark.Look;
import dev.peso.viz.internal.spec.Mark;

/// Marks with a direction or an extent of their own: candlesticks, waterfalls and whiskers of errors.
final class Prices implements Maker {
    /// What the two series of rising and falling marks are called.
    static final List<String> DIRECTIONS = List.of("rises", "falls");
    /// What the body of a candle shows.
    static final String CANDLE = "open to close";

    private final Style style;
    private final double width;

    Prices(Style style, Rows all) {
        this.style = style;
        this.width = Columns.gap(all);
    }

    @Override
    public boolean fromZero() {
        return style.layer().mark() == Mark.WATERFALL;
    }

    @Override
    public List<Geom> make(Rows panel) {
        return switch (style.layer().mark()) {
            case CANDLESTICK -> candles(panel);
            case WATERFALL -> waterfall(panel);
            default -> whiskers(panel);
        };
    }

    private List<Geom> candles(Rows rows) {
        double[] x = rows.at(X);
        double[] open = rows.at(OPEN);
        double[] close = rows.at(CLOSE);
        Look look = directed(open, close);
        List<Geom> candles = new ArrayList<>(List.of(
                new Geom.Segments(x, rows.at(LOW), x, rows.at(HIGH), look.withSize(1.2).of("low to high")),
                new Geom.Bars(shifted(x, -0.35 * width), shifted(x, 0.35 * width), open, close, 0,
                        look.of(CANDLE))));
        int[] even = IntStream.range(0, x.length).filter(i -> open[i] == close[i]).toArray();
        if (even.length > 0) {
            candles.add(bodyLines(rows.subset(even)));
        }
        return candles;
    }

    /// Bodies that open where they close: a bar of no height cannot be seen, a line can.
    private Geom bodyLines(Rows even) {
        double[] x = even.at(X);
        double[] level = even.at(OPEN);
        return new Geom.Segments(shifted(x, -0.35 * width), level, shifted(x, 0.35 * width), level,
                style.look(direction(level, level), 1, 1.5, "").plain());
    }

    private Look directed(double[] from, double[] to) {
        return style.look(direction(from, to), 1, 0, "prices");
    }

    private Ink direction(double[] from, double[] to) {
        int[] direction = new int[from.length];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = style.first() + (to[i] < from[i] ? 1 : 0);
        }
        return new Ink.Each(direction);
    }

    private List<Geom> waterfall(Rows all) {
        Rows rows = all.subset(Sorting.order(all.at(X)));
        double[] x = rows.at(X);
        double[] steps = rows.at(Y);
        int n = x.length;
        double[] from = new double[n];
        double[] to = new double[n];
        double level = 0;
        for (int i = 0; i < n; i++) {
            from[i] = level;
            level += steps[i];
            to[i] = level;
        }
        Look look = directed(from, to);
        int joints = Math.max(0, n - 1);
        double[] levels = Arrays.copyOf(to, joints);
        Geom joined = new Geom.Segments(shifted(Arrays.copyOf(x, joints), 0.4 * width), levels,
                shifted(Arrays.copyOfRange(x, Math.min(1, n), n), -0.4 * width), levels,
                style.look(new Ink.Muted(), 1, 1, "").plain());
        Geom.Bars bars = new Geom.Bars(shifted(x, -0.4 * width), shifted(x, 0.4 * width), from, to, 0, look);
        if (!style.layer().settings().labels()) {
            return List.of(joined, bars);
        }
        double[] tops = new double[n];
        String[] words = new String[n];
        for (int i = 0; i < n; i++) {
            tops[i] = Math.max(from[i], to[i]);
            words[i] = (steps[i] > 0 ? "+" : "") + style.length(steps[i]);
        }
        return List.of(joined, bars, new Geom.Words(x, tops, words, Geom.Words.Stand.OVER, Columns.AWAY, bars,
                style.look(new Ink.Neutral(), 1, 11, "steps").withSize(11)));
    }

    private List<Geom> whiskers(Rows rows) {
        double[] x = rows.at(X);
        double[] low = rows.at(Y);
        double[] high = rows.at(Y2);
        Look look = style.look(new Ink.Neutral(), 1, 1.5, "range").plain();
        double[] left = shifted(x, -0.08 * width);
        double[] right = shifted(x, 0.08 * width);
        List<Geom> geoms = new ArrayList<>();
        // With edges as the background: seen on bars of any colour.
        Look edge = look.withInk(new Ink.Paper()).withSize(4).silent();
        for (boolean isEdge : new boolean[]{true, false}) {
            Look ends = isEdge ? edge : look;
            geoms.add(new Geom.Segments(x, low, x, high, isEdge ? edge : look.of("range")));
            geoms.add(new Geom.Segments(left, low, right, low, ends));
            geoms.add(new Geom.Segments(left, high, right, high, ends));
        }
        return geoms;
    }

    private static double[] shifted(double[] values, double by) {
        return Arrays.stream(values).map(each -> each + by).toArray();
    }
}
