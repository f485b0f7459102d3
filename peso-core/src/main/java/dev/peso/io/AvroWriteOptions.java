package dev.peso.io;

import java.util.Objects;

/// How an Avro object container file is written. Values, with a `with` method for each option.
///
/// Every field may be null. Names that Avro does not allow are written with underscores, and types that it does not know
/// as the nearest it does; what they were is kept in the schema, where Peso finds it again.
///
/// @param compression how blocks are packed
public record AvroWriteOptions(Compression compression) implements WriteOptions {
    /// Packed with deflate, which every reader knows.
    public static final AvroWriteOptions DEFAULT = new AvroWriteOptions(Compression.DEFLATE);

    /// How blocks are packed.
    public enum Compression {
        /// Not at all: changed bytes may go unnoticed.
        NONE,
        /// As in zip files, but without a checksum: changed bytes may go unnoticed.
        DEFLATE,
        /// Fast, with a checksum of each block.
        SNAPPY,
        /// Fast and small, with a checksum of each block, for readers of Avro 1.9 and later.
        ZSTANDARD
    }

    public AvroWriteOptions {
        Objects.requireNonNull(compression, "compression");
    }

    /// Another way to pack blocks.
    ///
    /// @param newCompression which
    /// @return new options
    public AvroWriteOptions withCompression(Compression newCompression) {
        return new AvroWriteOptions(newCompression);
    }
}
