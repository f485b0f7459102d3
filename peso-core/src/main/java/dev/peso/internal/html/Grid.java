package dev.peso.internal.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

import dev.peso.DataException;

/// The cells of a table by row and column, each where the page shows it: cells that span several are in each of them.
final class Grid {
    private static final int MOST_CELLS = 20_000_000;
    private static final int WIDEST_SPAN = 1_000;

    private final String name;
    private final List<List<@Nullable Cell>> rows = new ArrayList<>();
    private int width;
    private int headerRows;
    private long cells;

    private Grid(String name) {
        this.name = name;
    }

    static Grid of(Element table, String name) {
        Grid grid = new Grid(name);
        List<Element> head = new ArrayList<>();
        List<Element> body = new ArrayList<>();
        List<Element> foot = new ArrayList<>();
        for (Element part : table.children()) {
            switch (part.normalName()) {
                case "tr" -> body.add(part);
                case "thead" -> addRows(part, head);
                case "tfoot" -> addRows(part, foot);
                case "tbody" -> addRows(part, body);
                default -> {
                    // captions, column groups
                }
            }
        }
        grid.addSection(head);
        grid.headerRows = grid.rows.size();
        grid.addSection(body);
        grid.addSection(foot);
        if (head.isEmpty()) {
            while (grid.headerRows < grid.rows.size() && grid.isHeader(grid.rows.get(grid.headerRows))) {
                grid.headerRows++;
            }
        }
        if (grid.headerRows == grid.rows.size() && head.isEmpty()) {
            grid.headerRows = Math.min(1, grid.rows.size());
        }
        return grid;
    }

    private static void addRows(Element section, List<Element> rows) {
        for (Element row : section.children()) {
            if (row.normalName().equals("tr")) {
                rows.add(row);
            }
        }
    }

    /// Rows whose cells may span others of the same section only.
    private void addSection(List<Element> section) {
        int first = rows.size();
        for (int i = 0; i < section.size(); i++) {
            rows.add(new ArrayList<>());
        }
        for (int i = 0; i < section.size(); i++) {
            int column = 0;
            for (Element cell : section.get(i).children()) {
                if (cell.normalName().equals("td") || cell.normalName().equals("th")) {
                    List<@Nullable Cell> row = rows.get(first + i);
                    while (column < row.size() && row.get(column) != null) {
                        column++;
                    }
                    int across = Math.clamp(span(cell, "colspan"), 1, WIDEST_SPAN);
                    int down = span(cell, "rowspan") == 0
                            ? section.size()
                            : Math.max(1, span(cell, "rowspan"));
                    put(new Cell(cell), first + i, column, Math.min(down, section.size() - i), across);
                    column += across;
                }
            }
        }
    }

    private void put(Cell cell, int top, int left, int down, int across) {
        for (int r = top; r < top + down; r++) {
            List<@Nullable Cell> row = rows.get(r);
            cells += across + Math.max(0, left - row.size());
            if (cells > MOST_CELLS) {
                throw new DataException(name + ": the table spans more than " + MOST_CELLS + " cells");
            }
            while (row.size() < left + across) {
                row.add(null);
            }
            for (int c = left; c < left + across; c++) {
                if (row.get(c) == null) {
                    row.set(c, cell);
                }
            }
            width = Math.max(width, row.size());
        }
    }

    private static int span(Element cell, String attribute) {
        try {
            return Integer.parseInt(cell.attr(attribute).strip());
        } catch (NumberFormatException e) {
            return 1; // as browsers do
        }
    }

    private boolean isHeader(List<@Nullable Cell> row) {
        return !row.isEmpty()
                && row.stream().allMatch(cell -> cell == null || cell.element.normalName().equals("th"));
    }

    int width() {
        return width;
    }

    int height() {
        return rows.size();
    }

    int headerRows() {
        return headerRows;
    }

    private @Nullable Cell cell(int row, int column) {
        List<@Nullable Cell> all = rows.get(row);
        return column < all.size() ? all.get(column) : null;
    }

    String text(int row, int column) {
        Cell cell = cell(row, column);
        return cell == null ? "" : cell.text();
    }

    /// The names that the header rows give, joined by spaces.
    String title(int column) {
        StringBuilder title = new StringBuilder();
        Cell above = null;
        for (int row = 0; row < headerRows; row++) {
            Cell cell = cell(row, column);
            if (!Objects.equals(cell, above) && !text(row, column).isEmpty()) {
                title.append(title.isEmpty() ? "" : " ").append(text(row, column));
            }
            above = cell;
        }
        return title.toString();
    }

    boolean hasLinks(int column) {
        for (int row = headerRows; row < rows.size(); row++) {
            if (!link(row, column).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /// Where the first link of a cell leads, as the page writes it.
    String link(int row, int column) {
        Cell cell = cell(row, column);
        return cell == null ? "" : cell.link();
    }

    /// A cell of the page, whose text is put together once, wherever the cell is shown.
    private static final class Cell {
        private final Element element;
        private @Nullable String text;
        private @Nullable String link;

        Cell(Element element) {
            this.element = element;
        }

        String text() {
            String known = text;
            if (known == null) {
                known = element.text().replace('\u00A0', ' ').strip();
                text = known;
            }
            return known;
        }

        String link() {
            String known = link;
            if (known == null) {
                Element first = element.selectFirst("a[href]");
                known = first == null ? "" : first.attr("href");
                link = known;
            }
            return known;
        }
    }
}
