/// A scene as text: dots of braille for shapes, letters for words.
@NullMarked
package dev.peso.viz.internal.text;

import org.jspecify.annotations.NullMarked;
