/// Peso's vocabulary and front door: start at [Dataset].
@NullMarked
package dev.peso;

import org.jspecify.annotations.NullMarked;
