package dev.peso.viz.internal.text;

import java.util.Arrays;

import dev.peso.viz.internal.font.Fonts;
import dev.peso.viz.internal.scene.Box;
import dev.peso.viz.internal.scene.Node;
import dev.peso.viz.internal.scene.Scene;

/// Draws a scene with the braille patterns of Unicode, for terminals. Words stand on a grid of characters; those that
/// would cover others, and words that are turned, are left out.
public final class TextWriter {
    private static final int BRAILLE = 0x2800;

    private final Scene scene;
    private final int columns;
    private final int rows;
    private final int[] letters;
    private final Dots dots;

    private TextWriter(Scene scene, int columns) {
        this.scene = scene;
        this.columns = columns;
        // A character is about twice as high as wide.
        this.rows = Math.max(4, (int) Math.round(columns * scene.height() / scene.width() / 2));
        this.letters = new int[columns * rows];
        this.dots = new Dots(columns, rows, 2 * columns / scene.width(), 4 * rows / scene.height());
    }

    /// The picture.
    ///
    /// @param columns characters in a line
    public static String write(Scene scene, int columns) {
        TextWriter writer = new TextWriter(scene, columns);
        scene.nodes().forEach(node -> writer.node(node, false));
        return writer.text();
    }

    private void node(Node node, boolean quiet) {
        switch (node) {
            case Node.Group group -> group(group);
            case Node.Rect(Box box, var _) -> dots.fill(box);
            case Node.Line line when !quiet -> dots.line(line.x1(), line.y1(), line.x2(), line.y2());
            case Node.Path(var outline, var _) -> dots.outline(outline);
            case Node.Dots points -> {
                for (int i = 0; i < points.x().length; i++) {
                    dots.dot(points.x()[i], points.y()[i]);
                }
            }
            case Node.Text text -> letters(text);
            case Node.Raster raster when raster.height() > 1 -> raster(raster);
            default -> {
                // Ticks and ramps of colours say nothing in dots.
            }
        }
    }

    /// Grid lines would hide the marks.
    private void group(Node.Group group) {
        if (group.kind().equals("grid")) {
            return;
        }
        Box before = dots.clip();
        Box clip = group.clip();
        if (clip != null) {
            dots.clip(clip);
        }
        boolean legend = group.kind().equals("legend");
        group.children().forEach(child -> node(child, legend));
        dots.clip(before);
    }

    private void raster(Node.Raster raster) {
        for (int y = 0; y < raster.height(); y++) {
            for (int x = 0; x < raster.width(); x++) {
                if (raster.argb()[y * raster.width() + x] != 0) {
                    dots.dot(raster.box().x() + (x + 0.5) * raster.box().width() / raster.width(),
                            raster.box().y() + (y + 0.5) * raster.box().height() / raster.height());
                }
            }
        }
    }

    private void letters(Node.Text text) {
        int[] codePoints = text.text().codePoints().filter(each -> each >= 32).toArray();
        if (text.turn() != 0 || codePoints.length == 0) {
            return;
        }
        Box box = Fonts.bounds(text);
        int row = Math.clamp((int) Math.floor(box.centerY() / scene.height() * rows), 0, rows - 1);
        double at = switch (text.anchor()) {
            case START -> text.x() / scene.width() * columns;
            case MIDDLE -> text.x() / scene.width() * columns - codePoints.length / 2.0;
            case END -> text.x() / scene.width() * columns - codePoints.length;
        };
        int shown = Math.min(codePoints.length, columns);
        int from = Math.clamp(Math.round(at), 0, columns - shown);
        if (isFree(row, from - 1, from + shown + 1)) {
            for (int i = 0; i < shown; i++) {
                letters[row * columns + from + i] = codePoints[i];
            }
        }
    }

    private boolean isFree(int row, int from, int to) {
        for (int i = Math.max(0, from); i < Math.min(columns, to); i++) {
            if (letters[row * columns + i] != 0) {
                return false;
            }
        }
        return true;
    }

    private String text() {
        StringBuilder out = new StringBuilder(rows * (columns + 1));
        int[] line = new int[columns];
        for (int row = 0; row < rows; row++) {
            int end = 0;
            Arrays.fill(line, ' ');
            for (int column = 0; column < columns; column++) {
                int letter = letters[row * columns + column];
                int pattern = dots.pattern(column, row);
                line[column] = letter != 0 ? letter : pattern != 0 ? BRAILLE + pattern : ' ';
                end = line[column] == ' ' ? end : column + 1;
            }
            for (int column = 0; column < end; column++) {
                out.appendCodePoint(line[column]);
            }
            out.append('\n');
        }
        return out.toString();
    }
}
