/// The door for rows that come from outside Peso and leave to it: adapters between [dev.peso.spi] and the engine.
@NullMarked
package dev.peso.internal.door;

import org.jspecify.annotations.NullMarked;
