/// Statistics of plain arrays that several modules share. Start at [dev.peso.stats.Quantiles].
@NullMarked
package dev.peso.stats;

import org.jspecify.annotations.NullMarked;
