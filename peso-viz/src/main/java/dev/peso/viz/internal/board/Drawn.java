package dev.peso.viz.internal.board;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.Column;
import dev.peso.Dataset;
import dev.peso.viz.internal.data.AltText;
import dev.peso.viz.internal.data.Plotter;
import dev.peso.viz.internal.html.HtmlWriter;
import dev.peso.viz.internal.layout.Layouter;
import dev.peso.viz.internal.layout.Picture;
import dev.peso.viz.internal.mark.Drawing;
import dev.peso.viz.internal.mark.ViewState;
import dev.peso.viz.internal.scale.NumberText;
import dev.peso.viz.internal.spec.ChartSpec;
import dev.peso.viz.internal.spec.Frame;

/// A tile with the rows that fit the filters, ready to be shown.
sealed interface Drawn {
    /// A chart, in the frame that it has for all rows.
    record Chart(Picture picture, HtmlWriter.Names names) implements Drawn {}

    /// A value and what it is.
    record Figure(String title, String value) implements Drawn {}

    /// Some rows as texts.
    ///
    /// @param numbers whether a column is one of numbers
    /// @param more how many rows are not shown
    record Rows(String title, List<String> head, List<Boolean> numbers, List<List<String>> rows,
            long more) implements Drawn {}

    static Drawn of(Board board, Tile tile, Filters filters) {
        return switch (tile) {
            case Tile.Chart(ChartSpec spec, List<Dataset> data) -> chart(board, spec, data, filters);
            case Tile.Figure(String title, Dataset source, var value) -> {
                Column column = filters.of(source).agg(value.as("value")).collect().column("value");
                yield new Figure(title, cell(column, 0));
            }
            case Tile.Rows(String title, Dataset source, int most) -> rows(title, filters.of(source), most);
        };
    }

    private static Drawn chart(Board board, ChartSpec spec, List<Dataset> data, Filters filters) {
        ChartSpec themed = spec.with(spec.frame().with(edit -> {
            edit.theme = board.theme();
            if (edit.width == Frame.NONE.width() && edit.height == Frame.NONE.height()) {
                // A chart of which no size was asked gets that of its tile, so that its words stay readable.
                edit.width = Math.max(320, 1400 / Math.min(3, board.columns()) - 40);
                edit.height = Math.clamp(Math.round(edit.width * 0.7), 260, 420);
            }
        }));
        Drawing drawing = filters.choices().isEmpty()
                ? Plotter.plot(themed, data)
                : Plotter.plot(themed, data, data.stream().map(filters::of).toList());
        Picture picture = Layouter.layout(drawing, themed.frame(), AltText.title(themed, drawing),
                AltText.of(themed, drawing), ViewState.FIRST);
        return new Chart(picture, HtmlWriter.Names.of(themed, drawing));
    }

    static Rows rows(String title, Dataset data, int most) {
        Dataset first = data.limit(most).collect();
        List<Column> columns = first.schema().names().stream().map(first::column).toList();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < first.count(); i++) {
            int row = i;
            rows.add(columns.stream().map(column -> cell(column, row)).toList());
        }
        return new Rows(title, first.schema().names(),
                columns.stream().map(column -> column.type().isNumeric()).toList(), rows,
                data.count() - rows.size());
    }

    private static String cell(Column column, long row) {
        @Nullable
        Object value = column.get(row);
        return switch (value) {
            case null -> "";
            case Double number -> NumberText.brief(number);
            case Float number -> NumberText.brief(number);
            case Number number when Math.abs(number.doubleValue()) >= 1e4 && column.type().isNumeric() ->
                NumberText.fixed(number.doubleValue(), 0);
            default -> value.toString();
        };
    }
}
