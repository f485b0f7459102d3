/// Datasets of files as they appear in a folder. Start at [Watch].
@NullMarked
package dev.peso.watch;

import org.jspecify.annotations.NullMarked;
