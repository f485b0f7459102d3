/// A scene as a page of its own that answers to pointer and keyboard: nothing is loaded from anywhere.
@NullMarked
package dev.peso.viz.internal.html;

import org.jspecify.annotations.NullMarked;
