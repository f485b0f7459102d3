package dev.peso.viz.internal.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import dev.peso.viz.internal.font.Fonts;
import dev.peso.viz.internal.layout.AxisPlan.Label;
import dev.peso.viz.internal.scale.AxisKind;
import dev.peso.viz.internal.scale.Scale;

class AxisPlannerTest {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d, yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    @Test
    void a_date_cut_off_at_the_edge_stands_at_the_next_tick() {
        LocalDateTime noon = LocalDate.of(2024, 3, 5).atTime(12, 0);
        List<Label> labels = plan(noon, noon.plusHours(6), 20, 620);
        assertThat(labels.getFirst().lines()).containsExactly("12:00");
        assertThat(labels.get(1).lines()).hasSize(2).last().isEqualTo("Mar 5, 2024");
        assertThat(plan(noon, noon.plusHours(6), 60, 660).getFirst().lines())
                .containsExactly("12:00", "Mar 5, 2024");
    }

    @Test
    void dates_stand_at_their_own_hours_and_do_not_touch() {
        LocalDateTime start = LocalDate.of(2023, 12, 30).atStartOfDay();
        int dated = 0;
        for (int hours = 5; hours < 120; hours += 3) {
            for (int width = 60; width < 700; width += 20) {
                LocalDateTime from = start.plusHours(hours % 24);
                Scale scale = scale(from, from.plusHours(hours), 14, 14 + width);
                double end = 0;
                for (Label label : AxisPlanner.horizontal(scale, 0, width + 30, 60).ticks()) {
                    if (label.lines().size() > 1 && label.lines().getFirst().contains(":")) {
                        dated++;
                        String date = label.lines().getLast();
                        double half = Fonts.width(date, Measures.LABEL, false) / 2;
                        long millis = Math.round(scale.invert(label.at()) / 60_000) * 60_000;
                        assertThat(date).isEqualTo(DAY.format(Instant.ofEpochMilli(millis)));
                        assertThat(label.at() - half).isGreaterThanOrEqualTo(end);
                        end = label.at() + half;
                    }
                }
            }
        }
        assertThat(dated).isGreaterThan(300);
    }

    @Test
    void names_beside_an_axis_may_be_two_hundred_and_forty_pixels_long() {
        List<String> names = List.of("w".repeat(28), "short");
        assertThat(Fonts.width(names.getFirst(), Measures.LABEL, false)).isBetween(210.0, 240.0);
        Scale scale = new Scale(AxisKind.CATEGORY, -0.5, 1.5, 0, 300, names);
        List<List<String>> shown = new ArrayList<>();
        AxisPlanner.vertical(scale, 240).ticks().forEach(each -> shown.add(each.lines()));
        assertThat(shown).containsExactly(List.of(names.getFirst()), List.of("short"));
    }

    private static List<Label> plan(LocalDateTime low, LocalDateTime high, double from, double to) {
        return AxisPlanner.horizontal(scale(low, high, from, to), 0, to + 20, 60).ticks();
    }

    private static Scale scale(LocalDateTime low, LocalDateTime high, double from, double to) {
        return new Scale(AxisKind.TIME, millis(low), millis(high), from, to, List.of());
    }

    private static double millis(LocalDateTime at) {
        return at.toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
