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
        assertThat(medians).extracting(each -> each.getAttribute("stroke"))
                .containsExactlyInAnyOrder("#ffffff", fill, fill);
    }

    @Test
    void medians_without_a_violin_have_its_colour() throws Exception {
        SvgReading svg = new SvgReading(Chart.of(VALUES).violin().x("name").y("value").toSvg());
        String fill = SvgReading.all(svg.marks(0, "area", null).getFirst(), "path")
                .getFirst()
                .getAttribute("fill");
        List<Element> medians = SvgReading.all(svg.marks(0, "point", null).getLast(), "path");
        assertThat(medians).extracting(each -> each.getAttribute("stroke"))
                .containsExactlyInAnyOrder("#ffffff", fill, fill);
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
