package dev.peso.viz.internal.mark;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.peso.viz.Theme;
import dev.peso.viz.internal.scale.AxisKind;
import dev.peso.viz.internal.scale.Ticks;
import dev.peso.viz.internal.scale.ValueFormat;

/// Everything a layout needs to know: the marks of each panel, the axes they share and what the colours mean.
///
/// @param panels one, or one for each facet
/// @param notes what is not shown, and why
/// @param measured the panels whose marks decide from what to what the axes go: those of all data, where only some are shown
public record Drawing(List<Panel> panels, Axis x, Axis y, Legend legend, List<String> notes,
        List<Panel> measured) {
    public Drawing {
        panels = List.copyOf(panels);
        notes = List.copyOf(notes);
        measured = List.copyOf(measured);
    }

    /// Other marks in the same frame.
    public Drawing showing(List<Panel> shown) {
        return new Drawing(shown, x, y, legend, notes, measured);
    }

    /// With one more line below the title.
    public Drawing noting(String note) {
        return new Drawing(panels, x, y, legend, Stream.concat(notes.stream(), Stream.of(note)).toList(),
                measured);
    }

    /// Whether there is any axis to draw.
    public boolean hasAxes() {
        for (Panel panel : panels) {
            for (Geom geom : panel.geoms()) {
                if (geom instanceof Geom.Slices) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Whether the marks lie on a map: its axes have no ticks, and one unit of both is equally long.
    public boolean isMap() {
        return panels.stream().flatMap(each -> each.geoms().stream()).anyMatch(Geom.Areas.class::isInstance);
    }

    /// Marks that share a pair of axes.
    ///
    /// @param title of the facet, or null
    /// @param stacks which of the marks stand on one another
    public record Panel(@Nullable String title, List<Geom> geoms, List<Stack> stacks) {
        public Panel {
            geoms = List.copyOf(geoms);
            stacks = List.copyOf(stacks);
        }
    }

    /// What an axis shows.
    ///
    /// @param title as it stands at the axis, or nothing
    /// @param column what the data call it
    /// @param categories the names of a category axis
    /// @param zero whether zero must be in sight
    /// @param tight whether the marks may touch the ends
    /// @param reversed whether the first value is at the far end
    /// @param whole whether its values are counts
    /// @param format of the values, or null for what suits them
    public record Axis(AxisKind kind, String title, String column, List<String> categories, boolean zero,
            boolean tight,
            boolean reversed, boolean whole, double[] limits, @Nullable ValueFormat format) {
        public Axis {
            categories = List.copyOf(categories);
        }

        /// What its values are called where there is no axis to see.
        public String name() {
            return title.isBlank() ? column : title;
        }

        /// A value in words.
        public String text(double value) {
            return Ticks.text(kind, value, Double.MAX_VALUE, categories, format);
        }
    }

    /// What colours and sizes mean.
    ///
    /// @param title of the colours
    /// @param names of the series, empty without series
    /// @param swatches what stands before each name
    /// @param patterned whether series differ by dash or shape, too
    /// @param ramp low and high end of a ramp of colours, or empty
    /// @param rampKind how the ends are written
    /// @param diverging whether the ramp has a middle at zero
    /// @param alone whether marks on the background have colours of the ramp, not only cells beside cells
    /// @param rampFormat of the values of the ramp, or null for what suits them
    /// @param colors of the user's choice for each series, `0xRRGGBB`; [#PALETTE] for the next of the theme, [#EMPTY] for
    ///     that of areas without a value
    public record Legend(String title, List<String> names, List<Swatch> swatches, boolean patterned,
            double[] ramp,
            AxisKind rampKind, boolean diverging, boolean alone, List<Integer> colors,
            @Nullable ValueFormat rampFormat) {
        public static final int PALETTE = -1;
        public static final int EMPTY = -2;

        public Legend {
            names = List.copyOf(names);
            swatches = List.copyOf(swatches);
            colors = List.copyOf(colors);
        }

        /// The colours of the ramp in a theme, from the lowest value to the highest.
        public List<Integer> rampColors(Theme theme) {
            return Contrast.ramp(theme, diverging, alone);
        }

        /// The colour of what has no value on the ramp.
        public int noColor(Theme theme) {
            return alone ? theme.muted() : theme.grid();
        }
    }

    /// What a legend shows before a name.
    public enum Swatch {
        LINE, BLOCK, POINT
    }
}
