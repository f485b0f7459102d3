package dev.peso.viz.internal.board;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.peso.viz.internal.font.Fonts;
import dev.peso.viz.internal.font.Lacking;
import dev.peso.viz.internal.scale.NumberText;
import dev.peso.viz.internal.scene.Box;
import dev.peso.viz.internal.scene.Node;
import dev.peso.viz.internal.scene.Scene;
import dev.peso.viz.internal.scene.Shift;
import dev.peso.viz.internal.scene.Style;
import dev.peso.viz.internal.scene.TextStyle;

/// Lays a dashboard out on paper: its title, the filters in words, the tiles in rows. One sheet is as high as it must be;
/// pages are all of one size, and a table that does not fit one goes on on the next, under its header.
public final class BoardSheet {
    private static final double MARGIN = 24;
    private static final double GAP = 16;
    private static final double WIDE = 720;
    private static final double TEXT = 13;
    private static final double LINE = 20;
    /// Height by width of a page, as of A4.
    private static final double SHAPE = Math.sqrt(2);
    private static final double FOOT = 24;
    /// A table is begun on a page that has room for a few of its rows.
    private static final double LEAST = 160;

    private final Board board;
    private final List<String> filters;
    /// Below the filters, or nothing.
    private final String note;
    private final List<List<Block>> rows = new ArrayList<>();
    private final double wide;
    private final double width;
    private final List<List<Node>> pages = new ArrayList<>();
    /// Down to where a page may be filled.
    private double bottom = Double.POSITIVE_INFINITY;
    private double y;

    private BoardSheet(Board board, List<Control> controls, String note) {
        this.board = board;
        this.note = note;
        this.filters = board.filters().described(Control.kinds(controls), board.formats());
        List<Block> blocks = board.tiles()
                .stream()
                .map(tile -> block(Drawn.of(board, tile, board.filters())))
                .toList();
        int columns = Math.min(board.columns(), Math.max(1, blocks.size()));
        for (int from = 0; from < blocks.size(); from += columns) {
            rows.add(blocks.subList(from, Math.min(blocks.size(), from + columns)));
        }
        this.wide = blocks.stream().mapToDouble(Block::width).max().orElse(WIDE);
        this.width = 2 * MARGIN + columns * wide + (columns - 1) * GAP;
    }

    /// All of it on one sheet.
    public static Scene of(Board board, List<Control> controls) {
        return new BoardSheet(board, controls, "").sheet();
    }

    /// One sheet if it is not much higher than wide, else numbered pages. They say how many letters the fonts lack.
    public static List<Scene> pages(Board board, List<Control> controls) {
        List<Scene> pages = pages(board, controls, "");
        String note = Lacking.note(pages.stream().flatMap(page -> page.nodes().stream()).toList());
        return note.isEmpty() ? pages : pages(board, controls, note);
    }

    private static List<Scene> pages(Board board, List<Control> controls, String note) {
        BoardSheet sheet = new BoardSheet(board, controls, note);
        Scene whole = sheet.sheet();
        return whole.height() <= sheet.width * SHAPE ? List.of(whole) : sheet.pages();
    }

    private Scene sheet() {
        rows.forEach(this::place);
        return scene(page(), (rows.isEmpty() ? y : y - GAP) + MARGIN);
    }

