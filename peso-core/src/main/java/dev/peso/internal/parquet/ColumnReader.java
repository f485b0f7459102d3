package dev.peso.internal.parquet;

import dev.peso.internal.column.Vector;

/// The rows of one column of a row group, in order.
abstract sealed class ColumnReader permits FlatReader, NestedReader {
    /// The next rows.
    abstract Vector read(int rows);

    /// Passes over rows.
    abstract void skip(long rows);

    /// Called after the last row of the row group: there must be none left.
    abstract void finish();

    /// Called at the end: what was read through may be used for others.
    abstract void letGo();

    /// @param codes whether texts may come as codes
    static ColumnReader of(FileBytes file, Node node, Meta.RowGroup group, PageIndex index,
            PageReader.Scratch scratch, boolean codes) {
        if (node instanceof Node.Leaf leaf && leaf.repetition() == 0) {
            return new FlatReader(file, leaf, group.columns().get(leaf.index()), index.pages(leaf.index()),
                    scratch, codes);
        }
        return new NestedReader(file, node, group, index);
    }
}
