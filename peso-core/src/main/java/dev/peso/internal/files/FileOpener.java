package dev.peso.internal.files;

import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.plan.ScanSource;
import dev.peso.io.RejectedRow;

/// Opens files of whatever format; how formats get into this room, which knows none.
public interface FileOpener {
    /// Looks at a file.
    ///
    /// @param types of columns that are not to be inferred
    /// @param rejected takes the rows that are left out, where the options ask for that
    ScanSource open(FoundFile file, Map<String, DataType> types, Consumer<RejectedRow> rejected);

    /// Whether the types of a file's columns are inferred from texts, so that others can be asked for.
    boolean infersTypes(FoundFile file);

    /// The types that the user gave, by column, for files whose types are inferred.
    Map<String, DataType> givenTypes();

    /// Takes the rows that are left out of all files, or null.
    @Nullable
    Consumer<RejectedRow> quarantine();
}
