/// Small neural networks.
@NullMarked
package dev.peso.ml.internal.net;

import org.jspecify.annotations.NullMarked;
