package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.peso.Dataset;
import dev.peso.viz.internal.font.Fonts;
import dev.peso.viz.internal.mark.ViewState;
import dev.peso.viz.internal.scene.Box;
import dev.peso.viz.internal.scene.Node;

/// Words at points stand beside them where nothing else does; those without room are left out, and counted.
class WordsTest {
    record Spot(double x, double y, double size, String name) {}

    /// Words, points and lines of a picture.
    private record Drawn(List<Box> words, List<String> texts, List<Box> points, List<Node.Line> lines,
            List<String> all,
            String description) {
        static Drawn of(Chart chart) {
            var scene = chart.picture(ViewState.FIRST).scene();
            Drawn drawn = new Drawn(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
                    new ArrayList<>(), SceneTexts.of(scene).stream().map(Node.Text::text).toList(),
                    scene.description());
            for (Node node : scene.nodes()) {
                if (node instanceof Node.Group group && group.kind().startsWith("mark")) {
                    group.children().forEach(drawn::add);
                }
            }
            return drawn;
        }

        private void add(Node node) {
            switch (node) {
                case Node.Text text -> {
                    // The ink: from the baseline to the height of capitals.
                    Box space = Fonts.bounds(text);
                    words.add(Box.between(space.x(), text.y(), space.right(),
                            text.y() - 0.72 * text.style().size()));
                    texts.add(text.text());
                }
                case Node.Dots dots -> IntStream.range(0, dots.x().length)
                        .forEach(i -> points.add(new Box(dots.x()[i], dots.y()[i], 0, 0)
                                .inset(-0.4 * dots.sizeOf(i))));
                case Node.Line line -> lines.add(line);
                default -> {
                }
            }
        }

        boolean isCrossed(Box word) {
            return lines.stream()
                    .anyMatch(each -> word.overlaps(Box.between(each.x1(), each.y1(), each.x2(), each.y2())
                            .inset(-0.1)));
        }
    }

    private static Dataset scattered(int count) {
        Random random = new Random(3);
        return Dataset.of(Spot.class, IntStream.range(0, count)
                .mapToObj(i -> new Spot(random.nextGaussian(), random.nextGaussian(), 1 + i % 5,
                        "point " + i))
                .toList()).collect();
    }

    private static Chart worded(Dataset data) {
        return Chart.layer(Chart.of(data).point().x("x").y("y"), Chart.of(data).x("x").y("y").words("name"));
    }

    @Test
    void no_word_touches_another_one_or_a_point() {
        for (int count : new int[]{1, 20, 80, 400}) {
            for (int[] size : GoldenCharts.SIZES) {
                Drawn drawn = Drawn.of(worded(scattered(count)).size(size[0], size[1]));
                assertThat(drawn.words).isNotEmpty();
                for (Box word : drawn.words) {
                    assertThat(drawn.points).as("%s of %s", word, count).noneMatch(word::overlaps);
                    assertThat(drawn.words).filteredOn(word::overlaps).hasSize(1);
                }
            }
        }
    }

    @Test
    void a_word_over_whose_point_a_line_runs_stands_elsewhere() {
        Dataset data = Dataset.of(List.of(new Spot(1, 1, 1, "left"), new Spot(2, 1.9, 1, "middle"),
                new Spot(3, 3, 1, "right")));
        Drawn drawn = Drawn
                .of(Chart.layer(worded(data), Chart.of(data.agg("level = max(y) - 1")).rule().y("level")));
        assertThat(drawn.texts).containsExactly("left", "middle", "right");
        assertThat(drawn.lines).hasSize(1);
        assertThat(drawn.words).noneMatch(drawn::isCrossed);
        Box middle = drawn.words.get(1);
        assertThat(middle.y()).isGreaterThan(drawn.points.get(1).bottom());
    }

    @Test
    void a_word_stands_beyond_its_bubble() {
        Dataset data = scattered(4);
        Drawn drawn = Drawn.of(Chart.layer(Chart.of(data).point().x("x").y("y").size("size"),
                Chart.of(data).x("x").y("y").words("name")));
        assertThat(drawn.words).hasSize(4)
                .allSatisfy(word -> assertThat(drawn.points).noneMatch(word::overlaps));
    }

    @Test
    void how_many_words_have_no_room_is_said_under_the_title_and_to_those_who_do_not_see_it() {
        Chart chart = worded(scattered(400));
        Drawn drawn = Drawn.of(chart);
        String said = (400 - drawn.words.size()) + " of 400 labels have no room";
        assertThat(drawn.words).hasSizeBetween(10, 390);
        assertThat(drawn.all).contains(said);
        assertThat(drawn.description).endsWith(" " + said + ".");
        assertThat(chart.altText()).isEqualTo(drawn.description);
        assertThat(Drawn.of(chart.alt("mine")).description).isEqualTo("mine");
        assertThat(Drawn.of(worded(scattered(3))).all).noneMatch(each -> each.contains("no room"));
    }

    @Test
    void the_mean_runs_through_no_word_of_the_odd_data() {
        Chart chart = Objects.requireNonNull(GoldenCharts.all().get("nasty-words"));
        GoldenCharts.pictures(chart).forEach((name, picture) -> {
            Drawn drawn = Drawn.of(picture);
            assertThat(drawn.words).as(name).hasSizeGreaterThan(3).noneMatch(drawn::isCrossed);
        });
    }
}
