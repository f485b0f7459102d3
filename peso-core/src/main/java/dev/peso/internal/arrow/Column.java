package dev.peso.internal.arrow;

import java.util.List;

import dev.peso.DataType;

/// A column of an Arrow file, or a part of one, and what it becomes.
///
/// @param name for messages, with the names of what it lies in
/// @param type the type it becomes
/// @param nullable false when the file says that it holds no null
record Column(String name, DataType type, boolean nullable, Layout layout, List<Column> children) {
    Column {
        children = List.copyOf(children);
    }

    Column child(int index) {
        return children.get(index);
    }
}
