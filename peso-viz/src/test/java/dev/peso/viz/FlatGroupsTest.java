package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

import dev.peso.Dataset;

/// Groups of one value have a box and a violin without height: their median is seen all the same.
class FlatGroupsTest {
    record Value(String name, double value) {}

    private static final Dataset VALUES = Dataset.of(Value.class,
            List.of(new Value("spread", 1), new Value("spread", 2), new Value("spread", 4),
                    new Value("alone", 3), new Value("equal", 2), new Value("equal", 2)));

    @Test
    void medians_without_a_box_have_its_colour() throws Exception {
        SvgReading svg = new SvgReading(Chart.of(VALUES).box().x("name").y("value").toSvg());
        String fill = SvgReading.all(svg.marks(0, "bar", null).getFirst(), "rect")
                .getFirst()
                .getAttribute("fill");
        List<Element> medians = SvgReading.all(svg.marks(0, "segment", null).getLast(), "line");
        // That of the box with a height goes beyond it and is white where it crosses it.
        assertThat(medians).extracting(each -> each.getAttribute("stroke"))
                .containsExactlyInAnyOrder("#ffffff", fill, fill, fill);
    }

    @Test
    void medians_without_a_violin_are_dots_with_an_edge() throws Exception {
        SvgReading svg = new SvgReading(Chart.of(VALUES).violin().x("name").y("value").toSvg());
        List<Element> dots = svg.marks(0, "point", null)
                .stream()
                .flatMap(each -> SvgReading.all(each, "path").stream())
                .toList();
        assertThat(dots).extracting(each -> each.getAttribute("stroke"))
                .containsExactly("#1f2328", "#ffffff");
        assertThat(dots).allSatisfy(each -> assertThat(each.getAttribute("d").split("M")).hasSize(1 + 3));
        assertThat(width(dots.getFirst())).isGreaterThan(width(dots.getLast()));
    }

    private static double width(Element dots) {
        return Double.parseDouble(dots.getAttribute("stroke-width"));
    }

    @Test
    void a_series_of_flat_groups_only_is_of_one_colour() throws Exception {
        SvgReading svg = new SvgReading(
                Chart.of(VALUES.filter("name != 'spread'"))
                        .box()
                        .x("name")
                        .y("value")
                        .color(0x123456)
                        .toSvg());
        assertThat(SvgReading.all(svg.marks(0, "segment", null).getLast(), "line"))
                .extracting(each -> each.getAttribute("stroke"))
                .containsExactly("#123456", "#123456");
    }
}
