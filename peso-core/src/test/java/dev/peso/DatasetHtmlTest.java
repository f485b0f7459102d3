package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.io.CsvReadOptions;
import dev.peso.io.HtmlReadOptions;
import dev.peso.io.HtmlReadOptions.Links;
import dev.peso.spi.ByteSource;

class DatasetHtmlTest {
    private static final HtmlReadOptions OPTIONS = HtmlReadOptions.DEFAULT;

    private static Dataset read(String html, HtmlReadOptions options) {
        return Dataset.read(ByteSource.of("page.html", html.getBytes(StandardCharsets.UTF_8)), options);
    }

    private static final String PAGE = """
            <!doctype html><title>Sales</title>
            <table id=first><caption>North</caption>
              <tr><th>name<th>qty<th>day
              <tr><td>Ann, "A" &amp; <b>co</b><td> 1 <td>2026-01-31
              <tr><td>Bo<br>b<td>&nbsp;<td>2026-02-28
            </table>
            <div class=stats><table><thead><tr><th rowspan=2>region</th><th colspan=2>2026</th></tr>
              <tr><th>h1</th><th>h2</th></tr></thead>
              <tbody><tr><td rowspan=2>north</td><td>1.5</td><td>2</td></tr><tr><td colspan=2>3</td></tr></tbody>
              <tfoot><tr><td>all</td><td>4.5</td><td>5</td></tr></tfoot></table></div>
            <table><tr><td><a href="/a?x=1">first</a></td><td>7</td></tr><tr><td>none</td><td>8</td></tr></table>
            """;

    @Test
    void the_first_table_has_its_header_and_types() {
        Dataset data = read(PAGE, OPTIONS);
        assertThat(Rows.columns(data)).isEqualTo("name: utf8, qty: int64, day: date");
        assertThat(Rows.rows(data)).containsExactly(
                Rows.row("Ann, \"A\" & co", 1L, LocalDate.of(2026, 1, 31)),
                Rows.row("Bo b", null, LocalDate.of(2026, 2, 28)));
    }

    @Test
    void cells_that_span_rows_and_columns_are_in_each() {
        Dataset data = read(PAGE, OPTIONS.withIndex(1));
        assertThat(Rows.columns(data)).isEqualTo("region: utf8, 2026 h1: float64, 2026 h2: int64");
        assertThat(Rows.rows(data)).containsExactly(Rows.row("north", 1.5, 2L), Rows.row("north", 3.0, 3L),
                Rows.row("all", 4.5, 5L));
    }

    @Test
    void a_table_is_found_by_selector_or_by_what_it_contains() {
        assertThat(read(PAGE, OPTIONS.withSelector("#first")).count()).isEqualTo(2);
        assertThat(read(PAGE, OPTIONS.withSelector("div.stats")).schema().names()).contains("2026 h1");
        assertThat(read(PAGE, OPTIONS.withContaining("none")).schema().size()).isEqualTo(2);
    }

    @Test
    void links_make_columns_where_they_are_wanted() {
        Dataset data = read(PAGE, OPTIONS.withIndex(2)
                .withLinks(Links.COLUMNS)
                .withText(CsvReadOptions.DEFAULT.withHeader(CsvReadOptions.Header.NONE)));
        assertThat(Rows.rows(data)).containsExactly(Rows.row("first", "/a?x=1", 7L),
                Rows.row("none", null, 8L));
        Dataset named = read("<table><tr><th>site</th></tr><tr><td><a href=x>y</a></td></tr></table>",
                OPTIONS.withLinks(Links.COLUMNS));
        assertThat(named.schema().names()).containsExactly("site", "site_link");
    }

