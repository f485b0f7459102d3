/// Rows as points, the nearest ones found fast, and what they predict.
@NullMarked
package dev.peso.ml.internal.near;

import org.jspecify.annotations.NullMarked;
