package dev.peso.viz.internal.mark;

/// How a mark looks besides its place.
///
/// @param opacity 0 to 1
/// @param size width of lines, diameter of points
/// @param pattern which of the dashes or shapes, 0 for the plain one
/// @param name what a reader that cannot see it calls it
public record Look(Ink ink, double opacity, double size, int pattern, String name) {
    public Look withOpacity(double newOpacity) {
        return new Look(ink, newOpacity, size, pattern, name);
    }

    public Look withInk(Ink newInk) {
        return new Look(newInk, opacity, size, pattern, name);
    }

    /// Without dash or shape.
    public Look plain() {
        return new Look(ink, opacity, size, 0, name);
    }

    public Look withSize(double newSize) {
        return new Look(ink, opacity, newSize, pattern, name);
    }
}
