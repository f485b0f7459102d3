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
                .containsExactly("1.23e−5", "3.142", "12", "1.23M", "−0.5", "2.00e20");
        assertThat(NumberText.brief(Double.NaN)).isEqualTo("none");
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
