package dev.peso.io;

/// How an Arrow IPC file or stream is read.
///
/// A few packed bytes can stand for gigabytes, so of a file from somewhere one does not trust what is unpacked should have
/// a limit. One more limit holds for each record batch whatever is chosen here: a quarter of the heap.
///
/// @param maxUnpackedBytes how much memory the values read may take beyond what their bytes in the file are worth, over the
///     whole read, `0` or more; `0` refuses packed buffers, and values that are repeated or shared
public record ArrowReadOptions(long maxUnpackedBytes) implements ReadOptions {
    /// No limit for the whole.
    public static final ArrowReadOptions DEFAULT = new ArrowReadOptions(Long.MAX_VALUE);

    public ArrowReadOptions {
        if (maxUnpackedBytes < 0) {
            throw new IllegalArgumentException(
                    "maxUnpackedBytes must be 0 or more, got " + maxUnpackedBytes);
        }
    }

    /// How much may be unpacked.
    ///
    /// @param bytes over the whole read, `0` or more
    /// @return new options
    public ArrowReadOptions withMaxUnpackedBytes(long bytes) {
        return new ArrowReadOptions(bytes);
    }
}
