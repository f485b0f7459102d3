package dev.peso.viz.internal.html;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import dev.peso.viz.Theme;
import dev.peso.viz.internal.font.Fonts;
import dev.peso.viz.internal.layout.Picture;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Ink;
import dev.peso.viz.internal.mark.Look;
import dev.peso.viz.internal.mark.Stack;
import dev.peso.viz.internal.scale.Scale;
import dev.peso.viz.internal.scene.Box;

/// Writes what a script needs to draw the panels of a picture again after a reader has zoomed, hidden or selected: scales,
/// and the marks as arrays in the units of the axes. Arrays are written once, however many marks share them.
final class ProgramWriter {
    /// Everything that can stand in a tick's label.
    private static final String TICK_LETTERS = "0123456789−.,:e kMBTJanFebrMpAyulgSOctNovDi";
    private static final double LABEL = 11;

    private final StringBuilder out;
    private final List<double[]> arrays = new ArrayList<>();

    ProgramWriter(StringBuilder out) {
        this.out = out;
    }

    /// The members of a JSON object: panels, arrays, colours of lines, widths of letters.
    void write(Picture picture, Theme theme) {
        out.append("\"panels\":[");
        for (int i = 0; i < picture.panels().size(); i++) {
            out.append(i == 0 ? "" : ",");
            panel(picture.panels().get(i));
        }
        out.append(']');
        Box overview = picture.overview();
        if (overview != null) {
            out.append(",\"overview\":");
            box(overview);
        }
        out.append(",\"arrays\":[");
        for (int i = 0; i < arrays.size(); i++) {
            out.append(i == 0 ? "" : ",\n");
            array(arrays.get(i));
        }
        out.append("],\"muted\":\"")
                .append(hex(theme.muted()))
                .append("\",\"grid\":\"")
                .append(hex(theme.grid()))
                .append("\",\"letters\":{");
        int[] letters = TICK_LETTERS.chars().distinct().toArray();
        for (int i = 0; i < letters.length; i++) {
            String letter = Character.toString(letters[i]);
            out.append(i == 0 ? "\"" : ",\"")
                    .append(letter)
                    .append("\":")
                    .append(Fonts.width(letter, LABEL, false));
        }
        out.append('}');
    }

    private void panel(Picture.Panel panel) {
        Box box = panel.box();
        out.append("{\"box\":");
        box(box);
        out.append(",\"x\":");
        scale(panel.x());
        out.append(",\"y\":");
        scale(panel.y());
        out.append(",\"grid\":").append(panel.grid());
        flag("labelX", panel.labelX());
        flag("labelY", panel.labelY());
        flag("linesX", panel.linesX());
        flag("linesY", panel.linesY());
        flag("zero", panel.zero());
        out.append(",\"left\":").append(panel.left()).append(",\"right\":").append(panel.right());
        out.append(",\"room\":").append(panel.room()).append(",\"stacks\":[");
        for (int i = 0; i < panel.stacks().size(); i++) {
            Stack stack = panel.stacks().get(i);
            out.append(i == 0 ? "" : ",").append("{\"first\":").append(stack.first());
            out.append(",\"count\":").append(stack.count());
            flag("shares", stack.shares());
            flag("upright", stack.upright());
            out.append('}');
        }
        out.append("],\"marks\":[");
        for (int i = 0; i < panel.marks().size(); i++) {
            out.append(i == 0 ? "" : ",\n");
            mark(panel.marks().get(i), box);
        }
        out.append("]}");
    }

    private void box(Box box) {
        out.append('[').append(box.x()).append(',').append(box.y()).append(',').append(box.width());
        out.append(',').append(box.height()).append(']');
    }

    private void scale(Scale scale) {
        out.append("{\"kind\":\"").append(scale.kind().name()).append("\",\"low\":").append(scale.low());
        out.append(",\"high\":").append(scale.high()).append(",\"from\":").append(scale.from());
        out.append(",\"to\":").append(scale.to()).append(",\"names\":");
        JsonText.strings(out, scale.categories());
        out.append('}');
    }

