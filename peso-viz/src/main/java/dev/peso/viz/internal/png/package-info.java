/// A scene as pixels, drawn by the desktop classes of the JDK without their fonts: they need a fontconfig that containers lack.
@NullMarked
package dev.peso.viz.internal.png;

import org.jspecify.annotations.NullMarked;
