package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.peso.Dataset;
import dev.peso.viz.internal.mark.ViewState;
import dev.peso.viz.internal.scene.Box;
import dev.peso.viz.internal.scene.Node;

/// Medians are seen however thin the box or violin is that they lie on.
class MedianTest {
    record Value(String name, double value) {}

    /// Boxes of no height, of less than two pixels, with the median at an edge, and a large one.
    private static final Dataset VALUES = Dataset.of(Value.class, IntStream.range(0, 40)
            .boxed()
            .flatMap(i -> List.of(
                    new Value("flat", 50), new Value("thin", 20 + i % 5 * 0.1),
                    new Value("edge", i < 24 ? 30 : 60 + i),
                    new Value("large", i * 2.5)).stream())
            .toList()).collect();

    private static List<Node> nodes(Chart chart, String kind) {
        List<Node> nodes = new ArrayList<>();
        for (Node node : chart.picture(ViewState.FIRST).scene().nodes()) {
            if (node instanceof Node.Group group && group.kind().equals("mark " + kind)) {
                nodes.addAll(group.children());
            }
        }
        return nodes;
    }

    @Test
    void the_median_of_a_box_is_longer_than_the_box_and_covers_no_thin_one() {
        for (Theme theme : Theme.all()) {
            Chart upright = Chart.of(VALUES).box().x("name").y("value").theme(theme);
            Chart lying = Chart.of(VALUES).box().y("name").x("value").theme(theme);
            assertSeen(upright, theme, true);
            assertSeen(lying, theme, false);
        }
    }

    private static void assertSeen(Chart chart, Theme theme, boolean upright) {
        List<Box> boxes = nodes(chart, "bar").stream().map(each -> ((Node.Rect) each).box()).toList();
        List<Node.Line> lines = nodes(chart, "segment").stream().map(Node.Line.class::cast).toList();
        assertThat(boxes).hasSize(4);
        for (Box box : boxes) {
            List<Node.Line> across = lines.stream()
                    .filter(each -> upright
                            ? each.y1() == each.y2() && each.x1() < box.centerX() && each.x2() > box.centerX()
                            : each.x1() == each.x2() && each.y1() < box.centerY()
                                    && each.y2() > box.centerY())
                    .toList();
            assertThat(across).anyMatch(each -> each.style().stroke() != theme.background()
                    && (upright
                            ? each.x1() < box.x() - 2 && each.x2() > box.right() + 2
                            : each.y1() < box.y() - 2 && each.y2() > box.bottom() + 2));
            double thickness = upright ? box.height() : box.width();
            assertThat(across.stream().filter(each -> each.style().stroke() == theme.background()))
                    .as("lines in the colour of the background upon a box of %s pixels", thickness)
                    .hasSize(thickness < 6 ? 0 : 1);
        }
    }

    @Test
    void the_median_of_a_violin_has_an_edge_in_the_colour_of_text() {
        for (Theme theme : Theme.all()) {
            List<Node.Dots> dots = nodes(Chart.of(VALUES).violin().x("name").y("value").theme(theme), "point")
                    .stream()
                    .map(Node.Dots.class::cast)
                    .toList();
            assertThat(dots).hasSize(2);
            assertThat(dots.getFirst().style().fill()).isEqualTo(theme.text());
            assertThat(dots.getLast().style().fill()).isEqualTo(theme.background());
            assertThat(dots.getFirst().x()).isEqualTo(dots.getLast().x());
            assertThat(dots.getFirst().size()[0]).isGreaterThan(dots.getLast().size()[0] + 2);
        }
    }
}
