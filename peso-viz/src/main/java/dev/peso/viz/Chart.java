package dev.peso.viz;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.peso.DataAccessException;
import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.spi.Viewable;
import dev.peso.viz.internal.board.Tile;
import dev.peso.viz.internal.data.AltText;
import dev.peso.viz.internal.data.Plotter;
import dev.peso.viz.internal.desktop.Opener;
import dev.peso.viz.internal.font.Lacking;
import dev.peso.viz.internal.html.HtmlWriter;
import dev.peso.viz.internal.json.SpecJson;
import dev.peso.viz.internal.json.VegaLite;
import dev.peso.viz.internal.layout.Layouter;
import dev.peso.viz.internal.layout.Picture;
import dev.peso.viz.internal.mark.Drawing;
import dev.peso.viz.internal.mark.ViewState;
import dev.peso.viz.internal.pdf.PdfWriter;
import dev.peso.viz.internal.png.PngWriter;
import dev.peso.viz.internal.scene.Scene;
import dev.peso.viz.internal.spec.CategoryOrder;
import dev.peso.viz.internal.spec.Channel;
import dev.peso.viz.internal.spec.ChartSpec;
import dev.peso.viz.internal.spec.Frame;
import dev.peso.viz.internal.spec.Layer;
import dev.peso.viz.internal.spec.Mark;
import dev.peso.viz.internal.spec.Position;
import dev.peso.viz.internal.spec.Settings;
import dev.peso.viz.internal.svg.SvgWriter;
import dev.peso.viz.internal.text.Glance;
import dev.peso.viz.internal.text.TextWriter;

/// A picture of a dataset: which marks stand for its rows, and which columns decide where they are and how they look.
///
/// Charts are immutable: each method gives a new one, and may be shared between threads. Channels are checked when they
/// are named; the dataset runs when the chart is drawn. Whatever is not shown, because it is missing, infinite or too
/// much, is said under the title.
///
/// {@snippet file="dev/peso/viz/ChartSnippets.java" region="line"}
public final class Chart implements Viewable {
    private static final int LEAST_SIZE = 60;
    private static final int MOST_SIZE = 10_000;
    private static final int TEXT_COLUMNS = 100;

    private final ChartSpec spec;
    private final List<Dataset> data;

    private Chart(ChartSpec spec, List<Dataset> data) {
        this.spec = spec;
        this.data = List.copyOf(data);
    }

    /// A chart of a dataset; until it is told otherwise, rows are points.
    ///
    /// @param data what to draw
    /// @return a new chart
    public static Chart of(Dataset data) {
        requireNonNull(data, "data");
        Layer layer = new Layer(Mark.POINT, Map.of(), Settings.NONE);
        return new Chart(new ChartSpec(List.of(layer), Frame.NONE), List.of(data));
    }

    /// Charts drawn over one another, the first one at the bottom. They share axes and colours; what was said about
    /// titles, size and axes is taken from the first one.
    ///
    /// @param charts at least one
    /// @return a new chart; methods about marks and channels concern its last layer
    public static Chart layer(Chart... charts) {
        if (charts.length == 0) {
            throw new IllegalArgumentException("layer needs at least one chart");
        }
        List<Layer> layers = new ArrayList<>();
        List<Dataset> data = new ArrayList<>();
        for (Chart chart : charts) {
            requireNonNull(chart, "charts");
            layers.addAll(chart.spec.layers());
            data.addAll(chart.data);
        }
        return new Chart(new ChartSpec(layers, charts[0].spec.frame()), data);
    }

