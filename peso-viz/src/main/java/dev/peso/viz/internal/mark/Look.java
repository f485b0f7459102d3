package dev.peso.viz.internal.mark;

import org.jspecify.annotations.Nullable;

/// How a mark looks besides its place, and what it is called.
///
/// @param opacity 0 to 1
/// @param size width of lines, diameter of points
/// @param pattern which of the dashes or shapes, 0 for the plain one
/// @param name what a reader that cannot see it calls it
/// @param part which part of the things it stands for it shows, such as `median`; empty for all of them, null for a mark
/// that says nothing because another one does
public record Look(Ink ink, double opacity, double size, int pattern, String name, @Nullable String part) {
    public Look withOpacity(double newOpacity) {
        return new Look(ink, newOpacity, size, pattern, name, part);
    }

    public Look withInk(Ink newInk) {
        return new Look(newInk, opacity, size, pattern, name, part);
    }

    /// Without dash or shape.
    public Look plain() {
        return new Look(ink, opacity, size, 0, name, part);
    }

    public Look withSize(double newSize) {
        return new Look(ink, opacity, newSize, pattern, name, part);
    }

    /// Of a part of things.
    public Look of(String newPart) {
        return new Look(ink, opacity, size, pattern, name, newPart);
    }

    /// Of a mark that says nothing.
    public Look silent() {
        return new Look(ink, opacity, size, pattern, name, null);
    }

    /// Whether it shows that part of things.
    public boolean isOf(String asked) {
        return asked.equals(part);
    }
}
