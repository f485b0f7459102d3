/// Linear models.
@NullMarked
package dev.peso.ml.internal.linear;

import org.jspecify.annotations.NullMarked;
