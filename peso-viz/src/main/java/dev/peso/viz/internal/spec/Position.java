package dev.peso.viz.internal.spec;

/// What becomes of marks of several series at one place.
public enum Position {
    /// What suits the mark.
    AUTO,
    /// One upon the other.
    STACK,
    /// Side by side.
    GROUP,
    /// Stacked, as shares of one.
    FILL,
    /// One over the other.
    OVERLAY
}
