package dev.peso.viz.internal.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DecimalsProperties {
    @Property(tries = 2000)
    void numbers_are_rounded_as_exact_decimals_are(@ForAll double value,
            @ForAll @IntRange(max = 9) int places) {
        agrees(value, places);
    }

    @Property(tries = 2000)
    void halves_go_to_the_even_digit(@ForAll @IntRange(max = 200_000) int thousandths,
            @ForAll @IntRange(max = 4) int places) {
        agrees(thousandths / 1000.0, places);
    }

    @Example
    void carries_zeros_and_powers_of_ten_stand_as_written() {
        for (double value : new double[]{0, -0.0, 0.5, 1.5, 9.5, 9.995, 99.5, 0.05, 0.06, 0.005, 1e-7, 9.9e-4,
                1e7, 1.5e22, 123_456_789,
                0.1 + 0.2, Double.MIN_VALUE, Double.MAX_VALUE}) {
            for (int places = 0; places < 10; places++) {
                agrees(value, places);
            }
        }
    }

    private static void agrees(double value, int places) {
        BigDecimal exact = BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_EVEN);
        String digits = Decimals.rounded(value, places);
        assertThat(digits).isEqualTo(exact.abs().toPlainString());
        assertThat(Decimals.isZero(digits)).isEqualTo(exact.signum() == 0);
    }
}
