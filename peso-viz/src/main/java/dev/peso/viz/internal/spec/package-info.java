/// What a chart asks for, as immutable records.
@NullMarked
package dev.peso.viz.internal.spec;

import org.jspecify.annotations.NullMarked;
