/// Marks after all statistics: arrays of numbers in the units of the axes, with the colours they ask for.
@NullMarked
package dev.peso.viz.internal.mark;

import org.jspecify.annotations.NullMarked;
