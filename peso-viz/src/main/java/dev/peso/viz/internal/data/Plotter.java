package dev.peso.viz.internal.data;

import static dev.peso.viz.internal.spec.Channel.COLOR;
import static dev.peso.viz.internal.spec.Channel.X;
import static dev.peso.viz.internal.spec.Channel.Y;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.Dataset;
import dev.peso.QueryException;
import dev.peso.viz.internal.mark.Drawing;
import dev.peso.viz.internal.mark.Drawing.Panel;
import dev.peso.viz.internal.mark.Drawing.Swatch;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Ink;
import dev.peso.viz.internal.mark.Stack;
import dev.peso.viz.internal.scale.AxisKind;
import dev.peso.viz.internal.scale.NumberText;
import dev.peso.viz.internal.spec.CategoryOrder;
import dev.peso.viz.internal.spec.Channel;
import dev.peso.viz.internal.spec.ChartSpec;
import dev.peso.viz.internal.spec.Frame;
import dev.peso.viz.internal.spec.Layer;
import dev.peso.viz.internal.spec.Mark;
import dev.peso.viz.internal.spec.Position;

/// Turns a spec and its datasets into marks: reads the columns, finds what the layers share, runs the statistics.
public final class Plotter {
    private static final int MOST_NAMES = 50;
    private static final int MOST_SERIES = 10;
    private static final int MOST_PANELS = 24;

    private final Frame frame;
    private final List<LayerReader.Read> reads = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final Map<Channel, NameAxis> names = new EnumMap<>(Channel.class);
    private final NameAxis colors = new NameAxis();
    private final NameAxis panels = new NameAxis();
    private final Series series = new Series();
    private final List<Double> ramp = new ArrayList<>();
    private final List<Maker> makers = new ArrayList<>();
    private AxisKind rampKind = AxisKind.NUMBER;

    private Plotter(Frame frame) {
        this.frame = frame;
    }

    /// Throws when a layer asks for what its dataset does not have; reads nothing.
    public static void check(Layer layer, Dataset data) {
        LayerReader.check(data, layer);
    }

    /// The marks of a chart; runs the datasets.
    ///
    /// @param data one for each layer
    public static Drawing plot(ChartSpec spec, List<Dataset> data) {
        return reading(spec, data).plot();
    }

    /// The marks of some of the data in the frame of all: axes, names, colours and bins stay as they are for all.
    ///
    /// @param data one for each layer
    /// @param some a part of each of them
    public static Drawing plot(ChartSpec spec, List<Dataset> data, List<Dataset> some) {
        Plotter plotter = reading(spec, data);
        Drawing all = plotter.plot();
        for (int i = 0; i < some.size(); i++) {
            LayerReader.Read read = prepared(
                    LayerReader.read(some.get(i), spec.layers().get(i), spec.frame()));
            plotter.reads.set(i, plotter.complete(plotter.placed(read, plotter.reads.get(i))));
        }
        return all.showing(plotter.panels());
    }

    /// What is behind the marks of each layer, split by some columns; null for a layer that cannot be split or lacks a column.
    ///
    /// @param columns to filter by; a dataset may lack some of them
    /// @param most rows of a cube
    public static List<@Nullable Cube> cubes(ChartSpec spec, List<Dataset> data, List<String> columns,
            int most) {
        Plotter plotter = reading(spec, data);
        plotter.plot();
        List<@Nullable Cube> cubes = new ArrayList<>();
        for (int i = 0; i < plotter.reads.size(); i++) {
            List<String> names = data.get(i).schema().names();
            cubes.add(plotter.cube(i, data.get(i), columns.stream().filter(names::contains).toList(), most));
        }
        return cubes;
    }

