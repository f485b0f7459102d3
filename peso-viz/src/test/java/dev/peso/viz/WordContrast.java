package dev.peso.viz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.peso.viz.internal.mark.Contrast;
import dev.peso.viz.internal.scene.Box;
import dev.peso.viz.internal.scene.Node;
import dev.peso.viz.internal.scene.Scene;

/// How well words are read upon what they stand on: a bar, a cell or the background. WCAG 2.2, 1.4.3 wants 4.5 to 1.
final class WordContrast {
    private final int background;
    private final List<Node.Rect> bars = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private WordContrast(Scene scene) {
        this.background = scene.background();
        for (Node node : scene.nodes()) {
            if (node instanceof Node.Group(String kind, var _, var _, List<Node> children)
                    && kind.equals("mark bar")) {
                children.forEach(child -> bars.add((Node.Rect) child));
            }
        }
    }

    /// Words that are too pale, each with its contrast.
    static List<String> faults(Scene scene) {
        WordContrast contrast = new WordContrast(scene);
        SceneTexts.of(scene).forEach(contrast::check);
        return contrast.faults;
    }

    private void check(Node.Text text) {
        double found = ThemeTest.contrast(text.style().color(),
                under(text.x(), text.y() - text.style().size() * 0.35));
        if (!(found >= 4.5)) {
            faults.add(String.format(Locale.ROOT, "\"%s\" has %.2f", text.text(), found));
        }
    }

    /// The colour at a place: of the last bar there, mixed with the background where it is pale.
    private int under(double x, double y) {
        int color = background;
        for (Node.Rect bar : bars) {
            Box box = bar.box();
            if (x >= box.x() && x <= box.right() && y >= box.y() && y <= box.bottom()) {
                color = Contrast.mix(List.of(background, bar.style().fill()), bar.style().fillOpacity());
            }
        }
        return color;
    }
}
