package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

import dev.peso.Dataset;
import dev.peso.viz.internal.png.PngWriter;
import dev.peso.viz.internal.scene.Node;

/// PNG and PDF files have the letters of the bundled fonts only; where others would be they say so.
class LackingLettersTest {
    private static final String SIX = "6 letters have no font here; SVG and HTML show them";

    /// Four letters of Arabic and two of Chinese; the last word is written with letters of the first.
    private static final Chart CHART = Chart
            .of(Dataset.of(List.of(new Row("بيت", 1), new Row("漢字", 2), new Row("باب", 3))))
            .bar()
            .x("name")
            .y("value")
            .title("Names");

    record Row(String name, double value) {}

    @Test
    void a_line_below_the_title_counts_the_letters_of_a_png_that_are_boxes() {
        assertThat(words(CHART)).containsSequence("Names", SIX);
        assertThat(CHART.toPng(1)).isEqualTo(PngWriter.write(CHART.outlined(), 1))
                .isNotEqualTo(PngWriter.write(CHART.scene(), 1));
    }

    @Test
    void a_pdf_says_it_too() throws Exception {
        try (PDDocument document = Loader.loadPDF(CHART.toPdf())) {
            assertThat(new PDFTextStripper().getText(document)).contains(SIX);
        }
    }

    @Test
    void a_dashboard_on_paper_counts_those_of_all_its_tiles() throws Exception {
        Dashboard dashboard = Dashboard.of("Two").add(CHART, CHART.title("語"));
        try (PDDocument document = Loader.loadPDF(dashboard.toPdf())) {
            assertThat(new PDFTextStripper().getText(document))
                    .containsOnlyOnce("7 letters have no font here; SVG and HTML show them");
        }
    }

    @Test
    void a_small_picture_has_room_for_it() {
        assertThat(words(CHART.size(320, 240))).contains(SIX);
    }

    @Test
    void one_letter_is_one() {
        assertThat(words(CHART.x("value").title("字")))
                .contains("1 letter has no font here; SVG and HTML show it");
    }

    @Test
    void pictures_that_readers_draw_with_their_own_fonts_do_not_say_so() {
        assertThat(CHART.toSvg()).doesNotContain("no font here");
        assertThat(CHART.toHtml()).doesNotContain("no font here");
    }

    @Test
    void letters_of_the_bundled_fonts_are_no_reason_for_it() {
        Chart known = CHART.x("value").title("Zürich, Ελλάδα, Київ, שלום, €");
        assertThat(words(known)).noneMatch(each -> each.contains("no font here"));
        assertThat(known.toPng(1)).isEqualTo(PngWriter.write(known.scene(), 1));
    }

    private static List<String> words(Chart chart) {
        return SceneTexts.of(chart.outlined()).stream().map(Node.Text::text).toList();
    }
}
