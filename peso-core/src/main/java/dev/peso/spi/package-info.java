/// What formats, engines and the other Peso modules build on: batches, sources, sinks, bytes, threads.
///
/// Users of datasets need none of it; start at `Source` to bring rows of your own.
@NullMarked
package dev.peso.spi;

import org.jspecify.annotations.NullMarked;
