package dev.peso.viz.internal.spec;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/// What is said about a layer besides its channels.
///
/// @param bins how many bins, 0 for a number that suits the data
/// @param bandwidth of a density, 0 for one that suits the data
/// @param color `0xRRGGBB`, or null for that of the series
/// @param opacity 0 to 1, or -1 for what suits the mark
/// @param size of points or width of lines in pixels, or -1 for what suits the mark
/// @param labels whether values are written at the marks
/// @param name what a legend calls the layer, or null
/// @param span share of the points that each place of a smooth line is made of, 0 for what is usual
/// @param robust whether points far from a smooth line count less
public record Settings(Position position, int bins, double bandwidth, @Nullable Integer color, double opacity,
        double size, boolean labels, CategoryOrder order, @Nullable String name, double span,
        boolean robust) {
    /// Nothing said.
    public static final Settings NONE = new Settings(Position.AUTO, 0, 0, null, -1, -1, false,
            CategoryOrder.DATA, null, 0, false);

    /// The settings after some changes.
    public Settings with(Consumer<Edit> change) {
        Edit edit = new Edit(this);
        change.accept(edit);
        return new Settings(edit.position, edit.bins, edit.bandwidth, edit.color, edit.opacity, edit.size,
                edit.labels, edit.order, edit.name, edit.span, edit.robust);
    }

    /// Settings in the making.
    public static final class Edit {
        public Position position;
        public int bins;
        public double bandwidth;
        public @Nullable Integer color;
        public double opacity;
        public double size;
        public boolean labels;
        public CategoryOrder order;
        public @Nullable String name;
        public double span;
        public boolean robust;

        private Edit(Settings from) {
            position = from.position;
            bins = from.bins;
            bandwidth = from.bandwidth;
            color = from.color;
            opacity = from.opacity;
            size = from.size;
            labels = from.labels;
            order = from.order;
            name = from.name;
            span = from.span;
            robust = from.robust;
        }
    }
}
