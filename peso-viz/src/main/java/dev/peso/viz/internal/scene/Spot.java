package dev.peso.viz.internal.scene;

/// A place of a picture that stands for a row or a group of rows.
///
/// @param x position
/// @param y position
/// @param series what it belongs to
/// @param along its value on the axis of positions, in words
/// @param value what it says, in words
public record Spot(double x, double y, String series, String along, String value) {}
