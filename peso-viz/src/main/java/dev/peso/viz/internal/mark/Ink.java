package dev.peso.viz.internal.mark;

/// Which colour a mark asks for; the theme says what that is.
public sealed interface Ink {
    /// That of a series.
    record Series(int index) implements Ink {}

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
