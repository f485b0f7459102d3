package dev.peso.viz.internal.json;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import dev.peso.QueryException;
import dev.peso.viz.Theme;
import dev.peso.viz.internal.layout.Picture;
import dev.peso.viz.internal.mark.Drawing;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Ink;
import dev.peso.viz.internal.mark.Look;
import dev.peso.viz.internal.scale.Scale;
import dev.peso.viz.internal.spec.Frame;

/// Writes a picture in the words of Vega-Lite 6: a layer for each mark, with its data inside, the statistics done. Names of an axis are
/// whole numbers there, with labels that say the names.
public final class VegaLite {
    private static final String SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json";
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator out;
    private final Drawing drawing;
    private final Picture picture;
    private final Frame frame;
    private final VegaScales scales;

    private VegaLite(JsonGenerator out, Drawing drawing, Picture picture, Frame frame) {
        this.out = out;
        this.drawing = drawing;
        this.picture = picture;
        this.frame = frame;
        this.scales = new VegaScales(out, drawing, frame);
    }

    /// The picture as a specification.
    ///
    /// @throws QueryException if Vega-Lite has no words for a part of it
    public static String write(Drawing drawing, Picture picture, Frame frame) {
        if (frame.slider()) {
            throw new QueryException(
                    "toVegaLite: Vega-Lite has no overview of an axis; leave rangeSlider() out");
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            new VegaLite(json, drawing, picture, frame).document();
        } catch (IOException e) {
            throw new IllegalStateException("writing into memory failed", e);
        }
        return text.toString();
    }

