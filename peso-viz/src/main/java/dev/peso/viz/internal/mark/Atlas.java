package dev.peso.viz.internal.mark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.viz.internal.scale.Scale;

/// Areas whose borders are arcs, which neighbours share: made simpler, they still fit each other. Arrays are not copied and
/// not changed.
///
/// @param names of the areas
/// @param arcs x and y in turn
/// @param rings of each area: numbers of arcs, `~n` for an arc that is walked backwards
/// @param x a place inside each area
/// @param y likewise
/// @param drawnX the scale that the arcs were made simpler for, or null if they are as they came
/// @param drawnY likewise
public record Atlas(List<String> names, double[][] arcs, int[][][] rings, double[] x, double[] y,
        @Nullable Scale drawnX, @Nullable Scale drawnY) {
    /// Pixels by which a border may be off.
    private static final double TOLERANCE = 0.9;
    /// Pixels of a picture from which on the tolerance grows with it: a larger one would show no more of these borders.
    private static final double LARGE = 1200;
    /// Corners stand at tenths of a pixel, which makes files half as long.
    private static final double TENTHS = 10;
    /// Half the width of the diamond that stands for an area too small to be seen.
    private static final double SMALLEST = 0.8;
    /// How much around the picture is kept, as a share of its side.
    private static final double MARGIN = 0.1;

    public Atlas {
        names = List.copyOf(names);
    }

    /// Areas as they came.
    public Atlas(List<String> names, double[][] arcs, int[][][] rings, double[] x, double[] y) {
        this(names, arcs, rings, x, y, null, null);
    }

    /// Whether the arcs were made simpler for these scales.
    public boolean isDrawnAt(Scale atX, Scale atY) {
        return atX.equals(drawnX) && atY.equals(drawnY);
    }

    /// A ring: x and y in turn, the first corner not repeated.
    public double[] ring(int area, int ring) {
        return ring(arcs, rings[area][ring]);
    }

    private static double[] ring(double[][] arcs, int[] ring) {
        int size = 0;
        for (int arc : ring) {
            size += arcs[arc < 0 ? ~arc : arc].length - 2;
        }
        double[] corners = new double[size];
        int at = 0;
        for (int arc : ring) {
            double[] one = arcs[arc < 0 ? ~arc : arc];
            for (int i = 0; i < one.length - 2; i += 2) {
                int from = arc < 0 ? one.length - 2 - i : i;
                corners[at++] = one[from];
                corners[at++] = one[from + 1];
            }
        }
        return corners;
    }

    /// The areas with no more corners than a picture can show.
    public Atlas drawn(Scale atX, Scale atY) {
        List<double[]> pixels = new ArrayList<>();
        double tolerance = TOLERANCE * Math.max(1, atX.length() / LARGE);
        for (double[] arc : arcs) {
            pixels.add(simpler(inPixels(arc, atX, atY), tolerance));
        }
        double[][] simple = pixels.toArray(double[][]::new);
        int[][][] kept = new int[rings.length][][];
        for (int area = 0; area < rings.length; area++) {
            kept[area] = Arrays.stream(rings[area])
                    .filter(ring -> isSeen(ring(simple, ring), atX, atY))
                    .toArray(int[][]::new);
            if (kept[area].length == 0 && isNear(atX, atX.at(x[area])) && isNear(atY, atY.at(y[area]))) {
                kept[area] = new int[][]{{pixels.size()}};
                pixels.add(diamond(atX.at(x[area]), atY.at(y[area])));
            }
        }
        double[][] values = pixels.stream().map(each -> inValues(each, atX, atY)).toArray(double[][]::new);
        return new Atlas(names, values, kept, x, y, atX, atY);
    }

    private static double[] inPixels(double[] arc, Scale atX, Scale atY) {
        double[] pixels = new double[arc.length];
        for (int i = 0; i < arc.length; i += 2) {
            pixels[i] = atX.at(arc[i]);
            pixels[i + 1] = atY.at(arc[i + 1]);
        }
        return pixels;
    }

    private static double[] inValues(double[] pixels, Scale atX, Scale atY) {
        double[] values = new double[pixels.length];
        for (int i = 0; i < pixels.length; i += 2) {
            values[i] = atX.invert(pixels[i]);
            values[i + 1] = atY.invert(pixels[i + 1]);
        }
        return values;
    }

    /// The corners without those that lie within the tolerance of a line between others, by the algorithm of D. Douglas and
    /// T. Peucker, "Algorithms for the reduction of the number of points required to represent a digitized line or its
    /// caricature", Cartographica 10 (1973).
    private static double[] simpler(double[] arc, double tolerance) {
        int last = arc.length / 2 - 1;
        boolean[] keep = new boolean[last + 1];
        keep[0] = true;
        keep[last] = true;
        keep(arc, 0, last, tolerance, keep);
        double[] kept = new double[arc.length];
        int size = 0;
        for (int i = 0; i <= last; i++) {
            double px = StrictMath.rint(arc[2 * i] * TENTHS) / TENTHS;
            double py = StrictMath.rint(arc[2 * i + 1] * TENTHS) / TENTHS;
            boolean same = size > 0 && i < last && kept[size - 2] == px && kept[size - 1] == py;
            if (keep[i] && !same) {
                kept[size++] = px;
                kept[size++] = py;
            }
        }
        return Arrays.copyOf(kept, size);
    }

    private static void keep(double[] arc, int from, int to, double tolerance, boolean[] keep) {
        int farthest = from;
        double most = tolerance;
        for (int i = from + 1; i < to; i++) {
            double distance = distance(arc, i, from, to);
            if (distance > most) {
                most = distance;
                farthest = i;
            }
        }
        if (farthest > from) {
            keep[farthest] = true;
            keep(arc, from, farthest, tolerance, keep);
            keep(arc, farthest, to, tolerance, keep);
        }
    }

    /// How far a corner is from the line between two others, or from both where they are one.
    private static double distance(double[] arc, int i, int from, int to) {
        double dx = arc[2 * to] - arc[2 * from];
        double dy = arc[2 * to + 1] - arc[2 * from + 1];
        double px = arc[2 * i] - arc[2 * from];
        double py = arc[2 * i + 1] - arc[2 * from + 1];
        double length = Math.sqrt(dx * dx + dy * dy);
        return length < 1e-9 ? Math.sqrt(px * px + py * py) : Math.abs(dx * py - dy * px) / length;
    }

    private static boolean isSeen(double[] ring, Scale atX, Scale atY) {
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < ring.length; i += 2) {
            left = Math.min(left, ring[i]);
            right = Math.max(right, ring[i]);
            top = Math.min(top, ring[i + 1]);
            bottom = Math.max(bottom, ring[i + 1]);
        }
        return ring.length >= 6 && Math.max(right - left, bottom - top) >= 2 * SMALLEST
                && (isNear(atX, left) || isNear(atX, right) || left < atX.from() && right > atX.from())
                && (isNear(atY, top) || isNear(atY, bottom) || top < atY.to() && bottom > atY.to());
    }

    /// Whether a position is in the picture or so near that moving it a little brings it there.
    private static boolean isNear(Scale scale, double at) {
        double margin = MARGIN * scale.length();
        return at >= Math.min(scale.from(), scale.to()) - margin
                && at <= Math.max(scale.from(), scale.to()) + margin;
    }

    private static double[] diamond(double atX, double atY) {
        double px = StrictMath.rint(atX * TENTHS) / TENTHS;
        double py = StrictMath.rint(atY * TENTHS) / TENTHS;
        return new double[]{px - SMALLEST, py, px, py - SMALLEST, px + SMALLEST, py, px, py + SMALLEST,
                px - SMALLEST, py};
    }
}
