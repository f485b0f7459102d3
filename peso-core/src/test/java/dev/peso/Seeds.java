package dev.peso;

/// Which random pipelines are compared with other engines: the same ones in each build, so that a build fails for what
/// was changed; `-Dpeso.seeds=N` gives others for each N.
final class Seeds {
    /// Of the properties.
    static final String FIXED = "20261120";
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    static long seed(long given) {
        return given + Long.getLong("peso.seeds", 0) * STEP;
    }
}