    /// A chart from the text that [#toJson] gives.
    ///
    /// @param json the text
    /// @param data the dataset of each layer; one for all if there is only one
    /// @return a new chart
    /// @throws dev.peso.DataException if the text is not a chart, or one of a newer version
    public static Chart fromJson(String json, Dataset... data) {
        ChartSpec spec = SpecJson.read(requireNonNull(json, "json"));
        List<Dataset> each = new ArrayList<>(Arrays.asList(data));
        while (each.size() == 1 && each.size() < spec.layers().size()) {
            each = new ArrayList<>(java.util.Collections.nCopies(spec.layers().size(), data[0]));
        }
        if (each.size() != spec.layers().size()) {
            throw new IllegalArgumentException(
                    "the chart has " + spec.layers().size() + " layers, got " + each.size()
                            + " datasets; give one for each layer, or one for all");
        }
        for (int i = 0; i < each.size(); i++) {
            Plotter.check(spec.layers().get(i), requireNonNull(each.get(i), "data"));
        }
        Expr facet = spec.frame().facet();
        if (facet != null) {
            Plotter.checkFacet(facet, each);
        }
        return new Chart(spec, each);
    }

    /// Rows are a line in order of x, one for each colour.
    ///
    /// @return a new chart
    public Chart line() {
        return mark(Mark.LINE);
    }

    /// Rows are a line of level pieces: a value holds until the next.
    ///
    /// @return a new chart
    public Chart step() {
        return mark(Mark.STEP);
    }

    /// Rows are the space between zero and a line; series are stacked.
    ///
    /// @return a new chart
    public Chart area() {
        return mark(Mark.AREA);
    }

    /// Rows are the space between two lines.
    ///
    /// @param low column of the lower line
    /// @param high column of the upper line
    /// @return a new chart
    public Chart band(String low, String high) {
        return mark(Mark.BAND).y(low).channel(Channel.Y2, column(high));
    }

    /// A smooth line through the rows of each colour, and the range that it lies in 19 times in 20: at each place a straight line
    /// is fitted to the nearest rows (loess; see [dev.peso.stats.Loess]). Drawn over the points it is made of:
    /// `Chart.layer(points, points.smooth())`.
    ///
    /// @return a new chart
    public Chart smooth() {
        return mark(Mark.SMOOTH);
    }

    /// Rows are bars, upright or, with names on y, lying; their lengths are the sum of the values, or without any
    /// the number of rows. Series are stacked.
    ///
    /// @return a new chart
    public Chart bar() {
        return mark(Mark.BAR);
    }

    /// Like bars, but thin lines with a point at the end.
    ///
    /// @return a new chart
    public Chart lollipop() {
        return mark(Mark.LOLLIPOP);
    }

    /// Rows are points. From 200,000 rows on their density is drawn.
    ///
    /// @return a new chart
    public Chart point() {
        return mark(Mark.POINT);
    }

    /// Bars that count the values of a column in bins of equal width.
    ///
    /// @param column numbers or moments; names are counted one by one
    /// @return a new chart
    public Chart histogram(String column) {
        return mark(Mark.HISTOGRAM).x(column);
    }

    /// The density of the values of a column, one curve for each colour.
    ///
    /// @param column numbers or moments
    /// @return a new chart
    public Chart density(String column) {
        return mark(Mark.DENSITY).x(column);
    }

    /// The share of values up to each, one curve for each colour.
    ///
    /// @param column numbers or moments
    /// @return a new chart
    public Chart ecdf(String column) {
        return mark(Mark.ECDF).x(column);
    }

    /// How the values of each name are spread: quartiles, whiskers to the last value within 1.5 times their distance,
    /// and points beyond.
    ///
    /// @return a new chart
    public Chart box() {
        return mark(Mark.BOX);
    }

    /// How the values of each name are spread: their density, median and quartiles.
    ///
    /// @return a new chart
    public Chart violin() {
        return mark(Mark.VIOLIN);
    }

    /// All values of each name as points beside each other; where a point is across its axis means nothing.
    ///
    /// @return a new chart
    public Chart strip() {
        return mark(Mark.STRIP);
    }

    /// A grid of names on x and y; the colour is the mean of a value, or without any the number of rows.
    ///
    /// @return a new chart
    public Chart heatmap() {
        return mark(Mark.HEATMAP);
    }

    /// Whiskers between two values, such as the ends of a confidence interval.
    ///
    /// @param low column of the lower end
    /// @param high column of the upper end
    /// @return a new chart
    public Chart errorBars(String low, String high) {
        return mark(Mark.ERROR).y(low).channel(Channel.Y2, column(high));
    }