    private void document() throws IOException {
        Theme theme = frame.theme();
        out.writeStartObject();
        out.writeStringField("$schema", SCHEMA);
        out.writeStringField("description", picture.scene().description());
        out.writeStringField("background", VegaScales.hex(theme.background()));
        title();
        List<Drawing.Panel> panels = drawing.panels();
        if (panels.size() == 1) {
            panel(0);
        } else {
            out.writeNumberField("columns", columns());
            out.writeArrayFieldStart("concat");
            for (int i = 0; i < panels.size(); i++) {
                out.writeStartObject();
                scales.string("title", panels.get(i).title());
                panel(i);
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        out.writeObjectFieldStart("config");
        out.writeStringField("font", "Liberation Sans, Arial, Helvetica, sans-serif");
        out.writeObjectFieldStart("view");
        out.writeNullField("stroke");
        out.writeEndObject();
        out.writeObjectFieldStart("axis");
        out.writeStringField("labelColor", VegaScales.hex(theme.muted()));
        out.writeStringField("titleColor", VegaScales.hex(theme.muted()));
        out.writeStringField("gridColor", VegaScales.hex(theme.grid()));
        out.writeEndObject();
        for (String words : List.of("title", "legend")) {
            out.writeObjectFieldStart(words);
            String color = VegaScales.hex(theme.text());
            if (words.equals("title")) {
                out.writeStringField("color", color);
                out.writeStringField("subtitleColor", VegaScales.hex(theme.muted()));
            } else {
                out.writeStringField("labelColor", color);
                out.writeStringField("titleColor", color);
            }
            out.writeEndObject();
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private void title() throws IOException {
        List<String> below = new ArrayList<>();
        for (String line : Arrays.asList(frame.subtitle(), String.join("; ", drawing.notes()),
                frame.caption())) {
            if (line != null && !line.isEmpty()) {
                below.add(line);
            }
        }
        String said = frame.title();
        if (said == null && below.isEmpty()) {
            return;
        }
        out.writeObjectFieldStart("title");
        out.writeStringField("text", said == null ? "" : said);
        scales.strings("subtitle", below);
        out.writeStringField("anchor", "start");
        out.writeEndObject();
    }

    private int columns() {
        return picture.panels().isEmpty()
                ? drawing.panels().size()
                : (int) picture.panels()
                        .stream()
                        .filter(each -> each.box().y() == picture.panels().getFirst().box().y())
                        .count();
    }

    private void panel(int i) throws IOException {
        if (!drawing.hasAxes()) {
            circle(drawing.panels().get(i));
            return;
        }
        Picture.Panel panel = picture.panels().get(i);
        out.writeNumberField("width", StrictMath.rint(panel.box().width()));
        out.writeNumberField("height", StrictMath.rint(panel.box().height()));
        if (drawing.isMap()) {
            // Positions are projected already.
            out.writeObjectFieldStart("projection");
            out.writeStringField("type", "identity");
            out.writeBooleanField("reflectY", true);
            out.writeEndObject();
        }
        out.writeArrayFieldStart("layer");
        for (Picture.Mark mark : panel.marks()) {
            if (hasItems(mark.geom())) {
                layer(panel, mark);
            }
        }
        out.writeEndArray();
    }

    /// Of nothing Vega-Lite cannot tell where it is.
    private static boolean hasItems(Geom geom) {
        return switch (geom) {
            case Geom.Curve curve -> curve.x().length > 0;
            case Geom.Ribbon ribbon -> ribbon.along().length > 0;
            case Geom.Bars bars -> bars.x1().length > 0;
            case Geom.Points points -> points.x().length > 0;
            case Geom.Segments segments -> segments.x1().length > 0;
            case Geom.Words words -> words.x().length > 0;
            case Geom.Areas areas -> areas.items().length > 0;
            case Geom.Cells cells -> Arrays.stream(cells.counts()).anyMatch(each -> each > 0);
            case Geom.Slices slices -> slices.shares().length > 0;
        };
    }

    /// One item of data.
    private interface Items {
        /// @return false if the item is not shown
        boolean write(int i) throws IOException;
    }

    private void data(int count, Items items) throws IOException {
        out.writeObjectFieldStart("data");
        out.writeArrayFieldStart("values");
        for (int i = 0; i < count; i++) {
            out.writeStartObject();
            items.write(i);
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void layer(Picture.Panel panel, Picture.Mark mark) throws IOException {
        out.writeStartObject();
        switch (mark.geom()) {
            case Geom.Curve curve -> {
                data(curve.x().length, i -> at(curve.x()[i], curve.y()[i]));
                begin(mark, "line");
                if (curve.closed()) {
                    out.writeStringField("fill", VegaScales.hex(mark.colors()[0]));
                }
                dash(mark);
                encoding(panel, mark, true, false, false);
            }
            case Geom.Ribbon ribbon -> ribbon(panel, mark, ribbon);
            case Geom.Bars bars -> {
                data(bars.x1().length,
                        i -> at(bars.x1()[i], bars.y1()[i]) && to(panel, bars.x2()[i], bars.y2()[i])
                                && colored(mark, i));
                begin(mark, "rect");
                encoding(panel, mark, false, true, true);
            }
            case Geom.Points points -> points(panel, mark, points);
            case Geom.Segments s -> {
                data(s.x1().length, i -> at(inside(panel.x(), s.x1()[i]), inside(panel.y(), s.y1()[i]))
                        && to(panel, s.x2()[i], s.y2()[i]) && colored(mark, i));
                begin(mark, "rule");
                dash(mark);
                encoding(panel, mark, false, true, true);
            }
            case Geom.Words words -> {
                data(words.x().length, i -> at(words.x()[i], words.y()[i]) && text("word", words.words()[i])
                        && (words.stand() == Geom.Words.Stand.WITHIN
                                ? text("color",
                                        VegaScales.hex(mark.inner()[mark.inner().length == 1 ? 0 : i]))
                                : colored(mark, i)));
                begin(mark, "text");
                out.writeNumberField("fontSize", mark.geom().look().size());
                stand(words);
                encoding(panel, mark, false, false, false);
            }
            case Geom.Areas areas -> {
                data(areas.items().length, i -> feature(areas, i) && colored(mark, i));
                begin(mark, "geoshape");
                out.writeStringField("stroke", VegaScales.hex(mark.border()));
                out.writeNumberField("strokeWidth", mark.geom().look().size());
                encoding(panel, mark, false, false, false);
            }
            case Geom.Cells cells -> cells(panel, mark, cells);
            case Geom.Slices _ -> throw new IllegalStateException("slices have no axes");
        }
        out.writeEndObject();
    }

    /// On which side of their points words stand; at ends of bars that depends on the value.
    private void stand(Geom.Words words) throws IOException {
        double away = Math.max(0, words.away() - 1);
        switch (words.stand()) {
            case ON, WITHIN -> out.writeStringField("baseline", "middle");
            case OVER -> {
                out.writeStringField("baseline", "bottom");
                out.writeNumberField("dy", -away);
            }
            case BESIDE -> {
                out.writeStringField("baseline", "middle");
                out.writeStringField("align", "left");
                out.writeNumberField("dx", away);
            }
            case UPRIGHT_END -> {
                either("baseline", "datum.y < 0 ? 'top' : 'bottom'");
                either("dy", "datum.y < 0 ? " + away + " : " + -away);
            }
            case LYING_END -> {
                out.writeStringField("baseline", "middle");
                either("align", "datum.x < 0 ? 'right' : 'left'");
                either("dx", "datum.x < 0 ? " + -away + " : " + away);
            }
        }
    }

    private void either(String property, String expression) throws IOException {
        out.writeObjectFieldStart(property);
        out.writeStringField("expr", expression);
        out.writeEndObject();
    }

    private void ribbon(Picture.Panel panel, Picture.Mark mark, Geom.Ribbon ribbon) throws IOException {
        data(ribbon.along().length, i -> {
            double along = ribbon.along()[i];
            return ribbon.upright()
                    ? at(along, ribbon.low()[i]) && number("y2", ribbon.high()[i])
                    : at(ribbon.low()[i], along) && number("x2", ribbon.high()[i]);
        });
        begin(mark, "area");
        if (!ribbon.upright()) {
            out.writeStringField("orient", "horizontal");
        }
        encoding(panel, mark, true, !ribbon.upright(), ribbon.upright());
    }

    private void points(Picture.Panel panel, Picture.Mark mark, Geom.Points points) throws IOException {
        data(points.x().length, i -> at(points.x()[i], points.y()[i])
                && (points.sizes().length == 0 || number("size", points.sizes()[i] * points.sizes()[i]))
                && colored(mark, i));
        begin(mark, "point");
        out.writeBooleanField("filled", true);
        out.writeStringField("shape", switch (mark.shape()) {
            case TRIANGLE -> "triangle-up";
            default -> mark.shape().name().toLowerCase(Locale.ROOT);
        });
        if (points.sizes().length == 0) {
            out.writeNumberField("size", points.look().size() * points.look().size());
        }
        encoding(panel, mark, false, false, false);
    }

    /// An area as GeoJSON: all its rings in one polygon, those of holes are the other way round.
    private boolean feature(Geom.Areas areas, int i) throws IOException {
        int item = areas.items()[i];
        out.writeStringField("type", "Feature");
        out.writeStringField("name", areas.atlas().names().get(item));
        out.writeObjectFieldStart("geometry");
        out.writeStringField("type", "Polygon");
        out.writeArrayFieldStart("coordinates");
        for (int ring = 0; ring < areas.atlas().rings()[item].length; ring++) {
            double[] corners = areas.atlas().ring(item, ring);
            out.writeStartArray();
            for (int k = 0; k <= corners.length; k += 2) {
                out.writeStartArray();
                out.writeNumber(corners[k % corners.length]);
                out.writeNumber(corners[k % corners.length + 1]);
                out.writeEndArray();
            }
            out.writeEndArray();
        }
        out.writeEndArray();
        out.writeEndObject();
        return true;
    }

    /// Only those that have points.
    private void cells(Picture.Panel panel, Picture.Mark mark, Geom.Cells cells) throws IOException {
        int[] shown = IntStream.range(0, cells.counts().length).filter(i -> cells.counts()[i] > 0).toArray();
        double[][] edges = {edges(panel.x(), cells.x1(), cells.x2(), cells.columns()),
                edges(panel.y(), cells.y1(), cells.y2(), cells.rows())};
        data(shown.length, k -> {
            int column = shown[k] % cells.columns();
            int row = shown[k] / cells.columns();
            return at(edges[0][column], edges[1][row]) && to(panel, edges[0][column + 1], edges[1][row + 1])
                    && number("value", cells.counts()[shown[k]]);
        });
        begin(mark, "rect");
        encoding(panel, mark, false, true, true);
    }

    private static double[] edges(Scale scale, double from, double to, int count) {
        double start = scale.at(from);
        double end = scale.at(to);
        return IntStream.rangeClosed(0, count)
                .mapToDouble(i -> scale.invert(start + (end - start) * i / count))
                .toArray();
    }

    private void circle(Drawing.Panel panel) throws IOException {
        out.writeNumberField("width", StrictMath.rint(frame.width() / 2.0));
        out.writeNumberField("height", StrictMath.rint(frame.height() / 1.6));
        out.writeArrayFieldStart("layer");
        for (Geom geom : panel.geoms()) {
            if (geom instanceof Geom.Slices slices && slices.look().ink() instanceof Ink.Each(int[] series)) {
                out.writeStartObject();
                data(slices.shares().length, i -> number("share", slices.shares()[i]) && number("order", i)
                        && text("series", drawing.legend().names().isEmpty()
                                ? slices.names()[i]
                                : drawing.legend().names().get(series[i])));
                out.writeObjectFieldStart("mark");
                out.writeStringField("type", "arc");
                out.writeNumberField("innerRadius",
                        StrictMath.rint(
                                slices.hole() * Math.min(frame.width() / 2.0, frame.height() / 1.6) / 2));
                out.writeStringField("stroke", VegaScales.hex(frame.theme().background()));
                out.writeEndObject();
                out.writeObjectFieldStart("encoding");
                scales.field("theta", "share", "quantitative");
                out.writeEndObject();
                scales.field("order", "order", "quantitative");
                out.writeEndObject();
                scales.field("color", "series", "nominal");
                List<String> names = drawing.legend().names();
                scales.series(names.isEmpty() ? List.of(slices.names()) : names,
                        names.isEmpty() ? series : null);
                out.writeEndObject();
                out.writeEndObject();
                out.writeEndObject();
            }
        }
        out.writeEndArray();
    }

    // Data.

    private boolean at(double x, double y) throws IOException {
        return number("x", x) && number("y", y);
    }

    private boolean to(Picture.Panel panel, double x, double y) throws IOException {
        return number("x2", inside(panel.x(), x)) && number("y2", inside(panel.y(), y));
    }

    /// Infinite ends are those of the axis.
    private static double inside(Scale scale, double value) {
        return value == Double.NEGATIVE_INFINITY
                ? scale.low()
                : value == Double.POSITIVE_INFINITY ? scale.high() : value;
    }

    private boolean number(String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            if (value == StrictMath.rint(value) && Math.abs(value) < 1e15) {
                out.writeNumberField(name, (long) value);
            } else {
                out.writeNumberField(name, value);
            }
        } else {
            out.writeNullField(name);
        }
        return true;
    }

    private boolean text(String name, String value) throws IOException {
        out.writeStringField(name, value);
        return true;
    }

    /// What decides about the colour of an item, where items differ.
    private boolean colored(Picture.Mark mark, int i) throws IOException {
        return switch (mark.geom().look().ink()) {
            case Ink.Ramp(double[] values) -> number("value", values[i]);
            case Ink.Each(int[] series) when scales.hasLegend(series[i]) ->
                text("series", drawing.legend().names().get(series[i]));
            case Ink.OnFill(Ink _, double[] low, double[] high) -> text("color",
                    VegaScales.hex(low[i] < high[i] ? frame.theme().background() : mark.colors()[0]));
            default -> !mark.each() || text("color", VegaScales.hex(mark.colors()[i]));
        };
    }

    // Marks and channels.

    private void begin(Picture.Mark mark, String type) throws IOException {
        Look look = mark.geom().look();
        out.writeObjectFieldStart("mark");
        out.writeStringField("type", type);
        out.writeBooleanField("clip", !type.equals("point"));
        if (look.opacity() < 1) {
            out.writeNumberField("opacity", look.opacity());
        }
        if (type.equals("line") || type.equals("rule")) {
            out.writeNumberField("strokeWidth", look.size());
        }
    }

    private void dash(Picture.Mark mark) throws IOException {
        if (mark.dash().length > 0) {
            out.writeArrayFieldStart("strokeDash");
            for (double length : mark.dash()) {
                out.writeNumber(length);
            }
            out.writeEndArray();
        }
    }

    /// Ends the mark.
    ///
    /// @param path whether items are joined in their order
    /// @param x2 whether items have another end on x
    /// @param y2 whether items have another end on y
    private void encoding(Picture.Panel panel, Picture.Mark mark, boolean path, boolean x2, boolean y2)
            throws IOException {
        out.writeEndObject();
        out.writeObjectFieldStart("encoding");
        if (!drawing.isMap()) {
            scales.axis("x", panel.x(), drawing.x(), panel.linesX());
            scales.axis("y", panel.y(), drawing.y(), panel.linesY());
        } else if (!(mark.geom() instanceof Geom.Areas)) {
            scales.field("longitude", "x", "quantitative");
            out.writeEndObject();
            scales.field("latitude", "y", "quantitative");
            out.writeEndObject();
        }
        for (String end : List.of("x2", "y2")) {
            if (end.equals("x2") ? x2 : y2) {
                out.writeObjectFieldStart(end);
                out.writeStringField("field", end);
                out.writeEndObject();
            }
        }
        scales.color(mark);
        if (mark.geom() instanceof Geom.Points points && points.sizes().length > 0) {
            scales.field("size", "size", "quantitative");
            out.writeNullField("scale");
            out.writeNullField("legend");
            out.writeEndObject();
        }
        if (mark.geom() instanceof Geom.Words) {
            scales.field("text", "word", "nominal");
            out.writeEndObject();
        }
        if (path) {
            out.writeObjectFieldStart("order");
            out.writeNullField("value");
            out.writeEndObject();
        }
        out.writeEndObject();
    }

}
