/// Models of other libraries as models of Peso; start at [ForeignModel].
@NullMarked
package dev.peso.ml.internal.foreign;

import org.jspecify.annotations.NullMarked;
