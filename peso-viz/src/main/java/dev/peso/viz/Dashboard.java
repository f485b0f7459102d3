package dev.peso.viz;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.peso.DataAccessException;
import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.viz.internal.board.Board;
import dev.peso.viz.internal.board.BoardPage;
import dev.peso.viz.internal.board.BoardSheet;
import dev.peso.viz.internal.board.Control;
import dev.peso.viz.internal.board.Filters;
import dev.peso.viz.internal.board.Formats;
import dev.peso.viz.internal.board.Tile;
import dev.peso.viz.internal.pdf.PdfWriter;
import dev.peso.viz.internal.scale.ValueFormat;
import dev.peso.viz.internal.svg.SvgWriter;

/// Charts, values and tables on one page, with filters that they share: a page of its own that works offline, a sheet of
/// paper, or a server that draws from the data.
///
/// A filter concerns every tile whose data has its column. Selecting a part of a chart along such a column, or clicking on
/// a bar that stands at one of its names, moves the filter, so that all other tiles follow.
///
/// Dashboards are immutable: each method gives a new one, and may be shared between threads.
///
/// {@snippet file="dev/peso/viz/DashboardSnippets.java" region="dashboard"}
public final class Dashboard {
    private static final int MOST_COLUMNS = 6;

    private final Board board;

    Dashboard(Board board) {
        this.board = board;
    }

    /// An empty dashboard.
    ///
    /// @param title stands above it
    /// @return a new dashboard
    public static Dashboard of(String title) {
        return new Dashboard(new Board(requireNonNull(title, "title"), List.of(), List.of(), 2, Theme.light(),
                Filters.NONE, Formats.NONE));
    }

    /// Adds charts, each a tile of its own, from the left to the right and down.
    ///
    /// @param charts what to add
    /// @return a new dashboard
    public Dashboard add(Chart... charts) {
        Dashboard more = this;
        for (Chart chart : charts) {
            more = more.tile(requireNonNull(chart, "charts").tile());
        }
        return more;
    }

    /// Adds a value, written large.
    ///
    /// @param title what it is
    /// @param data where it comes from
    /// @param aggregate such as `sum(revenue)`
    /// @return a new dashboard
    /// @throws dev.peso.QueryException if the data does not have what the aggregate needs
    public Dashboard value(String title, Dataset data, String aggregate) {
        return value(title, data, aggregate, (ValueFormat) null);
    }

    /// Adds a value, written large.
    ///
    /// @param title what it is
    /// @param data where it comes from
    /// @param aggregate such as `sum(revenue)`
    /// @param format how it is written
    /// @return a new dashboard
    /// @throws dev.peso.QueryException if the data does not have what the aggregate needs, or the format is one of dates for
    /// numbers or the other way round
    public Dashboard value(String title, Dataset data, String aggregate, Format format) {
        return value(title, data, aggregate, requireNonNull(format, "format").internal());
    }

    private Dashboard value(String title, Dataset data, String aggregate, @Nullable ValueFormat format) {
        requireNonNull(data, "data");
        Expr value = Expr.expr(requireNonNull(aggregate, "aggregate"));
        DataType type = data.agg(value.as("value")).schema().field("value").type();
        if (format != null) {
            Formats.check(aggregate, type, format);
        }
        return tile(new Tile.Figure(requireNonNull(title, "title"), data, value, format));
    }

    /// Adds the first rows of a dataset.
    ///
    /// @param title stands above them
    /// @param data the rows
    /// @param most how many rows are shown, 1 to 5,000
    /// @return a new dashboard
    public Dashboard table(String title, Dataset data, int most) {
        if (most < 1 || most > 5_000) {
            throw new IllegalArgumentException("a table shows 1 to 5000 rows, got " + most);
        }
        return tile(new Tile.Rows(requireNonNull(title, "title"), requireNonNull(data, "data"), most));
    }

    /// Says how a column is written in all tables and filters, whether they are added before or after; the marks of charts
    /// have formats of their own.
    ///
    /// @param column of the data of a table, or one that readers filter by; writing the dashboard fails if it is neither, or if
    /// its values are not what the format writes
    /// @param format such as [Format#money]; null values stay empty
    /// @return a new dashboard
    public Dashboard format(String column, Format format) {
        return new Dashboard(board.withFormats(board.formats()
                .with(requireNonNull(column, "column"), requireNonNull(format, "format").internal())));
    }

    /// Lets readers filter by columns: texts and booleans by their names, numbers, dates and times by their range.
    ///
    /// @param columns of the data of at least one tile each
    /// @return a new dashboard
    public Dashboard filter(String... columns) {
        List<String> all = new ArrayList<>(board.controls());
        for (String column : columns) {
            if (!all.contains(requireNonNull(column, "columns"))) {
                all.add(column);
            }
        }
        return new Dashboard(board.withControls(all));
    }

