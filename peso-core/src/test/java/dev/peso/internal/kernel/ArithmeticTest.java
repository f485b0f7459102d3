package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Calls.call;
import static dev.peso.internal.kernel.Calls.result;
import static dev.peso.internal.kernel.Calls.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;

import org.junit.jupiter.api.Test;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.internal.column.Vector;

class ArithmeticTest {
    private static final Vector INTS = vector(DataType.INT32, 7, -7, null, Integer.MAX_VALUE);
    private static final Vector LONGS = vector(DataType.INT64, 2L, 3L, 4L, Long.MAX_VALUE);

    @Test
    void integers_of_any_width_compute_in_int64() {
        assertThat(call("+", INTS, INTS).type).isEqualTo(DataType.INT64);
        assertThat(result("+", INTS, INTS)).containsExactly(14L, -14L, null, 4294967294L);
        assertThat(result("*", INTS, INTS)).containsExactly(49L, 49L, null, 4611686014132420609L);
        assertThat(result("-", vector(DataType.INT8, (byte) -128), vector(DataType.INT16, (short) 1)))
                .containsExactly(-129L);
        assertThat(result("-", 1L, INTS)).containsExactly(-6L, 8L, null, -2147483646L);
        assertThat(result("-", INTS, 1L)).containsExactly(6L, -8L, null, 2147483646L);
    }

    @Test
    void an_overflow_names_columns_row_and_values() {
        assertThatThrownBy(() -> call("+", LONGS, LONGS)).isInstanceOf(DataException.class)
                .hasMessage("columns \"a\", \"b\", row 3: 9223372036854775807 + 9223372036854775807 "
                        + "overflows int64");
        assertThatThrownBy(() -> call("*", LONGS, 2L))
                .hasMessage("column \"a\", row 3: 9223372036854775807 * 2 overflows int64");
        assertThatThrownBy(() -> call("-", LONGS, Long.MIN_VALUE))
                .hasMessage("column \"a\", row 0: 2 - -9223372036854775808 overflows int64");
        assertThatThrownBy(() -> call("negate", vector(DataType.INT64, Long.MIN_VALUE)))
                .hasMessage("column \"a\", row 0: -(-9223372036854775808) overflows int64");
        assertThatThrownBy(() -> call("abs", vector(DataType.INT64, Long.MIN_VALUE)))
                .hasMessage("column \"a\", row 0: abs(-9223372036854775808) overflows int64");
    }

    @Test
    void what_a_null_row_holds_never_overflows() {
        Vector hidden = vector(DataType.INT64, Long.MAX_VALUE, 1L).withValidity(new long[]{2});
        assertThat(result("+", hidden, hidden)).containsExactly(null, 2L);
        assertThat(result("//", 1L, vector(DataType.INT64, null, 2L))).containsExactly(null, 0L);
    }

    @Test
    void division_is_float64_and_ieee() {
        assertThat(result("/", INTS, 2L)).containsExactly(3.5, -3.5, null, 1073741823.5);
        assertThat(result("/", vector(DataType.INT64, 5L, 0L, -5L), 0L)).containsExactly(
                Double.POSITIVE_INFINITY, Double.NaN, Double.NEGATIVE_INFINITY);
        assertThat(result("/", vector(DataType.decimal(5, 2), "2.50"), 2L)).containsExactly(1.25);
    }

    @Test
    void whole_division_truncates_and_the_remainder_has_the_dividends_sign() {
        assertThat(result("//", INTS, 2L)).containsExactly(3L, -3L, null, 1073741823L);
        assertThat(result("%", INTS, 4L)).containsExactly(3L, -3L, null, 3L);
        assertThat(result("%", vector(DataType.FLOAT64, -7.5, 7.5), 2L)).containsExactly(-1.5, 1.5);
        assertThat(result("//", vector(DataType.FLOAT64, -7.5, 7.5), 2L)).containsExactly(-3.0, 3.0);
        assertThat(result("%", vector(DataType.decimal(5, 2), "7.55", "-7.55"), vector(DataType.decimal(3, 1),
                "2.0", "2.0"))).containsExactly(new BigDecimal("1.55"), new BigDecimal("-1.55"));
        assertThat(result("//", vector(DataType.decimal(5, 2), "7.55", "-7.55"), 2L))
                .containsExactly(new BigDecimal("3"), new BigDecimal("-3"));
    }

    @Test
    void a_zero_divisor_is_an_error_or_null() {
        assertThatThrownBy(() -> call("//", INTS, vector(DataType.INT64, 1L, 0L, 0L, 1L)))
                .isInstanceOf(DataException.class)
                .hasMessage("columns \"a\", \"b\", row 1: -7 // 0 divides by zero; try_div gives null");
        assertThatThrownBy(() -> call("%", vector(DataType.FLOAT64, 1.0), 0L))
                .hasMessage("column \"a\", row 0: 1.0 % 0 divides by zero; try_mod gives null");
        assertThat(result("try_div", INTS, vector(DataType.INT64, 2L, 0L, 0L, 1L)))
                .containsExactly(3L, null, null, 2147483647L);
        assertThat(result("try_mod", vector(DataType.FLOAT64, 1.0, 5.0), vector(DataType.FLOAT64, 0.0, 3.0)))
                .containsExactly(null, 2.0);
        assertThat(result("try_div", vector(DataType.INT64, Long.MIN_VALUE), -1L))
                .containsExactly((Object) null);
    }

