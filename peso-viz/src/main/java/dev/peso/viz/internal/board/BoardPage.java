package dev.peso.viz.internal.board;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.Expr;
import dev.peso.viz.internal.font.LongText;
import dev.peso.viz.internal.geo.Countries;
import dev.peso.viz.internal.geo.World;
import dev.peso.viz.internal.html.HtmlWriter;
import dev.peso.viz.internal.html.JsonText;
import dev.peso.viz.internal.scale.NumberText;
import dev.peso.viz.internal.scale.ValueFormat;
import dev.peso.viz.internal.spec.Channel;
import dev.peso.viz.internal.svg.Escape;

/// Writes a dashboard as a page.
public final class BoardPage {
    private final Board board;
    private final List<Control> controls;
    private final StringBuilder out = new StringBuilder(1 << 17);

    private BoardPage(Board board, List<Control> controls) {
        this.board = board;
        this.controls = controls;
    }

    /// The page.
    ///
    /// @param live whether a server answers the filters; else the page does, as far as it has the data
    public static String write(Board board, List<Control> controls, boolean live) {
        BoardPage page = new BoardPage(board, controls);
        page.body(live);
        return HtmlWriter.board(board.title(), board.theme(), page.out, live);
    }

    /// What is in a tile.
    static String tile(Board board, int index, Filters filters) {
        BoardPage page = new BoardPage(board, List.of());
        page.content(index, Drawn.of(board, board.tiles().get(index), filters));
        return page.out.toString();
    }

    private void body(boolean live) {
        out.append("<main class=\"board\"").append(live ? " data-live=\"true\"" : "").append(">\n<h1>");
        Escape.append(out, board.title());
        out.append("</h1>\n");
        if (!controls.isEmpty()) {
            out.append("<form class=\"controls\" aria-label=\"Filters\">\n");
            controls.forEach(each -> control(each, live));
            out.append("<button type=\"reset\">Clear filters</button>\n</form>\n");
        }
        out.append("<p class=\"active\" aria-live=\"polite\"></p>\n<div class=\"tiles c")
                .append(Math.min(6, board.columns()))
                .append("\">\n");
        for (int i = 0; i < board.tiles().size(); i++) {
            out.append("<section class=\"tile\" id=\"tile-").append(i).append("\">\n");
            Drawn drawn = Drawn.of(board, board.tiles().get(i), live ? board.filters() : Filters.NONE);
            content(i, drawn);
            out.append("</section>\n");
        }
        out.append("</div>\n</main>\n");
        if (!live && !controls.isEmpty()) {
            out.append("<script type=\"application/json\" id=\"cubes\">[");
            for (int i = 0; i < board.tiles().size(); i++) {
                out.append(i == 0 ? "" : ",\n");
                CubeWriter.write(out, board, board.tiles().get(i), controls);
            }
            out.append("]</script>\n");
        }
    }

    private void control(Control control, boolean live) {
        out.append("<fieldset data-column=\"");
        Escape.append(out, control.column());
        Filters.Choice chosen = board.filters().choices().get(control.column());
        switch (control) {
            case Control.Names(String column, List<String> names, boolean all) -> {
                boolean mapped = isMapped(column);
                out.append("\" data-kind=\"names\"><legend>");
                Escape.append(out, column);
                out.append("</legend>\n");
                for (String name : names) {
                    boolean on = !(chosen instanceof Filters.Names(List<String> kept)) || kept.contains(name);
                    out.append("<label><input type=\"checkbox\" value=\"");
                    // A server looks for the whole name.
                    Escape.append(out, live ? name : LongText.cut(name));
                    String country = mapped ? country(name) : null;
                    if (country != null) {
                        out.append("\" data-country=\"");
                        Escape.append(out, country);
                    }
                    out.append(on ? "\" checked> " : "\"> ");
                    Escape.append(out, LongText.brief(name));
                    out.append("</label>\n");
                }
                out.append(all ? "" : "<span class=\"note\">the most frequent ones</span>\n");
            }
            case Control.Range range -> {
                out.append("\" data-kind=\"range\" data-scale=\"").append(range.kind().name());
                out.append("\" data-low=\"")
                        .append(range.low())
                        .append("\" data-high=\"")
                        .append(range.high());
                out.append("\" data-unit=\"").append(range.unit());
                ValueFormat format = board.formats().of(range.column());
                if (format != null) {
                    out.append("\" data-format=\"");
                    Escape.append(out, JsonText.format(format));
                }
                out.append("\"><legend>");
                Escape.append(out, range.column());
                out.append("</legend>\n");
                Filters.Range given = chosen instanceof Filters.Range some ? some : null;
                slider("from", range, range.low(), given == null ? null : given.low());
                slider("to", range, range.high(), given == null ? null : given.high());
                out.append("<output></output>\n");
            }
        }
        out.append("</fieldset>\n");
    }