    /// Filters by a column, and lets readers change that.
    ///
    /// @param column with texts or booleans
    /// @param names the values that are shown at first; `(missing)` stands for a null
    /// @return a new dashboard
    public Dashboard only(String column, String... names) {
        return filter(column).with(board.filters().with(column, new Filters.Names(List.of(names))));
    }

    /// Filters by a range of a column, and lets readers change that.
    ///
    /// @param column with numbers, dates or timestamps
    /// @param low the lower end: a number, a `LocalDate` or a `LocalDateTime`
    /// @param high the upper end, which is shown too
    /// @return a new dashboard
    public Dashboard between(String column, Object low, Object high) {
        return filter(column).with(board.filters().with(column, new Filters.Range(end(low), end(high))));
    }

    private static double end(Object value) {
        return switch (requireNonNull(value, "end of a range")) {
            case Number number -> number.doubleValue();
            case LocalDate day -> day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
            case LocalDateTime moment -> moment.toInstant(ZoneOffset.UTC).toEpochMilli();
            default -> throw new IllegalArgumentException("the end of a range is a number, a LocalDate or a "
                    + "LocalDateTime, got " + value.getClass().getSimpleName());
        };
    }

    /// How many tiles stand beside one another.
    ///
    /// @param columns 1 to 6
    /// @return a new dashboard
    public Dashboard columns(int columns) {
        if (columns < 1 || columns > MOST_COLUMNS) {
            throw new IllegalArgumentException("columns must be in [1, 6], got " + columns);
        }
        return new Dashboard(board.withColumns(columns));
    }

    /// The colours of everything, also of the charts.
    ///
    /// @param theme such as [Theme#dark]
    /// @return a new dashboard
    public Dashboard theme(Theme theme) {
        return new Dashboard(board.withTheme(requireNonNull(theme, "theme")));
    }

    /// Writes the dashboard to a file; the ending of its name says how: `.html` for a page that works offline, `.pdf` or
    /// `.svg` for a sheet on which the active filters are written.
    ///
    /// @param path where to
    /// @throws IllegalArgumentException if there is no such format
    /// @throws DataAccessException if the file cannot be written
    public void save(String path) {
        save(Path.of(requireNonNull(path, "path")));
    }

    /// Writes the dashboard to a file; the ending of its name says how.
    ///
    /// @param path where to
    /// @throws IllegalArgumentException if there is no such format
    /// @throws DataAccessException if the file cannot be written
    public void save(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        byte[] bytes = switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> toHtml().getBytes(StandardCharsets.UTF_8);
            case "pdf" -> toPdf();
            case "svg" ->
                SvgWriter.write(BoardSheet.of(board, Control.of(board))).getBytes(StandardCharsets.UTF_8);
            default -> throw new IllegalArgumentException("cannot tell from \"" + path
                    + "\" what to write; the name of a dashboard ends in .html, .pdf or .svg");
        };
        try {
            Files.write(path, bytes);
        } catch (IOException e) {
            throw new DataAccessException("could not write " + path + ": " + e.getMessage(), e);
        }
    }

    /// The dashboard as a page that works offline: it holds what its filters need, and loads nothing. A tile whose values
    /// cannot be put together from parts, such as a median, or that would need more than 100,000 of them, is not
    /// filtered there, and says so; on a server all tiles are.
    ///
    /// @return the text
    public String toHtml() {
        return BoardPage.write(board, Control.of(board), false);
    }

    /// The dashboard as a PDF file with the active filters in words: one page, or where that would be much higher than wide,
    /// numbered pages of one size; a table that does not fit one goes on on the next. Letters that Liberation Sans lacks are empty
    /// boxes; a line below the filters says how many they are.
    ///
    /// @return the bytes
    public byte[] toPdf() {
        return PdfWriter.write(BoardSheet.pages(board, Control.of(board)));
    }

    /// Serves the dashboard to this machine; every reader has filters of their own, which the data answers.
    ///
    /// @param port to listen at, 0 for any that is free
    /// @return the running server; [DashboardServer#uri] says where
    /// @throws DataAccessException if the port is taken
    public DashboardServer serve(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is in [0, 65535], got " + port);
        }
        return new DashboardServer(handler(), port);
    }

    /// The dashboard for a web server of your own.
    ///
    /// @return a handler of requests
    public DashboardHandler handler() {
        return new DashboardHandler(board);
    }

    Board board() {
        return board;
    }

    /// The same tiles over other data.
    Dashboard over(UnaryOperator<Dataset> change) {
        return new Dashboard(
                board.withTiles(board.tiles().stream().map(tile -> tile.over(change)).toList()));
    }

    private Dashboard with(Filters filters) {
        return new Dashboard(board.withFilters(filters));
    }

    private Dashboard tile(Tile tile) {
        List<Tile> all = new ArrayList<>(board.tiles());
        all.add(tile);
        return new Dashboard(board.withTiles(all));
    }

    /// The title and how many tiles there are.
    @Override
    public String toString() {
        return "dashboard \"" + board.title() + "\" of " + board.tiles().size() + " tiles"
                + (board.controls().isEmpty() ? "" : ", filtered by " + board.controls());
    }
}
