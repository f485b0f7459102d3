/// Trees and their ensembles.
@NullMarked
package dev.peso.ml.internal.tree;

import org.jspecify.annotations.NullMarked;
