package dev.peso.viz.internal.data;

import static dev.peso.viz.internal.spec.Channel.X;
import static dev.peso.viz.internal.spec.Channel.Y;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.peso.Column;
import dev.peso.ColumnNotFoundException;
import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.QueryException;
import dev.peso.viz.internal.scale.AxisKind;
import dev.peso.viz.internal.spec.Channel;
import dev.peso.viz.internal.spec.Frame;
import dev.peso.viz.internal.spec.Layer;
import dev.peso.viz.internal.spec.Mark;

/// Checks the channels of a layer against its dataset and reads them, aggregated where the mark asks for it.
final class LayerReader {
    private static final String COUNT = "rows of group";

    private Dataset data;
    private Layer layer;
    private final @Nullable Expr facet;
    private final Map<Channel, String> titles = new EnumMap<>(Channel.class);
    private final Map<Channel, DataType> types = new EnumMap<>(Channel.class);

    /// Columns that are kept beside the channels, and the rows read with them.
    private final List<String> kept;
    /// What is said about rows that are not drawn.
    private final List<String> said = new ArrayList<>();
    /// Pixels that a line has at most, 0 where all rows are wanted.
    private int width;

    private LayerReader(Dataset data, Layer layer, @Nullable Expr facet, List<String> kept) {
        this.kept = kept;
        this.data = data;
        this.layer = layer;
        this.facet = facet;
    }

    /// What a layer draws.
    ///
    /// @param titles what each channel is called on an axis
    /// @param flipped whether the marks lie along the y axis; the rows then have x and y exchanged
    /// @param facets the names of the panels of the rows, empty if they belong to all
    /// @param grid of which the rows are cells, or null if they are those of the data
    /// @param tally how many rows the data have, if the rows are cells
    /// @param said about rows that are not among them
    record Read(Layer layer, Rows rows, Map<Channel, String> titles, boolean flipped, List<String> facets,
            @Nullable CellGrid grid, CellReader.@Nullable Tally tally, List<String> said) {
        String title(Channel channel) {
            return titles.getOrDefault(channel, "");
        }

        /// The same with one more thing said.
        Read saying(String more) {
            List<String> all = new ArrayList<>(said);
            all.add(more);
            return new Read(layer, rows, titles, flipped, facets, grid, tally, all);
        }

        Read with(Rows changed) {
            return new Read(layer, changed, titles, flipped, facets, grid, tally, said);
        }
    }

    /// Throws when a channel asks for what the dataset does not have.
    static void check(Dataset data, Layer layer) {
        new LayerReader(data, layer, null, List.of()).types(false);
    }

    /// @param grid that points of crowded layers are counted in, or null for one that suits them
    static Read read(Dataset data, Layer layer, Frame frame, @Nullable CellGrid grid) {
        LayerReader reader = new LayerReader(data, layer, facetIn(data, frame), List.of());
        reader.width = frame.width();
        Read crowded = reader.crowded(frame, grid);
        return crowded == null ? reader.read().read() : crowded;
    }

    /// Points that are too many to draw, as counts; null for all else.
    private @Nullable Read crowded(Frame frame, @Nullable CellGrid grid) {
        Expr x = layer.channel(X);
        Expr y = layer.channel(Y);
        if (layer.mark() != Mark.POINT || x == null || y == null) {
            return null;
        }
        types(true);
        if (aggregates() || !CellReader.canCount(types.get(X)) || !CellReader.canCount(types.get(Y))
                || data.select(x).limit(Dots.MOST + 1L).count() <= Dots.MOST) {
            return null;
        }
        CellReader.Counted counted = CellReader.read(data, x, y, facet, frame, grid);
        return new Read(layer, counted.rows(), titles, false, counted.facets(), counted.grid(),
                counted.tally(), List.of());
    }

    /// What a layer draws, split by further columns.
    ///
    /// @param read has the number of its row in `kept` for each row
    /// @param kept the further columns
    /// @param how the values of several rows come together, `none` if each row is a mark of its own
    /// @param value what is split
    /// @param count how many rows stand behind a row
    record Split(Read read, Map<String, Column> kept, String how, double[] value, double[] count) {}

    /// What a layer draws, split by some columns; null where what is drawn cannot be put together from parts.
    static @Nullable Split split(Dataset data, Layer layer, Frame frame, List<String> columns) {
        LayerReader reader = new LayerReader(data, layer, facetIn(data, frame), columns);
        return reader.isSplittable() ? reader.read() : null;
    }

    private boolean isSplittable() {
        return layer.channels()
                .values()
                .stream()
                .filter(each -> Schemas.isAggregate(data, each))
                .allMatch(each -> Parts.of(each) != null);
    }

