/// From data to positions: scales, ticks and how numbers and times are written.
@NullMarked
package dev.peso.viz.internal.scale;

import org.jspecify.annotations.NullMarked;
