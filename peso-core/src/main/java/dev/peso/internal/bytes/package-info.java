/// Bytes by position: files, arrays, what an URL or a stream delivered. Start at [dev.peso.spi.ByteSource].
@NullMarked
package dev.peso.internal.bytes;

import org.jspecify.annotations.NullMarked;
