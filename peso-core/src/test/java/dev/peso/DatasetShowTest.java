package dev.peso;

import static dev.peso.Rows.row;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

/// What a person sees of a dataset: `show`, `toString`, `toHtml`.
class DatasetShowTest {
    private final Dataset data = table("größe: float64, s \"q\": utf8", row(1.5, "a"), row(null, ""),
            row(Double.NaN, "null"));

    private static String printed(Runnable code) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            code.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_table_shows_names_types_nulls_and_counts() {
        assertThat(printed(data::show).strip()).isEqualTo("""
                ┌─────────┬────────┐
                │   größe │ s "q"  │
                │ float64 │ utf8   │
                ├─────────┼────────┤
                │     1.5 │ a      │
                │    null │ ""     │
                │     NaN │ "null" │
                └─────────┴────────┘
                3 rows, 2 columns""");
    }

    @Test
    void of_many_rows_the_first_and_last_are_shown_and_the_rest_counted() {
        Dataset large = Dataset.of(Map.of("x", LongStream.range(0, 300_000).toArray())).filter("x % 2 = 0");
        assertThat(printed(() -> large.show(4)).strip()).isEqualTo("""
                ┌────────┐
                │      x │
                │  int64 │
                ├────────┤
                │      0 │
                │      2 │
                │      … │
                │ 299996 │
                │ 299998 │
                └────────┘
                150,000 rows, 1 column
                ... 149,996 more rows""");
    }

    @Test
    void printing_a_recipe_runs_nothing() {
        Dataset lazy = data.with("broken = 1 // 0");
        assertThat(lazy).hasToString("""
                Dataset, not run yet; show() or collect() runs it. Columns:
                  größe: float64
                  s "q": utf8
                  broken: int64""");
        assertThatThrownBy(lazy::show).isInstanceOf(DataException.class);
        assertThat(lazy.schema().toString()).hasLineCount(3);
    }

    @Test
    void no_rows_and_no_columns_are_shown_as_such() {
        assertThat(data.filter("false").collect().toString()).endsWith("0 rows, 2 columns\n");
        assertThat(data.select(new String[0]).collect()).hasToString("3 rows, 0 columns\n");
    }

    @Test
    void html_escapes_what_cells_hold() {
        String html = table("a: utf8", row("<b>&\"")).toHtml();
        assertThat(html).contains("&lt;b&gt;&amp;").doesNotContain("<b>");
        assertThat(data.toHtml()).contains("<table", "größe", "float64");
    }

    @Test
    void a_negative_number_of_rows_is_refused() {
        assertThatThrownBy(() -> data.show(-1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("show needs 0 or more rows, got -1");
    }
}