    /// The facet, if this dataset has what it is made of.
    private static @Nullable Expr facetIn(Dataset data, Frame frame) {
        Expr facet = frame.facet();
        if (facet == null) {
            return null;
        }
        try {
            Schemas.only(data, facet);
            return facet;
        } catch (ColumnNotFoundException _) {
            return null;
        }
    }

    /// Throws when no dataset has what the facet is made of.
    static void checkFacet(List<Dataset> data, Expr facet) {
        ColumnNotFoundException missing = null;
        for (Dataset each : data) {
            try {
                Schemas.only(each, facet);
                return;
            } catch (ColumnNotFoundException e) {
                missing = missing == null ? e : missing;
            }
        }
        if (missing != null) {
            throw new QueryException("channel facet: " + missing.getMessage(), missing);
        }
    }

    private void types(boolean complete) {
        if (complete) {
            for (Channel channel : layer.mark().needed()) {
                if (!layer.has(channel)) {
                    throw new QueryException(
                            "a " + layer.mark().text() + " needs the channel " + channel.text()
                                    + "; say ." + channel.text() + "(column)");
                }
            }
        }
        for (Channel channel : layer.channels().keySet()) {
            if (complete && !layer.mark().taken().contains(channel)) {
                throw new QueryException(
                        "a " + layer.mark().text() + " does not take the channel " + channel.text()
                                + "; it takes " + layer.mark()
                                        .taken()
                                        .stream()
                                        .map(Channel::text)
                                        .collect(Collectors.joining(", ")));
            }
        }
        for (Map.Entry<Channel, Expr> each : layer.channels().entrySet()) {
            type(each.getKey(), each.getValue());
        }
        requirePlaces();
        requireNumber(Channel.SIZE);
        requireNumber(Channel.Y2);
        for (Channel price : List.of(Channel.OPEN, Channel.HIGH, Channel.LOW, Channel.CLOSE)) {
            requireNumber(price);
        }
    }

    private void type(Channel channel, Expr expr) {
        try {
            boolean aggregate = Schemas.isAggregate(data, expr);
            var field = aggregate ? Schemas.aggregate(data, expr) : Schemas.only(data, expr);
            titles.put(channel,
                    field.type() instanceof DataType.Duration ? field.name() + " (s)" : field.name());
            types.put(channel, field.type());
            ColumnValues.check(field.type(), channel.text(), field.name());
        } catch (ColumnNotFoundException e) {
            throw new QueryException("channel " + channel.text() + ": " + e.getMessage(), e);
        }
    }

    private void requireNumber(Channel channel) {
        DataType type = types.get(channel);
        if (type != null && ColumnValues.isName(type)) {
            throw new QueryException(
                    "channel " + channel.text() + ": \"" + titles.get(channel) + "\" is " + type
                            + "; it takes numbers");
        }
    }

    /// Countries are found by a code or a name, and come together by country however they are spelt.
    private void locate(Expr country) {
        Located located = Located.of(data, country);
        said.addAll(located.said());
        data = located.data();
        layer = layer.with(Channel.COUNTRY, Expr.col(located.column()));
    }

    private void requirePlaces() {
        DataType country = types.get(Channel.COUNTRY);
        if (country != null && !country.isInteger()
                && (!ColumnValues.isName(country) || country == DataType.BOOLEAN)) {
            throw new QueryException("channel country: \"" + titles.get(Channel.COUNTRY) + "\" is " + country
                    + "; it takes names of countries, or their codes by ISO 3166-1");
        }
        for (Channel channel : layer.mark() == Mark.PLACES ? List.of(X, Y) : List.<Channel>of()) {
            DataType type = types.get(channel);
            if (type != null && !type.isNumeric()) {
                throw new QueryException("channel " + channel.text() + ": \"" + titles.get(channel) + "\" is "
                        + type + "; on a map it takes degrees of "
                        + (channel == X ? "longitude" : "latitude"));
            }
        }
    }

