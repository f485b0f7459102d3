package dev.peso.viz.internal.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.Test;

class TicksTest {
    @Test
    void numbers_are_written_for_readers() {
        assertThat(NumberText.fixed(1234567.891, 1)).isEqualTo("1,234,567.9");
        assertThat(NumberText.fixed(-2024, 0)).isEqualTo("−2024");
        assertThat(List.of(NumberText.brief(0.000012345), NumberText.brief(3.14159), NumberText.brief(12),
                NumberText.brief(1_234_567), NumberText.brief(-0.5), NumberText.brief(2e20)))
                .containsExactly("1.23e−5", "3.142", "12", "1.23M", "−0.5", "2e20");
        assertThat(NumberText.brief(Double.NaN)).isEqualTo("none");
    }

    @Test
    void powers_of_ten_have_no_zeros_that_say_nothing() {
        assertThat(List.of(NumberText.brief(1e-8), NumberText.brief(-1e-8), NumberText.brief(1.5e300),
                NumberText.brief(1.25e15), NumberText.brief(1e20), NumberText.brief(1.204e-10)))
                .containsExactly("1e−8", "−1e−8", "1.5e300", "1.25e15", "1e20", "1.2e−10");
    }

    @Test
    void small_steps_between_large_numbers_are_written_in_full() {
        assertThat(NumberText.tick(1_000_000.2, 0.05, 1_000_001)).isEqualTo("1,000,000.20");
        assertThat(labels(scale(1_000_000, 1_000_001), 3)).containsExactly("1,000,000.0", "1,000,000.5",
                "1,000,001.0");
        assertThat(labels(scale(-150_020, -150_000), 5)).containsExactly("−150,020", "−150,015", "−150,010",
                "−150,005", "−150,000");
        assertThat(labels(scale(2_400_000, 2_500_000), 6)).containsExactly("2.40M", "2.42M", "2.44M", "2.46M",
                "2.48M", "2.50M");
    }

    @Test
    void counts_have_whole_ticks_while_two_are_in_sight() {
        for (double high : new double[]{1, 1.03, 2.06, 3.5, 5, 7.21, 40, 3_000}) {
            List<List<Tick>> choices = Ticks.choices(counts(0, high));
            assertThat(choices).flatExtracting(each -> each)
                    .isNotEmpty()
                    .allMatch(tick -> tick.value() == Math.rint(tick.value()));
            assertThat(choices).anyMatch(each -> each.size() > 1);
        }
        assertThat(labels(counts(0, 3.5), 4)).containsExactly("0", "1", "2", "3");
        assertThat(labels(counts(0.1, 0.9), 4)).containsExactly("0.2", "0.4", "0.6", "0.8");
        assertThat(labels(counts(0.5, 1.5), 5)).containsExactly("0.6", "0.8", "1.0", "1.2", "1.4");
    }

    @Test
    void ticks_are_round_and_have_the_decimals_they_need() {
        assertThat(labels(scale(0, 1), 6)).containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(labels(scale(-25, 60), 5)).containsExactly("−20", "0", "20", "40", "60");
        assertThat(labels(scale(0, 3_000_000), 7)).containsExactly("0", "0.5M", "1.0M", "1.5M", "2.0M",
                "2.5M", "3.0M");
    }

    @Test
    void years_begin_where_they_begin() {
        Scale years = new Scale(AxisKind.TIME, day(2019, 5, 1), day(2024, 2, 1), 0, 1, List.of());
        assertThat(labels(years, 5)).containsExactly("2020", "2021", "2022", "2023", "2024");
        Scale months = new Scale(AxisKind.TIME, day(2023, 11, 15), day(2024, 3, 15), 0, 1, List.of());
        List<Tick> ticks = Ticks.choices(months)
                .stream()
                .filter(each -> each.size() == 4)
                .findFirst()
                .orElseThrow();
        assertThat(ticks).extracting(Tick::label).containsExactly("Dec", "Jan", "Feb", "Mar");
        assertThat(ticks).extracting(Tick::context).containsExactly("2023", "2024", null, null);
        assertThat(ticks.get(1).value()).isEqualTo(day(2024, 1, 1));
    }

    private static double day(int year, int month, int day) {
        return LocalDate.of(year, month, day).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private static Scale scale(double low, double high) {
        return new Scale(AxisKind.NUMBER, low, high, 0, 1, List.of());
    }

    private static Scale counts(double low, double high) {
        return new Scale(AxisKind.NUMBER, low, high, 0, 1, List.of(), true, null);
    }

    private static List<String> labels(Scale scale, int count) {
        return Ticks.choices(scale)
                .stream()
                .filter(each -> each.size() == count)
                .findFirst()
                .orElseThrow()
                .stream()
                .map(Tick::label)
                .toList();
    }
}
