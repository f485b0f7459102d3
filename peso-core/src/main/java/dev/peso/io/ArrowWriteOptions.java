package dev.peso.io;

import java.util.Objects;

/// How an Arrow IPC file is written. Values, with a `with` method for each option.
///
/// @param form a file, which is read at any place, or a stream, which is read from its start
/// @param compression what the buffers are packed with
public record ArrowWriteOptions(Form form, Compression compression) implements WriteOptions {

    /// A file, not packed.
    public static final ArrowWriteOptions DEFAULT = new ArrowWriteOptions(Form.FILE, Compression.NONE);

    /// Where the schema and the places of the batches are.
    public enum Form {
        /// At the end too, so that a reader may start anywhere: `.arrow`, `.feather` (version 2), `.ipc`.
        FILE,
        /// At the start only: `.arrows`.
        STREAM
    }

    /// What buffers are packed with.
    public enum Compression {
        /// Nothing: the fastest to read. Arrow has no checksums, so changed bytes may go unnoticed.
        NONE,
        /// LZ4 frames: fast; changed bytes may go unnoticed.
        LZ4,
        /// Zstandard: small, with a checksum of each buffer.
        ZSTD
    }

    public ArrowWriteOptions {
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(compression, "compression");
    }

    /// A file or a stream.
    ///
    /// @param newForm which
    /// @return new options
    public ArrowWriteOptions withForm(Form newForm) {
        return new ArrowWriteOptions(newForm, compression);
    }

    /// Packed or not.
    ///
    /// @param newCompression with what
    /// @return new options
    public ArrowWriteOptions withCompression(Compression newCompression) {
        return new ArrowWriteOptions(form, newCompression);
    }
}
