package dev.peso.viz.internal.font;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.peso.viz.internal.scale.NumberText;
import dev.peso.viz.internal.scene.Node;

/// What the fonts lack of the words of a picture: files that are drawn with these fonts show empty boxes there.
public final class Lacking {
    private Lacking() {}

    /// A line for readers of such a file, short enough for a small picture; or nothing if there are no boxes.
    public static String note(List<Node> nodes) {
        Set<Integer> letters = new TreeSet<>();
        nodes.forEach(node -> add(node, letters));
        int count = letters.size();
        return count == 0
                ? ""
                : NumberText.fixed(count, 0) + (count == 1 ? " letter has" : " letters have")
                        + " no font here; SVG and HTML show " + (count == 1 ? "it" : "them");
    }

    private static void add(Node node, Set<Integer> letters) {
        switch (node) {
            case Node.Group group -> group.children().forEach(child -> add(child, letters));
            case Node.Text text -> text.text()
                    .codePoints()
                    .filter(each -> Fonts.isBox(each, text.style().bold()))
                    .forEach(letters::add);
            case Node.Rect _,Node.Line _,Node.Path _,Node.Dots _,Node.Raster _ -> {
                // Nothing to read.
            }
        }
    }
}
