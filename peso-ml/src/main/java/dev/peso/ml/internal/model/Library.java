package dev.peso.ml.internal.model;

/// This library.
public final class Library {
    public static final String VERSION = "0.1.0";

    private Library() {}
}
