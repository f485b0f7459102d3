package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Each type of chart looks as it did when somebody looked at it. `-Dpeso.golden=write` accepts what it looks like now:
/// look at the files before you commit them.
@Tag("golden")
class ChartGoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    @TestFactory
    Stream<DynamicTest> looks_as_accepted() {
        return charts().entrySet()
                .stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(),
                        () -> compare(each.getKey(), each.getValue())));
    }

    /// Every type as it is, and some in other sizes and colours.
    private static Map<String, Chart> charts() {
        Map<String, Chart> charts = new LinkedHashMap<>(SampleCharts.all());
        for (String type : List.of("line", "bar-stacked", "point")) {
            Chart chart = SampleCharts.named(type);
            charts.put(type + "-small", chart.size(300, 220));
            charts.put(type + "-wide", chart.size(1200, 360));
            charts.put(type + "-dark", chart.theme(Theme.dark()));
            charts.put(type + "-print", chart.theme(Theme.print()));
        }
        return charts;
    }

    @Test
    void no_words_overlap_in_any_of_them() {
        charts().forEach((name, chart) -> assertThat(SceneTexts.faults(chart.scene())).as(name).isEmpty());
    }

    @Test
    void the_bytes_are_the_same_in_every_locale() {
        Locale before = Locale.getDefault();
        Chart chart = SampleCharts.named("line");
        String expected = chart.toSvg();
        try {
            for (String tag : List.of("de-DE", "ar-EG", "hi-IN-u-nu-deva", "en-US")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(chart.toSvg()).as(tag).isEqualTo(expected);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    private static void compare(String name, Chart chart) {
        Path file = FOLDER.resolve(name + ".svg");
        String drawn = chart.toSvg();
        try {
            if ("write".equals(System.getProperty("peso.golden"))) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, drawn);
            }
            assertThat(drawn).as("regenerate with -Dpeso.golden=write, and look at it")
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
