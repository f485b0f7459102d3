package dev.peso.viz.internal.png;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

import dev.peso.viz.internal.font.Fonts;
import dev.peso.viz.internal.scene.Box;
import dev.peso.viz.internal.scene.Node;
import dev.peso.viz.internal.scene.Outline;
import dev.peso.viz.internal.scene.Scene;
import dev.peso.viz.internal.scene.Style;
import dev.peso.viz.internal.svg.PngBytes;
import dev.peso.viz.internal.svg.Symbols;

/// Draws a scene as a PNG file. Words are outlines of the bundled fonts, so neither fonts nor fontconfig nor a screen is
/// needed.
public final class PngWriter {
    private final Graphics2D graphics;

    private PngWriter(Graphics2D graphics) {
        this.graphics = graphics;
    }

    /// The file.
    ///
    /// @param scale pixels of the file for one of the scene
    public static byte[] write(Scene scene, double scale) {
        int width = (int) Math.ceil(scene.width() * scale);
        int height = (int) Math.ceil(scene.height() * scale);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setColor(new Color(scene.background()));
            graphics.fillRect(0, 0, width, height);
            graphics.scale(scale, scale);
            PngWriter writer = new PngWriter(graphics);
            for (Node node : scene.nodes()) {
                writer.node(node);
            }
        } finally {
            graphics.dispose();
        }
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        return PngBytes.opaque(width, height, pixels);
    }

    private void node(Node node) {
        switch (node) {
            case Node.Group group -> group(group);
            case Node.Rect(Box box, Style style) ->
                paint(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()), style);
            case Node.Line line ->
                stroke(new Line2D.Double(line.x1(), line.y1(), line.x2(), line.y2()), line.style());
            case Node.Path(Outline outline, Style style) -> paint(path(outline), style);
            case Node.Dots dots -> dots(dots);
            case Node.Text text -> text(text);
            case Node.Raster raster -> raster(raster);
        }
    }

    private void group(Node.Group group) {
        Box clip = group.clip();
        Shape before = graphics.getClip();
        if (clip != null) {
            graphics.clip(new Rectangle2D.Double(clip.x(), clip.y(), clip.width(), clip.height()));
        }
        for (Node child : group.children()) {
            node(child);
        }
        graphics.setClip(before);
    }

    private void dots(Node.Dots dots) {
        Path2D.Double all = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (int i = 0; i < dots.x().length; i++) {
            double size = dots.sizeOf(i);
            Shape dot = dots.shape() == Node.Shape.CIRCLE
                    ? new Ellipse2D.Double(dots.x()[i] - size / 2, dots.y()[i] - size / 2, size, size)
                    : path(Symbols.outline(dots.shape(), dots.x()[i], dots.y()[i], size));
            if (dots.isOneShape()) {
                all.append(dot, false);
            } else {
                paint(dot, dots.style());
            }
        }
        paint(all, dots.style());
    }

    private void text(Node.Text text) {
        double size = text.style().size();
        double width = Fonts.width(text.text(), size, text.style().bold());
        double left = switch (text.anchor()) {
            case START -> 0;
            case MIDDLE -> -width / 2;
            case END -> -width;
        };
        AffineTransform place = AffineTransform.getTranslateInstance(text.x(), text.y());
        place.rotate(Math.toRadians(text.turn()));
        place.translate(left, 0);
        Shape glyphs = place
                .createTransformedShape(path(Fonts.outline(text.text(), size, text.style().bold())));
        paint(glyphs, Style.fill(text.style().color(), 1));
    }

    private void raster(Node.Raster raster) {
        double w = raster.box().width() / raster.width();
        double h = raster.box().height() / raster.height();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        for (int y = 0; y < raster.height(); y++) {
            for (int x = 0; x < raster.width(); x++) {
                int argb = raster.argb()[y * raster.width() + x];
                if (argb >>> 24 != 0) {
                    graphics.setColor(new Color(argb, true));
                    graphics.fill(
                            new Rectangle2D.Double(raster.box().x() + x * w, raster.box().y() + y * h, w, h));
                }
            }
        }
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    }

    private void paint(Shape shape, Style style) {
        if (style.hasFill()) {
            color(style.fill(), style.fillOpacity());
            graphics.fill(shape);
        }
        stroke(shape, style);
    }

    private void stroke(Shape shape, Style style) {
        if (style.hasStroke()) {
            color(style.stroke(), style.strokeOpacity());
            double[] dash = style.dash().lengths();
            float[] lengths = new float[dash.length];
            for (int i = 0; i < dash.length; i++) {
                lengths[i] = (float) dash[i];
            }
            graphics.setStroke(new BasicStroke((float) style.strokeWidth(), BasicStroke.CAP_BUTT,
                    BasicStroke.JOIN_MITER, 4, lengths.length == 0 ? null : lengths, 0));
            graphics.draw(shape);
        }
    }

    private void color(int rgb, double opacity) {
        graphics.setComposite(AlphaComposite.SrcOver);
        graphics.setColor(
                new Color(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF, (int) Math.rint(opacity * 255)));
    }

    private static Path2D path(Outline outline) {
        Path2D.Double path = new Path2D.Double(Path2D.WIND_NON_ZERO, outline.steps());
        int at = 0;
        for (int i = 0; i < outline.steps(); i++) {
            Outline.Step step = outline.step(i);
            switch (step) {
                case MOVE -> path.moveTo(outline.at(at), outline.at(at + 1));
                case LINE -> path.lineTo(outline.at(at), outline.at(at + 1));
                case CURVE ->
                    path.curveTo(outline.at(at), outline.at(at + 1), outline.at(at + 2), outline.at(at + 3),
                            outline.at(at + 4), outline.at(at + 5));
                case CLOSE -> path.closePath();
            }
            at += 2 * step.points();
        }
        return path;
    }
}
