package dev.peso.internal.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class NumbersProperties {

    @Property(tries = 20_000)
    void doubles_of_any_bits_read_back(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        if (!Double.isNaN(value) && !Double.isInfinite(value)) {
            assertThat(parse(Double.toString(value))).isEqualTo(value);
            assertThat(parse(String.format(Locale.ROOT, "%.18e", value))).isEqualTo(value);
        }
    }

    @Property(tries = 20_000)
    void decimals_round_as_java_rounds_them(@ForAll long digits, @ForAll int e) {
        String text = digits + "e" + e % 345;
        assertThat(parse(text)).as(text).isEqualTo(Double.parseDouble(text));
        String plain = digits + "." + Math.abs((long) e);
        assertThat(parse(plain)).as(plain).isEqualTo(Double.parseDouble(plain));
    }

    @Example
    void hard_cases_round_as_java_rounds_them() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            String text = (random.nextLong() >>> random.nextInt(64)) + "e" + (random.nextInt(700) - 370);
            assertThat(parse(text)).as(text).isEqualTo(Double.parseDouble(text));
        }
        for (String text : new String[]{"0", "-0", "4.9e-324", "2.4703282292062327e-324",
                "2.4703282292062328e-324",
                "2.2250738585072011e-308", "2.2250738585072014e-308", "1.7976931348623157e308",
                "1.7976931348623159e308",
                "9007199254740993", "9007199254740992.5", "1e-400", "1e400", "00012.50",
                "123456789012345678901234567890",
                "0.000000000000000000000000000000000001", ".5", "5.", "+1.5", "1e+5",
                "18446744073709551615"}) {
            assertThat(parse(text)).as(text).isEqualTo(Double.parseDouble(text));
        }
        for (String text : new String[]{"", "-", "+", ".", "e5", "1e", "1e+", "1.2.3", "1x", "0x10", "NaN",
                "1,5", "--1", " 1"}) {
            assertThat(parse(text)).as(text).isNaN();
        }
    }

    @Property
    void whole_numbers_read_back(@ForAll long value) {
        byte[] text = Long.toString(value).getBytes(StandardCharsets.US_ASCII);
        assertThat(Numbers.parseLong(text, 0, text.length)).isEqualTo(value);
    }

    @Example
    void what_is_no_whole_number_is_told() {
        for (String text : new String[]{"", "-", "+", "1.0", "9223372036854775808", "99999999999999999999",
                "1 ", "a"}) {
            byte[] b = text.getBytes(StandardCharsets.US_ASCII);
            assertThat(Numbers.parseLong(b, 0, b.length)).as(text).isEqualTo(Numbers.NOT_A_LONG);
        }
    }

    private static double parse(String text) {
        byte[] b = text.getBytes(StandardCharsets.US_ASCII);
        return Numbers.parseDouble(b, 0, b.length, (byte) '.');
    }

    /// With bytes to spare behind a number eight of its digits are read at once, without them one by one.
    @Property(tries = 20_000)
    void digits_at_once_are_the_digits_one_by_one(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        String characters = random.nextInt(3) == 0 ? "0123456789.,-+eE/: \u00e9" : "0123456789";
        for (int i = random.nextInt(20); i > 0; i--) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        if (random.nextBoolean()) {
            text.insert(random.nextInt(text.length() + 1), '.');
        }
        byte[] exact = text.toString().getBytes(StandardCharsets.UTF_8);
        byte[] padded = new byte[exact.length + 30];
        random.nextBytes(padded);
        System.arraycopy(exact, 0, padded, 5, exact.length);
        int to = 5 + exact.length;
        assertThat(Numbers.parseLong(padded, 5, to)).as(text.toString())
                .isEqualTo(Numbers.parseLong(exact, 0, exact.length));
        for (byte point : new byte[]{'.', ','}) {
            assertThat(Double.valueOf(Numbers.parseDouble(padded, 5, to, point))).as(text.toString())
                    .isEqualTo(Double.valueOf(Numbers.parseDouble(exact, 0, exact.length, point)));
        }
    }
}
