package dev.peso.viz.internal.svg;

import dev.peso.viz.internal.scene.Outline;

/// Writes outlines of lines whose coordinates are whole tenths: the first corner of each ring, then how far each corner is
/// from the one before, with no character too many.
final class Tenths {
    private Tenths() {}

    static void append(StringBuilder out, Outline outline) {
        long x = 0;
        long y = 0;
        int at = 0;
        boolean first = false;
        for (int i = 0; i < outline.steps(); i++) {
            Outline.Step step = outline.step(i);
            if (step == Outline.Step.CLOSE) {
                out.append('Z');
                continue;
            }
            long nextX = Math.round(outline.at(at++) * 10);
            long nextY = Math.round(outline.at(at++) * 10);
            if (step == Outline.Step.MOVE) {
                out.append('M');
                number(out, nextX, false);
                number(out, nextY, true);
                first = true;
            } else {
                out.append(first ? "l" : "");
                number(out, nextX - x, !first);
                number(out, nextY - y, true);
                first = false;
            }
            x = nextX;
            y = nextY;
        }
    }

    /// @param after whether another number stands before
    private static void number(StringBuilder out, long tenths, boolean after) {
        if (tenths < 0) {
            out.append('-');
        } else if (after) {
            out.append(' ');
        }
        long size = Math.abs(tenths);
        if (size >= 10 || size == 0) {
            out.append(size / 10);
        }
        if (size % 10 != 0) {
            out.append('.').append(size % 10);
        }
    }
}
