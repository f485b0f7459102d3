package dev.peso.viz.internal.svg;

import dev.peso.viz.internal.scene.Node.Shape;
import dev.peso.viz.internal.scene.Outline;

/// The outlines of points that are not round; each covers about the area of the circle of the same size.
public final class Symbols {
    private Symbols() {}

    public static Outline outline(Shape shape, double x, double y, double size) {
        Outline.Pen pen = new Outline.Pen();
        double r = size / 2;
        switch (shape) {
            case CIRCLE -> circle(pen, x, y, r);
            case SQUARE -> {
                double a = r * 0.886;
                pen.move(x - a, y - a).line(x + a, y - a).line(x + a, y + a).line(x - a, y + a).close();
            }
            case TRIANGLE -> {
                double a = r * 1.35;
                pen.move(x, y - a).line(x + a * 0.866, y + a / 2).line(x - a * 0.866, y + a / 2).close();
            }
            case DIAMOND -> {
                double a = r * 1.25;
                pen.move(x, y - a).line(x + a, y).line(x, y + a).line(x - a, y).close();
            }
            case CROSS -> {
                double a = r * 1.15;
                double b = a * 0.36;
                pen.move(x - b, y - a)
                        .line(x + b, y - a)
                        .line(x + b, y - b)
                        .line(x + a, y - b)
                        .line(x + a, y + b)
                        .line(x + b, y + b)
                        .line(x + b, y + a)
                        .line(x - b, y + a)
                        .line(x - b, y + b)
                        .line(x - a, y + b)
                        .line(x - a, y - b)
                        .line(x - b, y - b)
                        .close();
            }
        }
        return pen.outline();
    }

    private static void circle(Outline.Pen pen, double x, double y, double r) {
        double k = r * 0.5522847498;
        pen.move(x + r, y)
                .curve(x + r, y + k, x + k, y + r, x, y + r)
                .curve(x - k, y + r, x - r, y + k, x - r, y)
                .curve(x - r, y - k, x - k, y - r, x, y - r)
                .curve(x + k, y - r, x + r, y - k, x + r, y)
                .close();
    }
}
