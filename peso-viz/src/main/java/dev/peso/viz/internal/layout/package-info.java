/// Where everything goes: titles, legends, panels and axes whose labels do not collide.
@NullMarked
package dev.peso.viz.internal.layout;

import org.jspecify.annotations.NullMarked;
