/// The two bundled fonts: how wide a text is, and the outlines of its glyphs.
@NullMarked
package dev.peso.viz.internal.font;

import org.jspecify.annotations.NullMarked;
