/// What a picture is made of, in pixels: the end of all layout and the start of each file format.
@NullMarked
package dev.peso.viz.internal.scene;

import org.jspecify.annotations.NullMarked;
