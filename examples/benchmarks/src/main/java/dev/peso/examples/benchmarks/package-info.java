/// What Peso is measured by, peers beside it. Start at [Benchmarks].
@NullMarked
package dev.peso.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
