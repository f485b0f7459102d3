package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.peso.Dataset;
import dev.peso.viz.internal.mark.ViewState;
import dev.peso.viz.internal.scene.Box;
import dev.peso.viz.internal.scene.Node;

/// Every candle has a body that can be seen.
class CandlestickTest {
    record Day(int day, double open, double high, double low, double close) {}

    private static final Dataset DAYS = Dataset.of(List.of(
            new Day(1, 10, 14, 8, 12), new Day(2, 12, 13, 11, 12), new Day(3, 12, 12, 12, 12),
            new Day(4, 12, 12, 7, 9)));

    private static List<Node> nodes(String kind) {
        return Chart.of(DAYS)
                .candlestick("open", "high", "low", "close")
                .x("day")
                .picture(ViewState.FIRST)
                .scene()
                .nodes()
                .stream()
                .filter(node -> node instanceof Node.Group group && group.kind().equals("mark " + kind))
                .flatMap(node -> ((Node.Group) node).children().stream())
                .toList();
    }

    @Test
    void a_day_that_closes_where_it_opened_has_a_line_as_wide_as_a_body() {
        List<Box> bodies = nodes("bar").stream().map(each -> ((Node.Rect) each).box()).toList();
        double width = bodies.getFirst().width();

        List<Node.Line> lines = nodes("segment").stream()
                .map(Node.Line.class::cast)
                .filter(each -> each.y1() == each.y2() && each.x2() - each.x1() > 0.9 * width)
                .toList();

        assertThat(lines).hasSize(2)
                .allSatisfy(line -> assertThat(line.style().strokeWidth()).isGreaterThanOrEqualTo(1));
    }
}
