package dev.peso.viz.internal.board;

import java.util.ArrayList;
import java.util.List;

import dev.peso.Column;
import dev.peso.Dataset;
import dev.peso.viz.internal.data.AltText;
import dev.peso.viz.internal.data.Plotter;
import dev.peso.viz.internal.html.HtmlWriter;
import dev.peso.viz.internal.layout.Layouter;
import dev.peso.viz.internal.layout.Picture;
import dev.peso.viz.internal.mark.Drawing;
import dev.peso.viz.internal.mark.ViewState;
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
            case Tile.Figure(String title, Dataset source, var value, var format) -> {
                Column column = filters.of(source).agg(value.as("value")).collect().column("value");
                yield new Figure(title, Formats.texts(column, format)[0]);
            }
            case Tile.Rows(String title, Dataset source, int most) ->
                rows(title, filters.of(source), most, board.formats());
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

    static Rows rows(String title, Dataset data, int most, Formats formats) {
        Dataset first = data.limit(most).collect();
        formats.check(first.schema());
        List<Column> columns = first.schema().names().stream().map(first::column).toList();
        List<String[]> texts = columns.stream()
                .map(column -> Formats.texts(column, formats.of(column.name())))
                .toList();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < first.count(); i++) {
            int row = i;
            rows.add(texts.stream().map(column -> column[row]).toList());
        }
        return new Rows(title, first.schema().names(),
                columns.stream().map(column -> column.type().isNumeric()).toList(), rows,
                data.count() - rows.size());
    }
}
