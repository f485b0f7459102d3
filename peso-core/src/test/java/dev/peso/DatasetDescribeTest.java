package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class DatasetDescribeTest {
    @Test
    void each_column_becomes_a_row() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("qty", new int[]{4, 2, 6});
        columns.put("name", Arrays.asList("b", null, "a"));
        columns.put("day",
                List.of(LocalDate.of(2026, 1, 3), LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2)));
        assertThat(Dataset.of(columns).describe().toString()).isEqualTo("""
                ┌────────┬───────┬───────┬───────┬─────────┬─────────┬────────────┬─────────┬────────────┐
                │ column │ type  │ count │ nulls │    mean │  stddev │ min        │  median │ max        │
                │ utf8   │ utf8  │ int64 │ int64 │ float64 │ float64 │ utf8       │ float64 │ utf8       │
                ├────────┼───────┼───────┼───────┼─────────┼─────────┼────────────┼─────────┼────────────┤
                │ qty    │ int32 │     3 │     0 │     4.0 │     2.0 │ 2          │     4.0 │ 6          │
                │ name   │ utf8  │     2 │     1 │    null │    null │ a          │    null │ b          │
                │ day    │ date  │     3 │     0 │    null │    null │ 2026-01-01 │    null │ 2026-01-03 │
                └────────┴───────┴───────┴───────┴─────────┴─────────┴────────────┴─────────┴────────────┘
                3 rows, 9 columns
                """);
    }

    @Test
    void no_rows_have_no_mean() {
        Dataset summary = Dataset.of(Map.of("x", new double[0])).describe();
        Row row = summary.rows().findFirst().orElseThrow();
        assertThat(row.getLong("count")).isZero();
        assertThat(row.get("mean")).isNull();
    }
}
