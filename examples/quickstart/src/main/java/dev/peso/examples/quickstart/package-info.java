/// A first program. Start at [Quickstart].
@NullMarked
package dev.peso.examples.quickstart;

import org.jspecify.annotations.NullMarked;
