package dev.peso.viz.internal.layout;

/// Sizes and distances of everything, in pixels.
final class Measures {
    static final double MARGIN = 16;
    static final double TITLE = 17;
    static final double SUBTITLE = 13;
    static final double LABEL = 11;
    static final double AXIS_TITLE = 12;
    static final double TICK = 4;
    static final double GAP = 6;
    static final double LINE = 1.35;

    private Measures() {}
}
