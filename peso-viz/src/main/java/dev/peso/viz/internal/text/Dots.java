package dev.peso.viz.internal.text;

import dev.peso.viz.internal.scene.Box;
import dev.peso.viz.internal.scene.Outline;

/// A grid of dots, two across and four down in each character, that shapes are drawn into.
final class Dots {
    private static final int ACROSS = 2;
    private static final int DOWN = 4;
    /// Bits of the Unicode braille patterns by row and column.
    private static final int[][] BITS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

    private final int columns;
    private final int rows;
    private final double scaleX;
    private final double scaleY;
    private final int[] cells;
    private Box clip;

    /// @param scaleX dots for a pixel across
    /// @param scaleY dots for a pixel down
    Dots(int columns, int rows, double scaleX, double scaleY) {
        this.columns = columns;
        this.rows = rows;
        this.scaleX = scaleX;
        this.scaleY = scaleY;
        this.cells = new int[columns * rows];
        this.clip = new Box(0, 0, columns * ACROSS / scaleX, rows * DOWN / scaleY);
    }

    Box clip() {
        return clip;
    }

    void clip(Box newClip) {
        clip = newClip;
    }

    /// The pattern of a character, 0 if it has no dots.
    int pattern(int column, int row) {
        return cells[row * columns + column];
    }

    void dot(double x, double y) {
        if (x < clip.x() || x > clip.right() || y < clip.y() || y > clip.bottom()) {
            return;
        }
        int dx = (int) Math.floor(x * scaleX);
        int dy = (int) Math.floor(y * scaleY);
        int column = Math.floorDiv(dx, ACROSS);
        int row = Math.floorDiv(dy, DOWN);
        if (column >= 0 && column < columns && row >= 0 && row < rows) {
            cells[row * columns + column] |= BITS[Math.floorMod(dy, DOWN)][Math.floorMod(dx, ACROSS)];
        }
    }

    void line(double x1, double y1, double x2, double y2) {
        int steps = (int) Math.min(100_000,
                Math.ceil(Math.max(Math.abs(x2 - x1) * scaleX, Math.abs(y2 - y1) * scaleY)));
        for (int i = 0; i <= steps; i++) {
            double share = steps == 0 ? 0 : (double) i / steps;
            dot(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share);
        }
    }

    void fill(Box box) {
        for (double y = box.y() + 0.5 / scaleY; y < box.bottom(); y += 1 / scaleY) {
            line(box.x(), y, box.right(), y);
        }
    }

    /// The border of an outline; curves are taken as the line to their end.
    void outline(Outline outline) {
        double startX = 0;
        double startY = 0;
        double x = 0;
        double y = 0;
        int at = 0;
        for (int i = 0; i < outline.steps(); i++) {
            Outline.Step step = outline.step(i);
            int end = at + 2 * step.points();
            double toX = step == Outline.Step.CLOSE ? startX : outline.at(end - 2);
            double toY = step == Outline.Step.CLOSE ? startY : outline.at(end - 1);
            if (step == Outline.Step.MOVE) {
                startX = toX;
                startY = toY;
                dot(toX, toY);
            } else {
                line(x, y, toX, toY);
            }
            x = toX;
            y = toY;
            at = end;
        }
    }
}
