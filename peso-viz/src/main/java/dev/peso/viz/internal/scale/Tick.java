package dev.peso.viz.internal.scale;

import org.jspecify.annotations.Nullable;

/// A marked value of an axis.
///
/// @param label what stands at it
/// @param context what stands below: the year or day that begins here, or null
public record Tick(double value, String label, @Nullable String context) {}
