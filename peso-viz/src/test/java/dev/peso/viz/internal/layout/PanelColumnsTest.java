package dev.peso.viz.internal.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class PanelColumnsTest {
    private static final double WIDE = 1100.0 / 640;

    @Test
    void rows_are_full_where_one_column_more_or_less_makes_them_so() {
        assertThat(columns(WIDE)).containsExactly(1, 2, 3, 2, 3, 3, 4, 4, 3, 5, 4, 4);
        assertThat(columns(3)).containsExactly(1, 2, 3, 4, 5, 3, 4, 4, 5, 5, 6, 6);
        assertThat(columns(0.4)).containsExactly(1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2);
    }

    /// For one to twelve panels.
    private static int[] columns(double shape) {
        return IntStream.rangeClosed(1, 12).map(panels -> PanelColumns.of(panels, shape)).toArray();
    }

    @Test
    void panels_are_neither_narrow_nor_flat() {
        for (double shape : new double[]{0.7, 1, 4.0 / 3, WIDE, 3}) {
            for (int panels = 4; panels <= 24; panels++) {
                int columns = PanelColumns.of(panels, shape);
                int rows = (panels + columns - 1) / columns;
                assertThat(shape * rows / columns).as("%s panels, %s", panels, shape).isBetween(0.4, 2.5);
            }
        }
    }
}
