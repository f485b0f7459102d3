/// Many files as one table: finding them, uniting their columns, reading only those a query needs, and writing one file for
/// each partition. Start at [FilesScan].
@NullMarked
package dev.peso.internal.files;

import org.jspecify.annotations.NullMarked;
