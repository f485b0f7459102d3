package dev.peso.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Texts as people see and write them: graphemes, sizes in bytes, bars, digits of any base, patterns of file names.
@Tag("oracle")
class ReadableTextsTest {
    private static final List<@Nullable String> TEXTS = java.util.Arrays.asList(null, "", "a", "hello",
            "Mot\u00f6rHead", "S\u0308a", "\ud83e\udd26\ud83c\udffc\u200d\u2642\ufe0f L\ud83e\udd26R",
            "\u65e5\u672c\u8a9e", "\ud83c\udde9\ud83c\uddea\ud83c\uddeb\ud83c\uddf7", "e\u0301\u0302x",
            "a\tb c");

    @Test
    void graphemes_are_those_of_duckdb() throws SQLException {
        KernelOracle oracle = new KernelOracle();
        for (String text : TEXTS) {
            oracle.same("reverse", text).same("length_grapheme", text);
            for (long at = 1; at <= 4; at++) {
                for (long length = 0; length <= 3; length++) {
                    oracle.same("substring_grapheme", text, at, length);
                }
                oracle.same("left_grapheme", text, at).same("right_grapheme", text, at);
            }
            oracle.same("left_grapheme", text, -1L)
                    .same("right_grapheme", text, -1L)
                    .same("substring_grapheme", text, -1L, 1L);
        }
        oracle.check();
    }

    @Test
    void a_line_end_of_two_characters_is_one_grapheme() {
        assertThat(value("reverse", "a\r\nb")).isEqualTo("b\r\na");
        assertThat(value("length_grapheme", "\r\n\r\r\n")).isEqualTo(3L);
        assertThat(value("length_grapheme", "\u00e4\r\n")).isEqualTo(2L);
        assertThat(value("left_grapheme", "abc", Long.MIN_VALUE)).isEqualTo("");
        assertThat(value("right_grapheme", "abc", Long.MIN_VALUE)).isEqualTo("");
        assertThat(value("right_grapheme", "abc", Long.MAX_VALUE)).isEqualTo("abc");
    }

    @Test
    void sizes_are_those_of_duckdb() throws SQLException {
        KernelOracle oracle = new KernelOracle();
        for (long size : new long[]{0, 1, -1, 999, 1000, 1023, 1024, 1025, 1536, 1024 * 1024 - 1, 1 << 20,
                1L << 30,
                999_999_999, 1L << 40, (1L << 40) - 1, 1L << 50, (1L << 50) - 1, 123_456_789_012_345L,
                Long.MAX_VALUE,
                Long.MIN_VALUE, -1024, -1000}) {
            oracle.same("format_bytes", size)
                    .as("formatReadableDecimalSize", "format_bytes_decimal", size);
        }
        for (String size : List.of("0 B", "1 byte", "2 bytes", "1.5 KB", "1.5 KiB", "5MB", "  2  mib  ",
                "1e3 b",
                "0.0001 TB", "1. kb", "1.2345 KB")) {
            oracle.same("parse_formatted_bytes", size);
        }
        oracle.same("format_bytes", (Object) null).same("parse_formatted_bytes", (Object) null).check();
        assertThat(value("parse_formatted_bytes", "3 PB")).isEqualTo(3_000_000_000_000_000L);
        assertThat(value("parse_formatted_bytes", "8191.5 PiB")).isEqualTo(8191L * (1L << 50) + (1L << 49));
    }

    @Test
    void bars_are_those_of_duckdb() throws SQLException {
        KernelOracle oracle = new KernelOracle();
        for (double value : new double[]{-1, 0, 0.3, 1, 2.71, 5, 9.99, 10, 11, Double.POSITIVE_INFINITY}) {
            oracle.same("bar", value, 0.0, 10.0)
                    .same("bar", value, 0.0, 10.0, 7.0)
                    .same("bar", value, 1.0, 3.0, 12.5)
                    .same("bar", value, 10.0, 0.0, 8.0);
        }
        oracle.same("bar", null, 0.0, 1.0).same("bar", 1.0, 0.0, 1.0, 1.125).check();
    }

