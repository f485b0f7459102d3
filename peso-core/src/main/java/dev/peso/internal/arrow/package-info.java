/// The door for Arrow IPC: files (Feather v2) and streams, read by position and checked before anything in them is
/// believed. Start at [ArrowScan].
@NullMarked
package dev.peso.internal.arrow;

import org.jspecify.annotations.NullMarked;
