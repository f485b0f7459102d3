package dev.peso.internal.kernel;

import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.Test;

class TextFunctionsTest {
    private static final List<String> TEXTS = List.of("", "a", "Hello", "hello world, hello moon",
            "HÉLLO wörld",
            "  padded  ", "日本語テキストです", "😀 smile 😃😄", "e\u0301clair", "twelve bytes", "thirteen bytes",
            "a,b,,c,", "tab\tand\nline");

    @Test
    void change_case_and_measure_as_duckdb() throws SQLException {
        KernelOracle oracle = new KernelOracle();
        for (String text : TEXTS) {
            for (String function : List.of("lower", "upper", "length", "strlen", "bit_length", "trim",
                    "ltrim", "rtrim",
                    "ascii", "unicode", "ord", "hex", "bin", "url_encode", "regexp_escape",
                    "strip_accents")) {
                oracle.same(function, text);
            }
            oracle.same("trim", text, "ha d").same("ltrim", text, "😀 ").same("rtrim", text, "す語dn");
        }
        oracle.same("octet_length", new byte[]{1, 2, 3})
                .same("chr", 97)
                .same("chr", 128512)
                .same("hex", 255)
                .same("hex", -1)
                .same("bin", 10)
                .same("bin", 0)
                .same("hex", 0)
                .same("unhex", "414243")
                .same("unhex", "F12")
                .same("from_hex", "")
                .same("unbin", "0110")
                .same("from_binary", "011000010110001001100011")
                .same("to_base64", "abcd".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .same("from_base64", "YWJjZA==")
                .same("url_decode", "a%20b%C3%A9+c%2")
                .same("lower", (Object) null)
                .same("length", (Object) null)
                .check();
    }

    @Test
    void take_parts_as_duckdb() throws SQLException {
        KernelOracle oracle = new KernelOracle();
        for (String text : TEXTS) {
            for (int at = -6; at <= 6; at += 1) {
                oracle.same("substring", text, at).same("left", text, at).same("right", text, at);
                for (int length : new int[]{0, 1, 3, 100}) {
                    oracle.same("substring", text, at, length);
                }
                oracle.same("split_part", text, " ", at).same("split_part", text, ",", at);
            }
            oracle.same("substring", text, 3, -2).same("substring", text, -2, -2);
            oracle.same("left", text, -100).same("right", text, 100);
            for (String separator : List.of(" ", ",", "l", "lo", "hello", "テ", "zzz")) {
                oracle.same("string_split", text, separator);
            }
        }
        oracle.same("substring", null, 1, 2).same("substring", "abc", null).same("left", "abc", null).check();
    }

    @Test
    void search_as_duckdb() throws SQLException {
        KernelOracle oracle = new KernelOracle();
        for (String text : TEXTS) {
            for (String wanted : List.of("", "h", "hello", "wor", "テ", "😃", "\u0301", "s",
                    "hello world, hello moon!")) {
                oracle.same("contains", text, wanted)
                        .same("starts_with", text, wanted)
                        .same("ends_with", text, wanted)
                        .same("strpos", text, wanted)
                        .same("instr", text, wanted);
            }
            for (String pattern : List.of("", "%", "h%", "%o", "%ell%", "_ello", "H_llo", "%l%o%", "%_", "_%",
                    "___%",
                    "hello%moon", "%テ%", "日_語%", "%😃_", "%a", "a%", "%%", "Hello", "%wo_ld%", "%h_llo%")) {
                oracle.sql(KernelOracle.sql(text) + " like " + KernelOracle.sql(pattern), "like", text,
                        pattern)
                        .sql(KernelOracle.sql(text) + " ilike " + KernelOracle.sql(pattern), "ilike", text,
                                pattern)
                        .sql(KernelOracle.sql(text) + " not like " + KernelOracle.sql(pattern), "not_like",
                                text, pattern);
            }
        }
        oracle.same("like_escape", "a%c", "a$%c", "$")
                .same("like_escape", "abc", "a$%c", "$")
                .same("not_like_escape", "a%c", "a$%c", "$")
                .same("ilike_escape", "A_c", "a$_C", "$")
                .same("contains", null, "a")
                .same("strpos", "a", null)
                .check();
    }

    @Test
    void match_regular_expressions_as_duckdb() throws SQLException {
        KernelOracle oracle = new KernelOracle();
        List<String> patterns = List.of("l+", "[a-z]+", "(\\w)(\\w)", "^h", "o$", ".", "\\s", "(?i)HELLO",
                "テ.",
                "b*", "", "(x)?l", "[^\\x00-\\x7F]+", "hello|moon", ",");
        for (String text : TEXTS) {
            for (String pattern : patterns) {
                oracle.same("regexp_matches", text, pattern)
                        .same("regexp_full_match", text, pattern)
                        .same("regexp_extract", text, pattern)
                        .same("regexp_extract_all", text, pattern)
                        .same("regexp_replace", text, pattern, "<\\0>")
                        .same("regexp_replace", text, pattern, "-", "g")
                        .same("regexp_matches", text, pattern, "i");
                if (!pattern.isEmpty() && !pattern.equals("b*")) {
                    oracle.same("regexp_split_to_array", text, pattern);
                }
            }
            oracle.same("regexp_extract", text, "(\\w)(\\w)", 2)
                    .same("regexp_extract_all", text, "(\\w)(\\w)", 1)
                    .same("regexp_replace", text, "(\\w)(\\w)", "\\2\\1", "g")
                    .same("regexp_matches", text, "a.d", "s")
                    .same("regexp_matches", text, "b.e", "l");
        }
        oracle.same("regexp_matches", null, "a").same("regexp_replace", "a", "a", null).check();
    }

    @Test
    void build_and_edit_as_duckdb() throws SQLException {
        KernelOracle oracle = new KernelOracle();
        for (String text : TEXTS) {
            oracle.same("replace", text, "l", "LL")
                    .same("replace", text, "", "x")
                    .same("replace", text, "テ", "")
                    .same("replace", text, "hello", "日本")
                    .same("repeat", text, 3)
                    .same("repeat", text, -1)
                    .same("translate", text, "helo", "HEL")
                    .same("translate", text, "テé", "te")
                    .same("concat", text, "x", null)
                    .same("concat_ws", ",", text, null, "b")
                    .same("concat_ws", text, "a", "b", "c")
                    .sql(KernelOracle.sql(text) + " || 'é'", "||", text, "é");
            for (int width : new int[]{0, 3, 8, 15}) {
                oracle.same("lpad", text, width, "ab").same("rpad", text, width, "é");
            }
        }
        oracle.same("concat", null, null)
                .same("concat_ws", null, "a")
                .same("concat_ws", ",", null)
                .same("concat", "a", 1, true)
                .sql("'a' || NULL", "||", "a", null)
                .sql("[1, 2] || [3]", "||", List.of(1L, 2L), List.of(3L))
                .same("reverse", "hello world 123")
                .check();
    }

    @Test
    void measure_distance_as_duckdb() throws SQLException {
        KernelOracle oracle = new KernelOracle();
        List<String> words = List.of("", "a", "kitten", "sitting", "martha", "marhta", "dixon", "dicksonx",
                "abcdef",
                "fedcba", "ca", "abc");
        for (String a : words) {
            for (String b : words) {
                oracle.same("levenshtein", a, b)
                        .same("damerau_levenshtein", a, b)
                        .same("jaro_similarity", a, b)
                        .same("jaro_winkler_similarity", a, b);
                if (!a.isEmpty() && !b.isEmpty()) {
                    oracle.same("jaccard", a, b);
                }
                if (a.length() == b.length() && !a.isEmpty()) {
                    oracle.same("hamming", a, b);
                }
            }
        }
        oracle.check();
    }
}
