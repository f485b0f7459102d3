/// Window functions: ranks, offsets, and aggregates over frames of one sorted partition.
@NullMarked
package dev.peso.internal.window;

import org.jspecify.annotations.NullMarked;
