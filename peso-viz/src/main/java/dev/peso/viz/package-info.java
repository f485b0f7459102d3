/// Charts of datasets in a file, a page or a text, drawn without a browser. Start at [dev.peso.viz.Chart].
@NullMarked
package dev.peso.viz;

import org.jspecify.annotations.NullMarked;
