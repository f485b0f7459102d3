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
        add(nodes, letters);
        int count = letters.size();
        return count == 0
                ? ""
                : NumberText.fixed(count, 0) + (count == 1 ? " letter has" : " letters have")
                        + " no font here; SVG and HTML show " + (count == 1 ? "it" : "them");
    }

    private static void add(List<Node> nodes, Set<Integer> letters) {
        for (Node node : nodes) {
            if (node instanceof Node.Group group) {
                add(group.children(), letters);
            } else if (node instanceof Node.Text text) {
                add(text, letters);
            }
        }
    }

    private static void add(Node.Text node, Set<Integer> letters) {
        String text = node.text();
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (Fonts.isBox(text.codePointAt(i), node.style().bold())) {
                letters.add(text.codePointAt(i));
            }
        }
    }
}
