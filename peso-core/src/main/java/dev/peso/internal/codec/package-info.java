/// Packs and unpacks bytes: Snappy, LZ4, Zstandard and gzip in plain Java, on arrays, for every door that needs them. What is
/// damaged ends in a [dev.peso.DataException], never in more memory than the caller gave room for.
@NullMarked
package dev.peso.internal.codec;

import org.jspecify.annotations.NullMarked;