    private @Nullable Cube cube(int layer, Dataset data, List<String> columns, int most) {
        LayerReader.Read base = reads.get(layer);
        Maker maker = makers.get(layer);
        LayerReader.Split split = columns.isEmpty() || base.rows().has(Channel.ROW)
                || maker.slots(base.rows().inPanel(0)) == null
                        ? null
                        : LayerReader.split(data, base.layer(), frame, columns);
        if (split == null || split.read().rows().count() > most) {
            return null;
        }
        LayerReader.Read read = complete(placed(prepared(split.read()), base));
        boolean direct = split.how().equals("none");
        Cube.Builder builder = new Cube.Builder();
        String kind = "";
        double amount = 0;
        boolean heat = base.layer().mark() == Mark.HEATMAP;
        for (int panel = 0; panel < Math.max(1, panels.names().size()); panel++) {
            Rows drawn = base.rows().inPanel(panel);
            Rows rows = read.rows().inPanel(panel);
            Cube.Slots slots = maker.slots(direct ? rows : drawn);
            if (slots == null) {
                return null;
            }
            kind = slots.kind();
            amount = slots.amount();
            int before = first(panel, layer);
            Map<List<Double>, Integer> places = new HashMap<>();
            double[] at = drawn.has(X) ? drawn.at(X) : new double[drawn.count()];
            for (int i = 0; !direct && i < drawn.count(); i++) {
                places.put(List.of((double) drawn.codes(COLOR)[i], at[i], heat ? drawn.at(Y)[i] : 0), i);
            }
            double[] x = rows.has(X) ? rows.at(X) : new double[rows.count()];
            double[] number = rows.at(Channel.ROW);
            for (int i = 0; i < rows.count(); i++) {
                Integer place = direct
                        ? Integer.valueOf(i)
                        : places.get(List.of((double) rows.codes(COLOR)[i], x[i], heat ? rows.at(Y)[i] : 0));
                if (place != null && slots.item()[place] >= 0) {
                    int row = (int) number[i];
                    builder.add(panel, before + slots.geom()[place], slots.item()[place], row,
                            slots.value().length > 0 ? slots.value()[place] : split.value()[row],
                            split.count()[row]);
                }
            }
        }
        return builder.build(kind, direct && kind.equals("bar") ? "sum" : split.how(), split.kept(),
                new Cube.Manner(!base.flipped(), maker.stacks(), amount, legend().ramp(),
                        legend().diverging()));
    }

    /// How many marks the layers before one have in a panel.
    private int first(int panel, int layer) {
        int marks = 0;
        for (int i = 0; i < layer; i++) {
            marks += makers.get(i).make(reads.get(i).rows().inPanel(panel)).size();
        }
        return marks;
    }

    private static Plotter reading(ChartSpec spec, List<Dataset> data) {
        Plotter plotter = new Plotter(spec.frame());
        for (int i = 0; i < spec.layers().size(); i++) {
            plotter.reads.add(prepared(LayerReader.read(data.get(i), spec.layers().get(i), spec.frame())));
        }
        return plotter;
    }

    /// Rows read later, with names where they stand already; what is not there is not shown.
    private LayerReader.Read placed(LayerReader.Read read, LayerReader.Read first) {
        Rows rows = read.rows();
        for (Channel channel : List.of(X, Y, COLOR)) {
            NameAxis axis = channel == COLOR ? colors : names.get(read.flipped() ? other(channel) : channel);
            Values values = rows.get(channel);
            if (values != null && axis != null && first.rows().get(channel) instanceof Values.Names) {
                rows = rows.with(channel, axis.placed(ColumnValues.named(values)));
            }
        }
        if (rows.facet().length > 0) {
            rows = new Rows(rows.count(), rows.values(), panels.placed(rows.facet(), read.facets()));
        }
        return new LayerReader.Read(read.layer(), rows, read.titles(), read.flipped(), read.facets());
    }

    private static Channel other(Channel channel) {
        return channel == X ? Y : X;
    }

