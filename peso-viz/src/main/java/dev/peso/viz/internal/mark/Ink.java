package dev.peso.viz.internal.mark;

import java.util.List;

import dev.peso.viz.Theme;

/// Which colour a mark asks for; the theme says what that is.
public sealed interface Ink {
    /// That of a series.
    record Series(int index) implements Ink {
        /// Its colour: that of the user's choice, or the next of the theme.
        ///
        /// @param chosen by the user, as [Drawing.Legend#colors]
        public int color(Theme theme, List<Integer> chosen) {
            int own = index < chosen.size() ? chosen.get(index) : Drawing.Legend.PALETTE;
            List<Integer> palette = theme.palette();
            return own == Drawing.Legend.EMPTY
                    ? theme.grid()
                    : own >= 0 ? own : palette.get(index % palette.size());
        }
    }

    /// One of the user's choice, `0xRRGGBB`.
    record Fixed(int rgb) implements Ink {}

    /// One for each point, from a ramp.
    record Ramp(double[] values) implements Ink {}

    /// One for each point, from the series.
    record Each(int[] series) implements Ink {}

    /// That of text, for lines that carry no series.
    record Neutral() implements Ink {}

    /// That of quiet things: reference lines.
    record Muted() implements Ink {}

    /// That of areas without a value.
    record Empty() implements Ink {}

    /// That of the background: numbers on dark cells, medians in dark boxes.
    record Paper() implements Ink {}

    /// That of a fill, with that of the background upon it where the fill is thick enough for both.
    ///
    /// @param low where the fill of each mark begins, in the units of the axis
    /// @param high where it ends
    record OnFill(Ink fill, double[] low, double[] high) implements Ink {}

    /// That of the background or of text, whichever is easier to read on the ramp's colour for a value.
    record OnRamp(double[] values) implements Ink {}
}
