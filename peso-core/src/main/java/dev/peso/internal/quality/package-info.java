/// What profiles and cleaning are made of: states of columns that one pass fills, readers of texts, findings.
@NullMarked
package dev.peso.internal.quality;

import org.jspecify.annotations.NullMarked;
