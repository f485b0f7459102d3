package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import dev.peso.internal.codec.Mutations;
import dev.peso.io.CsvReadOptions;
import dev.peso.io.HtmlReadOptions;
import dev.peso.io.HtmlReadOptions.Links;
import dev.peso.spi.ByteSource;

/// Damaged web pages: sections, spans, tables within tables, links, entities, scripts, XHTML and other encodings.
class DatasetHtmlFuzzTest {
    private static final List<String> WORDS = List.of("<table>", "</table>", "<tr>", "<td>", "</td>", "<th>",
            "<thead>", "</thead>", "<tfoot>", "<caption>", "<td colspan=1000 rowspan=65534>",
            "<th rowspan=0>",
            "<td colspan=-1>", "<td rowspan='9999999999'>", "<!--", "-->", "<script>", "</script>", "<svg>",
            "<math>", "<template>", "<select>", "<a href='//x'>", "<a>", "<base href='x:'>", "&#0;",
            "&#x110000;", "&amp", "&nbsp;", "<meta charset=utf-16>", "<meta charset='x-none'>",
            "<![CDATA[", "]]>", "<plaintext>", "<br>", "<col span=1000>", "\"", "'", "\u0000", "\uFEFF",
            "1e999", "-", ",", ";", "31.12.2026", "NaN", "\r\n", "<frameset>", "</html>", "<td ", "=", "/>");

    private static final String SECTIONS = """
            <!doctype html><title>Sales</title><table id=first><caption>North</caption>
            <tr><th>name<th>qty<th>day<tr><td>Ann, "A" &amp; <b>co</b><td> 1 <td>2026-01-31
            <tr><td>Bo<br>b<td>&nbsp;<td>2026-02-28</table>
            <div class=stats><table><thead><tr><th rowspan=2>region</th><th colspan=2>2026</th></tr>
            <tr><th>h1</th><th>h2</th></tr></thead><tbody><tr><td rowspan=2>north</td><td>1.5</td><td>2</td></tr>
            <tr><td colspan=2>3</td></tr></tbody><tfoot><tr><td>all</td><td>4.5</td><td>5</td></tr></tfoot></table></div>
            <table><tr><td><a href="/a?x=1">first</a></td><td>7</td></tr><tr><td>none</td><td>8</td></tr></table>""";
    private static final String NESTED = """
            <html><head><script>var t = "<table><tr><td>no</table>";</script><style>td { x: "</table>" }</style></head>
            <body><table><tr><th>a<th>a<th>a<tr><td rowspan=3>1<td colspan=2><table><tr><td>in<td>ner</table>
            <tr><td rowspan=0>2<td>3<tr><td>4<td hidden>5</table><table><tbody><tr></tr></tbody><tbody><tr><td>x
            <tr><td>1.234,5<td>12 %</tbody></table>""";
    private static final String XHTML = """
            <?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>
            <table><colgroup><col span="2"/></colgroup><tr><td>\u4E2D</td><td>na\u00EFve &euro; &#x1F600;</td></tr>
            <tr><td/><td>null</td></tr></table></body></html>""";

    private static List<byte[]> pages() {
        return List.of(SECTIONS.getBytes(StandardCharsets.UTF_8), NESTED.getBytes(StandardCharsets.UTF_8),
                XHTML.getBytes(StandardCharsets.UTF_8),
                ("\uFEFF" + NESTED).getBytes(StandardCharsets.UTF_16LE),
                ("<meta charset=iso-8859-1>" + SECTIONS).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static HtmlReadOptions options(ByteSource page) {
        int choice = (int) (length(page) % 5);
        HtmlReadOptions options = HtmlReadOptions.DEFAULT;
        return switch (choice) {
            case 0 -> options;
            case 1 -> options.withIndex(1).withLinks(Links.COLUMNS);
            case 2 -> options.withSelector("table").withLinks(Links.COLUMNS);
            case 3 -> options.withText(CsvReadOptions.DEFAULT.withoutTypes()).withLinks(Links.COLUMNS);
            default -> options.withContaining("1");
        };
    }

    private static long length(ByteSource page) {
        try {
            return page.length();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void damaged_pages_end_in_tables_or_typed_errors() {
        Fuzz.run("fuzz.html", pages(), (page, random) -> Mutations.of(page, WORDS, random),
                page -> Dataset.read(page, options(page)));
    }

    @Test
    void what_is_damaged_is_a_table_before() {
        Function<byte[], Long> rows = page -> Dataset.read(ByteSource.of("page.html", page),
                HtmlReadOptions.DEFAULT).count();
        assertThat(pages().stream().map(rows)).containsExactly(2L, 3L, 1L, 3L, 2L);
    }
}
