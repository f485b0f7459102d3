/// How files are read and written: options for each format, what happens to values that do not fit.
@NullMarked
package dev.peso.io;

import org.jspecify.annotations.NullMarked;
