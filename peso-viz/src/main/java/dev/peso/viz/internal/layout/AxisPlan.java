package dev.peso.viz.internal.layout;

import java.util.List;

/// The ticks and labels of one axis, which do not collide.
///
/// @param ticks positions and what stands at them
/// @param turn degrees by which labels are turned
/// @param depth pixels that labels need at right angles to the axis
/// @param before pixels that labels need before the start of the axis
/// @param after pixels that labels need after its end
record AxisPlan(List<Label> ticks, double turn, double depth, double before, double after) {
    AxisPlan {
        ticks = List.copyOf(ticks);
    }

    /// A tick.
    ///
    /// @param at pixels along the axis
    /// @param lines what stands at it, none for a tick without a label
    record Label(double at, List<String> lines) {
        Label {
            lines = List.copyOf(lines);
        }
    }
}
