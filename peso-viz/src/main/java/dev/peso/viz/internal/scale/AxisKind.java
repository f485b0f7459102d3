package dev.peso.viz.internal.scale;

/// What the numbers of an axis mean.
public enum AxisKind {
    NUMBER, LOG,
    /// Milliseconds since 1970, without a zone.
    TIME,
    /// Milliseconds of a day.
    CLOCK,
    /// Positions in a list of names.
    CATEGORY;

    /// Whether ticks are moments.
    public boolean isTime() {
        return this == TIME || this == CLOCK;
    }
}