    /// Prices of a time: a box from the first to the last, a line from the lowest to the highest.
    ///
    /// @param open column of the first price
    /// @param high column of the highest price
    /// @param low column of the lowest price
    /// @param close column of the last price
    /// @return a new chart
    public Chart candlestick(String open, String high, String low, String close) {
        return mark(Mark.CANDLESTICK).channel(Channel.OPEN, column(open))
                .channel(Channel.HIGH, column(high))
                .channel(Channel.LOW, column(low))
                .channel(Channel.CLOSE, column(close));
    }

    /// Bars that begin where the last one ended: how steps add up.
    ///
    /// @return a new chart
    public Chart waterfall() {
        return mark(Mark.WATERFALL);
    }

    /// Shares of the sum of y, or without it of the number of rows, as slices of a circle.
    ///
    /// @param column a name for each slice
    /// @return a new chart
    public Chart pie(String column) {
        return mark(Mark.PIE).color(column);
    }

    /// Like a pie, with a hole.
    ///
    /// @param column a name for each slice
    /// @return a new chart
    public Chart donut(String column) {
        return mark(Mark.DONUT).color(column);
    }

    /// The countries of the world, coloured by the mean of a value, or without any by the number of rows: Natural Earth's
    /// borders at 1:110 million in the projection Equal Earth, in which areas keep their proportions. Countries are found by
    /// their codes of ISO 3166-1 (two or three letters, or numbers) and by English names; what is no country, or too small for
    /// such a map, is said under the title. Countries without a value have a colour of their own; Antarctica is only drawn
    /// with one. `xLimits` and `yLimits` are degrees, and show a part of the world.
    ///
    /// Pages show borders as exactly as the whole map needs them, also when a reader zooms in.
    ///
    /// @param country column of codes or names
    /// @return a new chart
    /// @throws dev.peso.QueryException if there is no such column, or it has neither names nor whole numbers
    public Chart choropleth(String country) {
        return mark(Mark.CHOROPLETH).channel(Channel.COUNTRY, column(country));
    }

    /// Rows are points on a map of the world, which may have colours and sizes; over a [#choropleth] they lie on its
    /// countries. From 200,000 rows on their density is drawn.
    ///
    /// @param longitude column of degrees, -180 to 180, or 0 to 360
    /// @param latitude column of degrees, -90 to 90
    /// @return a new chart
    /// @throws dev.peso.QueryException if there are no such columns, or they have no numbers
    public Chart places(String longitude, String latitude) {
        return mark(Mark.PLACES).x(longitude).y(latitude);
    }

    /// Lines across the whole panel, at x or y.
    ///
    /// @return a new chart
    public Chart rule() {
        return mark(Mark.RULE);
    }

    /// Words at points; those that would cover others are left out.
    ///
    /// @param column what is written
    /// @return a new chart
    public Chart words(String column) {
        return mark(Mark.WORDS).channel(Channel.WORD, column(column));
    }

    /// A column for the horizontal position.
    ///
    /// @param column its name
    /// @return a new chart
    /// @throws dev.peso.QueryException if there is no such column, or no chart can show it
    public Chart x(String column) {
        return x(column(column));
    }

    /// A value for the horizontal position.
    ///
    /// @param value an expression, or an aggregate of the rows that share everything else
    /// @return a new chart
    /// @throws dev.peso.QueryException if a column is missing, or no chart can show the value
    public Chart x(Expr value) {
        return channel(Channel.X, value);
    }

    /// A column for the vertical position.
    ///
    /// @param column its name
    /// @return a new chart
    /// @throws dev.peso.QueryException if there is no such column, or no chart can show it
    public Chart y(String column) {
        return y(column(column));
    }

    /// A value for the vertical position.
    ///
    /// @param value an expression, or an aggregate of the rows that share everything else
    /// @return a new chart
    /// @throws dev.peso.QueryException if a column is missing, or no chart can show the value
    public Chart y(Expr value) {
        return channel(Channel.Y, value);
    }