    /// Bars over a few whole numbers stand at names; everything but points has colours by name.
    private static LayerReader.Read prepared(LayerReader.Read read) {
        Rows rows = read.rows();
        Mark mark = read.layer().mark();
        if (mark.standsAtNames() && !rows.has(X) && rows.has(Y) && mark != Mark.BAR
                && mark != Mark.LOLLIPOP) {
            rows = rows.with(X, new Values.Names(new int[rows.count()], List.of("")));
        }
        boolean grouped = mark == Mark.BOX || mark == Mark.VIOLIN || mark == Mark.STRIP
                || mark == Mark.HEATMAP
                || mark == Mark.WATERFALL;
        if (rows.get(X) instanceof Values.Numbers numbers
                && (grouped || mark.standsAtNames() && isFewWhole(numbers))) {
            rows = rows.with(X, ColumnValues.named(numbers));
        }
        if (mark == Mark.HEATMAP && rows.get(Y) instanceof Values.Numbers numbers) {
            rows = rows.with(Y, ColumnValues.named(numbers));
        }
        if (rows.get(COLOR) instanceof Values.Numbers numbers && !mark.takesRamp()) {
            rows = rows.with(COLOR, ColumnValues.named(numbers));
        }
        return new LayerReader.Read(read.layer(), rows, read.titles(), read.flipped(), read.facets());
    }

    private static boolean isFewWhole(Values.Numbers numbers) {
        double[] values = numbers.values();
        return numbers.kind() == AxisKind.NUMBER
                && Arrays.stream(values).filter(Double::isFinite).distinct().limit(31).count() <= 30
                && Arrays.stream(values).filter(Double::isFinite).allMatch(v -> v == StrictMath.rint(v));
    }

    private Drawing plot() {
        AxisKind xKind = align(true);
        AxisKind yKind = align(false);
        alignColors();
        alignPanels();
        List<Style> styles = styles();
        for (int i = 0; i < reads.size(); i++) {
            reads.set(i, complete(reads.get(i)));
            makers.add(maker(styles.get(i), reads.get(i).rows()));
        }
        List<Panel> drawn = panels();
        rampOf(drawn);
        return new Drawing(drawn, axis(true, xKind), axis(false, yKind), legend(), List.copyOf(notes), drawn);
    }

    /// The marks of all layers, panel by panel.
    private List<Panel> panels() {
        List<Panel> drawn = new ArrayList<>();
        int count = panels.isEmpty() ? 1 : panels.names().size();
        for (int panel = 0; panel < count; panel++) {
            List<Geom> geoms = new ArrayList<>();
            List<Stack> stacks = new ArrayList<>();
            for (int i = 0; i < reads.size(); i++) {
                Rows rows = reads.get(i).rows().inPanel(panel);
                boolean flipped = reads.get(i).flipped();
                int first = geoms.size();
                makers.get(i).make(rows).forEach(geom -> geoms.add(flipped ? geom.flipped() : geom));
                if (makers.get(i).stacks()) {
                    boolean shares = reads.get(i).layer().settings().position() == Position.FILL;
                    stacks.add(new Stack(first, geoms.size() - first, shares, !flipped));
                }
            }
            drawn.add(new Panel(panels.isEmpty() ? null : panels.names().get(panel), geoms, null, null,
                    stacks));
        }
        return drawn;
    }

    /// What a layer shows on an axis of the screen.
    private static Channel channel(LayerReader.Read read, boolean x) {
        return x != read.flipped() ? X : Y;
    }

