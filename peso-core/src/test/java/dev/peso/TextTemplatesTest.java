package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `format` and `printf`.
class TextTemplatesTest {
    private static final List<String> FRACTIONS = List.of("0.0", "1.0", "-1.5", "2.5", "0.125", "1234567.891",
            "1e21", "-3.25e-9", "0.00012345", "99999.5", "999999.5", "123456789.0");
    private static final List<String> WHOLES = List.of("0", "7", "-42", "1234567");

    private static String text(String expression) {
        return String.valueOf(SqlRows.run("select " + expression, Map.of()).getFirst().getFirst());
    }

    @Tag("oracle")
    @Test
    void numbers_are_written_as_duckdb_writes_them() throws SQLException {
        List<String> calls = new ArrayList<>();
        for (String value : FRACTIONS) {
            for (String hole : List.of("{:.0f}", "{:.2f}", "{:f}", "{:10.3f}", "{:<10.1f}|", "{:^+12.1f}|",
                    "{:e}",
                    "{:.2E}", "{:+.0e}", "{:g}", "{:.3g}", "{:.10g}", "{:012.3f}", "{:*>14.2f}")) {
                calls.add("format('" + hole + "', " + value + "::double)");
            }
            for (String hole : List.of("%f", "%.3f", "%8.2f", "%-9.1f|", "%+.2e", "%g", "%G", "%010.2f",
                    "% .1f")) {
                calls.add("printf('" + hole + "', " + value + "::double)");
            }
        }
        for (String value : WHOLES) {
            for (String hole : List.of("{}", "{:d}", "{:5d}", "{:<5d}|", "{:05d}", "{:+d}", "{:x}", "{:#x}",
                    "{:X}",
                    "{:o}", "{:b}", "{:#b}", "{:_^9d}")) {
                calls.add("format('" + hole + "', " + value + "::bigint)");
            }
            for (String hole : List.of("%d", "%5d", "%-5d|", "%05d", "%+d", "%i", "%lld")) {
                calls.add("printf('" + hole + "', " + value + "::bigint)");
            }
        }
        for (String value : List.of("''", "'ab'", "'grün🦆'", "'a longer text'")) {
            for (String hole : List.of("{}", "{:s}", "{:8}|", "{:>8}|", "{:^8}|", "{:.3}|", "{:-<9.2s}|",
                    "{{}}{}")) {
                calls.add("format('" + hole + "', " + value + ")");
            }
            for (String hole : List.of("%s", "%8s", "%-8s|", "%.2s|", "%%%s")) {
                calls.add("printf('" + hole + "', " + value + ")");
            }
        }
        List<String> different = new ArrayList<>();
        try (DuckDb duck = new DuckDb()) {
            for (String call : calls) {
                String wanted = String.valueOf(duck.rows("select " + call).getFirst().getFirst());
                String got = text(call);
                if (!got.equals(wanted)) {
                    different.add(call + ": \"" + got + "\" instead of \"" + wanted + "\"");
                }
            }
        }
        assertThat(different).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            format('{1} {0} {1}', 'a', 2)                        ; 2 a 2
            format('{:,}', 1234567)                              ; 1,234,567
            format('{:,.2f}', -1234567.891)                      ; -1,234,567.89
            format('{:_}', 12)                                   ; 12
            format('{} of {:.1f}%', 'share', 12.25)              ; share of 12.2%
            format('{:.2f}', cast(2.345 as decimal(10,3)))       ; 2.34
            format('{}', date '2024-02-29')                      ; 2024-02-29
            format('{} {}', true, null)                          ; null
            format('{:🦆>4}', 'x')                               ; 🦆🦆🦆x
            printf('%,d', 1234567)                               ; 1,234,567
            printf('%*d|', 5, 10)                                ; `   10|`
            printf('%c%c', 65, 128006)                           ; A🐆
            printf('%d', true)                                   ; 1
            printf('%f %F', 'nan'::float64, 'inf'::float64)      ; nan INF
            printf(null, 1)                                      ; null
            """)
    void holes_are_filled(String expression, String wanted) {
        assertThat(text(expression)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            format('{} {}', 1)        ; format: the text has a place for value 2, but there is 1 value
            format('{:y}', 1)         ; "y" says no way to write a value; ways: s, d, x, X, o, b, B, f, F, e, E, g, G, c
            format('a}b', 1)          ; `"}" without "{"; write "}}" for a brace`
            format('{:5', 1)          ; expected "}" after "{:5"
            format('{:99999}', 1)     ; numbers in a template go up to 10000, got 99999
            printf('%d', 1.5)         ; "d" takes a whole number, got 1.5
            printf('%', 1)            ; the text ends in the middle of a place for a value
            printf('%c', -1)          ; -1 is not a character
            printf('%.2f', 'a')       ; "f" takes a number, got a
            """)
    void mistakes_are_told(String expression, String message) {
        assertThatThrownBy(() -> text(expression)).isInstanceOf(PesoException.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_template_may_be_a_column() {
        Dataset rows = Dataset.of(Map.of("t", List.of("{}!", "{:03d}", "no place")));
        assertThat(rows.select("format(t, 7) as x").column("x").strings()).containsExactly("7!", "007",
                "no place");
    }
}