    /// A column whose values have a colour each, and are series; numbers of points are colours of a ramp.
    ///
    /// @param column its name
    /// @return a new chart
    /// @throws dev.peso.QueryException if there is no such column
    public Chart color(String column) {
        return color(column(column));
    }

    /// A value that decides about the colour.
    ///
    /// @param value an expression
    /// @return a new chart
    /// @throws dev.peso.QueryException if a column is missing
    public Chart color(Expr value) {
        return channel(Channel.COLOR, value);
    }

    /// One colour for the layer.
    ///
    /// @param rgb `0xRRGGBB`
    /// @return a new chart
    public Chart color(int rgb) {
        if (rgb < 0 || rgb > 0xFFFFFF) {
            throw new IllegalArgumentException("a color is 0xRRGGBB, got 0x" + Integer.toHexString(rgb));
        }
        return settings(edit -> edit.color = rgb);
    }

    /// A column of numbers for the area of points.
    ///
    /// @param column its name
    /// @return a new chart
    /// @throws dev.peso.QueryException if there is no such column, or it has no numbers
    public Chart size(String column) {
        return channel(Channel.SIZE, column(column));
    }

    /// Series are stacked.
    ///
    /// @return a new chart
    public Chart stacked() {
        return settings(edit -> edit.position = Position.STACK);
    }

    /// Series stand side by side.
    ///
    /// @return a new chart
    public Chart grouped() {
        return settings(edit -> edit.position = Position.GROUP);
    }

    /// Series are stacked as shares of one.
    ///
    /// @return a new chart
    public Chart shares() {
        return settings(edit -> edit.position = Position.FILL);
    }

    /// Series lie over one another.
    ///
    /// @return a new chart
    public Chart overlaid() {
        return settings(edit -> edit.position = Position.OVERLAY);
    }

    /// How many bins a histogram has.
    ///
    /// @param count 1 to 10,000
    /// @return a new chart
    public Chart bins(int count) {
        if (count < 1 || count > 10_000) {
            throw new IllegalArgumentException("bins must be in [1, 10000], got " + count);
        }
        return settings(edit -> edit.bins = count);
    }

    /// How smooth a density is.
    ///
    /// @param deviation standard deviation of the kernels, in units of the data, above 0
    /// @return a new chart
    public Chart bandwidth(double deviation) {
        if (!(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("bandwidth must be above 0, got " + deviation);
        }
        return settings(edit -> edit.bandwidth = deviation);
    }

    /// How smooth a smooth line is.
    ///
    /// @param share of the rows that each of its places is made of, above 0, at most 1; two thirds if nothing is said
    /// @return a new chart
    public Chart span(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("span must be in (0, 1], got " + share);
        }
        return settings(edit -> edit.span = share);
    }

    /// Rows far from a smooth line count less for it, as errors in the data should; its range is not known then, and not drawn.
    ///
    /// @return a new chart
    public Chart robust() {
        return settings(edit -> edit.robust = true);
    }

