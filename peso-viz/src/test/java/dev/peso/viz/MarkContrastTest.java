package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import dev.peso.viz.internal.scene.Box;
import dev.peso.viz.internal.scene.Node;
import dev.peso.viz.internal.scene.Style;

/// Marks stand out from what they stand on: 3 to 1 from the background (WCAG 2.2, 1.4.11), in every theme and for every type.
/// Ramps that measure are free of it as they must be (its "essential" exception names heat maps): there the borders stand out.
/// Colours of the user's choice are the user's.
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

    /// Charts whose points were made pale by whoever made them.
    private static final Set<String> PALE = Set.of("smooth");

    @Test
    void marks_of_every_type_stand_out_from_the_background_of_every_theme() {
        Set<String> pale = new TreeSet<>();
        charts().forEach((name, chart) -> pale.addAll(pale(name, chart)));
        assertThat(pale).isEmpty();
    }

    /// What cannot be seen of a chart, in all themes.
    static Set<String> pale(String name, Chart chart) {
        Set<String> pale = new TreeSet<>();
        for (Theme theme : Theme.all()) {
            Picture picture = chart.theme(theme).picture(ViewState.FIRST);
            for (Picture.Panel panel : picture.panels()) {
                for (Picture.Mark mark : panel.marks()) {
                    Ink ink = mark.geom().look().ink();
                    // Cells and countries are seen by their borders, as they are drawn.
                    if (!(isField(mark.geom()) || ink instanceof Ink.Fixed || ink instanceof Ink.Paper
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
            picture.scene().nodes().forEach(node -> check(node, theme, name, pale));
        }
        return pale;
    }

    /// Whether neighbours touch, and colours go down to those that are as pale as the background.
    private static boolean isField(Geom geom) {
        return geom instanceof Geom.Areas
                || geom instanceof Geom.Bars && geom.look().ink() instanceof Ink.Ramp;
    }

    /// Whether the edge of a pale mark is not pale, because it is drawn with a line, or is that of another mark.
    private static boolean isOutlined(Geom geom) {
        return geom instanceof Geom.Bars || geom instanceof Geom.Points points && points.sizes().length > 0
                || geom instanceof Geom.Ribbon && geom.look().opacity() < 0.5;
    }

    /// Crowds, circles and fields are checked as they are drawn, and what stands for them in a legend.
    private static void check(Node node, Theme theme, String name, Set<String> pale) {
        switch (node) {
            case Node.Group(String kind, var _, var _, List<Node> children) when kind.equals("mark bar")
                    || kind.equals("mark map") ->
                children.forEach(child -> edged(child, theme, name, pale));
            case Node.Group(String kind, var _, var _, List<Node> children) when kind
                    .equals("mark density") ->
                children.forEach(child -> check(IntStream.of(((Node.Raster) child).argb())
                        .filter(each -> each != 0)
                        .map(each -> each & 0xFFFFFF)
                        .toArray(), theme, name, pale));
            case Node.Group group -> group.children().forEach(child -> check(child, theme, name, pale));
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

    /// A shape of full colour stands out itself, any other one has an edge that does.
    private static void edged(Node node, Theme theme, String name, Set<String> pale) {
        Style style = node instanceof Node.Rect rect ? rect.style() : ((Node.Path) node).style();
        boolean full = style.fillOpacity() == 1
                && ThemeTest.contrast(style.fill(), theme.background()) >= 3;
        boolean thin = node instanceof Node.Rect(Box box, var _) && Math.min(box.width(), box.height()) <= 0;
        if (!full && !thin) {
            check(new int[]{style.hasStroke() ? style.stroke() : theme.background()}, theme, name, pale);
        }
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

    /// Cells that are as pale as the background have a border, small ones have none: of them nothing else would be left.
    @Test
    void cells_have_a_border_where_there_is_room_for_one() {
        List<Cell> cells = IntStream.range(0, 400)
                .mapToObj(i -> new Cell("" + i % 20, "" + i / 20, i))
                .toList();
        Chart many = Chart.of(Dataset.of(cells)).heatmap().x("x").y("y").color("value");
        assertThat(pale("large", many.size(720, 420))).isEmpty();
        assertThat(pale("small", many.size(160, 140))).isNotEmpty();
    }

    record Cell(String x, String y, double value) {}
}
