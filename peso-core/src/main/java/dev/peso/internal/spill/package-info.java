/// Files that hold what does not fit in memory while a query runs. Start at [SpillFolder].
@NullMarked
package dev.peso.internal.spill;

import org.jspecify.annotations.NullMarked;
