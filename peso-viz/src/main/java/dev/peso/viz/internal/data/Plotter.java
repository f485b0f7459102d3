package dev.peso.viz.internal.data;

import static dev.peso.viz.internal.spec.Channel.COLOR;
import static dev.peso.viz.internal.spec.Channel.X;
import static dev.peso.viz.internal.spec.Channel.Y;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.QueryException;
import dev.peso.viz.internal.mark.Drawing;
import dev.peso.viz.internal.mark.Drawing.Panel;
import dev.peso.viz.internal.mark.Drawing.Swatch;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Ink;
import dev.peso.viz.internal.mark.Stack;
import dev.peso.viz.internal.scale.AxisKind;
import dev.peso.viz.internal.scale.ValueFormat;
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
    /// Whether all marks lie on a map of the world.
    private final boolean map;
    private final List<LayerReader.Read> reads = new ArrayList<>();
    private final Remarks remarks;
    private final Map<Channel, NameAxis> names = new EnumMap<>(Channel.class);
    private final NameAxis colors = new NameAxis();
    private final NameAxis panels = new NameAxis();
    private final Series series = new Series();
    private final Ramp ramp = new Ramp();
    private final List<Maker> makers = new ArrayList<>();
    private final FrameFormats formats;

    private Plotter(Frame frame, boolean map) {
        this.frame = frame;
        this.map = map;
        this.remarks = new Remarks(frame.width());
        this.formats = new FrameFormats(frame,
                () -> reads.stream().allMatch(each -> each.rows().count() == 0));
    }

    /// Throws when a layer asks for what its dataset does not have; reads nothing.
    public static void check(Layer layer, Dataset data) {
        LayerReader.check(data, layer);
    }

    /// Throws when no dataset has what the panels are made of; reads nothing.
    public static void checkFacet(Expr facet, List<Dataset> data) {
        LayerReader.checkFacet(data, facet);
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
            LayerReader.Read first = plotter.reads.get(i);
            plotter.reads.set(i, plotter.like(
                    LayerReader.read(some.get(i), spec.layers().get(i), spec.frame(), first.grid()), first));
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
        return new Cubes(plotter, spec.frame(), plotter.reads, plotter.makers, most).of(data, columns);
    }

    /// How many panels there are.
    int panelCount() {
        return Math.max(1, panels.names().size());
    }

    /// How a page draws the shapes of a layer again.
    Cube.Manner manner(LayerReader.Read read, Maker maker, double amount) {
        return new Cube.Manner(!read.flipped(), maker.stacks(), amount, legend(), lengths(read));
    }

    /// Rows read later, where those of all data stand already.
    LayerReader.Read like(LayerReader.Read read, LayerReader.Read first) {
        return remarks.complete(placed(prepared(read), first));
    }

    private static Plotter reading(ChartSpec spec, List<Dataset> data) {
        Plotter plotter = new Plotter(spec.frame(), WorldMap.isMap(spec));
        for (int i = 0; i < spec.layers().size(); i++) {
            plotter.reads.add(plotter.prepared(
                    LayerReader.read(data.get(i), spec.layers().get(i), spec.frame(), null)));
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
        return read.with(rows);
    }

    private static Channel other(Channel channel) {
        return channel == X ? Y : X;
    }

    /// Bars over a few whole numbers stand at names; everything but points has colours by name.
    private LayerReader.Read prepared(LayerReader.Read read) {
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
                && (grouped || mark.standsAtNames() && ColumnValues.isFewWhole(numbers))) {
            rows = rows.with(X, ColumnValues.named(numbers, format(read, X)));
        }
        if (mark == Mark.HEATMAP && rows.get(Y) instanceof Values.Numbers numbers) {
            rows = rows.with(Y, ColumnValues.named(numbers, format(read, Y)));
        }
        if (rows.get(COLOR) instanceof Values.Numbers numbers && !mark.takesRamp()) {
            rows = rows.with(COLOR, ColumnValues.named(numbers, formats.color(numbers.kind())));
        }
        LayerReader.Read named = read.with(rows);
        return mark == Mark.PLACES ? WorldMap.projected(named) : named;
    }

    /// The format of the axis that shows a channel of a layer, if its values have one.
    private @Nullable ValueFormat format(LayerReader.Read read, Channel channel) {
        boolean x = channel(read, true) == channel;
        Values values = read.rows().get(channel);
        return values == null || values.kind() == AxisKind.CATEGORY ? null : formats.axis(x, values.kind());
    }

    private Drawing plot() {
        AxisKind xKind = align(true);
        AxisKind yKind = align(false);
        alignColors();
        alignPanels();
        List<Style> styles = styles();
        for (int i = 0; i < reads.size(); i++) {
            reads.set(i, remarks.complete(reads.get(i)));
            remarks.add(reads.get(i).said());
            makers.add(maker(styles.get(i), reads.get(i)));
        }
        List<Panel> drawn = panels();
        for (Panel panel : drawn) {
            ramp.add(panel);
        }
        for (LayerReader.Read read : reads) {
            ramp.add(read.rows().get(COLOR));
        }
        if (drawn.stream()
                .flatMap(panel -> panel.geoms().stream())
                .allMatch(geom -> geom.size() == 0 || geom.look().ink() instanceof Ink.Empty)) {
            remarks.add(List.of("there is nothing to show"));
        }
        Drawing drawing = new Drawing(drawn, axis(true, xKind), axis(false, yKind), legend(),
                remarks.all(),
                drawn);
        formats.requireUsed();
        return drawing;
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
                for (Geom geom : makers.get(i).make(rows)) {
                    geoms.add(flipped ? geom.flipped() : geom);
                }
                if (makers.get(i).stacks()) {
                    boolean shares = reads.get(i).layer().settings().position() == Position.FILL;
                    stacks.add(new Stack(first, geoms.size() - first, shares, !flipped));
                }
            }
            drawn.add(new Panel(panels.isEmpty() ? null : panels.names().get(panel), Whiskers.cleared(geoms),
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
        boolean log = x ? frame.xLog() : frame.yLog();
        if (kinds.contains(AxisKind.CATEGORY)) {
            requireNumbers(log, x, AxisKind.CATEGORY);
            arrange(axis, x);
            return AxisKind.CATEGORY;
        }
        if (kinds.size() > 1) {
            throw new QueryException("channel " + (x ? "x" : "y") + ": the layers disagree, one has "
                    + FrameFormats.describe(kinds.stream().findFirst().orElseThrow()) + ", another "
                    + FrameFormats.describe(kinds.stream().skip(1).findFirst().orElseThrow())
                    + "; cast one of them");
        }
        AxisKind kind = kinds.isEmpty() ? AxisKind.NUMBER : kinds.iterator().next();
        requireNumbers(log, x, kind);
        return log ? AxisKind.LOG : kind;
    }

    private void requireNumbers(boolean log, boolean x, AxisKind kind) {
        if (log && kind != AxisKind.NUMBER) {
            String title = "";
            for (LayerReader.Read read : reads) {
                Values values = read.rows().get(channel(read, x));
                if (title.isEmpty() && values != null && values.kind() == kind) {
                    title = read.title(channel(read, x));
                }
            }
            throw new QueryException("channel " + (x ? "x" : "y") + ": a logarithmic axis takes numbers, and "
                    + (title.isEmpty() ? "it shows " : "\"" + title + "\" is shown as ")
                    + FrameFormats.describe(kind));
        }
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
            Values.Names named = ColumnValues.named(values, format(read, channel));
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
        remarks.add(said);
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
        reads.set(layer, read.with(read.rows().with(channel, values)));
    }

    private void alignColors() {
        for (LayerReader.Read read : reads) {
            if (read.rows().get(COLOR) instanceof Values.Names named) {
                colors.add(named, read.rows().placed());
            }
        }
        List<String> said = new ArrayList<>();
        colors.arrange(MOST_SERIES, CategoryOrder.DATA, "series", said);
        remarks.add(said);
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
        remarks.add(said);
        for (int i = 0; i < reads.size(); i++) {
            LayerReader.Read read = reads.get(i);
            Rows rows = read.rows();
            if (rows.facet().length > 0) {
                reads.set(i, read.with(new Rows(rows.count(), rows.values(),
                        panels.placed(rows.facet(), read.facets()))));
            }
        }
    }

    private List<Style> styles() {
        List<int[]> ranges = new ArrayList<>();
        for (LayerReader.Read read : reads) {
            Swatch swatch = Series.swatch(read.layer().mark());
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
                ranges.add(new int[]{Series.isQuiet(read)
                        ? -1
                        : series.add(Series.name(read), swatch, chosen == null ? -1 : chosen), 1});
            }
        }
        boolean patterned = series.size() > 1;
        if (reads.stream().anyMatch(each -> each.layer().mark() == Mark.CHOROPLETH)) {
            series.add(WorldMap.NO_DATA, Swatch.BLOCK, Drawing.Legend.EMPTY);
        }
        List<Style> styles = new ArrayList<>();
        for (int i = 0; i < reads.size(); i++) {
            styles.add(new Style(reads.get(i).layer(), ranges.get(i)[1], ranges.get(i)[0], series.names(),
                    patterned, frame.width(), frame.theme(), series.colors(), lengths(reads.get(i)),
                    ramped(reads.get(i))));
        }
        return styles;
    }

    /// Where an axis shows shares, marks are labelled with what they are shares of.
    private @Nullable ValueFormat lengths(LayerReader.Read read) {
        return read.layer().settings().position() == Position.FILL ? null : format(read, Y);
    }

    private @Nullable ValueFormat ramped(LayerReader.Read read) {
        return read.rows().get(COLOR) instanceof Values.Numbers(double[] _, AxisKind kind)
                ? formats.color(kind)
                : null;
    }

    private Maker maker(Style style, LayerReader.Read read) {
        Rows rows = read.rows();
        return switch (style.layer().mark()) {
            case LINE, STEP, AREA, BAND -> new Curves(style);
            case SMOOTH -> new Smooths(style, rows);
            case BAR, LOLLIPOP -> new Columns(style, rows);
            case POINT -> new Dots(style, rows, read.grid(), frame);
            case CHOROPLETH -> new Choropleths(style, read.title(COLOR));
            case PLACES -> {
                Dots dots = new Dots(style, rows, read.grid(), frame);
                yield makers.isEmpty() ? new WorldMap.Places(dots, rows) : dots;
            }
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
        if (map) {
            return WorldMap.axis(reads.getFirst(), frame, x);
        }
        String said = x ? frame.xTitle() : frame.yTitle();
        Set<String> titles = new LinkedHashSet<>();
        Set<String> ranges = new LinkedHashSet<>();
        boolean zero = false;
        boolean tight = true;
        boolean whole = true;
        for (int i = 0; i < reads.size(); i++) {
            LayerReader.Read read = reads.get(i);
            boolean value = channel(read, x) == Y;
            String own = value ? makers.get(i).valueTitle() : "";
            // What has two ends names the axis only if nothing with one does.
            boolean range = value && read.layer().has(Channel.Y2);
            (range ? ranges : titles).add(range
                    ? Series.range(read)
                    : own.isEmpty() ? read.title(channel(read, x)) : own);
            zero |= value && makers.get(i).fromZero();
            whole &= value && isCount(read.layer(), x ? X : Y);
            Mark mark = read.layer().mark();
            tight &= !value && makers.get(i).tight() || mark == Mark.RULE || mark == Mark.WORDS;
        }
        titles.addAll(ranges);
        titles.remove("");
        String column = titles.isEmpty() ? "" : titles.iterator().next();
        NameAxis axis = names.get(x ? X : Y);
        List<Double> limits = x ? frame.xLimits() : frame.yLimits();
        double[] ends = new double[limits.size()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = limits.get(i);
        }
        return new Drawing.Axis(kind, said != null ? said : column, column,
                axis == null ? List.of() : axis.names(), zero, tight, !x && kind == AxisKind.CATEGORY,
                whole, ends,
                kind == AxisKind.CATEGORY ? null : formats.axis(x, kind));
    }

    /// Whether a layer counts rows along an axis: bars, for which nobody says how long they are.
    private static boolean isCount(Layer layer, Channel axis) {
        boolean bars = layer.mark() == Mark.BAR || layer.mark() == Mark.LOLLIPOP
                || layer.mark() == Mark.HISTOGRAM;
        return bars && !layer.has(axis) && layer.settings().position() != Position.FILL;
    }

    private Drawing.Legend legend() {
        @Nullable
        String title = null;
        for (LayerReader.Read read : reads) {
            if (read.rows().has(COLOR) && title == null) {
                title = read.title(COLOR);
            }
        }
        boolean shown = frame.legend() && (series.size() > 1 || !colors.isEmpty()
                || series.names().contains(WorldMap.NO_DATA));
        return new Drawing.Legend(title != null ? title : ramp.isEmpty() ? "" : "rows",
                shown ? series.names() : List.of(), series.swatches(), series.size() > 1,
                ramp.ends(), ramp.kind(), ramp.isDiverging(), ramp.isAlone(),
                series.colors(), !ramp.isEmpty() && title != null ? formats.color(ramp.kind()) : null);
    }
}