    /// How much of what lies behind the marks is hidden.
    ///
    /// @param share 0 to 1
    /// @return a new chart
    public Chart opacity(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("opacity must be in [0, 1], got " + share);
        }
        return settings(edit -> edit.opacity = share);
    }

    /// The diameter of points, or the width of lines.
    ///
    /// @param pixels more than 0, at most 100
    /// @return a new chart
    public Chart thickness(double pixels) {
        if (!(pixels > 0 && pixels <= 100)) {
            throw new IllegalArgumentException("thickness must be in (0, 100], got " + pixels);
        }
        return settings(edit -> edit.size = pixels);
    }

    /// Writes the values at the marks, where there is room.
    ///
    /// @return a new chart
    public Chart labels() {
        return settings(edit -> edit.labels = true);
    }

    /// Names on an axis are ordered by their values, the largest first.
    ///
    /// @return a new chart
    public Chart largestFirst() {
        return settings(edit -> edit.order = CategoryOrder.DESCENDING);
    }

    /// Names on an axis are ordered by their values, the smallest first.
    ///
    /// @return a new chart
    public Chart smallestFirst() {
        return settings(edit -> edit.order = CategoryOrder.ASCENDING);
    }

    /// Names on an axis are ordered by their characters.
    ///
    /// @return a new chart
    public Chart byName() {
        return settings(edit -> edit.order = CategoryOrder.NAME);
    }

    /// What the legend calls this layer.
    ///
    /// @param name a few words
    /// @return a new chart
    public Chart named(String name) {
        requireNonNull(name, "name");
        return settings(edit -> edit.name = name);
    }

    /// One panel for each value of a column.
    ///
    /// @param column its name
    /// @return a new chart
    /// @throws dev.peso.QueryException if no dataset of the chart has such a column
    public Chart facet(String column) {
        Expr value = column(column);
        Plotter.checkFacet(value, data);
        return frame(edit -> edit.facet = value);
    }

    /// How many panels stand beside each other.
    ///
    /// @param count 1 to 100
    /// @return a new chart
    public Chart columns(int count) {
        if (count < 1 || count > 100) {
            throw new IllegalArgumentException("columns must be in [1, 100], got " + count);
        }
        return frame(edit -> edit.columns = count);
    }

    /// Each panel has axes of its own.
    ///
    /// @return a new chart
    public Chart independentAxes() {
        return frame(edit -> edit.independent = true);
    }

    /// What stands above everything.
    ///
    /// @param title a few words
    /// @return a new chart
    public Chart title(String title) {
        requireNonNull(title, "title");
        return frame(edit -> edit.title = title);
    }

    /// What stands under the title.
    ///
    /// @param subtitle a sentence
    /// @return a new chart
    public Chart subtitle(String subtitle) {
        requireNonNull(subtitle, "subtitle");
        return frame(edit -> edit.subtitle = subtitle);
    }

    /// What stands under everything, such as the source of the data.
    ///
    /// @param caption a sentence
    /// @return a new chart
    public Chart caption(String caption) {
        requireNonNull(caption, "caption");
        return frame(edit -> edit.caption = caption);
    }

    /// The description for those who do not see the chart; without it, one is made from the data.
    ///
    /// @param text some sentences
    /// @return a new chart
    public Chart alt(String text) {
        requireNonNull(text, "text");
        return frame(edit -> edit.alt = text);
    }

    /// What the horizontal axis is called.
    ///
    /// @param title a few words, or nothing for no title
    /// @return a new chart
    public Chart xTitle(String title) {
        requireNonNull(title, "title");
        return frame(edit -> edit.xTitle = title);
    }

    /// What the vertical axis is called.
    ///
    /// @param title a few words, or nothing for no title
    /// @return a new chart
    public Chart yTitle(String title) {
        requireNonNull(title, "title");
        return frame(edit -> edit.yTitle = title);
    }

    /// The horizontal axis is logarithmic; values that are not above zero are not shown.
    ///
    /// @return a new chart
    public Chart logX() {
        return frame(edit -> edit.xLog = true);
    }

    /// The vertical axis is logarithmic; values that are not above zero are not shown.
    ///
    /// @return a new chart
    public Chart logY() {
        return frame(edit -> edit.yLog = true);
    }

    /// The ends of the horizontal axis, which else are what the data need.
    ///
    /// @param low one end; moments are milliseconds since 1970
    /// @param high other end
    /// @return a new chart
    public Chart xLimits(double low, double high) {
        requireLimits("xLimits", low, high);
        return frame(edit -> edit.xLimits = List.of(low, high));
    }

    /// The ends of the vertical axis, which else are what the data need.
    ///
    /// @param low one end; moments are milliseconds since 1970
    /// @param high other end
    /// @return a new chart
    public Chart yLimits(double low, double high) {
        requireLimits("yLimits", low, high);
        return frame(edit -> edit.yLimits = List.of(low, high));
    }

    private static void requireLimits(String what, double low, double high) {
        if (!(low < high && Double.isFinite(high - low))) {
            throw new IllegalArgumentException(
                    what + " needs two numbers, low < high, got " + low + " and " + high);
        }
    }

    /// How the values of the horizontal axis are written, at its ticks and wherever else they stand.
    ///
    /// @param format one of numbers or dates, as the axis shows
    /// @return a new chart
    public Chart xFormat(Format format) {
        requireNonNull(format, "format");
        return frame(edit -> edit.xFormat = format.internal());
    }

    /// How the values of the vertical axis are written, at its ticks and wherever else they stand.
    ///
    /// @param format one of numbers or dates, as the axis shows
    /// @return a new chart
    public Chart yFormat(Format format) {
        requireNonNull(format, "format");
        return frame(edit -> edit.yFormat = format.internal());
    }

    /// How numbers or moments that are colours are written.
    ///
    /// @param format one of numbers or dates, as the colours show
    /// @return a new chart
    public Chart colorFormat(Format format) {
        requireNonNull(format, "format");
        return frame(edit -> edit.colorFormat = format.internal());
    }

    /// How large the chart is.
    ///
    /// @param width in pixels, 60 to 10,000
    /// @param height in pixels, 60 to 10,000
    /// @return a new chart
    public Chart size(int width, int height) {
        if (Math.min(width, height) < LEAST_SIZE || Math.max(width, height) > MOST_SIZE) {
            throw new IllegalArgumentException("width and height must be in [" + LEAST_SIZE + ", " + MOST_SIZE
                    + "], got " + width + " and " + height);
        }
        return frame(edit -> {
            edit.width = width;
            edit.height = height;
        });
    }

    /// The colours.
    ///
    /// @param theme such as [Theme#dark]
    /// @return a new chart
    public Chart theme(Theme theme) {
        requireNonNull(theme, "theme");
        return frame(edit -> edit.theme = theme);
    }

    /// Shows all of the x axis once more, small, below the panel; in a page the part that is shown large can be moved and
    /// stretched there. Only a chart of one panel has it, and only where x is not names.
    ///
    /// @return a new chart
    public Chart rangeSlider() {
        return frame(edit -> edit.slider = true);
    }

    /// Leaves the legend out.
    ///
    /// @return a new chart
    public Chart withoutLegend() {
        return frame(edit -> edit.legend = false);
    }

    /// Draws the chart into a file; the ending of its name says how: `.svg`, `.png`, `.pdf`, `.html`, `.txt` for characters,
    /// or `.json` for the chart without its data.
    ///
    /// @param path where to
    /// @throws IllegalArgumentException if there is no such format
    /// @throws DataAccessException if the file cannot be written
    public void save(String path) {
        save(Path.of(requireNonNull(path, "path")));
    }

    /// Draws the chart into a file; the ending of its name says how.
    ///
    /// @param path where to
    /// @throws IllegalArgumentException if there is no such format
    /// @throws DataAccessException if the file cannot be written
    public void save(Path path) {
        byte[] bytes = bytes(path.toString());
        try {
            Files.write(path, bytes);
        } catch (IOException e) {
            throw new DataAccessException("could not write " + path + ": " + e.getMessage(), e);
        }
    }

    private byte[] bytes(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "svg" -> toSvg().getBytes(StandardCharsets.UTF_8);
            case "html" -> toHtml().getBytes(StandardCharsets.UTF_8);
            case "png" -> toPng();
            case "pdf" -> toPdf();
            case "txt" -> toText().getBytes(StandardCharsets.UTF_8);
            case "json" -> toJson().getBytes(StandardCharsets.UTF_8);
            default -> throw new IllegalArgumentException("cannot tell from \"" + path
                    + "\" what to write; the name of a chart ends in .svg, .png, .pdf, .html, .txt or .json");
        };
    }

    /// The chart as an SVG document.
    ///
    /// @return the text; equal charts of equal data give equal texts
    public String toSvg() {
        return SvgWriter.write(scene());
    }

    /// Writes the chart as an SVG document in UTF-8. The stream is not closed.
    ///
    /// @param out takes the bytes
    /// @throws DataAccessException if the stream fails
    public void toSvg(OutputStream out) {
        requireNonNull(out, "out");
        try {
            out.write(toSvg().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new DataAccessException("could not write the chart: " + e.getMessage(), e);
        }
    }

    /// The chart as a PNG file, with two pixels for each of the chart's, as screens of today have them.
    ///
    /// @return the bytes
    public byte[] toPng() {
        return toPng(2);
    }

    /// The chart as a PNG file. Needs the module `java.desktop`, but no screen, fonts or fontconfig. Letters are those of
    /// Liberation Sans (Latin, Greek, Cyrillic, Hebrew); others, as of Arabic or Chinese, are empty boxes, where SVG and HTML
    /// show them in the fonts of the reader. A line below the title says how many they are.
    ///
    /// @param scale pixels of the file for one of the chart, 0.1 to 10
    /// @return the bytes
    public byte[] toPng(double scale) {
        if (!(scale >= 0.1 && scale <= 10)) {
            throw new IllegalArgumentException("scale must be in [0.1, 10], got " + scale);
        }
        return PngWriter.write(outlined(), scale);
    }

    /// The chart as a PDF file of one page: vectors, and words that can be searched. Fonts are embedded as far as they are
    /// needed. Letters that Liberation Sans lacks, as of Arabic or Chinese, are empty boxes that say which they stand for;
    /// a line below the title says how many they are.
    ///
    /// @return the bytes; equal charts of equal data give equal bytes
    public byte[] toPdf() {
        return PdfWriter.write(outlined());
    }

    /// The chart as a page of its own: pointing at a mark says what it is, arrow keys walk along the marks, the wheel and
    /// dragging zoom and move, dragging with Shift selects, names of the legend hide and show series, and there is a table
    /// of the data. The page loads nothing, from nowhere, and says so to the browser; where scripts are not allowed the
    /// picture stays. More than 5,000 points are drawn into a canvas, from 200,000 rows on they are counted in cells; a page of more than
    /// 5,000 bars is a picture only, and says that.
    ///
    /// @return the text
    public String toHtml() {
        Drawing drawing = Plotter.plot(spec, data);
        return HtmlWriter.write(picture(drawing, ViewState.FIRST), spec.frame().theme(),
                HtmlWriter.Names.of(spec, drawing));
    }

    /// The chart as a specification of Vega-Lite 6, with its data and statistics inside: for notebooks and programs that draw those.
    /// Axes, colours and marks are those of the chart; names of an axis are whole numbers there, with labels.
    ///
    /// @return the JSON text
    /// @throws dev.peso.QueryException if Vega-Lite has no words for a part of the chart: a range slider, or numbers shortened to
    ///     k, M, B and T
    public String toVegaLite() {
        Drawing drawing = Plotter.plot(spec, data);
        return VegaLite.write(drawing, picture(drawing, ViewState.FIRST), spec.frame());
    }

    /// Opens the chart as a page in the browser of the desktop. The page is a file that only the user may read, in the
    /// folder for temporary ones; it stays there.
    ///
    /// @return the file
    /// @throws DataAccessException if there is no desktop or browser; the message says where the page is
    public Path show() {
        return show(Opener.DESKTOP);
    }

    Path show(Opener opener) {
        String html = toHtml();
        Path page;
        try {
            page = Files.createTempFile("peso-chart-", ".html");
            Files.writeString(page, html);
        } catch (IOException e) {
            throw new DataAccessException("could not write a page for the browser: " + e.getMessage(), e);
        }
        String fault = opener.open(page.toUri());
        if (fault != null) {
            throw new DataAccessException("could not open a browser: " + fault + "; the page is " + page
                    + ", and save(\"chart.html\") writes it where you want it", null);
        }
        return page;
    }

    /// The chart in characters, for terminals: braille patterns for marks, 100 characters wide, and what it shows in
    /// words.
    ///
    /// @return some lines
    public String toText() {
        Scene scene = scene();
        return TextWriter.write(scene, TEXT_COLUMNS) + scene.description() + "\n";
    }

    /// The chart without its data, for [#fromJson].
    ///
    /// @return the text
    public String toJson() {
        return SpecJson.write(spec);
    }

    /// What the chart shows, in words: the given text, or one made from the data.
    ///
    /// @return some sentences
    public String altText() {
        return scene().description();
    }

    @Override
    public View view() {
        return new View(toSvg(), toText());
    }

    /// The chart as a field of a dashboard.
    Tile tile() {
        return new Tile.Chart(spec, data);
    }

    /// The chart as shapes and words.
    Scene scene() {
        return scene(Plotter.plot(spec, data));
    }

    private Scene scene(Drawing drawing) {
        return picture(drawing, ViewState.FIRST).scene();
    }

    /// The chart for files that have no other fonts than the bundled ones: where those lack letters it says so.
    Scene outlined() {
        Drawing drawing = Plotter.plot(spec, data);
        Scene scene = scene(drawing);
        String note = Lacking.note(scene.nodes());
        return note.isEmpty() ? scene : scene(drawing.noting(note));
    }

    /// The chart as a reader may see it who has zoomed in, hidden series or selected a part.
    Picture picture(ViewState view) {
        return picture(Plotter.plot(spec, data), view);
    }

    /// The chart of some rows in the frame of all: axes, names, colours and bins stay as they are.
    ///
    /// @param some keeps a part of each dataset
    Picture picture(UnaryOperator<Dataset> some) {
        return picture(Plotter.plot(spec, data, data.stream().map(some).toList()), ViewState.FIRST);
    }

    private Picture picture(Drawing drawing, ViewState view) {
        return picture(drawing, spec.frame(), view);
    }

    private Picture picture(Drawing drawing, Frame frame, ViewState view) {
        return Layouter.layout(drawing, frame, AltText.title(spec, drawing), AltText.of(spec, drawing),
                view);
    }

    private static Expr column(String name) {
        return Expr.col(requireNonNull(name, "column"));
    }

    private Chart mark(Mark mark) {
        return last(spec.layers().getLast().withMark(mark));
    }

    private Chart channel(Channel channel, Expr value) {
        requireNonNull(value, "value");
        Layer layer = spec.layers().getLast().with(channel, value);
        Plotter.check(layer, data.getLast());
        return last(layer);
    }

    private Chart settings(Consumer<Settings.Edit> change) {
        Layer layer = spec.layers().getLast();
        return last(layer.with(layer.settings().with(change)));
    }

    private Chart last(Layer layer) {
        List<Layer> layers = new ArrayList<>(spec.layers());
        layers.set(layers.size() - 1, layer);
        return new Chart(new ChartSpec(layers, spec.frame()), data);
    }

    private Chart frame(Consumer<Frame.Edit> change) {
        return new Chart(spec.with(spec.frame().with(change)), data);
    }

    /// The chart in characters for a look at it, as JShell prints values: from the second line on a small picture as of
    /// [#toText], below it the start of [#altText]. Runs the dataset, as drawing does. A chart that cannot be drawn, as it
    /// lacks a channel or its data cannot be read, gives its marks and channels and the reason.
    ///
    /// @return at most 950 characters, which is less than JShell cuts off
    @Override
    public String toString() {
        try {
            Drawing drawing = Plotter.plot(spec, data);
            Scene small = picture(drawing, Glance.sized(spec.frame()), ViewState.FIRST).scene();
            return Glance.of(small, scene(drawing).description());
        } catch (RuntimeException e) {
            return Glance.cut(summary() + ", which cannot be drawn: " + e.getMessage());
        }
    }

    /// The marks and channels, without running anything.
    String summary() {
        return "chart of " + String.join(" and ", spec.layers()
                .stream()
                .map(each -> each.mark().text()
                        + each.channels()
                                .entrySet()
                                .stream()
                                .map(c -> " " + c.getKey().text() + "=" + c.getValue())
                                .reduce("", String::concat))
                .toList());
    }
}
