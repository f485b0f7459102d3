package dev.peso.viz.internal.svg;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.viz.internal.font.LongText;
import dev.peso.viz.internal.scene.Box;
import dev.peso.viz.internal.scene.Node;
import dev.peso.viz.internal.scene.Outline;
import dev.peso.viz.internal.scene.Scene;
import dev.peso.viz.internal.scene.Style;
import dev.peso.viz.internal.scene.TextStyle;

/// Writes a scene as SVG: the same bytes on every machine. Fonts are named, not embedded.
public final class SvgWriter {
    private static final HexFormat HEX = HexFormat.of();
    private final StringBuilder out = new StringBuilder(1 << 14);
    private final String prefix;
    private int clips;

    private SvgWriter(String prefix) {
        this.prefix = prefix;
    }

    /// A file.
    public static String write(Scene scene) {
        // Layouts measure letters one by one. An attribute of that name is no part of SVG.
        return write(scene, "peso-", " style=\"font-kerning:none\"");
    }

    /// A part of a page, which may allow no styles but its own: it says that letters are not kerned.
    ///
    /// @param prefix of the ids in it, so that several documents fit one page
    public static String write(Scene scene, String prefix) {
        return write(scene, prefix, "");
    }

    private static String write(Scene scene, String prefix, String style) {
        SvgWriter writer = new SvgWriter(prefix);
        writer.document(scene, style);
        return writer.out.toString();
    }

