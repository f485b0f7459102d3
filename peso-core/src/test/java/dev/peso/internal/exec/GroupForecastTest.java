package dev.peso.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GroupForecastTest {
    private static final int ROWS = 40_000;
    private static final int BATCH = 500;

    /// Where each row that repeats a group counts a lot, as few do, the forecast is a rough one.
    @Property(tries = 100)
    void rows_of_equally_frequent_groups_make_about_as_many_as_foretold(@ForAll Random random,
            @ForAll @IntRange(min = 30_000, max = 10_000_000) int groups) {
        Set<Integer> keys = new HashSet<>();
        GroupForecast forecast = new GroupForecast(ROWS);
        int foretold = 0;
        for (int from = 0; from < ROWS; from += BATCH) {
            int before = keys.size();
            for (int i = 0; i < BATCH; i++) {
                keys.add(random.nextInt(groups));
            }
            int more = forecast.after(BATCH, keys.size() - before);
            if (more > 0) {
                assertThat(foretold).isZero();
                foretold = keys.size() + more;
            }
        }
        assertThat((double) foretold).isBetween(0.85 * keys.size(), 1.3 * keys.size());
    }

    @Test
    void rows_that_never_repeat_a_group_make_as_many_groups_as_there_are() {
        GroupForecast forecast = new GroupForecast(ROWS);
        assertThat(forecast.after(2_000, 2_000)).isZero();
        assertThat(forecast.after(2_000, 2_000)).isEqualTo(ROWS - 4_000);
        assertThat(forecast.after(2_000, 2_000)).isZero();
    }

    @Test
    void nothing_is_foretold_of_rows_that_repeat_groups() {
        GroupForecast forecast = new GroupForecast(ROWS);
        assertThat(forecast.after(4_000, 3_600)).isZero();
        assertThat(forecast.after(4_000, 4_000)).isZero();
    }

    @Test
    void nothing_is_foretold_of_rows_that_nobody_counted() {
        assertThat(new GroupForecast(0).after(4_000, 4_000)).isZero();
    }

    @Test
    void nothing_is_foretold_after_more_rows_than_were_known() {
        assertThat(new GroupForecast(1).after(8, 8)).isZero();
        assertThat(new GroupForecast(100).after(107, 107)).isZero();
    }
}
