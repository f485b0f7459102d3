/// Columns in Arrow's layout on heap arrays: vectors, bitmaps, string views, dictionaries, builders. The ground
/// floor of the engine; start at [Vector].
@NullMarked
package dev.peso.internal.column;

import org.jspecify.annotations.NullMarked;
