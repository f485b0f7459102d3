package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Totals of partitions whose values are all there, and of partitions with nulls, one of them with nothing else.
class WindowTotalsTest {
    private static final int ROWS = 300_000;
    private static final int PARTITIONS = 50;
    private static final int EMPTY = 7;

    record Row(int p, @Nullable Integer v, @Nullable Double x) {}

    @ParameterizedTest
    @ValueSource(ints = {ROWS, ROWS - 60_000, 0})
    void totals_of_partitions_are_those_of_their_values(int firstNull) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            int p = i % PARTITIONS;
            boolean isNull = i >= firstNull && (p == EMPTY || i % 3 == 0);
            rows.add(new Row(p, isNull ? null : i % 1_001, isNull ? null : (double) (i % 997)));
        }
        Column[] got = new Column[4];
        Dataset totals = Dataset.of(rows)
                .select("p", "s = sum(v) over (partition by p)", "m = mean(x) over (partition by p)",
                        "a = max(v) over (partition by p)", "b = min(x) over (partition by p)")
                .collect();
        for (int c = 0; c < got.length; c++) {
            got[c] = totals.column(List.of("s", "m", "a", "b").get(c));
        }
        for (int p = 0; p < PARTITIONS; p++) {
            int at = p;
            List<Row> some = rows.stream().filter(row -> row.p == at && row.v != null).toList();
            if (some.isEmpty()) {
                assertThat(got).allMatch(column -> column.get(at) == null);
                continue;
            }
            assertThat(got[0].get(p))
                    .isEqualTo(some.stream().mapToLong(row -> Objects.requireNonNull(row.v)).sum());
            assertThat((double) Objects.requireNonNull(got[1].get(p)))
                    .isEqualTo(some.stream()
                            .mapToDouble(row -> Objects.requireNonNull(row.x))
                            .average()
                            .getAsDouble());
            assertThat(got[2].get(p))
                    .isEqualTo(some.stream().mapToInt(row -> Objects.requireNonNull(row.v)).max().getAsInt());
            assertThat(got[3].get(p)).isEqualTo(
                    some.stream().mapToDouble(row -> Objects.requireNonNull(row.x)).min().getAsDouble());
        }
    }
}
