/// Where queries run: here, or in a database. Start at [Engine].
@NullMarked
package dev.peso.engine;

import org.jspecify.annotations.NullMarked;
