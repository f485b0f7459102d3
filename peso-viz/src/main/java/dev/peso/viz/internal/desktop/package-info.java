/// Opens pages in the browser of the desktop.
@NullMarked
package dev.peso.viz.internal.desktop;

import org.jspecify.annotations.NullMarked;
