/// From the columns of a dataset to marks: binning, aggregation, stacking and the other statistics.
@NullMarked
package dev.peso.viz.internal.data;

import org.jspecify.annotations.NullMarked;
