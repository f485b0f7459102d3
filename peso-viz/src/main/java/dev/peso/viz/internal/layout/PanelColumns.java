package dev.peso.viz.internal.layout;

/// In how many columns panels stand.
final class PanelColumns {
    /// How far from as many as make panels square.
    private static final double MOST_AWAY = 1.55;

    private PanelColumns() {}

    /// As many as make panels about square; one more or less if fewer places stay empty and they are neither narrow nor flat,
    /// of which the one that makes them more nearly square.
    ///
    /// @param shape how wide the picture is for its height
    static int of(int panels, double shape) {
        double square = Math.sqrt(panels * shape);
        int usual = Math.clamp(Math.round(square), 1, panels);
        int best = usual;
        for (int each = Math.max(1, usual - 1); each <= Math.min(panels, usual + 1); each++) {
            int fewer = empty(panels, best) - empty(panels, each);
            double away = away(each, square);
            if (away <= MOST_AWAY && (fewer > 0 || fewer == 0 && away < away(best, square))) {
                best = each;
            }
        }
        return best;
    }

    private static int empty(int panels, int columns) {
        return Math.floorMod(-panels, columns);
    }

    private static double away(int columns, double square) {
        return Math.max(columns / square, square / columns);
    }
}
