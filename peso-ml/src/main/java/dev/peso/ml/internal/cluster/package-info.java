/// Groups of rows that nobody has named.
@NullMarked
package dev.peso.ml.internal.cluster;

import org.jspecify.annotations.NullMarked;