    @Test
    void float32_stays_only_with_float32() {
        Vector singles = vector(DataType.FLOAT32, 0.1f);
        assertThat(result("+", singles, singles)).containsExactly(0.2f);
        assertThat(result("*", singles, 2L)).containsExactly(0.1f * 2.0);
        assertThat(result("+", singles, vector(DataType.FLOAT64, 0.2))).containsExactly((double) 0.1f + 0.2);
    }

    @Test
    void decimals_are_exact_and_grow() {
        Vector prices = vector(DataType.decimal(4, 2), "99.99", "-0.01", null);
        assertThat(call("+", prices, prices).type).isEqualTo(DataType.decimal(5, 2));
        assertThat(result("+", prices, 1L)).containsExactly(new BigDecimal("100.99"), new BigDecimal("0.99"),
                null);
        assertThat(result("-", 1L, prices)).containsExactly(new BigDecimal("-98.99"), new BigDecimal("1.01"),
                null);
        assertThat(call("*", prices, prices).type).isEqualTo(DataType.decimal(8, 4));
        assertThat(result("*", prices, prices)).containsExactly(new BigDecimal("9998.0001"),
                new BigDecimal("0.0001"), null);
        Vector wide = vector(DataType.decimal(20, 2), "123456789012345678.99");
        assertThat(result("*", wide, vector(DataType.decimal(20, 2), "9876543210987654.32"))).containsExactly(
                new BigDecimal("123456789012345678.99").multiply(new BigDecimal("9876543210987654.32")));
        assertThat(result("+", wide, vector(DataType.decimal(6, 5), "1.00001"))).containsExactly(
                new BigDecimal("123456789012345679.99001"));
    }

    @Test
    void a_decimal_that_does_not_fit_38_digits_is_an_error() {
        Vector huge = vector(DataType.decimal(38, 0), "99999999999999999999999999999999999999");
        assertThatThrownBy(() -> call("+", huge, 1L)).isInstanceOf(DataException.class)
                .hasMessage("column \"a\", row 0: 99999999999999999999999999999999999999 + 1 overflows "
                        + "decimal(38,0)");
        assertThatThrownBy(() -> call("*", huge, huge)).isInstanceOf(DataException.class);
        assertThatThrownBy(
                () -> call("*", vector(DataType.decimal(20, 20), "0"), vector(DataType.decimal(20, 20), "0")))
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "the product of decimal(20,20) a and decimal(20,20) b has 40 digits after the point, "
                                + "at most 38 are possible; cast one to a lower scale");
    }

    @Test
    void dates_and_durations() {
        Vector days = vector(DataType.DATE, LocalDate.of(2024, 2, 28), null);
        assertThat(result("+", days, Duration.ofDays(2))).containsExactly(LocalDate.of(2024, 3, 1), null);
        assertThat(result("-", days, Duration.ofDays(28))).containsExactly(LocalDate.of(2024, 1, 31), null);
        assertThat(result("-", days, LocalDate.of(2024, 1, 1))).containsExactly(Duration.ofDays(58), null);
        assertThatThrownBy(() -> call("+", days, Duration.ofHours(1))).isInstanceOf(QueryException.class)
                .hasMessage("a date moves by whole days, got PT1H; cast the date to timestamp(us) first");
        assertThat(result("+", days, 1L)).isEqualTo(result("+", days, Duration.ofDays(1)));
        assertThat(result("-", days, 1L)).isEqualTo(result("-", days, Duration.ofDays(1)));
        assertThat(result("+", 2L, days)).isEqualTo(result("+", days, Duration.ofDays(2)));
        assertThatThrownBy(() -> result("+", days, Long.MAX_VALUE)).isInstanceOf(DataException.class)
                .hasMessageContaining("row 0")
                .hasMessageContaining("9223372036854775807");
        Vector times = vector(DataType.TIME, LocalTime.of(23, 0));
        assertThat(result("+", times, Duration.ofHours(2))).containsExactly(LocalTime.of(1, 0));
        Vector spans = vector(DataType.DURATION, Duration.ofSeconds(3));
        assertThat(result("*", spans, 2L)).containsExactly(Duration.ofSeconds(6));
        assertThat(result("*", 1.5, spans)).containsExactly(Duration.ofMillis(4500));
        assertThat(result("/", spans, Duration.ofSeconds(2))).containsExactly(1.5);
        assertThat(result("negate", spans)).containsExactly(Duration.ofSeconds(-3));
    }

    @Test
    void operands_without_a_meaning_are_refused() {
        assertThatThrownBy(() -> call("+", vector(DataType.UTF8, "x"), vector(DataType.UTF8, "y")))
                .isInstanceOf(QueryException.class)
                .hasMessage("cannot compute utf8 a + utf8 b; || joins texts");
        assertThatThrownBy(() -> call("*", vector(DataType.DATE, LocalDate.EPOCH), 2L))
                .isInstanceOf(QueryException.class);
    }

    @Test
    void null_operands_give_null() {
        assertThat(result("+", INTS, null)).containsExactly(null, null, null, null);
        assertThat(result("/", null, INTS)).containsExactly(null, null, null, null);
    }
}
