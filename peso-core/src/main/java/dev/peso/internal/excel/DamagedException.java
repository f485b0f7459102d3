package dev.peso.internal.excel;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/// Bytes that are not what the format says; the message tells what is wrong, without the name of the file.
final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
        super(message);
    }

    DamagedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
