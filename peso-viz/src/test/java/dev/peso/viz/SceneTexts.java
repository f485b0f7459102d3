package dev.peso.viz;

import java.util.ArrayList;
import java.util.List;

import dev.peso.viz.internal.font.Fonts;
import dev.peso.viz.internal.scene.Box;
import dev.peso.viz.internal.scene.Node;
import dev.peso.viz.internal.scene.Scene;

/// The words of a scene, and whether any two share ink.
final class SceneTexts {
    private SceneTexts() {}

    static List<Node.Text> of(Scene scene) {
        List<Node.Text> texts = new ArrayList<>();
        scene.nodes().forEach(node -> collect(node, texts));
        return texts;
    }

    private static void collect(Node node, List<Node.Text> into) {
        if (node instanceof Node.Group group) {
            group.children().forEach(child -> collect(child, into));
        } else if (node instanceof Node.Text text) {
            into.add(text);
        }
    }

    /// What is wrong with the words of a scene: pairs that overlap, words outside.
    static List<String> faults(Scene scene) {
        List<String> faults = new ArrayList<>();
        List<Node.Text> texts = of(scene);
        Box all = new Box(0, 0, scene.width(), scene.height());
        for (int i = 0; i < texts.size(); i++) {
            if (!all.contains(Fonts.bounds(texts.get(i)))) {
                faults.add("outside: " + texts.get(i).text() + " " + Fonts.bounds(texts.get(i)));
            }
            for (int k = 0; k < i; k++) {
                if (overlap(corners(texts.get(i)), corners(texts.get(k)))) {
                    faults.add(
                            "overlap: \"" + texts.get(k).text() + "\" and \"" + texts.get(i).text() + "\"");
                }
            }
        }
        return faults;
    }

    /// The corners of the ink: from the baseline to the height of capitals.
    private static double[][] corners(Node.Text text) {
        double size = text.style().size();
        double width = Fonts.width(text.text(), size, text.style().bold());
        double left = switch (text.anchor()) {
            case START -> 0;
            case MIDDLE -> -width / 2;
            case END -> -width;
        };
        double[][] corners = {{left, -0.72 * size}, {left + width, -0.72 * size}, {left + width, 0.2 * size},
                {left, 0.2 * size}};
        double sin = Math.sin(Math.toRadians(text.turn()));
        double cos = Math.cos(Math.toRadians(text.turn()));
        for (double[] corner : corners) {
            double x = corner[0];
            corner[0] = text.x() + x * cos - corner[1] * sin;
            corner[1] = text.y() + x * sin + corner[1] * cos;
        }
        return corners;
    }

    /// Two rectangles are apart when a line along one of their sides is between them.
    private static boolean overlap(double[][] a, double[][] b) {
        return !apart(a, b) && !apart(b, a);
    }

    private static boolean apart(double[][] a, double[][] b) {
        for (int side = 0; side < 2; side++) {
            double dx = a[side + 1][0] - a[side][0];
            double dy = a[side + 1][1] - a[side][1];
            double[] first = ends(a, dx, dy);
            double[] second = ends(b, dx, dy);
            if (first[1] <= second[0] || second[1] <= first[0]) {
                return true;
            }
        }
        return false;
    }

    private static double[] ends(double[][] corners, double dx, double dy) {
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        for (double[] corner : corners) {
            double at = corner[0] * dx + corner[1] * dy;
            low = Math.min(low, at);
            high = Math.max(high, at);
        }
        return new double[]{low, high};
    }
}
