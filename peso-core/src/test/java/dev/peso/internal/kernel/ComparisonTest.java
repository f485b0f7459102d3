package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Calls.call;
import static dev.peso.internal.kernel.Calls.result;
import static dev.peso.internal.kernel.Calls.shifted;
import static dev.peso.internal.kernel.Calls.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;

class ComparisonTest {
    /// Values in rising order: every pair compares as its positions do, as columns, constants and filters.
    private static void isOrder(DataType type, DataType other, List<?> rising, List<?> otherRising) {
        List<@Nullable Object> left = new ArrayList<>();
        List<@Nullable Object> right = new ArrayList<>();
        List<@Nullable Integer> orders = new ArrayList<>();
        for (int i = 0; i < rising.size(); i++) {
            for (int j = 0; j < otherRising.size(); j++) {
                left.add(rising.get(i));
                right.add(otherRising.get(j));
                orders.add(Integer.compare(i, j));
            }
        }
        left.add(null);
        right.add(otherRising.getFirst());
        orders.add(null);
        Vector a = vector(type, left.toArray());
        Vector b = vector(other, right.toArray());
        for (Comparison op : Comparison.values()) {
            Object[] wanted = orders.stream().map(o -> o == null ? null : op.holds(o)).toArray();
            assertThat(result(op.symbol(), a, b)).as("%s %s %s", type, op.symbol(), other)
                    .containsExactly(wanted);
            assertThat(result(op.symbol(), shifted(a, 65), shifted(b, 3))).containsExactly(wanted);
            List<Vector> columns = new ArrayList<>();
            CheckedExpr condition = Calls.apply(op.symbol(), columns, a, b);
            assertSelected(condition, columns, wanted);
        }
        for (int j = 0; j < otherRising.size(); j++) {
            withConstant(type, other, rising, otherRising.get(j), j);
        }
    }

    private static void withConstant(DataType type, DataType other, List<?> rising, Object constant,
            int position) {
        List<@Nullable Object> values = new ArrayList<>(rising);
        values.add(null);
        Vector a = shifted(vector(type, values.toArray()), 70);
        CheckedExpr c = new CheckedExpr.Const(
                constant instanceof String text && other instanceof DataType.Decimal
                        ? new BigDecimal(text)
                        : constant,
                other);
        for (Comparison op : Comparison.values()) {
            Object[] wanted = new Object[values.size()];
            for (int i = 0; i < rising.size(); i++) {
                wanted[i] = op.holds(Integer.compare(i, position));
            }
            assertThat(result(op.symbol(), a, c)).as("%s %s %s", type, op.symbol(), constant)
                    .containsExactly(wanted);
            assertThat(result(op.flipped().symbol(), c, a)).containsExactly(wanted);
            List<Vector> columns = new ArrayList<>();
            assertSelected(Calls.apply(op.symbol(), columns, a, c), columns, wanted);
        }
    }