    private Split read() {
        types(true);
        Expr country = layer.channel(Channel.COUNTRY);
        if (country != null) {
            locate(country);
        }
        DataType x = types.get(X);
        if (layer.mark() == Mark.HISTOGRAM && x != null && ColumnValues.isName(x)) {
            // Names are their own bins.
            layer = layer.withMark(Mark.BAR);
        }
        boolean flipped = flipped();
        Channel value = value(flipped);
        if (isCountWrittenOut(value)) {
            layer = layer.without(value);
        }
        boolean summed = sums(value);
        boolean counted = counts(value);
        boolean grouped = summed || counted || aggregates();
        Dataset result = grouped ? aggregated(value, summed, counted) : plain();
        result = result.collect();
        Read thinned = grouped ? null : thinned(result);
        if (thinned != null) {
            return new Split(thinned, Map.of(), "none", new double[0], new double[0]);
        }
        Map<Channel, Values> values = new EnumMap<>(Channel.class);
        for (Channel channel : layer.channels().keySet()) {
            values.put(channel, ColumnValues.read(result.column(channel.name())));
        }
        if (counted) {
            values.put(value, ColumnValues.read(result.column(COUNT)));
            titles.put(value, "count");
        } else if (summed && many(result.column(COUNT))) {
            titles.merge(value, "", (name, _) -> how() + " of " + name);
        }
        int rows = Math.toIntExact(result.count());
        List<String> facets = List.of();
        int[] panels = new int[0];
        if (facet != null) {
            Values.Names names = ColumnValues.named(ColumnValues.read(result.column("facet")));
            facets = names.names();
            panels = names.codes();
        }
        Rows read = new Rows(rows, values, panels);
        Layer asked = country == null ? layer : layer.with(Channel.COUNTRY, country);
        return split(result, new Read(asked, flipped ? exchanged(read) : read,
                flipped ? exchangedTitles() : titles, flipped, facets, null, null, said), value, grouped,
                counted);
    }

    /// Whether a channel makes one value of many rows.
    private boolean aggregates() {
        for (Expr each : layer.channels().values()) {
            if (Schemas.isAggregate(data, each)) {
                return true;
            }
        }
        return false;
    }

    /// Of a line with more points than pixels can show, the extremes of each pixel; null for all else. The rows keep their
    /// numbers, and the last one is always among them.
    private @Nullable Read thinned(Dataset result) {
        if (layer.mark() != Mark.LINE || layer.channels().size() > 2 || facet != null || width == 0) {
            return null;
        }
        Column x = result.column(X.name());
        Column y = result.column(Y.name());
        boolean wanted = Reduction.worth(x.rows(), width) && ColumnValues.isStraight(x.type())
                && ColumnValues.isStraight(y.type());
        int[] rows = wanted ? Reduction.extremes(x.reader(), y.reader(), width) : null;
        if (rows == null) {
            return null;
        }
        Map<Channel, Values> values = new EnumMap<>(Channel.class);
        values.put(X, ColumnValues.read(x, rows));
        values.put(Y, ColumnValues.read(y, rows));
        values.put(Channel.ROW,
                new Values.Numbers(Arrays.stream(rows).asDoubleStream().toArray(), AxisKind.NUMBER));
        return new Read(layer, new Rows(rows.length, values, new int[0]), titles, false, List.of(), null,
                null, List.of());
    }

    private Split split(Dataset result, Read read, Channel value, boolean grouped, boolean counted) {
        if (kept.isEmpty()) {
            return new Split(read, Map.of(), "none", new double[0], new double[0]);
        }
        int rows = read.rows().count();
        Map<String, Column> columns = new LinkedHashMap<>();
        for (int i = 0; i < kept.size(); i++) {
            columns.put(kept.get(i), result.column("kept" + i));
        }
        double[] numbers = new double[rows];
        double[] ones = new double[rows];
        for (int i = 0; i < rows; i++) {
            numbers[i] = i;
            ones[i] = 1;
        }
        Rows numbered = read.rows().with(Channel.ROW, new Values.Numbers(numbers, AxisKind.NUMBER));
        Read kepts = read.with(numbered);
        if (!grouped) {
            return new Split(kepts, columns, "none", ones, ones);
        }
        Expr expr = layer.channel(value);
        Parts parts = expr == null || !Schemas.isAggregate(data, expr) ? null : Parts.of(expr);
        double[] values = result.column(counted ? COUNT : value.name()).doubles();
        String whole = counted ? "sum" : parts == null ? how() : parts.how();
        return new Split(kepts, columns, whole, values,
                result.column(COUNT).doubles());
    }

    private static boolean many(Column counts) {
        double[] numbers = counts.doubles();
        for (double number : numbers) {
            if (number > 1) {
                return true;
            }
        }
        return false;
    }

    private static Rows exchanged(Rows rows) {
        Map<Channel, Values> turned = new EnumMap<>(Channel.class);
        rows.values().forEach((channel, values) -> turned.put(exchanged(channel), values));
        return new Rows(rows.count(), turned, rows.facet());
    }

    private Map<Channel, String> exchangedTitles() {
        Map<Channel, String> turned = new EnumMap<>(Channel.class);
        titles.forEach((channel, title) -> turned.put(exchanged(channel), title));
        return turned;
    }

