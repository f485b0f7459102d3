/// One chart of each type, from real data.
@NullMarked
package dev.peso.examples.gallery;

import org.jspecify.annotations.NullMarked;
