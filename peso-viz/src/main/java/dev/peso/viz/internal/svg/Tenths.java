package dev.peso.viz.internal.svg;

import dev.peso.viz.internal.scene.Outline;

/// Writes outlines of lines whose coordinates are whole tenths: the first corner of each ring, then how far each corner is
/// from the one before, with no character too many.
final class Tenths {
    private final StringBuilder out;
    /// Whether the last number has a point, so that one that begins with a point needs nothing between.
    private boolean pointed;

    private Tenths(StringBuilder out) {
        this.out = out;
    }

    static void append(StringBuilder out, Outline outline) {
        new Tenths(out).append(outline);
    }

    private void append(Outline outline) {
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
                number(nextX, false);
                number(nextY, true);
                first = true;
            } else {
                out.append(first ? "l" : "");
                number(nextX - x, !first);
                number(nextY - y, true);
                first = false;
            }
            x = nextX;
            y = nextY;
        }
    }

    /// @param after whether another number stands before
    private void number(long tenths, boolean after) {
        long size = Math.abs(tenths);
        boolean whole = size >= 10 || size == 0;
        if (tenths < 0) {
            out.append('-');
        } else if (after && (whole || !pointed)) {
            out.append(' ');
        }
        if (whole) {
            out.append(size / 10);
        }
        pointed = size % 10 != 0;
        if (pointed) {
            out.append('.').append(size % 10);
        }
    }
}
