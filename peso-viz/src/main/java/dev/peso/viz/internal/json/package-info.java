/// Specs as JSON and back.
@NullMarked
package dev.peso.viz.internal.json;

import org.jspecify.annotations.NullMarked;
