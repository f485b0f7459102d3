package dev.peso.internal.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextSignsTest {
    private static Set<TextSign> signs(String text) {
        EnumSet<TextSign> signs = EnumSet.noneOf(TextSign.class);
        long bits = TextSigns.of(text);
        Arrays.stream(TextSign.values()).filter(sign -> (bits & sign.bit()) != 0).forEach(signs::add);
        return signs;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1,234,567.89|.|1234567.89", "1.234.567,89|,|1234567.89",
            "12,34,567|.|1234567",
            "1 234,5|,|1234.5", "1'234.5|.|1234.5", "$1,000|.|1000", "1000 €|.|1000", "EUR 12.50|.|12.5",
            "-$5|.|-5",
            "(12)|.|-12", "50%|.|0.5", "+7|.|7", ".5|.|0.5", "5.|.|5", "1e-3|.|0.001", "−4|.|-4", "1,5|,|1.5",
            "1\u202f234|.|1234"})
    void numbers_are_read(String text, String decimal, double value) {
        TextNumbers.Parsed parsed = TextNumbers.parse(text, decimal.charAt(0));
        assertThat(parsed).extracting(TextNumbers.Parsed::value).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,23", "12,3456", "1,234.567,8", "1.2.3", "12 34", "abc", "", "$", "%", "1e",
            "1-2",
            "(1", "1,,234", "0x10", "1,234e5", "--5", "(-5)", "."})
    void what_is_no_number_is_none(String text) {
        assertThat(TextNumbers.parse(text, '.')).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"2026-01-31|true|2026-01-31T00:00", "2026/1/5|true|2026-01-05T00:00",
            "5/1/2026|true|2026-01-05T00:00", "5/1/2026|false|2026-05-01T00:00",
            "5.1.2026|false|2026-01-05T00:00",
            "5-Jan-2026|true|2026-01-05T00:00", "5 January 2026|true|2026-01-05T00:00",
            "Sept 5, 2026|true|2026-09-05T00:00", "2026-01-31 23:59:59.125|true|2026-01-31T23:59:59.125",
            "1/31/2026 12:05 AM|false|2026-01-31T00:05", "2026-01-31T10:00Z|true|2026-01-31T10:00",
            "2026-01-31T10:00-0530|true|2026-01-31T15:30", "31.12.2026, 08:00|true|2026-12-31T08:00"})
    void dates_are_read(String text, boolean dayFirst, LocalDateTime moment) {
        TextDates.Parsed parsed = TextDates.parse(text, dayFirst);
        assertThat(parsed).extracting(TextDates.Parsed::moment).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30", "31/31/2026", "2026-1", "12345678", "1/2/26", "2026-01/02",
            "Foo 5, 2026",
            "2026-01-31 25:00", "2026-01-31x", "31 2026 Jan", "2026-01-31 13:00 PM", "--------", "1..2.2026"})
    void what_is_no_date_is_none(String text) {
        assertThat(TextDates.parse(text, true)).isNull();
        assertThat(TextDates.parse(text, false)).isNull();
    }

    @Test
    void forms_are_told_from_what_looks_like_them() {
        for (String email : List.of("a@b", "@b.org", "a@@b.org", "a b@c.org", "a@b..org", ".a@b.org",
                "a@-b.org")) {
            assertThat(signs(email)).as(email).doesNotContain(TextSign.EMAIL);
        }
        for (String ip : List.of("256.1.1.1", "1.2.3", "1.2.3.4.5", ":::", "1:2", "12345::", "1::2::3",
                "g::1")) {
            assertThat(signs(ip)).as(ip).doesNotContain(TextSign.IP);
        }
        assertThat(signs("2001:db8::ff00:42:8329")).contains(TextSign.IP);
        assertThat(signs("GB82 WEST 1234 5698 7654 33")).doesNotContain(TextSign.IBAN);
        assertThat(signs("4111 1111 1111 1112")).doesNotContain(TextSign.CARD);
        assertThat(signs("2020-01-02")).doesNotContain(TextSign.PHONE);
        assertThat(signs("1234567")).doesNotContain(TextSign.PHONE);
        assertThat(signs("http://")).doesNotContain(TextSign.URL);
        assertThat(signs("123e4567-e89b-12d3-a456-42661417400z")).doesNotContain(TextSign.UUID);
    }

    @Test
    void blanks_and_words_for_nothing_are_told_apart() {
        assertThat(signs("")).containsExactlyInAnyOrder(TextSign.EMPTY, TextSign.BLANK);
        assertThat(signs(" \t")).containsExactlyInAnyOrder(TextSign.BLANK, TextSign.PADDED);
        assertThat(signs("N/A ")).containsExactlyInAnyOrder(TextSign.NULL_WORD, TextSign.PADDED);
        assertThat(signs("none")).isEmpty();
    }
}
