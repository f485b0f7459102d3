/// New files of a folder, each once: which are complete, and which were taken before. Start at [FolderWatch].
@NullMarked
package dev.peso.internal.watch;

import org.jspecify.annotations.NullMarked;
