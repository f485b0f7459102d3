package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Calls.call;
import static dev.peso.internal.kernel.Calls.result;
import static dev.peso.internal.kernel.Calls.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.internal.codec.XxHash;
import dev.peso.internal.column.Vector;

class MathTest {
    @Test
    void round_goes_half_away_from_zero() {
        assertThat(result("round",
                vector(DataType.FLOAT64, 0.5, -0.5, 2.5, 0.49999999999999994, Double.NaN, -1e300)))
                .containsExactly(1.0, -1.0, 3.0, 0.0, Double.NaN, -1e300);
        assertThat(result("round", vector(DataType.FLOAT64, 3.14159, -2.5, 1234.5),
                vector(DataType.INT64, 2L, 0L, -2L)))
                .containsExactly(3.14, -3.0, 1200.0);
        assertThat(result("round", vector(DataType.FLOAT32, 2.5f))).containsExactly(3.0f);
        assertThat(result("round", vector(DataType.INT32, 15, -15, 14), -1L)).containsExactly(20L, -20L, 10L);
        assertThat(result("round", vector(DataType.INT64, 7L), 2L)).containsExactly(7L);
        assertThatThrownBy(() -> call("round", vector(DataType.INT64, Long.MAX_VALUE), -1L))
                .isInstanceOf(DataException.class)
                .hasMessage("column \"a\", row 0: round(9223372036854775807, -1) overflows int64");
    }

    @Test
    void round_even_goes_half_to_the_even_digit() {
        assertThat(result("round_even", vector(DataType.FLOAT64, 0.5, 1.5, -2.5))).containsExactly(0.0, 2.0,
                -2.0);
        assertThat(result("round_even", vector(DataType.INT32, 25, 35, -25, 26), -1L)).containsExactly(20L,
                40L, -20L,
                30L);
        assertThat(result("round_even", vector(DataType.decimal(4, 2), "1.25", "1.35", "-1.25"), 1L))
                .containsExactly(
                        new BigDecimal("1.2"), new BigDecimal("1.4"), new BigDecimal("-1.2"));
    }

    @Test
    void decimals_round_to_a_type_of_the_digits_asked_for() {
        Vector v = vector(DataType.decimal(4, 2), "9.99", "-9.95", "-0.04", null);
        assertThat(call("round", v, 1L).type).isEqualTo(DataType.decimal(4, 1));
        assertThat(result("round", v, 1L)).containsExactly(new BigDecimal("10.0"), new BigDecimal("-10.0"),
                new BigDecimal("0.0"), null);
        assertThat(result("round", v)).containsExactly(new BigDecimal("10"), new BigDecimal("-10"),
                new BigDecimal("0"), null);
        assertThat(result("floor", v)).containsExactly(new BigDecimal("9"), new BigDecimal("-10"),
                new BigDecimal("-1"), null);
        assertThat(result("ceil", v)).containsExactly(new BigDecimal("10"), new BigDecimal("-9"),
                new BigDecimal("0"), null);
        assertThat(result("trunc", v, 1L)).containsExactly(new BigDecimal("9.9"), new BigDecimal("-9.9"),
                new BigDecimal("0.0"), null);
        assertThat(
                result("round", vector(DataType.decimal(38, 2), "123456789012345678901234567890.55"), -10L))
                .containsExactly(new BigDecimal("123456789012345678900000000000"));
        assertThat(result("round", v, vector(DataType.INT64, 1L, 2L, 0L, 0L))).containsExactly(
                new BigDecimal("10.00"), new BigDecimal("-9.95"), new BigDecimal("0.00"), null);
    }

    @Test
    void floats_follow_ieee() {
        assertThat(result("sqrt", vector(DataType.INT32, 9, -1))).containsExactly(3.0, Double.NaN);
        assertThat(result("ln", vector(DataType.FLOAT64, 0.0, 1.0))).containsExactly(Double.NEGATIVE_INFINITY,
                0.0);
        assertThat(result("log2", vector(DataType.FLOAT64, 0x1p29, 0x1p-1074, 0x1p1023, 0.0, -1.0)))
                .containsExactly(29.0, -1074.0, 1023.0, Double.NEGATIVE_INFINITY, Double.NaN);
        assertThat(result("log", vector(DataType.FLOAT64, 1000.0))).containsExactly(3.0);
        assertThat(result("log", 2L, vector(DataType.FLOAT64, 8.0))).containsExactly(3.0);
        assertThat(result("floor", vector(DataType.FLOAT64, -1.5, 1.5))).containsExactly(-2.0, 1.0);
        assertThat(result("trunc", vector(DataType.FLOAT64, -1.5, 1.5))).containsExactly(-1.0, 1.0);
        assertThat(result("sign", vector(DataType.FLOAT64, -1.5, 0.0))).containsExactly(-1.0, 0.0);
        assertThat(result("sign", vector(DataType.decimal(20, 2), "-1.5", "0"))).containsExactly(-1L, 0L);
        assertThat(result("is_nan", vector(DataType.FLOAT64, Double.NaN, 1.0, null))).containsExactly(true,
                false,
                null);
        assertThat(result("pi")).containsExactly(Math.PI);
    }

