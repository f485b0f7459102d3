package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/// Adding peso-core to a project must stay a light decision.
class DependencyWeightTest {
    private static final Pattern VERSION = Pattern.compile("-\\d.*");

    @Test
    void core_brings_these_libraries_and_no_other() throws IOException {
        assertThat(dependencies())
                .extracting(jar -> VERSION.matcher(String.valueOf(jar.getFileName())).replaceFirst(""))
                .containsExactlyInAnyOrder("arrow-format", "flatbuffers-java", "jackson-core", "jspecify",
                        "re2j", "slf4j-api");
    }

    @Test
    void they_weigh_less_than_four_megabytes() throws IOException {
        long bytes = 0;
        for (Path jar : dependencies()) {
            bytes += Files.size(jar);
        }
        assertThat(bytes).isPositive().isLessThan(4_000_000);
    }

    private static List<Path> dependencies() throws IOException {
        try (InputStream list = DependencyWeightTest.class.getResourceAsStream("/runtime-classpath.txt")) {
            assumeTrue(list != null || System.getenv("CI") != null,
                    "only Maven writes runtime-classpath.txt");
            assertThat(list).as("runtime-classpath.txt").isNotNull();
            String path = new String(list.readAllBytes(), StandardCharsets.UTF_8).strip();
            return Stream.of(path.split(File.pathSeparator, -1)).map(Path::of).toList();
        }
    }
}
