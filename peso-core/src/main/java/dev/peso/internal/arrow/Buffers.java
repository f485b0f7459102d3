package dev.peso.internal.arrow;

import dev.peso.internal.arrow.Node.Region;

/// Where the bytes of a batch's buffers come from.
interface Buffers {
    /// The bytes of a buffer, unpacked.
    Bytes bytes(Column column, Region region);

    /// A part of the bytes of a buffer, unpacked.
    Bytes part(Column column, Region region, long from, long length);

    /// How many bytes a buffer holds.
    long length(Column column, Region region);

    /// Whether a part of a region is a part of the buffer's bytes.
    boolean isPlain();
}
