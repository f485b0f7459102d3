package dev.peso.viz.internal.html;

import java.util.Arrays;
import java.util.List;

import dev.peso.viz.internal.scene.Box;
import dev.peso.viz.internal.scene.Node;
import dev.peso.viz.internal.scene.Scene;

/// Points of a scene as a small raster: what a page shows of many points until its script draws them, and where scripts are not
/// allowed.
final class Stains {
    private static final double CELL = 2;
    /// Shades of a colour; fewer make smaller pictures.
    private static final int SHADES = 12;

    private Stains() {}

    /// The scene with a raster for each group of points.
    static Scene of(Scene scene) {
        return new Scene(scene.width(), scene.height(), scene.title(), scene.description(),
                scene.background(),
                scene.nodes().stream().map(Stains::stained).toList());
    }

    private static Node stained(Node node) {
        if (!(node instanceof Node.Group(String kind, var label, var clip, List<Node> children))) {
            return node;
        }
        boolean dots = !children.isEmpty() && children.stream().allMatch(Node.Dots.class::isInstance);
        boolean small = dots && children.stream().mapToLong(each -> ((Node.Dots) each).x().length).sum() == 0;
        return new Node.Group(kind, label, clip,
                dots && !small && (kind.equals("mark point") || kind.equals("small"))
                        ? List.of(raster(children))
                        : children.stream().map(Stains::stained).toList());
    }

    private static Node raster(List<Node> nodes) {
        double[] ends = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
                Double.NEGATIVE_INFINITY};
        for (Node node : nodes) {
            Node.Dots dots = (Node.Dots) node;
            for (int i = 0; i < dots.x().length; i++) {
                ends[0] = Math.min(ends[0], dots.x()[i]);
                ends[1] = Math.min(ends[1], dots.y()[i]);
                ends[2] = Math.max(ends[2], dots.x()[i]);
                ends[3] = Math.max(ends[3], dots.y()[i]);
            }
        }
        int columns = (int) ((ends[2] - ends[0]) / CELL) + 1;
        int rows = (int) ((ends[3] - ends[1]) / CELL) + 1;
        double[] clear = new double[columns * rows];
        int[] colors = new int[columns * rows];
        Arrays.fill(clear, 1);
        for (Node node : nodes) {
            Node.Dots dots = (Node.Dots) node;
            for (int i = 0; i < dots.x().length; i++) {
                int row = (int) ((dots.y()[i] - ends[1]) / CELL);
                int cell = row * columns + (int) ((dots.x()[i] - ends[0]) / CELL);
                clear[cell] *= 1 - dots.style().fillOpacity();
                colors[cell] = dots.style().fill();
            }
        }
        int[] argb = new int[columns * rows];
        for (int i = 0; i < argb.length; i++) {
            int step = (int) StrictMath.ceil((1 - clear[i]) * SHADES);
            int shade = step * 255 / SHADES;
            argb[i] = shade == 0 ? 0 : shade << 24 | colors[i];
        }
        return new Node.Raster(new Box(ends[0], ends[1], columns * CELL, rows * CELL), columns,
                rows, argb);
    }
}
