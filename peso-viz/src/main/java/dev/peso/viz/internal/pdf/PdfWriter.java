package dev.peso.viz.internal.pdf;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.peso.viz.internal.font.Fonts;
import dev.peso.viz.internal.scene.Box;
import dev.peso.viz.internal.scene.Node;
import dev.peso.viz.internal.scene.Outline;
import dev.peso.viz.internal.scene.Scene;
import dev.peso.viz.internal.scene.Style;
import dev.peso.viz.internal.svg.Digits;
import dev.peso.viz.internal.svg.Symbols;

/// Writes scenes as the pages of a PDF file. A pixel is 1/96 of an inch.
public final class PdfWriter {
    private static final double POINTS = 0.75;

    private final PdfFile file = new PdfFile();
    private final StringBuilder out = new StringBuilder(1 << 14);
    private final PdfFont regular = new PdfFont(false);
    private final PdfFont bold = new PdfFont(true);
    private final Map<String, String> states = new LinkedHashMap<>();
    private final Map<String, Integer> images = new LinkedHashMap<>();

    private PdfWriter() {}

    /// The file, of one page.
    public static byte[] write(Scene scene) {
        return write(List.of(scene));
    }

    /// The file, with a page for each scene; the first one says what it is called.
    public static byte[] write(List<Scene> scenes) {
        return new PdfWriter().document(scenes);
    }

    private byte[] document(List<Scene> scenes) {
        int pages = file.reserve();
        int resources = file.reserve();
        StringBuilder kids = new StringBuilder();
        for (Scene scene : scenes) {
            kids.append(page(scene, pages, resources)).append(" 0 R ");
        }
        file.fill(pages, "<</Type/Pages/Count ", scenes.size(), "/Kids[", kids, "]>>");
        file.fill(resources, resources());
        int catalog = file.object(
                "<</Type/Catalog/Pages ", pages, " 0 R/ViewerPreferences<</DisplayDocTitle true>>>>");
        Scene first = scenes.getFirst();
        int info = file.object(
                "<</Title", PdfFile.text(first.title()), "/Subject", PdfFile.text(first.description()),
                "/Producer(Peso)>>");
        return file.finish(catalog, info);
    }

    private int page(Scene scene, int pages, int resources) {
        out.setLength(0);
        // The page counts upwards, scenes downwards.
        numbers(POINTS, 0, 0, -POINTS, 0, scene.height() * POINTS).append("cm\n");
        rect(new Box(0, 0, scene.width(), scene.height()), Style.fill(scene.background(), 1));
        nodes(scene.nodes());
        int contents = file.stream("", out.toString().getBytes(StandardCharsets.US_ASCII));
        StringBuilder size = new StringBuilder();
        Digits.append(size, scene.width() * POINTS);
        size.append(' ');
        Digits.append(size, scene.height() * POINTS);
        return file.object(
                "<</Type/Page/Parent ", pages, " 0 R/MediaBox[0 0 ", size, "]/Contents ", contents,
                " 0 R/Resources ", resources, " 0 R>>");
    }

    /// What all pages use: fonts, opacities, images.
    private String resources() {
        StringBuilder resources = new StringBuilder("<</Font<<");
        if (regular.isUsed()) {
            resources.append("/R ").append(regular.write(file)).append(" 0 R");
        }
        if (bold.isUsed()) {
            resources.append("/B ").append(bold.write(file)).append(" 0 R");
        }
        resources.append(">>/ExtGState<<");
        states.forEach((state, name) -> resources.append('/').append(name).append(state));
        resources.append(">>/XObject<<");
        images.forEach((name,
                number) -> resources.append('/').append(name).append(' ').append(number).append(" 0 R"));
        return resources.append(">>>>").toString();
    }

    private void nodes(List<Node> nodes) {
        for (Node each : nodes) {
            node(each);
        }
    }

    private void node(Node node) {
        switch (node) {
            case Node.Group group -> group(group);
            case Node.Rect(Box box, Style style) -> rect(box, style);
            case Node.Line line -> {
                state(line.style());
                numbers(line.x1(), line.y1()).append("m ");
                numbers(line.x2(), line.y2()).append("l ");
                paint(line.style());
            }
            case Node.Path(Outline outline, Style style) -> path(outline, style);
            case Node.Dots dots when dots.isOneShape() -> {
                state(Style.stroke(dots.style().fill(), dots.size()[0])
                        .withStrokeOpacity(dots.style().fillOpacity()));
                out.append("1 J ");
                for (int i = 0; i < dots.x().length; i++) {
                    numbers(dots.x()[i], dots.y()[i]).append("m ");
                    numbers(dots.x()[i], dots.y()[i]).append("l ");
                }
                out.append("S 0 J\n");
            }
            case Node.Dots dots -> {
                for (int i = 0; i < dots.x().length; i++) {
                    path(Symbols.outline(dots.shape(), dots.x()[i], dots.y()[i], dots.sizeOf(i)),
                            dots.style());
                }
            }
            case Node.Text text -> text(text);
            case Node.Raster raster -> raster(raster);
        }
    }

