package dev.peso.viz.internal.board;

import java.util.ArrayList;
import java.util.List;

import dev.peso.viz.internal.font.Fonts;
import dev.peso.viz.internal.scene.Box;
import dev.peso.viz.internal.scene.Node;
import dev.peso.viz.internal.scene.Scene;
import dev.peso.viz.internal.scene.Shift;
import dev.peso.viz.internal.scene.Style;
import dev.peso.viz.internal.scene.TextStyle;

/// Lays a dashboard out on one sheet: its title, the filters in words, the tiles in rows.
public final class BoardSheet {
    private static final double MARGIN = 24;
    private static final double GAP = 16;
    private static final double WIDE = 720;
    private static final double TEXT = 13;
    private static final double LINE = 20;

    private final Board board;
    private final List<Node> nodes = new ArrayList<>();

    private BoardSheet(Board board) {
        this.board = board;
    }

    /// The sheet.
    public static Scene of(Board board, List<Control> controls) {
        return new BoardSheet(board).scene(controls);
    }

    private Scene scene(List<Control> controls) {
        List<Block> blocks = board.tiles()
                .stream()
                .map(tile -> block(Drawn.of(board, tile, board.filters())))
                .toList();
        int columns = Math.min(board.columns(), Math.max(1, blocks.size()));
        double wide = blocks.stream().mapToDouble(Block::width).max().orElse(WIDE);
        double width = 2 * MARGIN + columns * wide + (columns - 1) * GAP;
        double y = MARGIN;
        text(MARGIN, y + 24 * Fonts.ASCENT, Fonts.fit(board.title(), 24, true, width - 2 * MARGIN), 24, true);
        y += 36;
        List<String> filters = board.filters().described(Control.kinds(controls));
        for (String filter : filters) {
            text(MARGIN, y + TEXT * Fonts.ASCENT, Fonts.fit(filter, TEXT, false, width - 2 * MARGIN), TEXT,
                    false);
            y += LINE;
        }
        y += 8;
        for (int row = 0; row * columns < blocks.size(); row++) {
            List<Block> beside = blocks.subList(row * columns, Math.min(blocks.size(), (row + 1) * columns));
            for (int c = 0; c < beside.size(); c++) {
                nodes.addAll(Shift.by(MARGIN + c * (wide + GAP), y, beside.get(c).nodes()));
            }
            y += beside.stream().mapToDouble(Block::height).max().orElse(0) + GAP;
        }
        return new Scene(width, y - GAP + MARGIN, board.title(),
                filters.isEmpty() ? "all rows" : String.join("; ", filters), board.theme().background(),
                nodes);
    }

    private record Block(double width, double height, List<Node> nodes) {}

    private Block block(Drawn drawn) {
        return switch (drawn) {
            case Drawn.Chart(var picture, var _) -> new Block(picture.scene().width(),
                    picture.scene().height(), picture.scene().nodes());
            case Drawn.Figure(String title, String value) -> new Block(240, 84,
                    List.of(node(0, 18, Fonts.fit(title, TEXT, false, 240), TEXT, false),
                            node(0, 62, value, 34, true)));
            case Drawn.Rows rows -> rows(rows);
        };
    }

    private Block rows(Drawn.Rows rows) {
        List<Node> made = new ArrayList<>(List.of(node(0, 18, rows.title(), TEXT, true)));
        double x = 0;
        for (int c = 0; c < rows.head().size(); c++) {
            List<String> cells = new ArrayList<>(List.of(rows.head().get(c)));
            int column = c;
            rows.rows().forEach(row -> cells.add(row.get(column)));
            double wide = Math.min(200,
                    cells.stream().mapToDouble(each -> Fonts.width(each, 11, true)).max().orElse(0));
            for (int r = 0; r < cells.size(); r++) {
                String shown = Fonts.fit(cells.get(r), 11, r == 0, wide + 1);
                double shift = rows.numbers().get(c) ? wide - Fonts.width(shown, 11, r == 0) : 0;
                made.add(node(x + shift, 40 + r * 16.0, shown, 11, r == 0));
            }
            x += wide + 14;
        }
        double height = 40 + 16.0 * rows.rows().size() + 12;
        made.add(new Node.Rect(new Box(0, 44, Math.max(1, x - 14), 1), Style.fill(board.theme().grid(), 1)));
        if (rows.more() > 0) {
            made.add(node(0, height + 4, "and " + rows.more() + " more rows", 11, false));
            height += 20;
        }
        return new Block(x, height, made);
    }

    private void text(double x, double y, String text, double size, boolean bold) {
        nodes.add(node(x, y, text, size, bold));
    }

    private Node node(double x, double y, String text, double size, boolean bold) {
        return new Node.Text(x, y, text, new TextStyle(size, bold, board.theme().text()), Node.Anchor.START,
                0);
    }
}
