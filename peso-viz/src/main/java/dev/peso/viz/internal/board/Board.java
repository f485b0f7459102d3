package dev.peso.viz.internal.board;

import java.util.List;

import dev.peso.viz.Theme;

/// What a dashboard is made of.
///
/// @param controls columns a reader can filter by
/// @param columns how many tiles stand beside one another
/// @param filters what is chosen at first
/// @param formats of the columns of tables and filters
public record Board(String title, List<Tile> tiles, List<String> controls, int columns, Theme theme,
        Filters filters, Formats formats) {
    public Board {
        tiles = List.copyOf(tiles);
        controls = List.copyOf(controls);
    }

    public Board withTiles(List<Tile> others) {
        return new Board(title, others, controls, columns, theme, filters, formats);
    }

    public Board withControls(List<String> others) {
        return new Board(title, tiles, others, columns, theme, filters, formats);
    }

    public Board withColumns(int other) {
        return new Board(title, tiles, controls, other, theme, filters, formats);
    }

    public Board withTheme(Theme other) {
        return new Board(title, tiles, controls, columns, other, filters, formats);
    }

    public Board withFilters(Filters others) {
        return new Board(title, tiles, controls, columns, theme, others, formats);
    }

    public Board withFormats(Formats others) {
        return new Board(title, tiles, controls, columns, theme, filters, others);
    }
}
