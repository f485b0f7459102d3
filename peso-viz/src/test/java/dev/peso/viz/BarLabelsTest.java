package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import dev.peso.Dataset;
import dev.peso.viz.internal.font.Fonts;
import dev.peso.viz.internal.layout.Picture;
import dev.peso.viz.internal.mark.Contrast;
import dev.peso.viz.internal.mark.ViewState;
import dev.peso.viz.internal.scene.Box;
import dev.peso.viz.internal.scene.Node;

/// Labels stand beyond the ends of bars, or inside where bars stand on one another, and can be read there.
class BarLabelsTest {
    /// Bars and labels of the first panel, in the order of the data.
    private record Drawn(List<Node.Rect> bars, List<Node.Text> labels) {
        static Drawn of(Chart chart) {
            Drawn drawn = new Drawn(new ArrayList<>(), new ArrayList<>());
            Picture picture = chart.picture(ViewState.FIRST);
            for (Node node : picture.scene().nodes()) {
                if (node instanceof Node.Group group && group.kind().startsWith("mark")) {
                    for (Node child : group.children()) {
                        if (child instanceof Node.Rect bar) {
                            drawn.bars.add(bar);
                        } else if (child instanceof Node.Text label) {
                            drawn.labels.add(label);
                        }
                    }
                }
            }
            return drawn;
        }

        Box bar(String value) {
            return bars.get(labels.indexOf(label(value))).box();
        }

        Node.Text label(String value) {
            return labels.stream().filter(each -> each.text().equals(value)).findFirst().orElseThrow();
        }

        Box space(String value) {
            return Fonts.bounds(label(value));
        }
    }

    private static final Chart NET = Chart.of(MoreCharts.GAINS.filter("kind = 'net'")).bar().labels();

    @Test
    void labels_of_upright_bars_stand_over_them_and_under_those_below_zero() {
        for (int height : new int[]{200, 420}) {
            Drawn drawn = Drawn.of(NET.x("branch").y("gain").size(600, height));
            assertThat(drawn.labels).hasSize(6);
            for (String below : List.of("−3", "−9.5", "−0.4")) {
                assertThat(drawn.space(below).y()).as(below).isGreaterThan(drawn.bar(below).bottom());
            }
            for (String above : List.of("5", "12.25", "0")) {
                assertThat(drawn.space(above).bottom()).as(above).isLessThan(drawn.bar(above).y());
            }
        }
    }

    @Test
    void labels_of_lying_bars_stand_beside_their_ends() {
        Drawn drawn = Drawn.of(NET.y("branch").x("gain").size(320, 240));
        assertThat(drawn.labels).hasSize(6);
        for (String left : List.of("−3", "−9.5", "−0.4")) {
            assertThat(drawn.space(left).right()).as(left).isLessThan(drawn.bar(left).x());
        }
        for (String right : List.of("5", "12.25", "0")) {
            assertThat(drawn.space(right).x()).as(right).isGreaterThan(drawn.bar(right).right());
        }
        for (Node.Text label : drawn.labels) {
            assertThat(label.y() - 4).isBetween(drawn.bar(label.text()).y(),
                    drawn.bar(label.text()).bottom());
        }
    }

    @Test
    void labels_without_room_beyond_the_limits_of_an_axis_stand_inside() {
        Drawn drawn = Drawn.of(NET.x("branch").y("gain").yLimits(-5, 10));
        for (String cut : List.of("12.25", "−9.5")) {
            assertThat(drawn.bar(cut).contains(drawn.space(cut))).as(cut).isTrue();
            assertReadable(drawn, drawn.label(cut), 0xFFFFFF);
        }
    }

    @Test
    void labels_of_stacked_bars_are_inside_and_read_in_every_theme() {
        List<UnaryOperator<Chart>> kinds = List.of(each -> each, Chart::shares, each -> each.opacity(0.4));
        for (Theme theme : Theme.all()) {
            for (UnaryOperator<Chart> kind : kinds) {
                Chart chart = kind
                        .apply(Chart.of(MoreCharts.GAINS.filter("gain != 0")).bar().color("kind").labels())
                        .theme(theme);
                for (Drawn drawn : List.of(Drawn.of(chart.x("branch").y("gain")),
                        Drawn.of(chart.y("branch").x("gain")))) {
                    assertThat(drawn.labels).hasSizeGreaterThan(6);
                    drawn.labels.forEach(label -> assertReadable(drawn, label, theme.background()));
                }
            }
        }
    }

    /// The contrast of a label to the one bar that it is inside of.
    private static void assertReadable(Drawn drawn, Node.Text label, int background) {
        Node.Rect bar = drawn.bars.stream()
                .filter(each -> each.box().contains(Fonts.bounds(label)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(label.text() + " is in no bar"));
        int behind = Contrast.mix(List.of(background, bar.style().fill()), bar.style().fillOpacity());
        assertThat(ThemeTest.contrast(label.style().color(), behind)).as("%s on %06x", label.text(), behind)
                .isGreaterThanOrEqualTo(4.5);
    }

    @Test
    void no_label_stands_on_a_bar_of_another_series() {
        Chart chart = Chart.of(MoreCharts.GAINS).bar().color("kind").grouped().labels();
        for (Drawn drawn : List.of(Drawn.of(chart.x("branch").y("gain").size(320, 240)),
                Drawn.of(chart.y("branch").x("gain").size(400, 240)),
                Drawn.of(chart.x("branch").y("gain")))) {
            assertThat(drawn.labels).hasSizeGreaterThan(3);
            assertThat(drawn.labels).allSatisfy(label -> assertThat(drawn.bars)
                    .noneMatch(bar -> bar.box().height() > 0 && bar.box().width() > 0
                            && bar.box().overlaps(Fonts.bounds(label))));
        }
    }

    @Test
    void labels_stand_beyond_the_lines_of_errors_or_not_at_all() {
        Dataset spans = MoreCharts.GAINS.filter("kind = 'net'")
                .with("low = gain - 1.5")
                .with("high = gain + 2");
        for (int[] size : GoldenCharts.SIZES) {
            Chart chart = Chart.layer(
                    Chart.of(spans).bar().labels().x("branch").y("gain").size(size[0], size[1]),
                    Chart.of(spans).x("branch").errorBars("low", "high"));
            assertNoneIsCrossed(chart, 6);
            assertNoneIsCrossed(chart.yLimits(-5, 10), 3);
        }
    }

    private static void assertNoneIsCrossed(Chart chart, int least) {
        Drawn drawn = Drawn.of(chart);
        assertThat(drawn.labels).hasSizeGreaterThanOrEqualTo(least);
        for (Node node : chart.picture(ViewState.FIRST).scene().nodes()) {
            if (node instanceof Node.Group group && group.kind().equals("mark segment")) {
                for (Node child : group.children()) {
                    Node.Line line = (Node.Line) child;
                    Box whisker = Box.between(line.x1(), line.y1(), line.x2(), line.y2()).inset(-0.1);
                    assertThat(drawn.labels).noneMatch(label -> whisker.overlaps(Fonts.bounds(label)));
                }
            }
        }
    }

    @Test
    void labels_of_the_largest_numbers_make_no_axis_longer_than_numbers_go() {
        record Huge(String name, double value) {}
        Chart chart = Chart
                .of(Dataset.of(List.of(new Huge("a", 1e308), new Huge("b", -1e308), new Huge("c", 1e-300))))
                .bar()
                .labels();
        assertThat(Drawn.of(chart.x("name").y("value")).bars).hasSize(3);
        assertThat(Drawn.of(chart.y("name").x("value")).bars).hasSize(3);
    }
}
