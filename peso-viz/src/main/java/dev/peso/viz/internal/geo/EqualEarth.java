package dev.peso.viz.internal.geo;

/// The projection Equal Earth: areas keep their proportions, the outline looks familiar. By B. Šavrič, T. Patterson and
/// B. Jenny, "The Equal Earth map projection", International Journal of Geographical Information Science 33 (2019),
/// <https://doi.org/10.1080/13658816.2018.1504949>. A unit is the radius of the globe.
public final class EqualEarth {
    private static final double A1 = 1.340264;
    private static final double A2 = -0.081106;
    private static final double A3 = 0.000893;
    private static final double A4 = 0.003796;
    private static final double M = Math.sqrt(3) / 2;

    private EqualEarth() {}

    /// How far right of the middle a place lies.
    ///
    /// @param longitude in degrees, -180 to 180
    /// @param latitude in degrees, -90 to 90
    public static double x(double longitude, double latitude) {
        double theta = theta(latitude);
        double square = theta * theta;
        double sixth = square * square * square;
        return StrictMath.toRadians(longitude) * StrictMath.cos(theta)
                / (M * (A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)));
    }

    /// How far above the equator places of a latitude lie.
    ///
    /// @param latitude in degrees, -90 to 90
    public static double y(double latitude) {
        double theta = theta(latitude);
        double square = theta * theta;
        double sixth = square * square * square;
        return theta * (A1 + A2 * square + sixth * (A3 + A4 * square));
    }

    private static double theta(double latitude) {
        return StrictMath.asin(M * StrictMath.sin(StrictMath.toRadians(latitude)));
    }
}
