/// Tables as values: read, clean, query, join and write data. Start at `Dataset`.
@NullMarked
package dev.peso;

import org.jspecify.annotations.NullMarked;
