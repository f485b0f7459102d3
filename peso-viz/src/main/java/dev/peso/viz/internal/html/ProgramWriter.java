package dev.peso.viz.internal.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.viz.Theme;
import dev.peso.viz.internal.font.Fonts;
import dev.peso.viz.internal.layout.Picture;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Ink;
import dev.peso.viz.internal.mark.Look;
import dev.peso.viz.internal.mark.Stack;
import dev.peso.viz.internal.scale.AxisKind;
import dev.peso.viz.internal.scale.Scale;
import dev.peso.viz.internal.scale.ValueFormat;
import dev.peso.viz.internal.scene.Box;

/// Writes what a script needs to draw the panels of a picture again after a reader has zoomed, hidden or selected: scales,
/// and the marks as arrays in the units of the axes. Arrays are written once, however many marks share them.
final class ProgramWriter {
    /// Everything that can stand in a tick's label.
    private static final String TICK_LETTERS = "0123456789−.,:e kMBTJanFebrMpAyulgSOctNovDi";
    private static final double LABEL = 11;
    /// Lines of more points are written less exactly.
    private static final int LONG = 200;
    /// From so many colours on they are written once each.
    private static final int PALETTE = 64;

    private final StringBuilder out;
    private final TextPool texts;
    private final boolean canvas;
    private String paper = "";
    private final StringBuilder letters = new StringBuilder(TICK_LETTERS);
    private final List<Numbers> arrays = new ArrayList<>();

    /// @param texts has the long ones afterwards
    /// @param canvas whether points are drawn into a canvas
    ProgramWriter(StringBuilder out, TextPool texts, boolean canvas) {
        this.out = out;
        this.texts = texts;
        this.canvas = canvas;
    }

    /// An array that marks share.
    private record Numbers(double[] values, Packed.Loss loss) {
        boolean isSame(double[] others, Packed.Loss otherLoss) {
            return loss == otherLoss && Arrays.equals(values, others);
        }
    }