    private List<Scene> pages() {
        double highest = rows.stream()
                .flatMap(List::stream)
                .filter(each -> each.table == null)
                .mapToDouble(Block::height)
                .max()
                .orElse(0);
        pages.clear();
        bottom = Double.POSITIVE_INFINITY;
        double head = page().isEmpty() ? 0 : y;
        double height = Math.max(width * SHAPE, head + highest + MARGIN + FOOT);
        bottom = height - MARGIN - FOOT;
        for (List<Block> row : rows) {
            List<Block> left = row;
            while (!left.isEmpty()) {
                left = placeSome(left);
            }
        }
        List<Scene> scenes = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            String number = "page " + (i + 1) + " of " + pages.size();
            pages.get(i)
                    .add(node(width - MARGIN - Fonts.width(number, 11, false), height - MARGIN, number, 11,
                            false));
            scenes.add(scene(pages.get(i), height));
        }
        return scenes;
    }

    private Scene scene(List<Node> nodes, double height) {
        return new Scene(width, height, board.title(),
                filters.isEmpty() ? "all rows" : String.join("; ", filters),
                board.theme().background(), nodes);
    }

    /// The page that is being filled; the first one begins with the title and the filters.
    private List<Node> page() {
        if (pages.isEmpty()) {
            y = MARGIN;
            List<Node> first = begin();
            first.add(node(MARGIN, y + 24 * Fonts.ASCENT,
                    Fonts.fit(board.title(), 24, true, width - 2 * MARGIN), 24,
                    true));
            y += 36;
            for (String line : lines()) {
                first.add(node(MARGIN, y + TEXT * Fonts.ASCENT,
                        Fonts.fit(line, TEXT, false, width - 2 * MARGIN),
                        TEXT, false));
                y += LINE;
            }
            y += 8;
        }
        return pages.getLast();
    }

    private List<String> lines() {
        return note.isEmpty() ? filters : Stream.concat(filters.stream(), Stream.of(note)).toList();
    }

    private List<Node> begin() {
        pages.add(new ArrayList<>());
        y = MARGIN;
        return pages.getLast();
    }

    private void place(List<Block> row) {
        List<Node> nodes = page();
        for (int c = 0; c < row.size(); c++) {
            nodes.addAll(Shift.by(MARGIN + c * (wide + GAP), y, row.get(c).nodes()));
        }
        y += height(row) + GAP;
    }

    private static double height(List<Block> row) {
        return row.stream().mapToDouble(Block::height).max().orElse(0);
    }

    /// Places what there is room for, and returns what is left for the next page.
    private List<Block> placeSome(List<Block> row) {
        page();
        double room = bottom - y;
        boolean fresh = pages.size() > 1 && y <= MARGIN;
        if (height(row) <= room) {
            place(row);
            return List.of();
        }
        boolean others = row.stream().anyMatch(each -> each.table == null && each.height > room);
        if (!fresh && (others || room < LEAST)) {
            begin();
            return row;
        }
        List<Block> now = new ArrayList<>();
        List<Block> later = new ArrayList<>();
        for (Block block : row) {
            Table table = block.table;
            boolean whole = table == null || block.height <= room;
            now.add(table == null || whole ? block : table(table.rows, table.from, table.fitting(room)));
            later.add(table == null || whole
                    ? new Block(block.width, 0, List.of(), null)
                    : table(table.rows, table.fitting(room), table.rows.rows().size()));
        }
        place(now);
        begin();
        return later;
    }

    /// A tile in its own coordinates.
    ///
    /// @param table what can be broken into several, or null
    private record Block(double width, double height, List<Node> nodes, @Nullable Table table) {}

    /// Rows of a table from one on.
    private record Table(Drawn.Rows rows, int from) {
        static final double HEAD = 40;
        static final double ROW = 16;

        /// Up to which row there is room.
        int fitting(double room) {
            return Math.min(rows.rows().size(), from + Math.max(1, (int) ((room - HEAD - 40) / ROW)));
        }
    }

    private Block block(Drawn drawn) {
        return switch (drawn) {
            case Drawn.Chart(var picture, var _) -> new Block(picture.scene().width(),
                    picture.scene().height(), picture.scene().nodes(), null);
            case Drawn.Figure(String title, String value) -> new Block(240, 84,
                    List.of(node(0, 18, Fonts.fit(title, TEXT, false, 240), TEXT, false),
                            node(0, 62, value, 34, true)),
                    null);
            case Drawn.Rows rows -> table(rows, 0, rows.rows().size());
        };
    }

    private Block table(Drawn.Rows rows, int from, int to) {
        List<Node> made = new ArrayList<>(
                List.of(node(0, 18, rows.title() + (from == 0 ? "" : ", continued"), TEXT, true)));
        double x = 0;
        for (int c = 0; c < rows.head().size(); c++) {
            int column = c;
            double broadest = Math.max(Fonts.width(rows.head().get(c), 11, true),
                    rows.rows()
                            .stream()
                            .mapToDouble(row -> Fonts.width(row.get(column), 11, true))
                            .max()
                            .orElse(0));
            double cell = Math.min(200, broadest);
            boolean right = rows.numbers().get(c);
            made.add(cell(rows.head().get(c), x, Table.HEAD, cell, right, true));
            for (int r = from; r < to; r++) {
                made.add(cell(rows.rows().get(r).get(c), x, Table.HEAD + (r - from + 1) * Table.ROW, cell,
                        right,
                        false));
            }
            x += cell + 14;
        }
        double height = Table.HEAD + Table.ROW * (to - from) + 12;
        made.add(new Node.Rect(new Box(0, 44, Math.max(1, x - 14), 1), Style.fill(board.theme().grid(), 1)));
        if (rows.more() > 0 && to == rows.rows().size()) {
            made.add(node(0, height + 4, "and " + NumberText.fixed((double) rows.more(), 0) + " more rows",
                    11, false));
            height += 20;
        }
        return new Block(x, height, made, new Table(rows, from));
    }

    private Node cell(String text, double x, double y, double wide, boolean right, boolean bold) {
        String shown = Fonts.fit(text, 11, bold, wide + 1);
        double shift = right ? wide - Fonts.width(shown, 11, bold) : 0;
        return node(x + shift, y, shown, 11, bold);
    }

    private Node node(double x, double y, String text, double size, boolean bold) {
        return new Node.Text(x, y, text, new TextStyle(size, bold, board.theme().text()), Node.Anchor.START,
                0);
    }
}
