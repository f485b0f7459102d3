/// Steps that turn features into others, and what they have learnt.
@NullMarked
package dev.peso.ml.internal.prepare;

import org.jspecify.annotations.NullMarked;