    /// The members of a JSON object: panels, arrays, colours of lines, widths of letters.
    ///
    /// @param colors how colours that are numbers are written, or null for what suits them
    void write(Picture picture, Theme theme, @Nullable ValueFormat colors) {
        paper = hex(theme.background());
        out.append("\"color\":{\"kind\":\"NUMBER\"");
        format(colors);
        out.append("},");
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
            Packed.append(out, arrays.get(i).values(), arrays.get(i).loss());
        }
        out.append("],\"circles\":[");
        for (int i = 0; i < picture.circles().size(); i++) {
            out.append(i == 0 ? "" : ",");
            circle(picture.circles().get(i));
        }
        out.append("],\"ink\":\"")
                .append(hex(theme.text()))
                .append("\",\"muted\":\"")
                .append(hex(theme.muted()))
                .append("\",\"grid\":\"")
                .append(hex(theme.grid()))
                .append("\",\"paper\":\"")
                .append(paper)
                .append("\",\"letters\":{");
        int[] known = letters.codePoints().distinct().toArray();
        for (int i = 0; i < known.length; i++) {
            String letter = Character.toString(known[i]);
            out.append(i == 0 ? "" : ",");
            JsonText.string(out, letter);
            out.append(':')
                    .append(Fonts.width(letter, LABEL, false));
        }
        out.append('}');
    }

    private void circle(Picture.Circle circle) {
        out.append("{\"box\":");
        box(circle.box());
        out.append(",\"hole\":").append(circle.hole());
        named("title", circle.title());
        out.append(",\"slices\":[");
        for (int i = 0; i < circle.slices().size(); i++) {
            Picture.Slice slice = circle.slices().get(i);
            out.append(i == 0 ? "" : ",").append("{\"x\":").append(slice.x());
            out.append(",\"y\":").append(slice.y()).append(",\"along\":");
            texts.string(out, slice.name());
            named("label", slice.label().equals(slice.name()) ? null : slice.label());
            out.append(",\"value\":");
            texts.string(out, slice.value());
            out.append('}');
            letters.append(slice.label()).append("%…");
        }
        out.append("]}");
    }

    private void named(String member, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            out.append(",\"").append(member).append("\":");
            texts.string(out, text);
        }
    }

    private void panel(Picture.Panel panel) {
        out.append("{\"box\":");
        box(panel.box());
        named("title", panel.title());
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
            mark(panel.marks().get(i), panel);
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
        texts.strings(out, scale.categories());
        flag("whole", scale.whole());
        format(scale.format());
        out.append('}');
    }

    /// A member that says how values are written.
    private void format(@Nullable ValueFormat format) {
        if (format != null) {
            out.append(",\"format\":").append(JsonText.format(format));
            letters.append(format.letters());
        }
    }

    private void mark(Picture.Mark mark, Picture.Panel panel) {
        Look look = mark.geom().look();
        switch (mark.geom()) {
            case Geom.Curve curve -> {
                type(curve.closed() ? "shape" : "line");
                boolean many = curve.x().length > LONG;
                array("x", curve.x(), loss(panel.x(), many));
                array("y", curve.y(), loss(panel.y(), many));
                if (curve.corners() != Geom.Corners.NONE) {
                    out.append(",\"first\":").append(curve.corners() == Geom.Corners.AFTER ? 0 : 1);
                }
            }
            case Geom.Ribbon ribbon -> {
                type("area");
                boolean many = ribbon.along().length > LONG;
                Scale across = ribbon.upright() ? panel.y() : panel.x();
                array("along", ribbon.along(), loss(ribbon.upright() ? panel.x() : panel.y(), many));
                array("low", ribbon.low(), loss(across, many));
                array("high", ribbon.high(), loss(across, many));
                flag("upright", ribbon.upright());
            }
            case Geom.Bars bars -> {
                type("bar");
                corners(bars.x1(), bars.y1(), bars.x2(), bars.y2());
                out.append(",\"gap\":").append(bars.gap());
                if (mark.geom().look().ink() instanceof Ink.Ramp) {
                    out.append(",\"border\":\"").append(hex(mark.border())).append('"');
                }
            }
            case Geom.Points points -> {
                type("point");
                array("x", points.x(), loss(panel.x(), canvas));
                array("y", points.y(), loss(panel.y(), canvas));
                if (points.sizes().length > 0) {
                    array("sizes", points.sizes(), canvas ? Packed.Loss.OF_SPAN : Packed.Loss.NONE);
                }
                out.append(",\"shape\":\"").append(mark.shape().name()).append('"');
                flag("each", mark.each());
                flag("canvas", canvas);
            }
            case Geom.Segments segments -> {
                type("segment");
                corners(segments.x1(), segments.y1(), segments.x2(), segments.y2());
            }
            case Geom.Words words -> words(words, look, panel.box());
            case Geom.Areas areas -> {
                // The outlines are read from the picture.
                type("map");
                out.append(",\"border\":\"").append(hex(mark.border())).append('"');
                array("x", pick(areas.atlas().x(), areas.items()), Packed.Loss.OF_SPAN);
                array("y", pick(areas.atlas().y(), areas.items()), Packed.Loss.OF_SPAN);
                out.append(",\"names\":");
                texts.strings(out,
                        Arrays.stream(areas.items()).mapToObj(areas.atlas().names()::get).toList());
            }
            case Geom.Cells cells -> {
                type("density");
                corners(new double[]{cells.x1()}, new double[]{cells.y1()}, new double[]{cells.x2()},
                        new double[]{cells.y2()});
                out.append(",\"columns\":").append(cells.columns()).append(",\"rows\":").append(cells.rows());
                array("counts", Arrays.stream(cells.counts()).asDoubleStream().toArray());
            }
            case Geom.Slices _ -> type("slices");
        }
        out.append(",\"name\":");
        texts.string(out, look.name());
        flag("quiet", look.part() == null);
        named("part", look.part());
        out.append(",\"size\":").append(look.size()).append(",\"opacity\":").append(look.opacity());
        colors(mark.colors());
        if (mark.inner().length > 0) {
            out.append(",\"inner\":");
            hexes(mark.inner());
        }
        if (mark.dash().length > 0) {
            out.append(",\"dash\":\"");
            for (int i = 0; i < mark.dash().length; i++) {
                out.append(i == 0 ? "" : " ").append(mark.dash()[i]);
            }
            out.append('"');
        }
        if (look.ink() instanceof Ink.OnFill(Ink _, double[] low, double[] high)) {
            array("low", low);
            array("high", high);
            named("paper", paper);
        }
        if (look.ink() instanceof Ink.Ramp(double[] values)
                && (mark.geom() instanceof Geom.Bars || mark.geom() instanceof Geom.Areas)) {
            array("values", values);
        }
        out.append('}');
    }

    private static double[] pick(double[] values, int[] items) {
        return Arrays.stream(items).mapToDouble(i -> values[i]).toArray();
    }

    private void words(Geom.Words words, Look look, Box panel) {
        type("label");
        array("x", words.x());
        array("y", words.y());
        List<String> fitted = Arrays.stream(words.words())
                .map(each -> Fonts.fit(each, look.size(), false, words.longest(panel.width())))
                .toList();
        out.append(",\"words\":");
        texts.strings(out, fitted);
        array("widths",
                fitted.stream().mapToDouble(each -> Fonts.width(each, look.size(), false)).toArray());
        out.append(",\"stand\":\"").append(words.stand().name()).append("\",\"away\":").append(words.away());
        Geom.Bars bars = words.bars();
        if (bars != null) {
            corners(bars.x1(), bars.y1(), bars.x2(), bars.y2());
        }
        flag("cell", look.ink() instanceof Ink.OnRamp);
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
        int[] distinct = Arrays.stream(colors).distinct().sorted().toArray();
        if (distinct.length <= 1 || colors.length < PALETTE) {
            out.append(",\"colors\":");
            hexes(distinct.length == 1 ? distinct : colors);
            return;
        }
        out.append(",\"palette\":");
        hexes(distinct);
        array("colors",
                Arrays.stream(colors).mapToDouble(each -> Arrays.binarySearch(distinct, each)).toArray());
    }

    private void hexes(int[] colors) {
        out.append('[');
        for (int i = 0; i < colors.length; i++) {
            out.append(i == 0 ? "\"" : ",\"").append(hex(colors[i])).append('"');
        }
        out.append(']');
    }

    /// How exact positions on an axis have to be: of many, as exact as can be seen.
    private static Packed.Loss loss(Scale scale, boolean many) {
        return !many
                ? Packed.Loss.NONE
                : scale.kind() == AxisKind.LOG ? Packed.Loss.OF_VALUE : Packed.Loss.OF_SPAN;
    }

    private void array(String name, double[] values) {
        array(name, values, Packed.Loss.NONE);
    }

    /// A member that names an array by its number.
    private void array(String name, double[] values, Packed.Loss loss) {
        int found = -1;
        for (int i = 0; i < arrays.size() && found < 0; i++) {
            found = arrays.get(i).isSame(values, loss) ? i : -1;
        }
        if (found < 0) {
            found = arrays.size();
            arrays.add(new Numbers(values, loss));
        }
        out.append(",\"").append(name).append("\":").append(found);
    }

    private static String hex(int color) {
        return "#" + HexFormat.of().toHexDigits(color, 6);
    }
}
