package dev.peso.viz.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.viz.internal.spec.Channel;
import dev.peso.viz.internal.spec.Frame;

/// The engine counts the points that are too many to be read in the same cells as the loop over those that are read.
class CellReaderTest {
    record Place(double x, @Nullable Double y, long whole, LocalDateTime moment, String group) {}

    private final Dataset places = places();

    private static Dataset places() {
        Random random = new Random(5);
        return Dataset.of(IntStream.range(0, 30_000)
                .mapToObj(i -> new Place(
                        i % 500 == 0
                                ? Double.NaN
                                : i % 700 == 0 ? Double.POSITIVE_INFINITY : random.nextGaussian(),
                        i % 900 == 0 ? null : Math.exp(3 * random.nextGaussian()) - (i % 40 == 0 ? 1 : 0),
                        random.nextInt(1_000),
                        LocalDateTime.of(2024, 1, 1, 0, 0).plusMinutes(random.nextInt(99_999)),
                        i % 3 == 0 ? "red" : "blue"))
                .toList());
    }

    @Test
    void numbers_without_a_place_are_left_out_by_both() {
        assertSame("x", "y", null, Frame.NONE);
    }

    @Test
    void logarithmic_axes_have_the_same_cells() {
        assertSame("whole", "y", null, Frame.NONE.with(edit -> edit.yLog = true));
        assertSame("y", "whole", null, Frame.NONE.with(edit -> {
            edit.xLog = true;
            edit.yLog = true;
        }));
    }

    @Test
    void moments_and_panels_have_the_same_cells() {
        assertSame("moment", "x", "group", Frame.NONE);
        assertSame("whole", "moment", "group", Frame.NONE);
    }

    @Test
    void a_grid_that_stands_already_holds_the_same_points() {
        CellGrid part = CellGrid.of(new double[]{-1, 1}, new double[]{0.25, 4}, Frame.NONE);
        assertSame("x", "y", "group", Frame.NONE, part);
    }

    @Test
    void nothing_is_counted_where_there_is_nothing() {
        Dataset none = places.filter("whole < 0").collect();
        for (long most : new long[]{-1, 10}) {
            CellReader.Counted counted = CellReader.read(none, Expr.col("x"), Expr.col("y"), null, Frame.NONE,
                    null, most);
            assertThat(counted.rows().count()).isZero();
            assertThat(counted.tally()).isEqualTo(new CellReader.Tally(0, 0));
        }
    }

    private void assertSame(String x, String y, @Nullable String facet, Frame frame) {
        assertSame(x, y, facet, frame, null);
    }

    private void assertSame(String x, String y, @Nullable String facet, Frame frame,
            @Nullable CellGrid grid) {
        CellReader.Counted read = counted(x, y, facet, frame, grid, places.count());
        CellReader.Counted queried = counted(x, y, facet, frame, grid, places.count() - 1);
        assertThat(queried.grid()).isEqualTo(read.grid());
        assertThat(counts(queried)).isEqualTo(counts(read)).hasSizeGreaterThan(100);
        if (grid == null) {
            assertThat(queried.tally()).isEqualTo(read.tally());
        }
    }

    private CellReader.Counted counted(String x, String y, @Nullable String facet, Frame frame,
            @Nullable CellGrid grid, long most) {
        return CellReader.read(places, Expr.col(x), Expr.col(y), facet == null ? null : Expr.col(facet),
                frame, grid,
                most);
    }

    /// How many points there are, by panel and middle of the cell.
    private static Map<String, Double> counts(CellReader.Counted counted) {
        Rows rows = counted.rows();
        Map<String, Double> counts = new TreeMap<>();
        for (int i = 0; i < rows.count(); i++) {
            String panel = rows.facet().length == 0 ? "" : counted.facets().get(rows.facet()[i]);
            counts.merge(panel + " " + rows.at(Channel.X)[i] + " " + rows.at(Channel.Y)[i],
                    rows.at(Channel.COUNT)[i], Double::sum);
        }
        return counts;
    }
}