    private void group(Node.Group group) {
        Box clip = group.clip();
        if (clip != null) {
            out.append("q ");
            numbers(clip.x(), clip.y(), clip.width(), clip.height()).append("re W n\n");
        }
        nodes(group.children());
        if (clip != null) {
            out.append("Q\n");
        }
    }

    private void rect(Box box, Style style) {
        state(style);
        numbers(box.x(), box.y(), box.width(), box.height()).append("re ");
        paint(style);
    }

    private void path(Outline outline, Style style) {
        state(style);
        int at = 0;
        for (int i = 0; i < outline.steps(); i++) {
            Outline.Step step = outline.step(i);
            for (int k = 0; k < 2 * step.points(); k++) {
                numbers(outline.at(at++));
            }
            out.append(switch (step) {
                case MOVE -> "m ";
                case LINE -> "l ";
                case CURVE -> "c ";
                case CLOSE -> "h ";
            });
        }
        paint(style);
    }

    private void text(Node.Text text) {
        double size = text.style().size();
        double width = Fonts.width(text.text(), size, text.style().bold());
        double back = switch (text.anchor()) {
            case START -> 0;
            case MIDDLE -> width / 2;
            case END -> width;
        };
        double sin = StrictMath.sin(StrictMath.toRadians(text.turn()));
        double cos = StrictMath.cos(StrictMath.toRadians(text.turn()));
        state(Style.fill(text.style().color(), 1));
        PdfFont font = text.style().bold() ? bold : regular;
        // Empty boxes lead back to no letter; a reader is told which they stand for.
        boolean boxes = !font.writes(text.text());
        if (boxes) {
            out.append("/Span<</ActualText").append(PdfFile.text(text.text())).append(">>BDC ");
        }
        out.append("BT /").append(text.style().bold() ? "B " : "R ");
        numbers(size).append("Tf ");
        precise(cos);
        precise(sin);
        precise(sin);
        precise(-cos);
        numbers(text.x() - back * cos, text.y() - back * sin).append("Tm [");
        out.append(font.glyphs(Fonts.visual(text.text()))).append(boxes ? "] TJ ET EMC\n" : "] TJ ET\n");
    }

    private void raster(Node.Raster raster) {
        int[] argb = raster.argb();
        byte[] rgb = new byte[3 * argb.length];
        byte[] alpha = new byte[argb.length];
        for (int i = 0; i < argb.length; i++) {
            rgb[3 * i] = (byte) (argb[i] >> 16);
            rgb[3 * i + 1] = (byte) (argb[i] >> 8);
            rgb[3 * i + 2] = (byte) argb[i];
            alpha[i] = (byte) (argb[i] >>> 24);
        }
        String size = "/Type/XObject/Subtype/Image/BitsPerComponent 8/Width " + raster.width() + "/Height "
                + raster.height();
        int mask = file.stream(size + "/ColorSpace/DeviceGray", alpha);
        String name = "I" + images.size();
        images.put(name, file.stream(size + "/ColorSpace/DeviceRGB/SMask " + mask + " 0 R", rgb));
        state(Style.fill(0, 1));
        Box box = raster.box();
        out.append("q ");
        numbers(box.width(), 0, 0, -box.height(), box.x(), box.bottom()).append("cm /")
                .append(name)
                .append(" Do Q\n");
    }

    /// Colours, widths and opacities for what comes next.
    private void state(Style style) {
        double fill = style.hasFill() ? style.fillOpacity() : 1;
        double stroke = style.hasStroke() ? style.strokeOpacity() : 1;
        StringBuilder state = new StringBuilder("<</ca ");
        Digits.append(state, fill);
        state.append("/CA ");
        Digits.append(state, stroke);
        String name = states.computeIfAbsent(state.append(">>").toString(), _ -> "G" + states.size());
        out.append('/').append(name).append(" gs ");
        if (style.hasFill()) {
            color(style.fill()).append("rg ");
        }
        if (style.hasStroke()) {
            color(style.stroke()).append("RG ");
            numbers(style.strokeWidth()).append("w [");
            numbers(style.dash().lengths()).append("] 0 d ");
        }
    }

    private void paint(Style style) {
        out.append(style.hasFill() ? style.hasStroke() ? "B\n" : "f\n" : style.hasStroke() ? "S\n" : "n\n");
    }

    private StringBuilder color(int rgb) {
        precise((rgb >> 16 & 0xFF) / 255.0);
        precise((rgb >> 8 & 0xFF) / 255.0);
        precise((rgb & 0xFF) / 255.0);
        return out;
    }

    private StringBuilder numbers(double... values) {
        for (double value : values) {
            Digits.append(out, value);
            out.append(' ');
        }
        return out;
    }

    /// With four decimals, for what is multiplied.
    private void precise(double value) {
        long parts = Math.round(value * 10_000);
        String digits = Long.toString(Math.abs(parts) + 100_000).substring(1);
        out.append(parts < 0 ? "-" : "")
                .append(digits.charAt(0))
                .append('.')
                .append(digits, 1, 5)
                .append(' ');
    }
}
