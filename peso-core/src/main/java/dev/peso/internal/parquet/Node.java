package dev.peso.internal.parquet;

import java.util.List;

import dev.peso.DataType;

/// A column of the file's schema, or a part of one, as Peso's types see it.
sealed interface Node {
    DataType type();

    /// The leaves below, in the order of the file's columns.
    List<Leaf> leaves();

    /// The definition level from which the value itself, be it empty, is there.
    int present();

    /// Values of a physical type.
    ///
    /// @param index number of the column in a row group
    /// @param path the names down to it, for messages
    /// @param stored how values lie in pages
    /// @param present definition level of a value
    /// @param repetition how many lists it lies in
    record Leaf(int index, String path, DataType type, Stored stored, int present,
            int repetition) implements Node {
        @Override
        public List<Leaf> leaves() {
            return List.of(this);
        }
    }

    /// A struct.
    record Group(DataType type, List<Node> children, int present) implements Node {
        public Group {
            children = List.copyOf(children);
        }

        @Override
        public List<Leaf> leaves() {
            return children.stream().flatMap(child -> child.leaves().stream()).toList();
        }
    }

    /// A list, or a map as a list of entries.
    ///
    /// @param present definition level from which the list is there
    /// @param filled definition level from which it has elements
    /// @param repetition repetition level of an element that is not the first
    record Repeated(DataType type, Node element, int present, int filled, int repetition) implements Node {
        @Override
        public List<Leaf> leaves() {
            return element.leaves();
        }
    }
}