    /// Whether a map shows the countries of a column, however they are spelt there.
    private boolean isMapped(String column) {
        return board.tiles()
                .stream()
                .filter(Tile.Chart.class::isInstance)
                .flatMap(each -> ((Tile.Chart) each).spec().layers().stream())
                .map(each -> each.channel(Channel.COUNTRY))
                .anyMatch(each -> each != null && each.toString().equals(Expr.col(column).toString()));
    }

    /// What a map calls a country, or null if it does not have it.
    private static @Nullable String country(String name) {
        int country = Countries.find(name);
        int area = country < 0 ? -1 : World.area(country);
        return area < 0 ? null : World.atlas().names().get(area);
    }

    /// A slider at an end that is given, which may lie between its steps, or at one of its own ends.
    private void slider(String label, Control.Range range, double end, @Nullable Double given) {
        out.append("<input type=\"range\" min=\"0\" max=\"").append(range.steps()).append("\" value=\"");
        out.append(Math.clamp(range.step(given == null ? end : given), 0, range.steps()));
        if (given != null && Double.isFinite(given)) {
            out.append("\" data-exact=\"").append(given.doubleValue());
        }
        out.append("\" aria-label=\"").append(label).append("\">\n");
    }

    private void content(int index, Drawn drawn) {
        switch (drawn) {
            case Drawn.Chart(var picture, var names) ->
                HtmlWriter.figure(out, picture, board.theme(), names, "t" + index + "-");
            case Drawn.Figure(String title, String value) -> {
                heading(title);
                out.append("<p class=\"kpi\">");
                Escape.append(out, value);
                out.append("</p>\n");
            }
            case Drawn.Rows rows -> rows(rows);
        }
    }

    private void heading(String title) {
        out.append("<h2>");
        Escape.append(out, title);
        out.append("</h2>\n");
    }

    private void rows(Drawn.Rows rows) {
        heading(rows.title());
        out.append("<div class=\"scroll\" tabindex=\"0\"><table class=\"rows\"><thead><tr>");
        for (int i = 0; i < rows.head().size(); i++) {
            out.append(rows.numbers().get(i) ? "<th class=\"number\">" : "<th>");
            Escape.append(out, rows.head().get(i));
            out.append("</th>");
        }
        out.append("</tr></thead><tbody>\n");
        for (List<String> row : rows.rows()) {
            out.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                out.append(rows.numbers().get(i) ? "<td class=\"number\">" : "<td>");
                Escape.append(out, row.get(i));
                out.append("</td>");
            }
            out.append("</tr>\n");
        }
        out.append("</tbody></table></div>\n");
        out.append("<p class=\"note more\">")
                .append(rows.more() > 0
                        ? "and " + NumberText.fixed((double) rows.more(), 0) + " more rows"
                        : "")
                .append("</p>\n");
    }

    /// An event for the page: the number of a tile and what is in it now.
    static String event(int index, String html) {
        StringBuilder event = new StringBuilder("{\"tile\":").append(index).append(",\"html\":");
        JsonText.string(event, html);
        return event.append('}').toString();
    }
}
