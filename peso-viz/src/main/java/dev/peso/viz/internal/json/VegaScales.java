package dev.peso.viz.internal.json;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonGenerator;
import org.jspecify.annotations.Nullable;

import dev.peso.QueryException;
import dev.peso.viz.internal.html.JsonText;
import dev.peso.viz.internal.layout.Picture;
import dev.peso.viz.internal.mark.Drawing;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Ink;
import dev.peso.viz.internal.mark.Look;
import dev.peso.viz.internal.scale.AxisKind;
import dev.peso.viz.internal.scale.MomentFormat;
import dev.peso.viz.internal.scale.NumberFormat;
import dev.peso.viz.internal.scale.Scale;
import dev.peso.viz.internal.scale.ValueFormat;
import dev.peso.viz.internal.spec.Frame;

/// The channels of Vega-Lite that have scales: positions with their axes, colours with their legends.
record VegaScales(JsonGenerator out, Drawing drawing, Frame frame) {
    private static final Map<String, String> MOMENTS = Map.ofEntries(Map.entry("yyyy", "%Y"),
            Map.entry("yy", "%y"),
            Map.entry("Q", "%q"), Map.entry("MMMM", "%B"), Map.entry("MMM", "%b"), Map.entry("MM", "%m"),
            Map.entry("M", "%-m"), Map.entry("dd", "%d"), Map.entry("d", "%-d"), Map.entry("EEEE", "%A"),
            Map.entry("EEE", "%a"), Map.entry("HH", "%H"), Map.entry("H", "%-H"), Map.entry("hh", "%I"),
            Map.entry("h", "%-I"), Map.entry("mm", "%M"), Map.entry("ss", "%S"), Map.entry("SSS", "%L"),
            Map.entry("a", "%p"));

    /// Whether the legend names a series.
    boolean hasLegend(int series) {
        return series >= 0 && series < drawing.legend().names().size();
    }

    /// Begins a channel.
    void field(String channel, String field, String type) throws IOException {
        out.writeObjectFieldStart(channel);
        out.writeStringField("field", field);
        out.writeStringField("type", type);
    }

