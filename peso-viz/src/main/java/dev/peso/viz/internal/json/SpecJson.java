package dev.peso.viz.internal.json;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.Expr;
import dev.peso.PesoException;
import dev.peso.viz.Theme;
import dev.peso.viz.internal.scale.MomentFormat;
import dev.peso.viz.internal.scale.NumberFormat;
import dev.peso.viz.internal.scale.ValueFormat;
import dev.peso.viz.internal.spec.CategoryOrder;
import dev.peso.viz.internal.spec.Channel;
import dev.peso.viz.internal.spec.ChartSpec;
import dev.peso.viz.internal.spec.Frame;
import dev.peso.viz.internal.spec.Layer;
import dev.peso.viz.internal.spec.Mark;
import dev.peso.viz.internal.spec.Position;
import dev.peso.viz.internal.spec.Settings;

/// Specs as documents that start `{"peso":"chart/1"`. What has its usual value is not written; what is not known is
/// refused, because a chart without it would be another chart.
public final class SpecJson {
    private static final String VERSION = "chart/1";
    private static final JsonFactory FACTORY = new JsonFactory();

    private SpecJson() {}

    public static String write(ChartSpec spec) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("peso", VERSION);
            out.writeArrayFieldStart("layers");
            for (Layer layer : spec.layers()) {
                layer(out, layer);
            }
            out.writeEndArray();
            frame(out, spec.frame());
            out.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing into memory failed", e);
        }
        return text.toString();
    }

    private static void layer(JsonGenerator out, Layer layer) throws IOException {
        out.writeStartObject();
        out.writeStringField("mark", layer.mark().text());
        for (Map.Entry<Channel, Expr> channel : layer.channels().entrySet()) {
            out.writeStringField(channel.getKey().text(), channel.getValue().toString());
        }
        Settings s = layer.settings();
        Settings usual = Settings.NONE;
        if (s.position() != usual.position()) {
            out.writeStringField("position", text(s.position()));
        }
        if (s.bins() != usual.bins()) {
            out.writeNumberField("bins", s.bins());
        }
        number(out, "bandwidth", s.bandwidth(), usual.bandwidth());
        Integer color = s.color();
        if (color != null) {
            out.writeStringField("rgb", hex(color));
        }
        number(out, "opacity", s.opacity(), usual.opacity());
        number(out, "thickness", s.size(), usual.size());
        if (s.labels()) {
            out.writeBooleanField("labels", true);
        }
        if (s.order() != usual.order()) {
            out.writeStringField("order", text(s.order()));
        }
        string(out, "name", s.name());
        number(out, "span", s.span(), usual.span());
        if (s.robust()) {
            out.writeBooleanField("robust", true);
        }
        out.writeEndObject();
    }

    private static void frame(JsonGenerator out, Frame f) throws IOException {
        Frame usual = Frame.NONE;
        string(out, "title", f.title());
        string(out, "subtitle", f.subtitle());
        string(out, "caption", f.caption());
        string(out, "alt", f.alt());
        string(out, "xTitle", f.xTitle());
        string(out, "yTitle", f.yTitle());
        if (f.xLog()) {
            out.writeBooleanField("logX", true);
        }
        if (f.yLog()) {
            out.writeBooleanField("logY", true);
        }
        limits(out, "xLimits", f.xLimits());
        limits(out, "yLimits", f.yLimits());
        if (f.width() != usual.width() || f.height() != usual.height()) {
            out.writeNumberField("width", f.width());
            out.writeNumberField("height", f.height());
        }
        if (!f.theme().equals(usual.theme())) {
            theme(out, f.theme());
        }
        Expr facet = f.facet();
        string(out, "facet", facet == null ? null : facet.toString());
        if (f.columns() != usual.columns()) {
            out.writeNumberField("columns", f.columns());
        }
        if (f.independent()) {
            out.writeBooleanField("independentAxes", true);
        }
        if (f.slider()) {
            out.writeBooleanField("rangeSlider", true);
        }
        if (!f.legend()) {
            out.writeBooleanField("legend", false);
        }
        format(out, "xFormat", f.xFormat());
        format(out, "yFormat", f.yFormat());
        format(out, "colorFormat", f.colorFormat());
    }

    private static void format(JsonGenerator out, String name, @Nullable ValueFormat format)
            throws IOException {
        if (format == null) {
            return;
        }
        out.writeObjectFieldStart(name);
        switch (format) {
            case MomentFormat moments -> out.writeStringField("date", moments.pattern());
            case NumberFormat numbers -> {
                out.writeStringField("number", numbers.pattern());
                string(out, "prefix", numbers.prefix().isEmpty() ? null : numbers.prefix());
                string(out, "suffix", numbers.suffix().isEmpty() ? null : numbers.suffix());
            }
        }
        out.writeEndObject();
    }

    private static void theme(JsonGenerator out, Theme theme) throws IOException {
        if (Theme.all().contains(theme)) {
            out.writeStringField("theme", theme.name());
            return;
        }
        out.writeObjectFieldStart("theme");
        out.writeStringField("name", theme.name());
        out.writeStringField("background", hex(theme.background()));
        out.writeStringField("text", hex(theme.text()));
        out.writeStringField("muted", hex(theme.muted()));
        out.writeStringField("grid", hex(theme.grid()));
        colors(out, "palette", theme.palette());
        colors(out, "ramp", theme.ramp());
        colors(out, "diverging", theme.diverging());
        out.writeEndObject();
    }

    private static void colors(JsonGenerator out, String name, List<Integer> colors) throws IOException {
        out.writeArrayFieldStart(name);
        for (int color : colors) {
            out.writeString(hex(color));
        }
        out.writeEndArray();
    }

    private static void string(JsonGenerator out, String name, @Nullable String value) throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }

    private static void number(JsonGenerator out, String name, double value, double usual)
            throws IOException {
        if (value != usual) {
            out.writeNumberField(name, value);
        }
    }

    private static void limits(JsonGenerator out, String name, List<Double> limits) throws IOException {
        if (!limits.isEmpty()) {
            out.writeArrayFieldStart(name);
            for (double limit : limits) {
                out.writeNumber(limit);
            }
            out.writeEndArray();
        }
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String hex(int color) {
        return "#" + java.util.HexFormat.of().toHexDigits(color, 6);
    }

    /// @throws DataException if the text is not a spec of a version known here
    public static ChartSpec read(String json) {
        Fields root = new Fields("the chart", JsonTree.object(json));
        String version = root.text("peso");
        if (!VERSION.equals(version)) {
            throw new DataException(version == null || !version.startsWith("chart/")
                    ? "not a chart: the document does not start {\"peso\":\"" + VERSION + "\""
                    : "the chart has the version \"" + version + "\", this Peso reads up to \"" + VERSION
                            + "\"; install a newer peso-viz");
        }
        List<Layer> layers = new ArrayList<>();
        for (Object each : root.list("layers")) {
            layers.add(layer(new Fields("layer " + (layers.size() + 1), Fields.object("a layer", each))));
        }
        if (layers.isEmpty()) {
            throw new DataException("the chart has no layers");
        }
        Frame frame = frame(root);
        root.requireAllRead();
        return new ChartSpec(layers, frame);
    }

    private static Layer layer(Fields in) {
        Mark mark = in.choice("mark", Mark.class, Mark.POINT);
        Map<Channel, Expr> channels = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            Expr expr = expr(in, channel.text());
            if (expr != null) {
                channels.put(channel, expr);
            }
        }
        Settings settings = Settings.NONE.with(edit -> {
            edit.position = in.choice("position", Position.class, edit.position);
            edit.bins = in.integer("bins", edit.bins);
            edit.bandwidth = in.number("bandwidth", edit.bandwidth);
            edit.color = in.has("rgb") ? Integer.valueOf(in.color("rgb", 0)) : null;
            edit.opacity = in.number("opacity", edit.opacity);
            edit.size = in.number("thickness", edit.size);
            edit.labels = in.flag("labels", edit.labels);
            edit.order = in.choice("order", CategoryOrder.class, edit.order);
            edit.name = in.text("name");
            edit.span = in.share("span", edit.span);
            edit.robust = in.flag("robust", edit.robust);
        });
        in.requireAllRead();
        return new Layer(mark, channels, settings);
    }

    private static @Nullable Expr expr(Fields in, String name) {
        String text = in.text(name);
        if (text == null) {
            return null;
        }
        try {
            return Expr.expr(text);
        } catch (PesoException e) {
            throw new DataException(in.where() + ", \"" + name + "\": " + e.getMessage(), name, -1, e);
        }
    }

    private static Frame frame(Fields in) {
        Expr facet = expr(in, "facet");
        return Frame.NONE.with(edit -> {
            edit.title = in.text("title");
            edit.subtitle = in.text("subtitle");
            edit.caption = in.text("caption");
            edit.alt = in.text("alt");
            edit.xTitle = in.text("xTitle");
            edit.yTitle = in.text("yTitle");
            edit.xLog = in.flag("logX", false);
            edit.yLog = in.flag("logY", false);
            edit.xLimits = in.limits("xLimits");
            edit.yLimits = in.limits("yLimits");
            edit.width = in.size("width", edit.width);
            edit.height = in.size("height", edit.height);
            edit.theme = theme(in);
            edit.facet = facet;
            edit.columns = in.integer("columns", edit.columns);
            edit.independent = in.flag("independentAxes", false);
            edit.legend = in.flag("legend", true);
            edit.slider = in.flag("rangeSlider", false);
            edit.xFormat = format(in, "xFormat");
            edit.yFormat = format(in, "yFormat");
            edit.colorFormat = format(in, "colorFormat");
        });
    }

    private static @Nullable ValueFormat format(Fields in, String name) {
        Object value = in.take(name);
        if (value == null) {
            return null;
        }
        Fields fields = new Fields("\"" + name + "\"", Fields.object("\"" + name + "\"", value));
        String date = fields.text("date");
        String number = fields.text("number");
        String prefix = fields.text("prefix");
        String suffix = fields.text("suffix");
        fields.requireAllRead();
        if ((date == null) == (number == null)) {
            throw new DataException("\"" + name + "\" has either a \"number\" or a \"date\"");
        }
        try {
            return date != null
                    ? MomentFormat.of(date)
                    : NumberFormat.of(Objects.requireNonNull(number))
                            .withPrefix(Objects.requireNonNullElse(prefix, ""))
                            .withSuffix(Objects.requireNonNullElse(suffix, ""));
        } catch (IllegalArgumentException e) {
            throw new DataException("\"" + name + "\": " + e.getMessage(), name, -1, e);
        }
    }

    private static Theme theme(Fields in) {
        Object value = in.take("theme");
        if (value == null) {
            return Theme.light();
        }
        if (value instanceof String name) {
            return Theme.all()
                    .stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new DataException("the theme \"" + name + "\" is not known; there are "
                            + String.join(", ", Theme.all().stream().map(Theme::name).toList())));
        }
        Fields fields = new Fields("the theme", new LinkedHashMap<>(Fields.object("the theme", value)));
        String name = fields.text("name");
        Theme light = Theme.light();
        Theme theme = new Theme(name == null ? "" : name, fields.color("background", light.background()),
                fields.color("text", light.text()), fields.color("muted", light.muted()),
                fields.color("grid", light.grid()), fields.colors("palette", light.palette(), 1),
                fields.colors("ramp", light.ramp(), 2), fields.colors("diverging", light.diverging(), 3));
        fields.requireAllRead();
        return theme;
    }
}
