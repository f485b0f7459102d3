package dev.peso.internal.arrow;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// A column, or a part of one, in a batch: how long it is and where its buffers lie.
///
/// @param validity where its validity bits lie; null when it has no nulls
/// @param buffers the others
record Node(Column column, int length, @Nullable Region validity, List<Region> buffers, List<Node> children) {
    Node {
        buffers = List.copyOf(buffers);
        children = List.copyOf(children);
    }

    /// Part of a body.
    record Region(long offset, long length) {}

    Region buffer(int index) {
        return buffers.get(index);
    }

    Node child(int index) {
        return children.get(index);
    }
}
