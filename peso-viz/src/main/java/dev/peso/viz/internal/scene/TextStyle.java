package dev.peso.viz.internal.scene;

/// How a text looks.
///
/// @param size of the font in pixels
/// @param color `0xRRGGBB`
public record TextStyle(double size, boolean bold, int color) {}
