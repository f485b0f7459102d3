/// Words for people: suggestions for wrong names, tables as text and HTML.
@NullMarked
package dev.peso.internal.text;

import org.jspecify.annotations.NullMarked;
