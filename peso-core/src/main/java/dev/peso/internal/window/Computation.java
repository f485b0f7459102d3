package dev.peso.internal.window;

import dev.peso.internal.column.Vector;

/// A window function at work. Thread-safe: workers compute different spans at once.
public interface Computation {
    /// The function's values in the rows of a span.
    ///
    /// @throws PositionException if a row's value is an error
    Vector compute(Span span);

    /// The same computation for one worker and a run of spans that follow one another: it may go on where the last span
    /// ended. Runs are [Span#RUN] rows each, so that results do not depend on the number of workers.
    default Computation forRun() {
        return this;
    }
}
