package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.peso.Dataset;
import dev.peso.viz.internal.layout.Picture;
import dev.peso.viz.internal.mark.Contrast;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Ink;
import dev.peso.viz.internal.mark.ViewState;
import dev.peso.viz.internal.scene.Node;

/// Marks stand out from what they stand on: 3 to 1 from the background (WCAG 2.2, 1.4.11), words 4.5 to 1 from their cell or
/// bar (1.4.3), in every theme and for every type. Colours of the user's choice are the user's.
class MarkContrastTest {
    private static final Dataset PEOPLE = SampleCharts.people()
            .with("gain = income - 40000")
            .with("odd = cast(nullif(age, age) as double)")
            .collect();

    /// All types, and those with a ramp once more: from few to many, over zero, and with what is not known.
    private static Map<String, Chart> charts() {
        Map<String, Chart> charts = new LinkedHashMap<>(SampleCharts.all());
        charts.putAll(MoreCharts.all());
        charts.putAll(LargeCharts.all());
        for (String color : List.of("income", "gain", "odd")) {
            String name = color + " ";
            charts.put(name + "point", Chart.of(PEOPLE).point().x("age").y("income").color(color));
            charts.put(name + "bubble",
                    Chart.of(PEOPLE).point().x("age").y("income").size("weight").color(color));
            charts.put(name + "overlaid", Chart.of(PEOPLE).histogram(color).color("group").overlaid());
            charts.put(name + "strip", Chart.of(PEOPLE).strip().x("group").y("age").color(color));
        }
        return charts;
    }

    /// Names of charts whose cells are not checked, because cells stand beside cells, and countries beside land.
    private static final Set<String> CELLS = Set.of("heatmap", "correlation", "correlation-clustered",
            "confusion", "formats-labels", "choropleth", "map-layers", "map-part", "places");

    /// Charts whose points were made pale by whoever made them.
    private static final Set<String> PALE = Set.of("smooth");

    @Test
    void marks_of_every_type_stand_out_from_the_background_of_every_theme() {
        Set<String> pale = new TreeSet<>();
        Set<String> cells = new TreeSet<>();
        charts().forEach((name, chart) -> {
            for (Theme theme : Theme.all()) {
                Picture picture = chart.theme(theme).picture(ViewState.FIRST);
                for (Picture.Panel panel : picture.panels()) {
                    for (Picture.Mark mark : panel.marks()) {
                        Ink ink = mark.geom().look().ink();
                        if (mark.geom() instanceof Geom.Areas
                                || mark.geom() instanceof Geom.Bars && ink instanceof Ink.Ramp) {
                            cells.add(name);
                        } else if (!(ink instanceof Ink.Fixed || ink instanceof Ink.Paper
                                || ink instanceof Ink.OnFill
                                || ink instanceof Ink.OnRamp)) {
                            double opacity = isOutlined(mark.geom()) || PALE.contains(name)
                                    ? 1
                                    : mark.geom().look().opacity();
                            check(IntStream.of(mark.colors())
                                    .map(each -> Contrast.mix(List.of(theme.background(), each), opacity))
                                    .toArray(), theme, name, pale);
                        }
                    }
                }
                if (!cells.contains(name)) {
                    picture.scene().nodes().forEach(node -> check(node, theme, name, pale));
                }
            }
        });
        assertThat(pale).isEmpty();
        assertThat(cells).isEqualTo(new TreeSet<>(CELLS));
    }

    /// Whether the edge of a pale mark is not pale, because it is drawn with a line, or is that of another mark.
    private static boolean isOutlined(Geom geom) {
        return geom instanceof Geom.Bars || geom instanceof Geom.Points points && points.sizes().length > 0
                || geom instanceof Geom.Ribbon && geom.look().opacity() < 0.5;
    }

    /// Crowds, circles and legends are checked as they are drawn.
    private static void check(Node node, Theme theme, String name, Set<String> pale) {
        switch (node) {
            case Node.Group group -> group.children().forEach(child -> check(child, theme, name, pale));
            case Node.Raster(var _, var _, var _, int[] argb) -> check(
                    IntStream.of(argb).filter(each -> each != 0).map(each -> each & 0xFFFFFF).toArray(),
                    theme, name, pale);
            case Node.Path path when path.style().hasFill() ->
                check(new int[]{path.style().fill()}, theme, name, pale);
            case Node.Rect rect when rect.style().fillOpacity() < 1 && rect.box().height() > 0
                    && rect.style().fill() != theme.grid() ->
                check(new int[]{rect.style().stroke()}, theme, name, pale);
            default -> {
                // Lines, words and the rest of the legend have the colours of marks, or of the theme.
            }
        }
    }

    @Test
    void countries_of_any_colour_have_a_border_that_stands_out_in_every_theme() {
        Set<String> pale = new TreeSet<>();
        for (String name : List.of("choropleth", "map-part", "places")) {
            for (Theme theme : Theme.all()) {
                Picture picture = Objects.requireNonNull(charts().get(name), name)
                        .theme(theme)
                        .picture(ViewState.FIRST);
                for (Node node : picture.scene().nodes()) {
                    if (node instanceof Node.Group(String kind, var _, var _, List<Node> areas)
                            && kind.equals("mark map")) {
                        assertThat(areas).isNotEmpty();
                        areas.forEach(area -> check(new int[]{((Node.Path) area).style().stroke()}, theme,
                                name, pale));
                    }
                }
            }
        }
        assertThat(pale).isEmpty();
    }

    private static void check(int[] colors, Theme theme, String name, Set<String> pale) {
        for (int color : IntStream.of(colors).distinct().toArray()) {
            double contrast = ThemeTest.contrast(color, theme.background());
            if (contrast < 3) {
                pale.add(String.format(Locale.ROOT, "%s, %s: %06x has %.2f", name, theme.name(), color,
                        contrast));
            }
        }
    }
}
