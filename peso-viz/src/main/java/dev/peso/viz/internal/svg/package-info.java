/// A scene as an SVG document.
@NullMarked
package dev.peso.viz.internal.svg;

import org.jspecify.annotations.NullMarked;
