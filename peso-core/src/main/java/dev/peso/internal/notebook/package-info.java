/// Lets notebook kernels show what is [dev.peso.spi.Viewable]; the only package that knows their types, which the kernels
/// bring. Start at [dev.peso.internal.notebook.Notebooks].
@NullMarked
package dev.peso.internal.notebook;

import org.jspecify.annotations.NullMarked;
