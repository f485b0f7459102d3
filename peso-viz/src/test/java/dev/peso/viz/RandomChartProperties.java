package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

import dev.peso.Dataset;

/// Any chart of any data can be read: no words overlap, none leave the picture, and its JSON makes the same chart.
class RandomChartProperties {
    private static final String LETTERS = "abcdefghij klmnopq rstuvwxyz<>&\"'ÄÖÜßéğıŞ漢字한国שלוםمرحبا😀\u0000";

    @Property(tries = 500)
    void words_do_not_overlap_and_stay_inside(@ForAll long seed) {
        Random random = new Random(seed);
        Chart chart = chart(random);
        assertThat(SceneTexts.faults(chart.scene())).as(chart.toJson()).isEmpty();
        String svg = chart.toSvg();
        assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
        assertThat(chart.altText()).isNotBlank();
    }

    @Property(tries = 200)
    void the_json_of_a_chart_makes_the_same_chart(@ForAll long seed) {
        Random random = new Random(seed);
        Dataset data = data(random);
        Chart chart = chart(random, data);
        Chart again = Chart.fromJson(chart.toJson(), data);
        assertThat(again.toJson()).isEqualTo(chart.toJson());
        assertThat(again.toSvg()).isEqualTo(chart.toSvg());
    }

    static Chart chart(Random random) {
        return chart(random, data(random));
    }

    private static Chart chart(Random random, Dataset data) {
        Chart chart = Chart.of(data);
        String name = pick(random, "few", "many", "flag");
        String number = pick(random, "a", "b", "whole", "huge");
        String along = pick(random, "a", "whole", "day", "moment", "few");
        chart = switch (random.nextInt(22)) {
            case 0 -> chart.line().x(along).y(number);
            case 1 -> chart.step().x(along).y(number);
            case 2 -> chart.area().x(along).y(number);
            case 3 -> chart.bar().x(name).y(number);
            case 4 -> chart.bar().y(name).x(number);
            case 5 -> chart.lollipop().x(name);
            case 6 -> chart.point().x(along).y(pick(random, "a", "few", "many", "moment")).size("whole");
            case 7 -> chart.histogram(pick(random, "a", "whole", "day", "few", "huge"));
            case 8 -> chart.x(along).y(number).words(name);
            case 9 -> chart.density(pick(random, "a", "whole", "day"));
            case 10 -> chart.ecdf(pick(random, "a", "whole", "moment"));
            case 11 -> chart.box().x(name).y(number);
            case 12 -> chart.violin().y(name).x("a");
            case 13 -> chart.strip().x(name).y(pick(random, "a", "day"));
            case 14 -> chart.heatmap().x(name).y(pick(random, "few", "whole", "flag"));
            case 15 -> chart.waterfall().x(name).y(number);
            case 16 -> chart.pie(name);
            case 17 -> chart.donut("few").y("whole");
            case 19 -> chart.choropleth(pick(random, "few", "many")).color(number);
            case 20 -> chart.places("a", "b");
            case 18 -> chart.x("day").candlestick("a", "b", "huge", "whole");
            default -> chart.x(along).band("a", "b");
        };
        boolean plain = chart.summary()
                .matches("chart of (heatmap|choropleth|waterfall|pie|donut|candlestick).*");
        if (!plain && random.nextBoolean()) {
            chart = chart.color(pick(random, "few", "flag", "whole"));
        }
        chart = switch (random.nextInt(6)) {
            case 0 -> chart.grouped();
            case 1 -> chart.shares();
            case 2 -> chart.overlaid();
            case 3 -> chart.labels();
            case 4 -> chart.largestFirst();
            default -> chart;
        };
        if (random.nextInt(3) == 0) {
            chart = chart.facet(pick(random, "few", "flag"));
            chart = random.nextBoolean() ? chart.independentAxes() : chart;
        }
        if (random.nextInt(3) > 0) {
            chart = chart.title(text(random, 90)).subtitle(text(random, 200));
        }
        if (random.nextInt(4) == 0) {
            chart = chart.caption(text(random, 60)).xTitle(text(random, 60)).yTitle(text(random, 200));
        }
        Theme theme = Theme.all().get(random.nextInt(4));
        return chart.theme(theme).size(240 + random.nextInt(1000), 200 + random.nextInt(600));
    }

    private static Dataset data(Random random) {
        int rows = new int[]{0, 1, 2, 5, 30, 200}[random.nextInt(6)];
        double scale = Math.pow(10, random.nextInt(16) - 5);
        List<String> few = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(8); i++) {
            few.add(text(random, random.nextInt(30)));
        }
        List<Row> list = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            list.add(new Row(nasty(random, random.nextGaussian() * scale), random.nextGaussian() * scale + 3,
                    random.nextInt(40), nasty(random, Math.pow(10, random.nextInt(300))),
                    LocalDate.of(2024, 1, 1).plusDays(random.nextInt(900)),
                    LocalDateTime.of(2024, 1, 1, 0, 0).plusSeconds(random.nextInt(4000)),
                    few.get(random.nextInt(few.size())), text(random, 50), random.nextBoolean()));
        }
        return Dataset.of(Row.class, list);
    }

    record Row(@Nullable Double a, double b, long whole, @Nullable Double huge, LocalDate day,
            LocalDateTime moment,
            String few, String many, boolean flag) {}

    private static @Nullable Double nasty(Random random, double value) {
        return switch (random.nextInt(30)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> null;
            case 3 -> -0.0;
            default -> value;
        };
    }

    private static String text(Random random, int most) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(most + 1);
        while (text.length() < length) {
            int at = random.nextInt(LETTERS.length());
            text.appendCodePoint(LETTERS.codePointAt(at));
        }
        return Character.isLowSurrogate(text.isEmpty() ? 'x' : text.charAt(0))
                ? text.substring(1)
                : text.toString();
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
