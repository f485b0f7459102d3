package dev.peso.internal.excel;

import java.io.IOException;
import java.util.List;

/// A workbook of either kind.
interface Workbook {
    /// The names of its sheets with cells, in their order.
    List<String> sheets();

    Serials serials();

    SheetRows open(int sheet) throws IOException;

    /// The cells of a sheet that are merged into one, whose value the first of them holds.
    List<Area> merged(int sheet) throws IOException;
}
