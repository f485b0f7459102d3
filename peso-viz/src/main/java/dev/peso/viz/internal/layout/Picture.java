package dev.peso.viz.internal.layout;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Stack;
import dev.peso.viz.internal.scale.Scale;
import dev.peso.viz.internal.scene.Box;
import dev.peso.viz.internal.scene.Node.Shape;
import dev.peso.viz.internal.scene.Scene;

/// A finished picture with what is needed to draw its panels anew.
///
/// @param panels in the order of the picture; none for circles
/// @param overview where all of the x axis is shown once more, or null
/// @param circles that are cut into slices
public record Picture(Scene scene, List<Panel> panels, @Nullable Box overview,
        List<Circle> circles) {
    public Picture {
        circles = List.copyOf(circles);
        panels = List.copyOf(panels);
    }

    /// A panel in its place.
    ///
    /// @param title of the facet, or null
    /// @param grid which panels share their scales
    /// @param labelX whether labels are written at the x axis
    /// @param labelY whether labels are written at the y axis
    /// @param left how far labels of x may reach
    /// @param right how far labels of x may reach
    /// @param room pixels for labels of y
    /// @param linesX whether lines run through the ticks of x
    /// @param linesY whether lines run through the ticks of y
    /// @param zero whether a line marks zero on y
    /// @param marks in order of the groups of the picture
    public record Panel(@Nullable String title, Box box, Scale x, Scale y, int grid, boolean labelX,
            boolean labelY, double left,
            double right, double room, boolean linesX, boolean linesY, boolean zero, List<Mark> marks,
            List<Stack> stacks) {
        public Panel {
            marks = List.copyOf(marks);
            stacks = List.copyOf(stacks);
        }
    }

    /// A circle in its place.
    ///
    /// @param title of the facet, or null
    /// @param box where the circle and its words have room
    /// @param hole radius of the hole as a share of the circle's
    public record Circle(@Nullable String title, Box box, double hole, List<Slice> slices) {
        public Circle {
            slices = List.copyOf(slices);
        }
    }

    /// A slice of a circle: where its middle is, and what it says.
    ///
    /// @param label what stands beside the slice before its share
    public record Slice(double x, double y, String name, String label, String value) {}

    /// A mark with the colours it has.
    ///
    /// @param colors `0xRRGGBB`, one for all points or one for each
    /// @param inner of words that are inside of bars, likewise; empty for other marks
    /// @param each whether each point has a colour of its own
    /// @param dash of its lines
    /// @param shape of its points
    /// @param border `0xRRGGBB`, of areas
    public record Mark(Geom geom, int[] colors, int[] inner, boolean each, double[] dash, Shape shape,
            int border) {}
}
