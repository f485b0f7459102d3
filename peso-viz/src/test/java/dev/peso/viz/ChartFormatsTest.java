package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

import dev.peso.Dataset;
import dev.peso.QueryException;

/// The other forms show what the SVG shows.
class ChartFormatsTest {
    record Sale(String region, double amount) {}

    private final Chart bars = Chart.of(Dataset.of(List.of(new Sale("north", 30), new Sale("south", 50))))
            .bar()
            .x("region")
            .y("amount")
            .title("Sales");

    @Test
    void the_bars_of_the_png_are_where_those_of_the_svg_are() throws Exception {
        SvgReading svg = new SvgReading(bars.toSvg());
        for (double scale : new double[]{1, 2, 0.5}) {
            BufferedImage png = ImageIO.read(new ByteArrayInputStream(bars.toPng(scale)));
            assertThat(png.getWidth()).isEqualTo((int) (720 * scale));
            for (double[] box : SvgReading.boxes(svg.groups("mark bar").getFirst())) {
                for (double inside : new double[]{0.1, 0.5, 0.9}) {
                    int x = (int) (scale * (box[0] + inside * (box[2] - box[0])));
                    int y = (int) (scale * (box[1] + inside * (box[3] - box[1])));
                    assertThat(png.getRGB(x, y) & 0xFFFFFF).isEqualTo(0x0072B2);
                }
                int above = png.getRGB((int) (scale * (box[0] + 5)), (int) (scale * box[1] - 4));
                assertThat(above & 0xFFFFFF).isNotEqualTo(0x0072B2);
            }
        }
    }

    @Test
    void the_words_of_the_png_have_ink_where_the_svg_has_words() throws Exception {
        BufferedImage png = ImageIO.read(new ByteArrayInputStream(bars.toPng(2)));
        SvgReading svg = new SvgReading(bars.toSvg());
        for (String axis : List.of("axis x", "axis y")) {
            for (Element text : SvgReading.all(svg.groups(axis).getFirst(), "text")) {
                double x = SvgReading.number(text, "x");
                double y = SvgReading.number(text, "y");
                boolean end = text.getAttribute("text-anchor").equals("end");
                assertThat(ink(png, x - 8, y - 9, end ? 8 : 16, 9)).as(text.getTextContent())
                        .isGreaterThan(20);
            }
        }
    }

    /// How many pixels of a place are not background.
    private static int ink(BufferedImage png, double x, double y, double width, double height) {
        int count = 0;
        for (int py = (int) (2 * y); py < 2 * (y + height); py++) {
            for (int px = (int) (2 * x); px < 2 * (x + width); px++) {
                count += (png.getRGB(px, py) & 0xFF) < 200 ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void every_sample_has_a_png_and_a_text() throws Exception {
        for (var each : SampleCharts.all().entrySet()) {
            assertThat(ImageIO.read(new ByteArrayInputStream(each.getValue().toPng(0.5)))).as(each.getKey())
                    .isNotNull();
            String text = each.getValue().toText();
            assertThat(text).as(each.getKey()).contains(each.getValue().altText());
            assertThat(text.codePoints().filter(c -> c > 0x2800 && c < 0x2900).count()).as(each.getKey())
                    .isGreaterThan(20);
            assertThat(text.lines().limit(10).mapToInt(String::length)).allMatch(length -> length <= 100);
        }
    }

    @Test
    void in_text_the_longer_bar_is_higher() {
        List<String> lines = bars.toText().lines().toList();
        int west = height(lines, 0, 50);
        int east = height(lines, 50, 100);
        assertThat((double) west / east).isBetween(0.5, 0.7);
    }

    private static int height(List<String> lines, int from, int to) {
        int height = 0;
        for (String line : lines) {
            String part = line.length() <= from ? "" : line.substring(from, Math.min(to, line.length()));
            height += part.contains("⣿⣿⣿") ? 1 : 0;
        }
        return height;
    }

    @Test
    void notebooks_get_the_picture_and_the_text() {
        Chart chart = SampleCharts.named("bar");
        assertThat(chart.view().html()).isEqualTo(chart.toSvg()).startsWith("<svg");
        assertThat(chart.view().text()).isEqualTo(chart.toText());
    }

    @Test
    void files_are_written_by_their_ending(@TempDir Path folder) throws Exception {
        for (String ending : List.of("svg", "png", "pdf", "html", "txt", "json", "PNG")) {
            Path file = folder.resolve("sales." + ending);
            bars.save(file);
            assertThat(Files.size(file)).isPositive();
        }
        assertThat(Files.readString(folder.resolve("sales.svg"))).isEqualTo(bars.toSvg());
        assertThatThrownBy(() -> bars.save(folder.resolve("none/sales.svg")))
                .isInstanceOf(dev.peso.DataAccessException.class)
                .hasMessageStartingWith("could not write ");
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        bars.toSvg(stream);
        assertThat(stream.toString(StandardCharsets.UTF_8)).isEqualTo(bars.toSvg());
    }

    @Test
    void scales_out_of_range_are_refused() {
        assertThatThrownBy(() -> bars.toPng(Double.NaN)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scale must be in [0.1, 10], got NaN");
        assertThatThrownBy(() -> Chart.of(Dataset.of(List.of(new Sale("a", 1)))).line().toPng())
                .isInstanceOf(QueryException.class);
    }
}
