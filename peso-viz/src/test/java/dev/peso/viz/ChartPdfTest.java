package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.InflaterOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartPdfTest {
    @Test
    void each_object_starts_where_the_table_says() {
        SampleCharts.all().forEach((name, chart) -> {
            String pdf = text(chart.toPdf());
            int table = Integer.parseInt(first(pdf, "startxref\\n(\\d+)"));
            Matcher places = Pattern.compile("(\\d{10}) 00000 n ").matcher(pdf.substring(table));
            int number = 0;
            while (places.find()) {
                number++;
                assertThat(pdf.startsWith(number + " 0 obj\n", Integer.parseInt(places.group(1)))).as(name)
                        .isTrue();
            }
            assertThat(first(pdf, "/Size (\\d+)")).isEqualTo(Integer.toString(number + 1));
            assertThat(pdf.length()).as(name).isLessThan(60_000);
        });
    }

    @Test
    void words_are_glyphs_of_the_font_that_lead_back_to_their_characters() throws Exception {
        List<String> streams = streams(SampleCharts.named("line").toPdf());
        String contents = streams.getFirst();
        String map = streams.stream().filter(each -> each.contains("beginbfchar")).reduce("", String::concat);
        StringBuilder words = new StringBuilder();
        Matcher shown = Pattern.compile("<([0-9a-f]+)>\\] TJ").matcher(contents);
        while (shown.find()) {
            for (int i = 0; i < shown.group(1).length(); i += 4) {
                String code = first(map, "<" + shown.group(1).substring(i, i + 4) + "><([0-9A-F]{4})>");
                words.append((char) Integer.parseInt(code, 16));
            }
            words.append('\n');
        }
        assertThat(words.toString()).contains("Closing price\n", "AAPL\n", "Weekly, in dollars\n", "Sep\n");
    }

    @Test
    void what_the_font_lacks_is_said_besides() throws Exception {
        Chart chart = SampleCharts.named("bar").title("漢字 and شمس");
        String said = "/Span<</ActualText<FEFF6F225B570020";
        assertThat(streams(chart.toPdf()).getFirst()).contains(said);
        assertThat(streams(SampleCharts.named("bar").toPdf()).getFirst()).doesNotContain("ActualText");
    }

    @Test
    void poppler_finds_words_that_run_from_right_to_left(@TempDir Path folder) throws Exception {
        assumeTrue(Programs.onPath("pdftotext"), "no poppler-utils on the path");
        Path file = folder.resolve("chart.pdf");
        SampleCharts.named("bar").title("הכנסות לפי אזור").save(file);
        assertThat(Programs.run("pdftotext", file.toString(), "-")).contains("הכנסות לפי אזור");
    }

    @Test
    void equal_charts_are_equal_files() {
        assertThat(SampleCharts.named("heatmap").toPdf()).isEqualTo(SampleCharts.named("heatmap").toPdf());
    }

    @Test
    void poppler_finds_the_words_and_whole_fonts(@TempDir Path folder) throws Exception {
        assumeTrue(Programs.onPath("pdftotext") && Programs.onPath("pdffonts"),
                "no poppler-utils on the path");
        Path file = folder.resolve("chart.pdf");
        SampleCharts.named("correlation").save(file);
        assertThat(Programs.run("pdftotext", "-layout", file.toString(), "-")).contains("Correlation",
                "savings",
                "−0.91");
        String fonts = Programs.run("pdffonts", file.toString());
        assertThat(fonts.lines()
                .filter(each -> each.contains("CID TrueType")
                        && each.matches(".*Identity-H +yes yes yes.*"))
                .count()).isEqualTo(2);
    }

    private static List<String> streams(byte[] pdf) throws IOException {
        List<String> streams = new ArrayList<>();
        String text = text(pdf);
        Matcher starts = Pattern.compile("/Length (\\d+)>>\nstream\n").matcher(text);
        while (starts.find()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (InflaterOutputStream inflater = new InflaterOutputStream(out)) {
                inflater.write(pdf, starts.end(), Integer.parseInt(starts.group(1)));
            }
            streams.add(out.toString(StandardCharsets.ISO_8859_1));
        }
        return streams;
    }

    private static String text(byte[] pdf) {
        return new String(pdf, StandardCharsets.ISO_8859_1);
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
