package dev.peso.internal.parquet;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;

/// Where the pages of a row group are and what they hold, read when asked for. What is damaged counts as absent: pages can
/// be read without.
final class PageIndex {
    private static final int LONGEST = 64_000_000;

    private final FileBytes file;
    private final Meta.RowGroup group;
    private final Map<Integer, Meta.Pages> pages = new HashMap<>();

    PageIndex(FileBytes file, Meta.RowGroup group) {
        this.file = file;
        this.group = group;
    }

    /// The places of a leaf's pages if [#load] found them.
    Meta.@Nullable Pages pages(int leaf) {
        return pages.get(leaf);
    }

    /// Reads the places of a leaf's pages.
    ///
    /// @return whether there are any
    boolean load(int leaf) {
        Meta.Column column = group.columns().get(leaf);
        if (column.offsetIndexAt() < 0 || column.offsetIndexLength() <= 0
                || column.offsetIndexLength() > LONGEST) {
            return false;
        }
        try {
            byte[] bytes = file.read(column.offsetIndexAt(), column.offsetIndexLength(), "an index");
            Meta.Pages read = MetaReader.pages(bytes);
            boolean fits = read.offsets().length > 0 && read.firstRows()[0] == 0
                    && read.firstRows()[read.firstRows().length - 1] < group.rows();
            if (fits) {
                pages.put(leaf, read);
            }
            return fits;
        } catch (DataException _) {
            return false;
        }
    }

    /// The bounds of a leaf's pages, or null if there are none of use.
    Meta.@Nullable Bounds bounds(int leaf) {
        Meta.Column column = group.columns().get(leaf);
        Meta.Pages places = pages.get(leaf);
        if (places == null || column.columnIndexAt() < 0 || column.columnIndexLength() <= 0
                || column.columnIndexLength() > LONGEST) {
            return null;
        }
        try {
            byte[] bytes = file.read(column.columnIndexAt(), column.columnIndexLength(), "an index");
            Meta.Bounds bounds = MetaReader.bounds(bytes);
            int count = places.offsets().length;
            boolean fits = bounds.allNull().length == count && bounds.min().size() == count
                    && bounds.max().size() == count;
            return fits ? bounds : null;
        } catch (DataException _) {
            return null;
        }
    }

    /// The page that holds a row.
    static int pageOf(Meta.Pages pages, long row) {
        int found = Arrays.binarySearch(pages.firstRows(), row);
        return found >= 0 ? found : -found - 2;
    }
}
