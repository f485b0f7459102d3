package dev.peso.viz.internal.scene;

import java.util.Arrays;
import java.util.List;

/// Nodes elsewhere, so that several pictures fit one.
public final class Shift {
    private final double dx;
    private final double dy;

    private Shift(double dx, double dy) {
        this.dx = dx;
        this.dy = dy;
    }

    /// The nodes, moved right and down.
    public static List<Node> by(double dx, double dy, List<Node> nodes) {
        Shift shift = new Shift(dx, dy);
        return nodes.stream().map(shift::node).toList();
    }

    private Node node(Node node) {
        return switch (node) {
            case Node.Group(String kind, var label, var clip, List<Node> children) ->
                new Node.Group(kind, label, clip == null ? null : box(clip),
                        children.stream().map(this::node).toList());
            case Node.Rect(Box box, Style style) -> new Node.Rect(box(box), style);
            case Node.Line(double x1, double y1, double x2, double y2, Style style) ->
                new Node.Line(x1 + dx, y1 + dy, x2 + dx, y2 + dy, style);
            case Node.Path(Outline outline, Style style) -> new Node.Path(outline.moved(dx, dy), style);
            case Node.Dots(double[] x, double[] y, double[] size, Node.Shape shape, Style style) ->
                new Node.Dots(moved(x, dx), moved(y, dy), size, shape, style);
            case Node.Text(double x, double y, String text, TextStyle style, Node.Anchor anchor, double turn) ->
                new Node.Text(x + dx, y + dy, text, style, anchor, turn);
            case Node.Raster(Box box, int width, int height, int[] argb) ->
                new Node.Raster(box(box), width, height, argb);
        };
    }

    private Box box(Box box) {
        return new Box(box.x() + dx, box.y() + dy, box.width(), box.height());
    }

    private static double[] moved(double[] values, double by) {
        return Arrays.stream(values).map(each -> each + by).toArray();
    }
}
