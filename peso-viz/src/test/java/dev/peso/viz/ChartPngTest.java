package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.viz.internal.png.PngWriter;
import dev.peso.viz.internal.scene.Node;
import dev.peso.viz.internal.scene.Scene;
import dev.peso.viz.internal.svg.SvgWriter;

/// The PNG of a chart shows what a browser makes of its SVG.
class ChartPngTest {
    /// Pixels for one of the scene.
    private static final int SCALE = 4;
    /// A browser puts letters at quarters of pixels and lines of text at whole ones, which shows less in finer pictures: where
    /// at four 0.30 % are off, at six it is 0.15 % and at eight 0.02 %.
    private static final int SCALE_OF_WORDS = 6;
    /// Of all pixels, where there are no words.
    private static final double MOST = 0.000_2;
    /// Of all pixels.
    private static final double MOST_WITH_WORDS = 0.002;
    /// Where the figures are kept, and the pairs that are too far apart.
    private static final Path APART = Path.of("target/png");

    @Test
    void a_browser_makes_the_same_of_the_svg(@TempDir Path folder) throws Exception {
        compare(folder, SCALE_OF_WORDS, MOST_WITH_WORDS, "figures", Chart::scene);
        compare(folder, SCALE, MOST, "figures-without-words", chart -> wordless(chart.scene()));
    }

    private static Scene wordless(Scene scene) {
        return new Scene(scene.width(), scene.height(), scene.title(), scene.description(),
                scene.background(),
                wordless(scene.nodes()));
    }

    private static List<Node> wordless(List<Node> nodes) {
        return nodes.stream()
                .filter(node -> !(node instanceof Node.Text))
                .map(node -> node instanceof Node.Group(String kind, var label, var clip, List<Node> children)
                        ? new Node.Group(kind, label, clip, wordless(children))
                        : node)
                .toList();
    }

    private static void compare(Path folder, int scale, double most, String file,
            Function<Chart, Scene> drawn)
            throws Exception {
        Files.createDirectories(APART);
        Map<String, Chart> charts = SampleCharts.all();
        List<String> names = new ArrayList<>(charts.keySet());
        Path page = folder.resolve("charts.html");
        Files.writeString(page, page(charts.values().stream().map(drawn).toList()));
        Map<String, String> figures = new LinkedHashMap<>();
        Map<String, Double> tooFar = new LinkedHashMap<>();
        try (Browser browser = Browser.open(page, folder.resolve("profile " + file))) {
            browser.evaluate("document.fonts.ready.then(() => { window.lettered = true; }) && ''");
            for (int i = 0; i < 200 && !browser.evaluate("String(!!window.lettered)").equals("true"); i++) {
                Thread.sleep(20);
            }
            for (int i = 0; i < names.size(); i++) {
                Chart chart = Objects.requireNonNull(charts.get(names.get(i)));
                browser.evaluate("document.querySelectorAll('div').forEach((d, i) => { d.hidden = i !== " + i
                        + "; }) || ''");
                BufferedImage png = ImageIO
                        .read(new ByteArrayInputStream(PngWriter.write(drawn.apply(chart), scale)));
                BufferedImage seen = ImageIO.read(new ByteArrayInputStream(
                        browser.picture(png.getWidth() / scale, png.getHeight() / scale, scale)));
                double off = Pixels.off(png, seen, scale);
                figures.put(names.get(i), String.format(Locale.ROOT, "%.3f %%", 100 * off));
                if (!(off <= most)) {
                    tooFar.put(names.get(i), off);
                    ImageIO.write(png, "png", APART.resolve(names.get(i) + "-png.png").toFile());
                    ImageIO.write(seen, "png", APART.resolve(names.get(i) + "-browser.png").toFile());
                }
            }
        }
        Files.writeString(APART.resolve(file + ".txt"), figures.toString().replace(", ", "\n"));
        assertThat(tooFar).as(file).isEmpty();
    }

    /// All charts in one page, with the fonts that Peso brings and letters that are not fitted to the screen.
    private static String page(List<Scene> scenes) throws Exception {
        StringBuilder html = new StringBuilder(
                "<!doctype html><meta charset=utf-8><style>body{margin:0}svg{display:block;font-kerning:none}"
                        + "text{text-rendering:geometricPrecision}");
        html.append(font("Regular", "normal")).append(font("Bold", "bold")).append("</style>");
        int number = 0;
        for (Scene scene : scenes) {
            html.append("<div>").append(SvgWriter.write(scene, "c" + number++ + "-")).append("</div>");
        }
        return html.toString();
    }

    private static String font(String name, String weight) throws Exception {
        try (InputStream in = Chart.class
                .getResourceAsStream("internal/font/liberation/LiberationSans-" + name + ".ttf")) {
            return "@font-face{font-family:'Liberation Sans';font-weight:" + weight
                    + ";src:url(data:font/ttf;base64,"
                    + Base64.getEncoder().encodeToString(Objects.requireNonNull(in).readAllBytes()) + ")}";
        }
    }
}
