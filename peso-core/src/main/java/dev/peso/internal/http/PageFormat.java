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
    /// @param leftOut hears of each record that is left out
    ScanSource records(String name, byte[] page, @Nullable Schema schema, Runnable leftOut);

    /// Whether a page says that there are no records, in another way than by none.
    boolean isNothing(String name, byte[] page);

    /// The text or number at a place in a page, or null if there is none.
    ///
    /// @param pointer a JSON Pointer
    @Nullable
    String text(String name, byte[] page, String pointer);
}
