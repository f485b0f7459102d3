/// A scene as a PDF file: vectors, and words that can be searched, in a font that holds only what they need.
@NullMarked
package dev.peso.viz.internal.pdf;

import org.jspecify.annotations.NullMarked;
