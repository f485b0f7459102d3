package dev.peso.internal.http;

import org.jspecify.annotations.Nullable;

import dev.peso.Schema;
import dev.peso.internal.plan.ScanSource;

/// What is in a page; how a format gets into this room, which knows none.
public interface PageFormat {
    /// The records of a page.
    ///
    /// @param name for messages
    /// @param schema their columns, or null to find them out
    ScanSource records(String name, byte[] page, @Nullable Schema schema);

    /// The text or number at a place in a page, or null if there is none.
    ///
    /// @param pointer a JSON Pointer
    @Nullable
    String text(String name, byte[] page, String pointer);
}