    private static void assertSelected(CheckedExpr condition, List<Vector> columns,
            @Nullable Object[] wanted) {
        int rows = columns.getFirst().length;
        Batch batch = new Batch(columns.toArray(new Vector[0]), rows, 0);
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            if (Boolean.TRUE.equals(wanted[i])) {
                positions.add(i);
            }
        }
        int[] out = new int[rows];
        int count = new Selector(condition).select(batch, out);
        assertThat(Arrays.stream(out, 0, count).boxed().toList()).as("%s", condition).isEqualTo(positions);
        CheckedExpr always = new CheckedExpr.Apply(
                java.util.Objects.requireNonNull(Functions.find("is_not_null")),
                List.of(new CheckedExpr.Ref(0, columns.getFirst().type, "a")), DataType.BOOLEAN);
        count = new Selector(new CheckedExpr.And(List.of(always, condition))).select(batch, out);
        assertThat(Arrays.stream(out, 0, count).boxed().toList()).isEqualTo(positions);
    }

    private static void isOrder(DataType type, Object... rising) {
        isOrder(type, type, List.of(rising), List.of(rising));
    }

    @Test
    void whole_numbers_of_any_width() {
        isOrder(DataType.INT64, Long.MIN_VALUE, -1L, 0L, 1L, Long.MAX_VALUE);
        isOrder(DataType.INT32, Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE);
        isOrder(DataType.INT16, (short) -3, (short) 4);
        isOrder(DataType.INT8, (byte) -128, (byte) 127);
        isOrder(DataType.INT32, DataType.INT64, List.of(-5, 0, 5), List.of(-5L, 0L, 5L));
        isOrder(DataType.INT8, DataType.INT32, List.of((byte) -5, (byte) 0), List.of(-5, 0));
    }

    @Test
    void nan_is_the_greatest_float_and_equal_to_itself() {
        isOrder(DataType.FLOAT64, Double.NEGATIVE_INFINITY, -1.5, 0.0, Double.MIN_VALUE,
                Double.POSITIVE_INFINITY,
                Double.NaN);
        isOrder(DataType.FLOAT32, Float.NEGATIVE_INFINITY, -1.5f, 0.0f, Float.POSITIVE_INFINITY, Float.NaN);
        isOrder(DataType.FLOAT32, DataType.FLOAT64, List.of(-1.5f, Float.NaN), List.of(-1.5, Double.NaN));
        isOrder(DataType.INT64, DataType.FLOAT64, List.of(-1L, 0L, 3L), List.of(-1.0, -0.0, 3.0));
        assertThat(result("=", vector(DataType.FLOAT64, -0.0), 0.0)).containsExactly(true);
        assertThat(result("<", vector(DataType.FLOAT64, -0.0), 0.0)).containsExactly(false);
    }

    @Test
    void decimals_of_any_scale() {
        isOrder(DataType.decimal(5, 2), "-1.50", "0.00", "1.50");
        isOrder(DataType.decimal(30, 2), "-99999999999999999999999.50", "-1.00", "0.00",
                "99999999999999999999999.50");
        isOrder(DataType.decimal(5, 2), DataType.decimal(20, 4), List.of("-1.5", "0", "1.5"),
                List.of("-1.5000", "0.0000", "1.5000"));
        isOrder(DataType.decimal(38, 0), DataType.decimal(38, 20), List.of("-1", "7"),
                List.of("-1.0", "7.0"));
        isOrder(DataType.decimal(38, 30), DataType.INT64, List.of("-1", "7"), List.of(-1L, 7L));
        assertThat(result(">", vector(DataType.decimal(5, 2), "1.50", "1.51"), 1.5)).containsExactly(false,
                true);
        assertThat(result("<=", vector(DataType.decimal(5, 2), "0.07"), 0.07)).containsExactly(true);
    }

    @Test
    void texts_by_unsigned_bytes() {
        Object[] rising = {"", "A", "B", "a", "ab", "abcd", "abcdefghijkl", "abcdefghijklm", "abcdefghijkln",
                "b",
                "\u00e9", "\uffee", "\ud83d\ude00"};
        isOrder(DataType.UTF8, rising);
        isOrder(DataType.CATEGORICAL, rising);
        isOrder(DataType.CATEGORICAL, DataType.UTF8, List.of(rising), List.of(rising));
        isOrder(DataType.BINARY, new byte[]{1}, new byte[]{1, 0}, new byte[]{(byte) 0x80});
    }

    @Test
    void ordered_categories_by_their_dictionary() {
        DataType sizes = new DataType.Categorical(true);
        isOrder(sizes, sizes, List.of("small", "medium", "large"), List.of("small", "medium", "large"));
        Vector v = vector(sizes, "small", "medium", "large");
        assertThat(result("<", v, "large")).containsExactly(true, true, false);
        assertThat(result("=", v, "huge")).containsExactly(false, false, false);
        assertThatThrownBy(() -> call("<", v, "huge")).isInstanceOf(DataException.class)
                .hasMessage(
                        "column \"a\", row 0: \"huge\" is not in the ordered dictionary, so nothing is less or "
                                + "greater than it");
    }

    @Test
    void booleans_dates_and_times() {
        isOrder(DataType.BOOLEAN, false, true);
        isOrder(DataType.DATE, LocalDate.of(1900, 1, 1), LocalDate.of(1970, 1, 1), LocalDate.of(2024, 2, 29));
        isOrder(DataType.timestamp(DataType.Unit.SECOND), DataType.TIMESTAMP,
                List.of(LocalDateTime.of(1960, 1, 1, 0, 0), LocalDateTime.of(2000, 1, 1, 0, 0)),
                List.of(LocalDateTime.of(1960, 1, 1, 0, 0), LocalDateTime.of(2000, 1, 1, 0, 0)));
        assertThat(result(">=", vector(DataType.DATE, LocalDate.of(2024, 1, 1)), "2024-01-01"))
                .containsExactly(true);
        assertThatThrownBy(() -> call(">=", vector(DataType.DATE, LocalDate.EPOCH), "soon"))
                .isInstanceOf(QueryException.class)
                .hasMessage("\"soon\" is not a date");
    }

    @Test
    void lists_and_structs_element_by_element() {
        isOrder(DataType.list(DataType.INT32), List.of(), List.of(1), List.of(1, 2), Arrays.asList(1, null),
                List.of(2));
        DataType struct = DataType.struct(Field.of("a", DataType.INT32), Field.of("b", DataType.UTF8));
        isOrder(struct, Map.of("a", 1, "b", "x"), Map.of("a", 1, "b", "y"), Map.of("a", 1),
                Map.of("a", 2, "b", "a"));
    }

    @Test
    void texts_and_numbers_do_not_compare() {
        assertThatThrownBy(() -> call("=", vector(DataType.INT32, 1), vector(DataType.UTF8, "1")))
                .isInstanceOf(QueryException.class)
                .hasMessage("cannot compare int32 a with utf8 b; cast one of them");
    }

    @Test
    void is_distinct_from_takes_null_as_a_value() {
        Vector a = vector(DataType.INT32, 1, 1, null, null);
        Vector b = vector(DataType.INT64, 1L, null, 1L, null);
        assertThat(result("is_distinct_from", a, b)).containsExactly(false, true, true, false);
        assertThat(result("is_not_distinct_from", a, b)).containsExactly(true, false, false, true);
    }

    @Test
    void null_and_truth_tests_are_never_null() {
        Vector b = shifted(vector(DataType.BOOLEAN, true, false, null), 64);
        assertThat(result("is_null", b)).containsExactly(false, false, true);
        assertThat(result("is_not_null", b)).containsExactly(true, true, false);
        assertThat(result("is_true", b)).containsExactly(true, false, false);
        assertThat(result("is_not_true", b)).containsExactly(false, true, true);
        assertThat(result("is_false", b)).containsExactly(false, true, false);
        assertThat(result("is_not_false", b)).containsExactly(true, false, true);
        assertThat(result("not", b)).containsExactly(false, true, null);
        assertThat(result("is_null", (Object) null)).containsExactly(true);
    }

    @Test
    void greatest_and_least_skip_nulls() {
        Vector a = vector(DataType.FLOAT64, 1.0, null, Double.NaN, null);
        Vector b = vector(DataType.INT32, 2, 3, 4, null);
        assertThat(result("greatest", a, b)).containsExactly(2.0, 3.0, Double.NaN, null);
        assertThat(result("least", a, b)).containsExactly(1.0, 3.0, 4.0, null);
        assertThat(
                result("greatest", vector(DataType.UTF8, "b", null), vector(DataType.UTF8, "a", "c"), "aa"))
                .containsExactly("b", "c");
        assertThat(result("least", vector(DataType.INT64, 5L, -5L), 0L)).containsExactly(0L, -5L);
    }

    @Test
    void nullif_keeps_other_values() {
        assertThat(result("nullif",
                shifted(vector(DataType.UTF8, "a", "b", null, "long enough to lie outside"), 9),
                "b")).containsExactly("a", null, null, "long enough to lie outside");
        assertThat(result("nullif", vector(DataType.INT32, 0, 1), 0L)).containsExactly(null, 1);
    }
}