    @Test
    void whole_number_functions() {
        assertThat(result("gcd", vector(DataType.INT32, 12, -12, 0), 18L)).containsExactly(6L, 6L, 18L);
        assertThat(result("lcm", vector(DataType.INT32, 4, 0, -4), 6L)).containsExactly(12L, 0L, 12L);
        assertThat(result("factorial", vector(DataType.INT32, 0, 5, 20))).containsExactly(1L, 120L,
                2432902008176640000L);
        assertThat(result("bitwise_and", vector(DataType.INT64, 12L), 10L)).containsExactly(8L);
        assertThat(result("xor", vector(DataType.INT64, 12L), 10L)).containsExactly(6L);
        assertThat(result("shift_left", vector(DataType.INT64, 1L, -1L), 62L)).containsExactly(1L << 62,
                -1L << 62);
        assertThat(result("shift_right", vector(DataType.INT64, -8L), 1L)).containsExactly(-4L);
        assertThat(result("bit_count", vector(DataType.INT64, -1L))).containsExactly(64L);
        assertThat(result("width_bucket", vector(DataType.FLOAT64, -1.0, 0.0, 5.35, 10.0), 0L, 10L, 5L))
                .containsExactly(0L, 1L, 3L, 6L);
        assertThatThrownBy(() -> call("factorial", vector(DataType.INT32, 21)))
                .hasMessage("column \"a\", row 0: factorial(21) overflows int64");
        assertThatThrownBy(() -> call("shift_left", vector(DataType.INT64, 1L), 63L))
                .hasMessage("column \"a\", row 0: shift_left(1, 63) overflows int64");
        assertThatThrownBy(() -> call("gcd", vector(DataType.UTF8, "x"), 1L))
                .isInstanceOf(QueryException.class)
                .hasMessage("gcd takes (int64, int64); got (utf8, int64); cast first");
    }

    @Test
    void hash_is_xxh64_and_equal_for_equal_values() {
        // reference values of the xxHash test vectors: XXH64("", 0), XXH64("a", 0), XXH64("abc", 0)
        assertThat(result("hash", vector(DataType.UTF8, "", "a", "abc"))).containsExactly(0xEF46DB3751D8E999L,
                0xD24EC4F1A98C6E5BL, 0x44BC2CF5AD770999L);
        byte[] text = "Nobody inspects the spammish repetition".getBytes(StandardCharsets.US_ASCII);
        assertThat(XxHash.hash(text, 0, text.length, 0)).isEqualTo(0xFBCEA83C8A378BF1L);
        byte[] eight = {1, 2, 3, 4, 5, 6, 7, 8};
        assertThat(XxHash.hash(0x0807060504030201L, 9)).isEqualTo(XxHash.hash(eight, 0, 8, 9));
        Object one = result("hash", vector(DataType.INT64, 1L)).getFirst();
        assertThat(result("hash", vector(DataType.INT8, (byte) 1))).containsExactly(one);
        assertThat(result("hash", vector(DataType.CATEGORICAL, "abc"))).containsExactly(0x44BC2CF5AD770999L);
        assertThat(result("hash", vector(DataType.FLOAT64, -0.0)))
                .isEqualTo(result("hash", vector(DataType.FLOAT32, 0.0f)));
        assertThat(result("hash", vector(DataType.decimal(5, 2), "1.50")))
                .isEqualTo(result("hash", vector(DataType.decimal(30, 10), "1.5")));
        LocalDateTime time = LocalDateTime.of(1960, 1, 1, 0, 0);
        assertThat(result("hash", vector(DataType.TIMESTAMP, time)))
                .isEqualTo(result("hash", vector(DataType.timestamp(DataType.Unit.SECOND), time)));
        assertThat(result("hash", vector(DataType.list(DataType.INT32), List.of(1), null)))
                .doesNotContainNull()
                .doesNotHaveDuplicates();
        assertThat(result("hash", 1L, 2L)).isNotEqualTo(result("hash", 2L, 1L));
    }

    @Test
    void digests_are_lower_case_hexadecimal() {
        assertThat(result("md5", vector(DataType.UTF8, "", null, "abc"))).containsExactly(
                "d41d8cd98f00b204e9800998ecf8427e", null, "900150983cd24fb0d6963f7d28e17f72");
        assertThat(result("sha1", vector(DataType.CATEGORICAL, "abc"))).containsExactly(
                "a9993e364706816aba3e25717850c26c9cd0d89d");
        assertThat(result("sha256", vector(DataType.BINARY, new byte[]{'a', 'b', 'c'}))).containsExactly(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