    /// Finds what kind an axis is, and gives names their places.
    private AxisKind align(boolean x) {
        NameAxis axis = new NameAxis();
        Set<AxisKind> kinds = new LinkedHashSet<>();
        for (LayerReader.Read read : reads) {
            Values values = read.rows().get(channel(read, x));
            if (values != null && values.size() > 0) {
                kinds.add(values.kind());
            }
        }
        if (kinds.contains(AxisKind.CATEGORY)) {
            arrange(axis, x);
            return AxisKind.CATEGORY;
        }
        if (kinds.size() > 1) {
            throw new QueryException("channel " + (x ? "x" : "y") + ": the layers disagree, one has "
                    + describe(kinds.stream().findFirst().orElseThrow()) + ", another "
                    + describe(kinds.stream().skip(1).findFirst().orElseThrow())
                    + "; cast one of them");
        }
        boolean log = x ? frame.xLog() : frame.yLog();
        AxisKind kind = kinds.isEmpty() ? AxisKind.NUMBER : kinds.iterator().next();
        if (log && kind != AxisKind.NUMBER) {
            throw new QueryException("channel " + (x ? "x" : "y") + ": a logarithmic axis takes numbers, not "
                    + describe(kind));
        }
        return log ? AxisKind.LOG : kind;
    }

    private static String describe(AxisKind kind) {
        return switch (kind) {
            case NUMBER, LOG -> "numbers";
            case TIME -> "dates";
            case CLOCK -> "times of day";
            case CATEGORY -> "names";
        };
    }

    private void arrange(NameAxis axis, boolean x) {
        CategoryOrder order = CategoryOrder.DATA;
        for (int i = 0; i < reads.size(); i++) {
            LayerReader.Read read = reads.get(i);
            Channel channel = channel(read, x);
            Values values = read.rows().get(channel);
            if (values == null) {
                continue;
            }
            Values.Names named = ColumnValues.named(values);
            Values other = read.rows().get(channel == X ? Y : X);
            axis.add(named,
                    other instanceof Values.Numbers(double[] weights, var _) ? weights : new double[0]);
            if (read.layer().settings().order() != CategoryOrder.DATA) {
                order = read.layer().settings().order();
            }
            put(i, channel, named);
        }
        List<String> said = new ArrayList<>();
        axis.arrange(MOST_NAMES, order, "names", said);
        notes.addAll(said);
        for (int i = 0; i < reads.size(); i++) {
            Channel channel = channel(reads.get(i), x);
            if (reads.get(i).rows().get(channel) instanceof Values.Names named) {
                put(i, channel, axis.placed(named));
            }
        }
        names.put(x ? X : Y, axis);
    }

    private void put(int layer, Channel channel, Values values) {
        LayerReader.Read read = reads.get(layer);
        reads.set(layer, new LayerReader.Read(read.layer(), read.rows().with(channel, values), read.titles(),
                read.flipped(), read.facets()));
    }

    private void alignColors() {
        for (LayerReader.Read read : reads) {
            if (read.rows().get(COLOR) instanceof Values.Names named) {
                colors.add(named, new double[0]);
            }
        }
        List<String> said = new ArrayList<>();
        colors.arrange(MOST_SERIES, CategoryOrder.DATA, "series", said);
        notes.addAll(said);
        for (int i = 0; i < reads.size(); i++) {
            if (reads.get(i).rows().get(COLOR) instanceof Values.Names named) {
                put(i, COLOR, colors.placed(named));
            }
        }
    }

    private void alignPanels() {
        for (LayerReader.Read read : reads) {
            if (read.rows().facet().length > 0) {
                panels.add(new Values.Names(read.rows().facet(), read.facets()), new double[0]);
            }
        }
        List<String> said = new ArrayList<>();
        panels.arrange(MOST_PANELS, CategoryOrder.DATA, "panels", said);
        notes.addAll(said);
        for (int i = 0; i < reads.size(); i++) {
            LayerReader.Read read = reads.get(i);
            Rows rows = read.rows();
            if (rows.facet().length > 0) {
                Rows placed = new Rows(rows.count(), rows.values(),
                        panels.placed(rows.facet(), read.facets()));
                reads.set(i, new LayerReader.Read(read.layer(), placed, read.titles(), read.flipped(),
                        read.facets()));
            }
        }
    }