    private void document(Scene scene, String style) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\"");
        number("width", scene.width());
        number("height", scene.height());
        out.append(" viewBox=\"0 0 ");
        Digits.append(out, scene.width());
        out.append(' ');
        Digits.append(out, scene.height());
        out.append("\" role=\"img\" aria-labelledby=\"")
                .append(prefix)
                .append("t ")
                .append(prefix)
                .append("d\" font-family=\"Liberation Sans, Arial, Helvetica, sans-serif\"")
                .append(style)
                .append(">\n");
        out.append("<title id=\"").append(prefix).append("t\">");
        escape(scene.title());
        out.append("</title>\n<desc id=\"").append(prefix).append("d\">");
        escape(scene.description());
        out.append("</desc>\n");
        rect(new Box(0, 0, scene.width(), scene.height()), Style.fill(scene.background(), 1));
        for (Node node : scene.nodes()) {
            node(node);
        }
        out.append("</svg>\n");
    }

    private void node(Node node) {
        switch (node) {
            case Node.Group group -> group(group);
            case Node.Rect(Box box, Style style) -> rect(box, style);
            case Node.Line line -> line(line);
            case Node.Path(Outline outline, Style style) -> {
                out.append("<path d=\"");
                outline(outline);
                out.append('"');
                style(style);
                out.append("/>\n");
            }
            case Node.Dots dots -> dots(dots);
            case Node.Text text -> text(text);
            case Node.Raster raster -> raster(raster);
        }
    }

    private void group(Node.Group group) {
        Box clip = group.clip();
        String id = prefix + "c" + clips;
        if (clip != null) {
            clips++;
            out.append("<clipPath id=\"").append(id).append("\"><rect");
            box(clip);
            out.append("/></clipPath>\n");
        }
        out.append("<g class=\"").append(group.kind()).append('"');
        String label = group.label();
        attribute("aria-label", label == null ? null : LongText.brief(label));
        if (clip != null) {
            out.append(" clip-path=\"url(#").append(id).append(")\"");
        }
        if (areDotsAlike(group.children())) {
            dotsAlike(group.children());
            return;
        }
        if (group.kind().equals("mark map") && !group.children().isEmpty()) {
            areas(group.children());
            return;
        }
        out.append(">\n");
        for (Node child : group.children()) {
            node(child);
        }
        out.append("</g>\n");
    }

    /// Areas have one border; their colour is written once, too, if they have one.
    private void areas(List<Node> nodes) {
        Style first = ((Node.Path) nodes.getFirst()).style();
        boolean alike = nodes.stream().allMatch(each -> ((Node.Path) each).style().fill() == first.fill());
        if (alike) {
            color("fill", first.fill());
        }
        opacity("fill-opacity", first.fillOpacity());
        color("stroke", first.stroke());
        number("stroke-width", first.strokeWidth());
        out.append(">\n");
        for (Node node : nodes) {
            Node.Path path = (Node.Path) node;
            out.append("<path d=\"");
            outline(path.outline());
            out.append('"');
            if (!alike) {
                color("fill", path.style().fill());
            }
            out.append("/>\n");
        }
        out.append("</g>\n");
    }

    /// Whether all nodes are round dots that differ in place and colour only.
    private static boolean areDotsAlike(List<Node> nodes) {
        return nodes.size() > 1 && nodes.getFirst() instanceof Node.Dots first && nodes.stream()
                .allMatch(each -> each instanceof Node.Dots dots && dots.isOneShape()
                        && dots.size()[0] == first.size()[0]
                        && dots.style().fillOpacity() == first.style().fillOpacity());
    }

    /// What they share is written once, for the group.
    private void dotsAlike(List<Node> nodes) {
        Node.Dots first = (Node.Dots) nodes.getFirst();
        out.append(" stroke-linecap=\"round\" fill=\"none\"");
        opacity("stroke-opacity", first.style().fillOpacity());
        number("stroke-width", first.size()[0]);
        out.append(">\n");
        for (Node node : nodes) {
            Node.Dots dots = (Node.Dots) node;
            out.append("<path d=\"");
            places(dots);
            out.append('"');
            color("stroke", dots.style().fill());
            out.append("/>\n");
        }
        out.append("</g>\n");
    }

    private void places(Node.Dots dots) {
        for (int i = 0; i < dots.x().length; i++) {
            out.append('M');
            Digits.append(out, dots.x()[i]);
            out.append(' ');
            Digits.append(out, dots.y()[i]);
            out.append("h0");
        }
    }

    private void rect(Box box, Style style) {
        out.append("<rect");
        box(box);
        style(style);
        out.append("/>\n");
    }

    private void box(Box box) {
        number("x", box.x());
        number("y", box.y());
        number("width", box.width());
        number("height", box.height());
    }

    private void line(Node.Line line) {
        out.append("<line");
        number("x1", line.x1());
        number("y1", line.y1());
        number("x2", line.x2());
        number("y2", line.y2());
        style(line.style());
        out.append("/>\n");
    }

    private void outline(Outline outline) {
        if (outline.isOnTenths()) {
            Tenths.append(out, outline);
            return;
        }
        int at = 0;
        for (int i = 0; i < outline.steps(); i++) {
            Outline.Step step = outline.step(i);
            out.append(switch (step) {
                case MOVE -> 'M';
                case LINE -> 'L';
                case CURVE -> 'C';
                case CLOSE -> 'Z';
            });
            for (int k = 0; k < 2 * step.points(); k++) {
                if (k > 0) {
                    out.append(' ');
                }
                Digits.append(out, outline.at(at++));
            }
        }
    }

    /// Equal circles without an outline are one path of round dots: a tenth of the size of so many elements.
    private void dots(Node.Dots dots) {
        if (dots.isOneShape()) {
            out.append("<path d=\"");
            places(dots);
            Style style = dots.style();
            out.append("\" stroke-linecap=\"round\"");
            style(Style.stroke(style.fill(), dots.size()[0]).withStrokeOpacity(style.fillOpacity()));
            out.append("/>\n");
            return;
        }
        out.append("<g");
        style(dots.style());
        out.append(">\n");
        for (int i = 0; i < dots.x().length; i++) {
            if (dots.shape() == Node.Shape.CIRCLE) {
                out.append("<circle");
                number("cx", dots.x()[i]);
                number("cy", dots.y()[i]);
                number("r", dots.sizeOf(i) / 2);
            } else {
                out.append("<path d=\"");
                outline(Symbols.outline(dots.shape(), dots.x()[i], dots.y()[i], dots.sizeOf(i)));
                out.append('"');
            }
            out.append("/>\n");
        }
        out.append("</g>\n");
    }

    private void text(Node.Text text) {
        TextStyle style = text.style();
        out.append("<text");
        number("x", text.x());
        number("y", text.y());
        number("font-size", style.size());
        if (style.bold()) {
            out.append(" font-weight=\"bold\"");
        }
        switch (text.anchor()) {
            case START -> {
            }
            case MIDDLE -> out.append(" text-anchor=\"middle\"");
            case END -> out.append(" text-anchor=\"end\"");
        }
        color("fill", style.color());
        if (text.turn() != 0) {
            out.append(" transform=\"rotate(");
            Digits.append(out, text.turn());
            out.append(' ');
            Digits.append(out, text.x());
            out.append(' ');
            Digits.append(out, text.y());
            out.append(")\"");
        }
        out.append('>');
        escape(text.text());
        out.append("</text>\n");
    }

    private void raster(Node.Raster raster) {
        out.append("<image");
        box(raster.box());
        out.append(
                " preserveAspectRatio=\"none\" image-rendering=\"pixelated\" href=\"data:image/png;base64,")
                .append(Base64.getEncoder()
                        .encodeToString(
                                PngBytes.encode(raster.width(), raster.height(), raster.argb())))
                .append("\"/>\n");
    }

    private void style(Style style) {
        if (style.hasFill()) {
            color("fill", style.fill());
            opacity("fill-opacity", style.fillOpacity());
        } else {
            out.append(" fill=\"none\"");
        }
        if (style.hasStroke()) {
            color("stroke", style.stroke());
            opacity("stroke-opacity", style.strokeOpacity());
            number("stroke-width", style.strokeWidth());
            double[] dash = style.dash().lengths();
            if (dash.length > 0) {
                out.append(" stroke-dasharray=\"");
                for (int i = 0; i < dash.length; i++) {
                    out.append(i == 0 ? "" : " ");
                    Digits.append(out, dash[i]);
                }
                out.append('"');
            }
        }
    }

    private void color(String name, int rgb) {
        out.append(' ').append(name).append("=\"#").append(HEX.toHexDigits(rgb, 6)).append('"');
    }

    private void opacity(String name, double value) {
        if (value < 1) {
            number(name, value);
        }
    }

    private void number(String name, double value) {
        out.append(' ').append(name).append("=\"");
        Digits.append(out, value);
        out.append('"');
    }

    private void attribute(String name, @Nullable String value) {
        if (value != null) {
            out.append(' ').append(name).append("=\"");
            escape(value);
            out.append('"');
        }
    }

    private void escape(String text) {
        Escape.append(out, text);
    }
}
