package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class RowCursorTest {
    private static Dataset table() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("i", new int[]{1, 2, 3});
        columns.put("l", Arrays.asList(4_000_000_000L, null, 6L));
        columns.put("d", new double[]{0.5, Double.NaN, -0.0});
        columns.put("b", new boolean[]{true, false, true});
        columns.put("s", Arrays.asList("x", null, ""));
        columns.put("day", new LocalDate[]{LocalDate.EPOCH, null, LocalDate.EPOCH});
        return Dataset.of(columns);
    }

    @Test
    void values_are_read_in_place() {
        for (Dataset rows : new Dataset[]{table(), table().filter("i > 0")}) {
            RowCursor cursor = rows.cursor();
            assertThat(cursor.position()).isEqualTo(-1);
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.position()).isZero();
            assertThat(cursor.getInt(0)).isEqualTo(1);
            assertThat(cursor.getLong(cursor.column("l"))).isEqualTo(4_000_000_000L);
            assertThat(cursor.getDouble(2)).isEqualTo(0.5);
            assertThat(cursor.getDouble(0)).isEqualTo(1.0);
            assertThat(cursor.getBoolean(3)).isTrue();
            assertThat(cursor.getString(4)).isEqualTo("x");
            assertThat(cursor.get(5)).isEqualTo(LocalDate.EPOCH);
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.isNull(1)).isTrue();
            assertThat(cursor.getString(4)).isNull();
            assertThat(cursor.get(1)).isNull();
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.getString(4)).isEmpty();
            assertThat(cursor.next()).isFalse();
            assertThat(cursor.next()).isFalse();
        }
    }

    @Test
    void all_rows_are_met_once_and_in_order() {
        RowCursor cursor = Dataset.of(Map.of("n", LongStream.range(0, 300_000).toArray()))
                .with("m", Expr.col("n").times(2))
                .cursor();
        int m = cursor.column("m");
        long at = 0;
        while (cursor.next()) {
            if (cursor.getLong(m) != 2 * at || cursor.position() != at) {
                throw new AssertionError("row " + at + " holds " + cursor.getLong(m));
            }
            at++;
        }
        assertThat(at).isEqualTo(300_000);
    }

    @Test
    void a_cursor_may_be_closed_before_the_end() {
        try (RowCursor cursor = Dataset.of(Map.of("n", new long[500_000])).with("m", Expr.lit(1)).cursor()) {
            assertThat(cursor.next()).isTrue();
        }
        RowCursor closed = table().filter("i > 1").cursor();
        closed.close();
        assertThatThrownBy(closed::next).isInstanceOf(QueryCancelledException.class);
    }

    @Test
    void mistakes_are_told() {
        RowCursor cursor = table().cursor();
        assertThatThrownBy(() -> cursor.getLong(0)).isInstanceOf(IllegalStateException.class)
                .hasMessage("the cursor stands on no row; read values after next() returned true");
        cursor.next();
        assertThatThrownBy(() -> cursor.getInt(1)).isInstanceOf(DataException.class)
                .hasMessage("row 0, column \"l\": 4000000000 does not fit an int; use getLong");
        assertThatThrownBy(() -> cursor.getLong(2)).isInstanceOf(QueryException.class)
                .hasMessage("column \"d\" is float64, not a whole number; use get");
        assertThatThrownBy(() -> cursor.getLong(6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cursor.column("z")).isInstanceOf(ColumnNotFoundException.class);
        cursor.next();
        assertThatThrownBy(() -> cursor.getLong(1)).isInstanceOf(DataException.class)
                .hasMessage("row 1, column \"l\" is null; ask isNull first, or use get, which returns null");
    }

    @Test
    void columns_are_arrays_at_one_call() {
        Dataset rows = table();
        assertThat(rows.ints("i")).containsExactly(1, 2, 3);
        assertThat(rows.filter("i > 1").longs("i")).containsExactly(2, 3);
        assertThat(rows.doubles("l")).containsExactly(4e9, Double.NaN, 6.0);
        assertThat(rows.booleans("b")).containsExactly(true, false, true);
        assertThat(rows.strings("s")).containsExactly("x", null, "");
        assertThatThrownBy(() -> rows.longs("l")).isInstanceOf(DataException.class)
                .hasMessage("column \"l\" has 1 null, which longs() cannot hold; say what they become, or "
                        + "dropNull(\"l\") first");
    }
}
