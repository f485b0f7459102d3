/// Pipelines and models as records, and how one becomes the other.
@NullMarked
package dev.peso.ml.internal.model;

import org.jspecify.annotations.NullMarked;
