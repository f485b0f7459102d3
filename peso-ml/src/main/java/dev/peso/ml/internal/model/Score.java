package dev.peso.ml.internal.model;

/// One figure.
///
/// @param fold the part of the rows it was measured on from 0, or -1 for what all parts give
/// @param metric its name
/// @param value the figure
/// @param lower the lower end of its 95 % interval, NaN for none
/// @param upper the upper end
/// @param rows on how many rows
public record Score(int fold, String metric, double value, double lower, double upper, long rows) {}
