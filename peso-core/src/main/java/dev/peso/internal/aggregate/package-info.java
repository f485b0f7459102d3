/// Aggregate functions: their types and their accumulators, which keep one state a group in columns.
@NullMarked
package dev.peso.internal.aggregate;

import org.jspecify.annotations.NullMarked;
