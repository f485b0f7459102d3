package dev.peso.viz.internal.board;

import java.util.List;

import dev.peso.viz.Theme;

/// What a dashboard is made of.
///
/// @param controls columns a reader can filter by
/// @param columns how many tiles stand beside one another
/// @param filters what is chosen at first
public record Board(String title, List<Tile> tiles, List<String> controls, int columns, Theme theme,
        Filters filters) {
    public Board {
        tiles = List.copyOf(tiles);
        controls = List.copyOf(controls);
    }
}