    void axis(String name, Scale scale, Drawing.Axis axis, boolean lines) throws IOException {
        boolean time = scale.kind().isTime();
        field(name, name, time ? "temporal" : "quantitative");
        string("title", axis.title().isEmpty() ? null : axis.title());
        if (axis.title().isEmpty()) {
            out.writeNullField("title");
        }
        if (!name.equals("x2") && !name.equals("y2")) {
            out.writeNullField("stack");
        }
        out.writeObjectFieldStart("scale");
        if (time || scale.kind() == AxisKind.LOG) {
            out.writeStringField("type", time ? "utc" : "log");
        }
        // Not "domain", which layers of moments may not repeat.
        out.writeNumberField("domainMin", scale.low());
        out.writeNumberField("domainMax", scale.high());
        out.writeBooleanField("nice", false);
        if (!time && scale.kind() != AxisKind.LOG) {
            out.writeBooleanField("zero", false);
        }
        if (name.equals("x") ? scale.from() > scale.to() : scale.from() < scale.to()) {
            out.writeBooleanField("reverse", true);
        }
        out.writeEndObject();
        out.writeObjectFieldStart("axis");
        out.writeBooleanField("grid", lines);
        if (scale.kind() == AxisKind.CATEGORY) {
            out.writeArrayFieldStart("values");
            for (int i = 0; i < scale.categories().size(); i++) {
                out.writeNumber(i);
            }
            out.writeEndArray();
            StringBuilder names = new StringBuilder();
            JsonText.strings(names, scale.categories());
            out.writeStringField("labelExpr", names + "[datum.value]");
        } else if (scale.format() != null) {
            out.writeStringField("labelExpr", labels(scale.format()));
        } else if (scale.kind() == AxisKind.CLOCK) {
            out.writeStringField("format", "%H:%M");
        }
        if (scale.whole()) {
            out.writeNumberField("tickMinStep", 1);
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    /// A format as an expression.
    private static String labels(ValueFormat format) {
        StringBuilder out = new StringBuilder();
        switch (format) {
            case MomentFormat moments -> {
                StringBuilder pattern = new StringBuilder();
                for (String part : moments.parts()) {
                    pattern.append(part.startsWith("'")
                            ? part.substring(1).replace("%", "%%")
                            : MOMENTS.getOrDefault(part, part));
                }
                JsonText.string(out.append("utcFormat(datum.value,"), pattern.toString());
                out.append(')');
            }
            case NumberFormat numbers -> {
                if (numbers.kind() == 's') {
                    throw new QueryException(
                            "toVegaLite: Vega-Lite has no numbers shortened to k, M, B and T; use a format of"
                                    + " decimals, hundredths or powers of ten");
                }
                int decimals = numbers.decimals() >= 0 ? numbers.decimals() : numbers.kind() == 'e' ? 2 : 0;
                String trimmed = numbers.decimals() < 0 && numbers.kind() == 'f' ? ".12~" : "." + decimals;
                JsonText.string(out.append("(datum.value<0?'\\u2212':'')+"), numbers.prefix());
                JsonText.string(out.append("+format(abs(datum.value),"),
                        (numbers.grouped() ? "," : "") + trimmed + numbers.kind());
                JsonText.string(out.append(")+"), numbers.suffix());
            }
        }
        return out.toString();
    }

    void color(Picture.Mark mark) throws IOException {
        Look look = mark.geom().look();
        out.writeFieldName("color");
        out.writeStartObject();
        if (mark.geom() instanceof Geom.Cells) {
            out.writeStringField("field", "value");
            out.writeStringField("type", "quantitative");
            ramp("log");
        } else if (look.ink() instanceof Ink.Ramp) {
            out.writeStringField("field", "value");
            out.writeStringField("type", "quantitative");
            ramp("linear");
        } else if (look.ink() instanceof Ink.Series(int index) && hasLegend(index)) {
            out.writeStringField("datum", drawing.legend().names().get(index));
            out.writeStringField("type", "nominal");
            series(drawing.legend().names(), null);
        } else if (look.ink() instanceof Ink.Each(int[] each)
                && Arrays.stream(each).allMatch(this::hasLegend)) {
            out.writeStringField("field", "series");
            out.writeStringField("type", "nominal");
            series(drawing.legend().names(), null);
        } else if (mark.each() || look.ink() instanceof Ink.OnFill || mark.geom() instanceof Geom.Words words
                && words.stand() == Geom.Words.Stand.WITHIN) {
            out.writeStringField("field", "color");
            out.writeStringField("type", "nominal");
            out.writeNullField("scale");
            out.writeNullField("legend");
        } else {
            out.writeStringField("value", hex(mark.colors()[0]));
        }
        out.writeEndObject();
    }

    /// @param numbers of the series that have the names, or null if they are all in order
    void series(List<String> names, int @Nullable [] numbers) throws IOException {
        out.writeObjectFieldStart("scale");
        strings("domain", names);
        strings("range", IntStream.range(0, names.size())
                .mapToObj(i -> hex(color(numbers == null ? i : numbers[i])))
                .toList());
        out.writeEndObject();
        legend();
    }

    private int color(int series) {
        int chosen = drawing.legend().colors().get(series);
        List<Integer> palette = frame.theme().palette();
        return chosen == Drawing.Legend.EMPTY
                ? frame.theme().grid()
                : chosen >= 0 ? chosen : palette.get(series % palette.size());
    }

    private void legend() throws IOException {
        if (!frame.legend()) {
            out.writeNullField("legend");
            return;
        }
        String title = drawing.legend().title();
        if (title.isEmpty()) {
            out.writeNullField("title");
        } else {
            out.writeStringField("title", title);
        }
    }

    private void ramp(String type) throws IOException {
        double[] ends = drawing.legend().ramp();
        double most = ends.length == 0 ? 1 : Math.max(Math.abs(ends[0]), Math.abs(ends[1]));
        boolean diverging = drawing.legend().diverging();
        double low = ends.length == 0 ? 0 : diverging ? -most : ends[0];
        double high = ends.length == 0 ? 1 : diverging ? most : ends[1];
        List<Integer> colors = drawing.legend().rampColors(frame.theme());
        out.writeObjectFieldStart("scale");
        out.writeStringField("type", type);
        out.writeArrayFieldStart("domain");
        for (int i = 0; i < colors.size(); i++) {
            double share = i / (colors.size() - 1.0);
            out.writeNumber(type.equals("log")
                    ? Math.max(1, low) * StrictMath.pow(Math.max(2, high) / Math.max(1, low), share)
                    : low + (high - low) * share);
        }
        out.writeEndArray();
        strings("range", colors.stream().map(VegaScales::hex).toList());
        out.writeEndObject();
        legend();
    }

    void string(String name, @Nullable String value) throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }

    void strings(String name, List<String> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }

    static String hex(int color) {
        return "#" + HexFormat.of().toHexDigits(color, 6);
    }
}
