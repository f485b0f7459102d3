/// Text files whose columns start and end at fixed places. Start at [dev.peso.io.FixedWidthReadOptions].
@NullMarked
package dev.peso.internal.fixedwidth;

import org.jspecify.annotations.NullMarked;