    @Test
    void a_page_is_known_by_its_name_and_encoding_by_what_it_says(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("page.htm");
        Files.write(file, "<meta charset=windows-1252><table><tr><th>ä<tr><td>ö</table>"
                .getBytes(Charset.forName("windows-1252")));
        assertThat(Rows.columns(Dataset.read(file))).isEqualTo("ä: utf8");
        assertThat(Rows.rows(Dataset.read(file.toString()))).containsExactly(Rows.row("ö"));
        assertThatThrownBy(() -> Dataset.read(file).write(folder.resolve("out.html")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("web pages are only read");
    }

    @Test
    void values_follow_the_options_of_text() {
        Dataset data = read("<table><tr><td>a<td>1,5<tr><td>-<td>2<tr><td>b<td>3</table>",
                OPTIONS.withText(
                        CsvReadOptions.DEFAULT.withDecimalComma().withNulls("", "-").withNames("x", "y")));
        assertThat(Rows.columns(data)).isEqualTo("x: utf8, y: float64");
        assertThat(Rows.rows(data)).containsExactly(Rows.row("a", 1.5), Rows.row(null, 2.0),
                Rows.row("b", 3.0));
    }

    @Test
    void a_table_inside_a_table_is_not_part_of_its_rows() {
        String html = "<table><tr><th>a<tr><td><table><tr><td>1<td>2</table></table>";
        assertThat(Rows.rows(read(html, OPTIONS))).containsExactly(Rows.row("1 2"));
        assertThat(read(html, OPTIONS.withIndex(1)).schema().size()).isEqualTo(2);
    }

    @Test
    void wrong_choices_say_what_there_is() {
        assertThatThrownBy(() -> read(PAGE, OPTIONS.withIndex(7))).isInstanceOf(DataException.class)
                .hasMessage("page.html has no table at index 7 among the 3; the page has 3 tables");
        assertThatThrownBy(() -> read(PAGE, OPTIONS.withSelector("#second")))
                .isInstanceOf(DataException.class)
                .hasMessage("page.html has no table that \"#second\" finds; the page has 3 tables");
        assertThatThrownBy(() -> read(PAGE, OPTIONS.withSelector("[[")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no CSS selector");
        assertThatThrownBy(() -> read("<table></table>", OPTIONS)).isInstanceOf(DataException.class)
                .hasMessage("page.html: the table has no cells");
    }

    @Test
    void spans_without_end_are_refused() {
        String row = "<tr>" + "<td rowspan=60000 colspan=1000>x".repeat(30) + "</tr>";
        assertThatThrownBy(() -> read("<table>" + row + "<tr></tr>".repeat(2_000) + "</table>", OPTIONS))
                .isInstanceOf(DataException.class)
                .hasMessage("page.html: the table spans more than 20000000 cells");
    }

    @Test
    void without_jsoup_the_message_names_what_to_add() throws Exception {
        URL[] places = Stream.of(Dataset.class, DatasetHtmlTest.class, org.slf4j.Logger.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(places, ClassLoader.getPlatformClassLoader())) {
            Class<?> type = loader.loadClass(WithoutJsoup.class.getName());
            assertThat(type.getMethod("message").invoke(null))
                    .isEqualTo("reading tables of web pages needs jsoup; add org.jsoup:jsoup:1.24.1");
        }
    }

    /// Runs where there is no jsoup.
    public static final class WithoutJsoup {
        private WithoutJsoup() {}

        public static String message() {
            try {
                return "read " + Dataset.read(ByteSource.of("a.html", new byte[0]));
            } catch (IllegalStateException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }

    @Test
    void a_text_that_spans_without_end_is_refused() {
        String cell = "<td rowspan=1000 colspan=1000>" + "long text ".repeat(10_000);
        String rows = "<tr></tr>".repeat(999);
        assertThatThrownBy(() -> read("<table><tr>" + cell + "</tr>" + rows + "</table>", OPTIONS))
                .isInstanceOf(DataException.class)
                .message()
                .matches("page.html: the cells of the table, those that span several in each, hold more than"
                        + " [0-9]+ MB of text");
        String link = "<td rowspan=1000 colspan=1000>x<a href='" + "/long".repeat(20_000) + "'>y</a>";
        assertThatThrownBy(() -> read("<table><tr>" + link + "</tr>" + rows + "</table>",
                OPTIONS.withLinks(Links.COLUMNS))).isInstanceOf(DataException.class)
                .hasMessageContaining(" MB of text");
    }

    @Test
    void a_cell_of_many_parts_is_looked_at_once_however_often_it_is_shown() {
        String cell = "<td rowspan=1000 colspan=1000>" + "<i></i>".repeat(20_000) + "x";
        Dataset data = read("<table><tr>" + cell + "</tr>" + "<tr></tr>".repeat(999) + "</table>", OPTIONS);
        assertThat(data.schema().size()).isEqualTo(1_000);
    }
}
