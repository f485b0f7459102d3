/// A source of rows that Peso does not know, made with `dev.peso.spi` alone. Start at [AccessLog].
@NullMarked
package dev.peso.examples.customsource;

import org.jspecify.annotations.NullMarked;
