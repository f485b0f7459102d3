package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import dev.peso.viz.GoldenReadings.Reading;

/// Each type of chart looks as it did when somebody looked at it, in three sizes and two themes. One picture of each is a
/// file; of the others only the digest is kept, in `digests.txt`, and those that differ are written to `target/golden`.
/// `-Dpeso.golden=write` accepts what they look like now: look at all of them, in `target/golden`, before you commit.
@Tag("golden")
class ChartGoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final Path DIGESTS = FOLDER.resolve("digests.txt");
    private static final Path DRAWN = Path.of("target/golden");

    @TestFactory
    Stream<DynamicTest> looks_as_accepted() throws Exception {
        boolean write = "write".equals(System.getProperty("peso.golden"));
        Map<String, String> accepted = write ? new TreeMap<>() : digests();
        Map<String, Chart> charts = GoldenCharts.all();
        Stream<DynamicTest> each = charts.entrySet()
                .stream()
                .map(chart -> DynamicTest.dynamicTest(chart.getKey(), () -> {
                    for (Map.Entry<String, Chart> picture : GoldenCharts.pictures(chart.getValue())
                            .entrySet()) {
                        String svg = picture.getValue().toSvg();
                        if (picture.getKey().isEmpty()) {
                            file(chart.getKey(), svg, write);
                        } else {
                            digest(chart.getKey() + picture.getKey(), svg, accepted, write);
                        }
                    }
                }));
        return Stream.concat(each, Stream.of(DynamicTest.dynamicTest("no file is left over", () -> {
            if (write) {
                StringBuilder lines = new StringBuilder();
                accepted.forEach(
                        (name, digest) -> lines.append(digest).append(' ').append(name).append('\n'));
                Files.writeString(DIGESTS, lines);
            }
            try (Stream<Path> files = Files.list(FOLDER)) {
                assertThat(files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(".svg")))
                        .allMatch(file -> charts.containsKey(file.replace(".svg", "")));
            }
        })));
    }

    private static void file(String name, String svg, boolean write) throws IOException {
        Path file = FOLDER.resolve(name + ".svg");
        keep(name, svg, write);
        if (write) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, svg);
        }
        assertThat(svg).as("regenerate with -Dpeso.golden=write, and look at it")
                .isEqualTo(Files.readString(file));
    }

    private static void digest(String name, String svg, Map<String, String> accepted, boolean write)
            throws Exception {
        String digest = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(svg.getBytes(StandardCharsets.UTF_8)))
                .substring(0, 32);
        if (write) {
            accepted.put(name, digest);
        }
        boolean same = digest.equals(accepted.get(name));
        keep(name, svg, write || !same);
        assertThat(same)
                .as("%s has changed: look at target/golden, then regenerate with -Dpeso.golden=write", name)
                .isTrue();
    }

    private static void keep(String name, String svg, boolean wanted) throws IOException {
        if (wanted) {
            Files.createDirectories(DRAWN);
            Files.writeString(DRAWN.resolve(name.replace(' ', '_') + ".svg"), svg);
        }
    }

    private static Map<String, String> digests() throws IOException {
        Map<String, String> digests = new TreeMap<>();
        for (String line : Files.readAllLines(DIGESTS)) {
            int end = line.indexOf(' ');
            digests.put(line.substring(end + 1), line.substring(0, end));
        }
        return digests;
    }

    /// What a reader with a ruler finds in each picture is what was put in, to half a pixel.
    @TestFactory
    Stream<DynamicTest> reads_as_its_data() {
        Map<String, Reading> readings = GoldenCharts.readings();
        return GoldenCharts.all()
                .entrySet()
                .stream()
                .map(chart -> DynamicTest.dynamicTest(chart.getKey(), () -> {
                    Reading reading = Objects.requireNonNull(readings.get(chart.getKey()),
                            "nobody can read this type");
                    Map<String, Throwable> failed = new LinkedHashMap<>();
                    for (Map.Entry<String, Chart> picture : GoldenCharts.pictures(chart.getValue())
                            .entrySet()) {
                        try {
                            reading.check(new SvgReading(picture.getValue().toSvg()));
                        } catch (AssertionError e) {
                            failed.put(chart.getKey() + picture.getKey(), e);
                        }
                    }
                    assertThat(failed).isEmpty();
                }));
    }

    @Test
    void no_words_overlap_in_any_of_them() {
        GoldenCharts.all()
                .forEach((name, chart) -> GoldenCharts.pictures(chart)
                        .forEach((variant, picture) -> assertThat(SceneTexts.faults(picture.scene()))
                                .as(name + variant)
                                .isEmpty()));
    }

    @Test
    void the_bytes_are_the_same_in_every_locale() {
        Locale before = Locale.getDefault();
        Map<String, String> expected = new LinkedHashMap<>();
        GoldenCharts.all().forEach((name, chart) -> expected.put(name, chart.toSvg()));
        try {
            for (String tag : new String[]{"de-DE", "ar-EG", "hi-IN-u-nu-deva", "en-US"}) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                GoldenCharts.all()
                        .forEach((name, chart) -> assertThat(chart.toSvg()).as("%s in %s", name, tag)
                                .isEqualTo(expected.get(name)));
            }
        } finally {
            Locale.setDefault(before);
        }
    }
}
