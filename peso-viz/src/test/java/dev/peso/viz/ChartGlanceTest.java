package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.Dataset;

/// A chart as a shell prints it: a small picture and words, short enough not to be cut off.
class ChartGlanceTest {
    record Sale(String region, double amount) {}

    private final Chart bars = Chart.of(Dataset.of(List.of(new Sale("north", 30), new Sale("south", 50))))
            .bar()
            .x("region")
            .y("amount")
            .title("Sales");

    @TempDir
    Path folder;

    @Test
    void every_chart_is_a_picture_and_the_start_of_its_words() {
        Map<String, Chart> charts = new TreeMap<>(SampleCharts.all());
        charts.putAll(MoreCharts.all());
        charts.putAll(GoldenCharts.all());
        charts.forEach((name, chart) -> {
            String text = chart.toString();
            assertThat(text.length()).as(name).isLessThanOrEqualTo(950);
            assertThat(text).as(name).startsWith("\n");
            assertThat(text.lines().skip(1).limit(15)).as(name)
                    .hasSize(15)
                    .allMatch(
                            line -> line.codePointCount(0, line.length()) <= 46);
            String words = text.lines().skip(16).reduce((a, b) -> a + "\n" + b).orElse("").replace("…", "");
            assertThat(chart.altText()).as(name).startsWith(words);
            assertThat(words).as(name).hasSizeGreaterThan(Math.min(chart.altText().length() - 1, 130));
        });
        SampleCharts.all()
                .forEach((name, chart) -> assertThat(braille(chart.toString())).as(name)
                        .isGreaterThan(20));
    }

    private static long braille(String text) {
        return text.codePoints().filter(c -> c > 0x2800 && c < 0x2900).count();
    }

    @Test
    void the_longer_bar_is_higher() {
        List<String> lines = bars.toString().lines().toList();
        assertThat(lines.get(0)).isEmpty();
        assertThat(lines.get(2)).contains("Sales");
        assertThat(lines).last().isEqualTo(bars.altText());
        long all = lines.stream().filter(line -> line.contains("⣿⣿⣿")).count();
        long both = lines.stream().filter(line -> line.matches(".*⣿⣿⣿.*[^⣿]+.*⣿⣿⣿.*")).count();
        assertThat((double) both / all).isBetween(0.4, 0.8);
    }

    @Test
    void long_words_end_after_a_sentence_or_with_an_ellipsis() {
        String sentences = "The south sells more than the north. ".repeat(40).strip();
        String text = bars.alt(sentences).toString();
        assertThat(text).hasSizeBetween(850, 950).endsWith("than the north.");
        for (int shift = 0; shift < 2; shift++) {
            text = bars.alt("x".repeat(shift) + "\uD83D\uDE00".repeat(900)).toString();
            assertThat(text).hasSizeBetween(948, 950).endsWith("\uD83D\uDE00…");
        }
    }

    @Test
    void a_chart_that_cannot_be_drawn_says_what_it_is_and_why() {
        assertThat(Chart.of(Dataset.of(List.of(new Sale("north", 3)))).bar().toString())
                .startsWith("chart of bar, which cannot be drawn: ")
                .contains("x");
        Chart days = Chart.of(Dataset.of(Map.of("d", List.of(LocalDate.of(2024, 1, 1)), "v", List.of(1.0))));
        assertThat(days.x("d").y("v").logX()).hasToString(
                "chart of point x=d y=v, which cannot be drawn: channel x: a logarithmic axis takes numbers, and"
                        + " \"d\" is shown as dates");
        Dataset broken = Dataset.of(List.of(new Sale("north", 3), new Sale("x".repeat(5_000), 4)))
                .with("n = cast(region as int)");
        assertThat(Chart.of(broken).bar().x("n").y("amount").toString())
                .startsWith("chart of bar x=n y=amount, which cannot be drawn: ")
                .hasSizeLessThanOrEqualTo(950);
    }

    @Test
    void a_chart_of_no_rows_says_so() {
        Chart empty = Chart.of(Dataset.of(List.of(new Sale("north", 3))).filter("amount > 9"))
                .bar()
                .x("region")
                .y("amount");
        assertThat(empty.toString()).startsWith("\n").endsWith(empty.altText()).contains("nothing to show");
    }

    /// Which prints at most 1,000 characters of a value.
    @Test
    void jshell_prints_all_of_it() throws Exception {
        Path jshell = Path.of(System.getProperty("java.home"), "bin", "jshell");
        assumeTrue(Files.isExecutable(jshell), "needs a JDK with jshell");
        Path typed = Files.writeString(folder.resolve("typed"), """
                import dev.peso.*
                import dev.peso.viz.*
                record Sale(String region, double amount) {}
                var sales = Dataset.of(List.of(new Sale("north", 30), new Sale("south", 50)))
                Chart.of(sales).bar().x("region").y("amount").title("Sales").alt("It is written. ".repeat(90))
                /exit
                """);
        Path printed = folder.resolve("printed");
        Process shell = new ProcessBuilder(jshell.toString(), "-J-Dstdout.encoding=UTF-8",
                "-J-Djava.util.prefs.userRoot=" + folder, "--execution", "local", "--feedback", "normal",
                "--class-path", BareSystemTest.classPath()).redirectInput(typed.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        assertThat(shell.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String expected = bars.alt("It is written. ".repeat(90)).toString();
        assertThat(expected).hasSizeGreaterThan(850);
        assertThat(Files.readString(printed, StandardCharsets.UTF_8).replace("\r", ""))
                .contains(" ==> " + expected + "\n");
    }
}
