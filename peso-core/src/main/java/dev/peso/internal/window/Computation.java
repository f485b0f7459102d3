package dev.peso.internal.window;

import dev.peso.internal.column.Vector;

/// A window function at work. Thread-safe: workers compute different spans at once.
public interface Computation {
    /// The function's values in the rows of a span.
    ///
    /// @throws PositionException if a row's value is an error
    Vector compute(Span span);
}