    private List<Style> styles() {
        List<int[]> ranges = new ArrayList<>();
        for (LayerReader.Read read : reads) {
            Swatch swatch = swatch(read.layer().mark());
            if (read.rows().get(COLOR) instanceof Values.Names) {
                for (String name : colors.names()) {
                    series.add(name, swatch, -1);
                }
                ranges.add(new int[]{0, colors.names().size()});
            } else if (read.layer().mark() == Mark.CANDLESTICK || read.layer().mark() == Mark.WATERFALL) {
                int first = series.add(Prices.DIRECTIONS.getFirst(), swatch, -1);
                series.add(Prices.DIRECTIONS.getLast(), swatch, -1);
                ranges.add(new int[]{first, 2});
            } else {
                Integer chosen = read.layer().settings().color();
                ranges.add(new int[]{isQuiet(read)
                        ? -1
                        : series.add(name(read), swatch, chosen == null ? -1 : chosen), 1});
            }
        }
        boolean patterned = series.size() > 1;
        List<Style> styles = new ArrayList<>();
        for (int i = 0; i < reads.size(); i++) {
            styles.add(new Style(reads.get(i).layer(), ranges.get(i)[1], ranges.get(i)[0], series.names(),
                    patterned,
                    frame.width()));
        }
        return styles;
    }

    /// Lines and words that only explain other marks are no series.
    private static boolean isQuiet(LayerReader.Read read) {
        Mark mark = read.layer().mark();
        return (mark == Mark.RULE || mark == Mark.WORDS || mark == Mark.ERROR)
                && read.layer().settings().name() == null;
    }

    private static String name(LayerReader.Read read) {
        String said = read.layer().settings().name();
        return said != null ? said : read.title(Y).isEmpty() ? read.title(X) : read.title(Y);
    }

    private static Swatch swatch(Mark mark) {
        return switch (mark) {
            case LINE, STEP, RULE, ECDF, ERROR -> Swatch.LINE;
            case POINT, LOLLIPOP, WORDS -> Swatch.POINT;
            case AREA, BAND, BAR, HISTOGRAM, DENSITY, BOX, VIOLIN, STRIP, HEATMAP, CANDLESTICK, WATERFALL,
                    PIE,
                    DONUT ->
                Swatch.BLOCK;
        };
    }

    /// Drops rows that cannot be shown, and says so.
    private LayerReader.Read complete(LayerReader.Read read) {
        Rows rows = read.rows();
        int hidden = 0;
        int[] kept = new int[rows.count()];
        int size = 0;
        double[] x = rows.at(X);
        double[] y = rows.at(Y);
        int[] color = rows.codes(COLOR);
        boolean line = read.layer().mark() == Mark.LINE;
        for (int i = 0; i < kept.length; i++) {
            boolean xKnown = !rows.has(X) || Double.isFinite(x[i]);
            boolean yKnown = !rows.has(Y) || Double.isFinite(y[i]);
            boolean named = rows.get(X) instanceof Values.Names || rows.get(Y) instanceof Values.Names;
            if (!(xKnown && yKnown) && !(named && color[i] < 0)) {
                hidden++;
            }
            // A line shows a gap where a value is missing.
            if (xKnown && (yKnown || line && Double.isNaN(y[i])) && color[i] >= 0) {
                kept[size++] = i;
            }
        }
        if (hidden > 0 && notes.stream().noneMatch(each -> each.contains("largest"))) {
            notes.add(NumberText.fixed(hidden, 0) + (hidden == 1 ? " row" : " rows")
                    + " without a finite value " + (hidden == 1 ? "is" : "are") + " not shown");
        }
        reduced(read);
        return size == rows.count()
                ? read
                : new LayerReader.Read(read.layer(), rows.subset(Arrays.copyOf(kept, size)), read.titles(),
                        read.flipped(), read.facets());
    }