    @Test
    void digits_are_those_of_duckdb() throws SQLException {
        KernelOracle oracle = new KernelOracle();
        for (long number : new long[]{0, 1, 10, 42, 255, 46_368, Long.MAX_VALUE}) {
            for (int base : new int[]{2, 3, 8, 10, 16, 36}) {
                oracle.same("to_base", number, base).same("to_base", number, base, 20);
            }
        }
        oracle.same("to_base", null, 2).check();
    }

    @Test
    void floor_division_is_that_of_duckdb() throws SQLException {
        KernelOracle oracle = new KernelOracle();
        for (double x : new double[]{-10, -0.5, 0, 3, 10, 12.25}) {
            for (double y : new double[]{-3, -1, 0.5, 1, 3, 5}) {
                oracle.as("fdiv", "floor_div", x, y).as("fmod", "floor_mod", x, y);
            }
        }
        oracle.as("fdiv", "floor_div", null, 1.0).check();
    }

    @Test
    void globs_match_as_in_duckdb() throws SQLException {
        KernelOracle oracle = new KernelOracle();
        for (String text : TEXTS) {
            for (String pattern : List.of("*", "", "?", "h*", "*o", "*ell*", "h?llo", "[a-h]*", "[!a-g]ello",
                    "*[lx]o",
                    "h[e]llo", "??llo", "[]h]*", "\\a", "a*b*c")) {
                oracle.sql(KernelOracle.sql(text) + " glob " + KernelOracle.sql(pattern), "glob", text,
                        pattern);
            }
        }
        oracle.sql("null glob 'a'", "glob", null, "a").check();
        assertThat(value("glob", "\u65e5\u672c", "\u65e5?")).isEqualTo(true);
        assertThat(value("glob", "a\nb", "a?b")).isEqualTo(true);
    }

    @Test
    void bytes_that_are_no_text_can_be_replaced() {
        byte[] bytes = "a\u00e4".getBytes(StandardCharsets.UTF_8);
        bytes[2] = 'b';
        assertThat(value("decode", bytes, new KernelOracle.Fixed("replace"))).isEqualTo("a?b");
        assertThatThrownBy(() -> value("decode", bytes, new KernelOracle.Fixed("strict")))
                .hasMessageContaining("not valid UTF-8");
    }

    @Test
    void what_cannot_be_read_is_said() {
        for (String wrong : List.of("abc", "-5 MB", "1.5.3 GB", "inf GiB", "1 Ki", "5", "")) {
            assertThatThrownBy(() -> value("parse_formatted_bytes", wrong)).hasMessage("\"" + wrong
                    + "\" is not a size in bytes; write for example \"512 bytes\", \"1.5 KiB\" or \"2 MB\"");
        }
        assertThatThrownBy(() -> value("parse_formatted_bytes", "10000000000 TiB"))
                .hasMessage("\"10000000000 TiB\" is beyond the range of int64");
        assertThatThrownBy(() -> value("parse_formatted_bytes", "1e999 b"))
                .hasMessageContaining("beyond the range");
        assertThatThrownBy(() -> value("to_base", -1L, 2L))
                .hasMessage("to_base: takes a number of 0 or more, got -1");
        assertThatThrownBy(() -> value("to_base", 1L, 37L))
                .hasMessage("to_base: the base must be in [2, 36], got 37");
        assertThatThrownBy(() -> value("bar", 1.0, 0.0, 1.0, 0.5))
                .hasMessageContaining("must be in [1, 1000], got 0.5");
        assertThatThrownBy(() -> value("glob", "a", "[a"))
                .hasMessage("the [ at position 1 of the pattern \"[a\" has no ]");
        assertThatThrownBy(() -> value("glob", "a", "a\\"))
                .hasMessage("the pattern \"a\\\" ends with a backslash");
    }

    private static @Nullable Object value(String function, Object... args) {
        return KernelOracle.eval(function, KernelOracle.Mode.COLUMNS, args);
    }
}
