package dev.peso.internal.files;

import java.nio.file.Path;

import dev.peso.internal.bytes.ByteSources;
import dev.peso.internal.bytes.NamedBytes;
import dev.peso.spi.ByteSource;

/// A file that a search found.
///
/// @param path where it is
/// @param name its path as the user would write it, with `/` between folders
public record FoundFile(Path path, String name) {

    /// The bytes, under a name that tells files of one name in several folders apart.
    public ByteSource bytes() {
        return new NamedBytes(ByteSources.of(path), name);
    }
}
