/// Countries: their names, their shapes and where they lie on a flat map; start at [dev.peso.viz.internal.geo.World].
@NullMarked
package dev.peso.viz.internal.geo;

import org.jspecify.annotations.NullMarked;
