package dev.peso.internal.arrow;

import java.util.Base64;

import org.jspecify.annotations.Nullable;

import dev.peso.PesoException;
import dev.peso.Schema;
import dev.peso.spi.ByteSource;

/// The schema that Arrow's writers note in files of other formats: a message of Arrow IPC in Base64.
public final class NotedSchema {
    private NotedSchema() {}

    /// The columns that a note tells of.
    ///
    /// @param note as it stands in the file
    /// @return their names and types, or null if it is damaged or has a type that Peso has not: the file's own schema is right
    /// without it
    public static @Nullable Schema of(String note) {
        try {
            return ArrowFile.look(ByteSource.of("ARROW:schema", Base64.getDecoder().decode(note)))
                    .schema()
                    .schema();
        } catch (IllegalArgumentException | PesoException _) {
            return null; // says so little more than the file itself that it is no reason to refuse the file
        }
    }
}
