/// Many columns by fewer ones.
@NullMarked
package dev.peso.ml.internal.reduce;

import org.jspecify.annotations.NullMarked;
