package dev.peso.viz.internal.scene;

/// A rectangle.
///
/// @param x left edge
/// @param y upper edge
public record Box(double x, double y, double width, double height) {
    /// The box between two corners, in whichever order they come.
    public static Box between(double x1, double y1, double x2, double y2) {
        return new Box(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1));
    }

    public double right() {
        return x + width;
    }

    public double bottom() {
        return y + height;
    }

    public double centerX() {
        return x + width / 2;
    }

    public double centerY() {
        return y + height / 2;
    }

    /// The box with `amount` less on each side.
    public Box inset(double amount) {
        return new Box(x + amount, y + amount, Math.max(0, width - 2 * amount),
                Math.max(0, height - 2 * amount));
    }

    /// Whether the two share more than an edge.
    public boolean overlaps(Box other) {
        return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }

    /// Whether `other` lies inside.
    public boolean contains(Box other) {
        return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
    }
}
