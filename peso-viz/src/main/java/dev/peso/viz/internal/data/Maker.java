package dev.peso.viz.internal.data;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.viz.internal.mark.Geom;

/// Makes the marks of one layer. What all panels share, such as the edges of bins, is found when it is built.
interface Maker {
    /// The marks of one panel, with x along the positions and y along the values.
    List<Geom> make(Rows panel);

    /// What the values are called, or empty for the title of the channel.
    default String valueTitle() {
        return "";
    }

    /// Whether lengths start at zero, so that it has to be in sight.
    default boolean fromZero() {
        return false;
    }

    /// Whether marks may touch the ends of the axis of positions.
    default boolean tight() {
        return false;
    }

    /// Whether the marks of a panel stand on one another.
    default boolean stacks() {
        return false;
    }

    /// Which mark and item each row of a panel becomes; null where many rows make a shape, as a density.
    default Cube.@Nullable Slots slots(Rows panel) {
        return null;
    }
}