    private static Channel exchanged(Channel channel) {
        return channel == X ? Y : channel == Y ? X : channel;
    }

    /// Bars and the like lie when their names are on the y axis.
    private boolean flipped() {
        DataType x = types.get(X);
        DataType y = types.get(Y);
        return layer.mark().standsAtNames() && y != null && ColumnValues.isName(y)
                && (x == null || !ColumnValues.isName(x));
    }

    private boolean isBar() {
        return layer.mark() == Mark.BAR || layer.mark() == Mark.LOLLIPOP;
    }

    private boolean isColored() {
        return layer.mark() == Mark.HEATMAP || layer.mark() == Mark.CHOROPLETH;
    }

    private boolean isShare() {
        return layer.mark() == Mark.PIE || layer.mark() == Mark.DONUT;
    }

    /// Which channel is a length, an angle or a colour, and is aggregated if there are several rows for one mark.
    private Channel value(boolean flipped) {
        return isColored() ? Channel.COLOR : flipped ? X : Y;
    }

    /// Whether somebody asked for the count that marks without a value show anyway.
    private boolean isCountWrittenOut(Channel value) {
        Expr expr = layer.channel(value);
        return expr != null && expr.toString().equals("count(*)")
                && (isShare() || isColored() || isBar() && layer.has(value == X ? Y : X));
    }

    private boolean counts(Channel value) {
        if (!(isBar() || isShare() || isColored()) || layer.has(value)) {
            return false;
        }
        if (isBar() && !layer.has(value == X ? Y : X)) {
            throw new QueryException(
                    "a " + layer.mark().text() + " needs the channel x or y; say .x(column)");
        }
        return true;
    }

    private boolean sums(Channel value) {
        Expr expr = layer.channel(value);
        boolean aggregates = isBar() || isShare() || layer.mark() == Mark.AREA
                || layer.mark() == Mark.WATERFALL
                || isColored();
        if (!aggregates || expr == null || Schemas.isAggregate(data, expr)) {
            return false;
        }
        DataType type = types.get(value);
        if (type != null && ColumnValues.isName(type)) {
            throw new QueryException("channel " + value.text() + ": \"" + titles.get(value) + "\" is " + type
                    + "; the mark " + layer.mark().text() + " draws "
                    + (isColored() ? "colors of a ramp" : "lengths")
                    + ", which are numbers");
        }
        return type != null && type.isNumeric();
    }

    /// Lengths of one place add up, colours do not.
    private String how() {
        return isColored() ? "mean" : "sum";
    }

    private Dataset plain() {
        List<Expr> columns = new ArrayList<>();
        for (Map.Entry<Channel, Expr> each : layer.channels().entrySet()) {
            columns.add(each.getValue().as(each.getKey().name()));
        }
        if (facet != null) {
            columns.add(facet.as("facet"));
        }
        columns.addAll(keptColumns());
        return data.select(columns.toArray(new Expr[0]));
    }

    private List<Expr> keptColumns() {
        List<Expr> columns = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            columns.add(Expr.col(kept.get(i)).as("kept" + i));
        }
        return columns;
    }

    private Dataset aggregated(Channel value, boolean summed, boolean counted) {
        List<Expr> keys = new ArrayList<>();
        List<Expr> aggregates = new ArrayList<>();
        for (Map.Entry<Channel, Expr> each : layer.channels().entrySet()) {
            Channel channel = each.getKey();
            Expr expr = each.getValue();
            if (Schemas.isAggregate(data, expr)) {
                Parts parts = kept.isEmpty() ? null : Parts.of(expr);
                aggregates.add((parts == null ? expr : parts.part()).as(channel.name()));
                if (parts != null) {
                    aggregates.add(parts.count().as(COUNT));
                }
            } else if (summed && channel == value) {
                Expr number = expr.cast(DataType.FLOAT64);
                boolean mean = how().equals("mean");
                aggregates.add(
                        (mean && kept.isEmpty() ? Expr.mean(number) : Expr.sum(number)).as(channel.name()));
                aggregates.add((mean && !kept.isEmpty() ? Expr.count(number) : Expr.count()).as(COUNT));
            } else {
                keys.add(expr.as(channel.name()));
            }
        }
        if (facet != null) {
            keys.add(facet.as("facet"));
        }
        keys.addAll(keptColumns());
        if (counted) {
            aggregates.add(Expr.count().as(COUNT));
        }
        Expr[] results = aggregates.toArray(new Expr[0]);
        return keys.isEmpty() ? data.agg(results) : data.groupBy(keys.toArray(new Expr[0])).agg(results);
    }
}
