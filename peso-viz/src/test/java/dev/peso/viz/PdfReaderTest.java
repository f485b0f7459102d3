package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.Dataset;
import dev.peso.viz.internal.scene.Node;

/// Other programs open the PDF files: PDFBox, and where there are poppler's tools, these.
class PdfReaderTest {
    private static final int SCALE = 4;

    record Row(long number, String name, double value) {}

    @Test
    void all_words_of_a_chart_are_found_in_embedded_parts_of_fonts() throws Exception {
        for (Map.Entry<String, Chart> each : GoldenCharts.all().entrySet()) {
            try (PDDocument document = Loader.loadPDF(each.getValue().toPdf())) {
                assertThat(document.getNumberOfPages()).isOne();
                String found = squeezed(new PDFTextStripper().getText(document));
                for (Node.Text text : SceneTexts.of(each.getValue().outlined())) {
                    // A reader orders letters by the direction of their script, and has no letter for an empty box.
                    if (text.text()
                            .codePoints()
                            .allMatch(letter -> letter < 0x500 || letter == '−' || letter == '…')
                            && text.turn() == 0) {
                        assertThat(found).as(each.getKey()).contains(squeezed(text.text()));
                    }
                }
                for (PDPage page : document.getPages()) {
                    for (COSName name : page.getResources().getFontNames()) {
                        PDFont font = page.getResources().getFont(name);
                        assertThat(font.isEmbedded()).as(each.getKey()).isTrue();
                        assertThat(font.getName()).as(each.getKey())
                                .matches("[A-Z]{6}\\+LiberationSans(-Bold)?");
                    }
                }
                assertThat(document.getDocumentInformation().getTitle()).isNotBlank();
            }
        }
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }

    @Test
    void pdfbox_draws_what_the_png_shows() throws Exception {
        Map<String, Double> tooFar = new LinkedHashMap<>();
        for (Map.Entry<String, Chart> each : SampleCharts.all().entrySet()) {
            try (PDDocument document = Loader.loadPDF(each.getValue().toPdf())) {
                BufferedImage seen = new PDFRenderer(document).renderImage(0, SCALE / 0.75f);
                BufferedImage png = ImageIO.read(new ByteArrayInputStream(each.getValue().toPng(SCALE)));
                double off = Pixels.off(png, seen, SCALE);
                // PDFBox fills rectangles without smooth edges.
                if (!(off <= 0.02)) {
                    tooFar.put(each.getKey(), off);
                }
            }
        }
        assertThat(tooFar).as("share of pixels that differ").isEmpty();
    }

    private static Dashboard longOne() {
        Dataset rows = Dataset.of(IntStream.range(0, 400)
                .mapToObj(i -> new Row(i, "name " + i, i * 1.5))
                .toList());
        Dashboard board = Dashboard.of("A long report").filter("name").columns(1);
        for (int i = 0; i < 3; i++) {
            board = board
                    .add(Chart.of(SampleCharts.sales()).bar().x("region").y("revenue").title("Chart " + i));
        }
        return board.value("Rows", rows, "count()").table("All rows", rows, 400);
    }

    @Test
    void a_dashboard_that_does_not_fit_one_page_has_several() throws Exception {
        try (PDDocument document = Loader.loadPDF(longOne().toPdf())) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isBetween(4, 20);
            PDFTextStripper stripper = new PDFTextStripper();
            List<String> texts = new ArrayList<>();
            for (int i = 1; i <= pages; i++) {
                stripper.setStartPage(i);
                stripper.setEndPage(i);
                texts.add(stripper.getText(document));
                assertThat(texts.getLast()).contains("page " + i + " of " + pages);
            }
            String all = String.join("\n", texts);
            for (int i = 0; i < 400; i++) {
                assertThat(all.split("\\bname " + i + "\\b", -1)).as("row %s", i).hasSize(2);
            }
            assertThat(texts.getFirst()).contains("A long report", "Chart 0");
            assertThat(texts.getLast()).contains("All rows, continued", "number", "value", "name 399");
            assertThat(texts.stream()
                    .filter(each -> each.contains("All rows, continued"))
                    .allMatch(each -> each.contains("number"))).isTrue();
            for (PDPage page : document.getPages()) {
                assertThat(page.getMediaBox()).hasToString(document.getPage(0).getMediaBox().toString());
            }
        }
        try (PDDocument document = Loader.loadPDF(
                Dashboard.of("Short").add(SampleCharts.named("bar")).toPdf())) {
            assertThat(document.getNumberOfPages()).isOne();
            assertThat(new PDFTextStripper().getText(document)).doesNotContain("page 1");
        }
    }

    @Test
    void poppler_opens_all_pages(@TempDir Path folder) throws Exception {
        assumeTrue(Programs.onPath("pdftotext") && Programs.onPath("pdffonts") && Programs.onPath("pdfinfo"),
                "no poppler-utils on the path");
        Path file = folder.resolve("long.pdf");
        Files.write(file, longOne().toPdf());
        assertThat(Programs.run("pdftotext", "-layout", file.toString(), "-")).contains("A long report",
                "name 399");
        assertThat(Programs.run("pdfinfo", file.toString())).containsPattern("Title: +A long report")
                .doesNotContain("Syntax Error");
        assertThat(Programs.run("pdffonts", file.toString())
                .lines()
                .filter(each -> each.matches(".*CID TrueType.*Identity-H +yes yes yes.*"))
                .count()).isEqualTo(2);
    }
}
