/// Records as JSON and arrays, of registered kinds only.
@NullMarked
package dev.peso.ml.internal.spec;

import org.jspecify.annotations.NullMarked;