    private void mark(Picture.Mark mark, Box panel) {
        Look look = mark.geom().look();
        switch (mark.geom()) {
            case Geom.Curve curve -> {
                type(curve.closed() ? "shape" : "line");
                array("x", curve.x());
                array("y", curve.y());
            }
            case Geom.Ribbon ribbon -> {
                type("area");
                array("along", ribbon.along());
                array("low", ribbon.low());
                array("high", ribbon.high());
                flag("upright", ribbon.upright());
            }
            case Geom.Bars bars -> {
                type("bar");
                corners(bars.x1(), bars.y1(), bars.x2(), bars.y2());
                out.append(",\"gap\":").append(bars.gap());
                flag("seam", mark.geom().look().ink() instanceof Ink.Ramp);
            }
            case Geom.Points points -> {
                type("point");
                array("x", points.x());
                array("y", points.y());
                if (points.sizes().length > 0) {
                    array("sizes", points.sizes());
                }
                out.append(",\"shape\":\"").append(mark.shape().name()).append('"');
                flag("each", mark.each());
                flag("quiet", look.ink() instanceof Ink.Paper);
            }
            case Geom.Segments segments -> {
                type("segment");
                corners(segments.x1(), segments.y1(), segments.x2(), segments.y2());
            }
            case Geom.Words words -> words(words, look, panel);
            case Geom.Cells cells -> {
                type("density");
                corners(new double[]{cells.x1()}, new double[]{cells.y1()}, new double[]{cells.x2()},
                        new double[]{cells.y2()});
            }
            case Geom.Slices _ -> type("slices");
        }
        out.append(",\"name\":");
        JsonText.string(out, look.name());
        out.append(",\"size\":").append(look.size()).append(",\"opacity\":").append(look.opacity());
        out.append(",\"colors\":");
        colors(mark.colors());
        if (mark.dash().length > 0) {
            out.append(",\"dash\":\"");
            for (int i = 0; i < mark.dash().length; i++) {
                out.append(i == 0 ? "" : " ").append(mark.dash()[i]);
            }
            out.append('"');
        }
        if (look.ink() instanceof Ink.Ramp(double[] values)) {
            array("values", values);
        }
        out.append('}');
    }

    private void words(Geom.Words words, Look look, Box panel) {
        type("label");
        array("x", words.x());
        array("y", words.y());
        List<String> fitted = Arrays.stream(words.words())
                .map(each -> Fonts.fit(each, look.size(), false, panel.width()))
                .toList();
        out.append(",\"words\":");
        JsonText.strings(out, fitted);
        array("widths",
                fitted.stream().mapToDouble(each -> Fonts.width(each, look.size(), false)).toArray());
        flag("above", words.above());
    }

    private void type(String type) {
        out.append("{\"type\":\"").append(type).append('"');
    }

    private void flag(String name, boolean value) {
        if (value) {
            out.append(",\"").append(name).append("\":true");
        }
    }

    private void corners(double[] x1, double[] y1, double[] x2, double[] y2) {
        array("x1", x1);
        array("y1", y1);
        array("x2", x2);
        array("y2", y2);
    }

    private void colors(int[] colors) {
        out.append('[');
        boolean same = Arrays.stream(colors).distinct().count() <= 1;
        for (int i = 0; i < (same ? Math.min(1, colors.length) : colors.length); i++) {
            out.append(i == 0 ? "\"" : ",\"").append(hex(colors[i])).append('"');
        }
        out.append(']');
    }

    /// A member that names an array by its number.
    private void array(String name, double[] values) {
        int found = -1;
        for (int i = 0; i < arrays.size() && found < 0; i++) {
            found = Arrays.equals(arrays.get(i), values) ? i : -1;
        }
        if (found < 0) {
            found = arrays.size();
            arrays.add(values);
        }
        out.append(",\"").append(name).append("\":").append(found);
    }

    /// An array in the shortest of three exact forms: start, step and count; numbers; or the bytes of its doubles.
    private void array(double[] values) {
        int n = values.length;
        double step = n > 1 ? values[1] - values[0] : 0;
        boolean even = n > 2;
        boolean finite = true;
        for (int i = 0; i < n; i++) {
            even &= values[i] == values[0] + i * step;
            finite &= Double.isFinite(values[i]);
        }
        if (even && finite) {
            out.append("{\"start\":").append(values[0]).append(",\"step\":").append(step);
            out.append(",\"count\":").append(n).append('}');
            return;
        }
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; finite && i < n && text.length() < n * 10L + 40; i++) {
            text.append(i == 0 ? "" : ",").append(number(values[i]));
        }
        if (finite && text.length() < n * 10L + 40) {
            out.append(text).append(']');
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate(8 * n).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        out.append('"').append(Base64.getEncoder().encodeToString(bytes.array())).append('"');
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String hex(int color) {
        return "#" + HexFormat.of().toHexDigits(color, 6);
    }
}
