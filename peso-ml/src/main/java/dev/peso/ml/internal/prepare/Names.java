package dev.peso.ml.internal.prepare;

import java.util.Locale;

/// How constants are written in messages and documents.
public final class Names {
    private Names() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
