package dev.peso.internal.html;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.jsoup.select.Selector.SelectorParseException;

import dev.peso.DataException;
import dev.peso.internal.bytes.BinaryFiles;
import dev.peso.internal.bytes.ByteSources;
import dev.peso.internal.bytes.DelimitedText;
import dev.peso.internal.bytes.TextBytes;
import dev.peso.io.CsvReadOptions;
import dev.peso.io.CsvReadOptions.Header;
import dev.peso.io.HtmlReadOptions;
import dev.peso.io.HtmlReadOptions.Links;
import dev.peso.spi.ByteSource;

/// The table of a web page as comma-separated text.
///
/// @param bytes the text
/// @param hasHeader whether its first row names the columns
public record HtmlTables(ByteSource bytes, boolean hasHeader) {
    private static final int LARGEST = 1_000_000_000;

    /// Finds a table.
    ///
    /// @param source the page
    /// @param options which table
    /// @throws DataException if there is no such table
    /// @throws dev.peso.DataAccessException if the bytes cannot be read
    public static HtmlTables of(ByteSource source, HtmlReadOptions options) {
        Element table = table(source.name(), page(source, options), options);
        Grid grid = Grid.of(table, source.name());
        if (grid.width() == 0) {
            throw new DataException(source.name() + ": the table has no cells");
        }
        byte[] text = new Cells(grid, options, source.name()).text();
        return new HtmlTables(ByteSource.of(source.name(), text), grid.headerRows() > 0);
    }

    /// The cells of a table in their new form.
    private static final class Cells {
        /// What spans repeat may be this part of the heap; the text is there three times for a moment.
        private static final int HEAP_SHARE = 16;
        private static final long MOST_CHARS = Math.clamp(
                Runtime.getRuntime().maxMemory() / HEAP_SHARE, 10_000_000, LARGEST);

        private final Grid grid;
        private final String name;
        private final StringBuilder out = new StringBuilder();
        private final DelimitedText text = new DelimitedText(out);
        private final boolean[] linked;

        Cells(Grid grid, HtmlReadOptions options, String name) {
            this.grid = grid;
            this.name = name;
            this.linked = new boolean[grid.width()];
            for (int c = 0; c < linked.length; c++) {
                linked[c] = options.links() == Links.COLUMNS && grid.hasLinks(c);
            }
        }

        byte[] text() {
            if (grid.headerRows() > 0) {
                for (int c = 0; c < linked.length; c++) {
                    String title = grid.title(c);
                    add(title, title.isEmpty() ? "" : title + "_link", c);
                }
                text.endRow();
            }
            for (int row = grid.headerRows(); row < grid.height(); row++) {
                for (int c = 0; c < linked.length; c++) {
                    add(grid.text(row, c), linked[c] ? grid.link(row, c) : "", c);
                }
                text.endRow();
            }
            return out.toString().getBytes(StandardCharsets.UTF_8);
        }

        private void add(String value, String link, int column) {
            text.field(value);
            if (linked[column]) {
                text.field(link);
            }
            if (out.length() > MOST_CHARS) {
                throw new DataException(name + ": the cells of the table, those that span several in each, "
                        + "hold more than " + MOST_CHARS / 1_000_000 + " MB of text");
            }
        }
    }

    /// How the text is read.
    public CsvReadOptions options(HtmlReadOptions options) {
        CsvReadOptions text = options.text()
                .withCharset(StandardCharsets.UTF_8)
                .withDelimiter(',')
                .withQuote('"');
        return hasHeader && text.header() == Header.GUESS ? text.withHeader(Header.FIRST_ROW) : text;
    }

    private static Document page(ByteSource source, HtmlReadOptions options) {
        try {
            String kind = BinaryFiles.kind(TextBytes.head(source, BinaryFiles.HEAD));
            if (kind != null) {
                throw new DataException(source.name() + " is no web page: it is " + kind);
            }
            long length = source.length();
            if (length > LARGEST) {
                throw new DataException(source.name() + " is larger than " + LARGEST / 1_000_000 + " MB");
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) length);
            while (bytes.hasRemaining() && source.read(bytes.position(), bytes) >= 0) {
                // until all is there
            }
            Charset charset = options.text().charset();
            return Jsoup.parse(new ByteArrayInputStream(bytes.array(), 0, bytes.position()),
                    charset == null ? null : charset.name(), "");
        } catch (IOException e) {
            throw ByteSources.failed("read", source.name(), e);
        }
    }

    private static Element table(String name, Document page, HtmlReadOptions options) {
        List<Element> tables = candidates(page, options).stream()
                .filter(table -> options.containing() == null || table.text().contains(options.containing()))
                .toList();
        if (options.index() < tables.size()) {
            return tables.get(options.index());
        }
        throw new DataException(name + " has " + (tables.isEmpty()
                ? "no table"
                : "no table at index "
                        + options.index() + " among the " + tables.size())
                + (options.selector() == null ? "" : " that \"" + options.selector() + "\" finds")
                + (options.containing() == null ? "" : " that contains \"" + options.containing() + "\"")
                + "; the page has " + page.select("table").size() + " tables");
    }

    private static Elements candidates(Document page, HtmlReadOptions options) {
        String selector = options.selector();
        if (selector == null) {
            return page.select("table");
        }
        try {
            Elements found = new Elements();
            for (Element element : page.select(selector)) {
                for (Element table : element.select("table")) {
                    if (!found.contains(table)) {
                        found.add(table);
                    }
                }
            }
            return found;
        } catch (SelectorParseException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"" + selector + "\" is no CSS selector: " + e.getMessage(), e);
        }
    }
}
