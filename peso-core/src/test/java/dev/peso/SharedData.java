package dev.peso;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// Finds test data that is kept beside the project rather than in it: `../shared/data`, seen from the root of the build.
/// `-Dpeso.shared=FOLDER` names another `shared` folder.
///
/// Without the folder a test is skipped with the reason, except in CI (`CI` is set in the environment), where it fails:
/// a green CI must have looked at the data.
public final class SharedData {
    private SharedData() {}

    /// The file or folder at `relative` under the shared data, such as `"tpch/sf0.01/lineitem.parquet"`.
    ///
    /// @throws AssertionError if the data is there but not this file, or if there is no data in CI
    public static Path require(String relative) {
        Path data = folder();
        assumeTrue(isThere(), SharedData::missing);
        Path file = data.resolve(relative);
        if (!Files.exists(file)) {
            throw new AssertionError("test data has no \"" + relative + "\" (looked in " + data + ")");
        }
        return file;
    }

    /// Whether there is such data, for tests that have some of their own besides.
    ///
    /// @throws AssertionError if there is none in CI
    public static boolean isThere() {
        boolean there = Files.isDirectory(folder());
        if (!there && System.getenv("CI") != null) {
            throw new AssertionError(missing());
        }
        return there;
    }

    private static String missing() {
        return "no test data at " + folder() + "; set -Dpeso.shared=FOLDER";
    }

    private static Path folder() {
        String given = System.getProperty("peso.shared");
        Path shared = given != null ? Path.of(given) : root().resolveSibling("shared");
        return shared.resolve("data").toAbsolutePath().normalize();
    }

    /// The top of the build: the folder with the Maven wrapper, at or above the working directory.
    private static Path root() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        return start;
    }
}