    private void reduced(LayerReader.Read read) {
        int rows = read.rows().count();
        boolean thinned = rows > 0 && read.rows().has(Channel.ROW);
        if (read.layer().mark() == Mark.POINT && rows > Dots.MOST) {
            notes.add(NumberText.fixed(rows, 0) + " rows, shown as density");
        } else if (read.layer().mark() == Mark.LINE && (thinned || Reduction.worth(rows, frame.width()))) {
            double all = thinned ? read.rows().at(Channel.ROW)[rows - 1] + 1 : rows;
            notes.add(NumberText.fixed(all, 0) + " rows, drawn by the extremes of each pixel");
        }
    }

    private static Maker maker(Style style, Rows rows) {
        return switch (style.layer().mark()) {
            case LINE, STEP, AREA, BAND -> new Curves(style);
            case BAR, LOLLIPOP -> new Columns(style, rows);
            case POINT -> new Dots(style, rows);
            case HISTOGRAM -> new Histograms(style, rows);
            case DENSITY, ECDF -> new Distributions(style, rows);
            case BOX, VIOLIN, STRIP -> new Groups(style, rows);
            case HEATMAP -> new Grids(style);
            case CANDLESTICK, WATERFALL, ERROR -> new Prices(style, rows);
            case PIE, DONUT -> new Shares(style);
            case RULE, WORDS -> new References(style);
        };
    }

    private Drawing.Axis axis(boolean x, AxisKind kind) {
        String said = x ? frame.xTitle() : frame.yTitle();
        Set<String> titles = new LinkedHashSet<>();
        boolean zero = false;
        boolean tight = true;
        for (int i = 0; i < reads.size(); i++) {
            LayerReader.Read read = reads.get(i);
            boolean value = channel(read, x) == Y;
            String own = value ? makers.get(i).valueTitle() : "";
            titles.add(own.isEmpty() ? read.title(channel(read, x)) : own);
            zero |= value && makers.get(i).fromZero();
            Mark mark = read.layer().mark();
            tight &= !value && makers.get(i).tight() || mark == Mark.RULE || mark == Mark.WORDS;
        }
        titles.remove("");
        NameAxis axis = names.get(x ? X : Y);
        List<Double> limits = x ? frame.xLimits() : frame.yLimits();
        return new Drawing.Axis(kind, said != null ? said : titles.isEmpty() ? "" : titles.iterator().next(),
                axis == null ? List.of() : axis.names(), zero, tight, !x && kind == AxisKind.CATEGORY,
                limits.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private void rampOf(List<Panel> drawn) {
        for (Panel panel : drawn) {
            for (Geom geom : panel.geoms()) {
                if (geom.look().ink() instanceof Ink.Ramp(double[] values)) {
                    for (double value : values) {
                        if (Double.isFinite(value)) {
                            ramp.add(value);
                        }
                    }
                } else if (geom instanceof Geom.Cells cells) {
                    ramp.add(1.0);
                    ramp.add((double) Arrays.stream(cells.counts()).max().orElse(1));
                }
            }
        }
        for (LayerReader.Read read : reads) {
            if (read.rows().get(COLOR) instanceof Values.Numbers(double[] _, AxisKind kind)) {
                rampKind = kind;
            }
        }
    }

    private Drawing.Legend legend() {
        @Nullable
        String title = null;
        for (LayerReader.Read read : reads) {
            if (read.rows().has(COLOR) && title == null) {
                title = read.title(COLOR);
            }
        }
        double low = ramp.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double high = ramp.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        boolean shown = frame.legend() && (series.size() > 1 || !colors.isEmpty());
        boolean ramped = frame.legend() && !ramp.isEmpty();
        return new Drawing.Legend(title != null ? title : ramped ? "rows" : "",
                shown ? series.names() : List.of(), series.swatches(), series.size() > 1,
                ramped ? new double[]{low, high} : new double[0], rampKind, low < 0 && high > 0,
                series.colors());
    }
}
