package dev.peso.internal.arrow;

import java.util.ArrayList;
import java.util.List;

import dev.peso.internal.arrow.Node.Region;

/// Parts of the rows of a column whose buffers are not packed: the parts of its buffers that these rows need.
final class Slices {
    private Slices() {}

    /// Whether rows of a column can be read without the others.
    static boolean can(Column column) {
        return switch (column.layout()) {
            case Layout.Unions _,Layout.Runs _,Layout.ListViews _ -> false;
            default -> column.children().stream().allMatch(Slices::can);
        };
    }

    /// Rows of a column.
    ///
    /// @param from the first, a multiple of 8 as bits start in bytes
    /// @param count at most as many as there are from there on
    static Node of(Node node, int from, int count) {
        List<Region> buffers = new ArrayList<>(node.buffers());
        List<Node> children = node.children();
        switch (node.column().layout()) {
            case Layout.Bits _ -> buffers.set(0, bits(node.buffer(0), from, count));
            case Layout.Whole whole -> values(buffers, from, count, whole.bits() / 8);
            case Layout.Floating floating -> values(buffers, from, count, floating.bits() / 8);
            case Layout.Decimals decimals -> values(buffers, from, count, decimals.bits() / 8);
            case Layout.Dates dates -> values(buffers, from, count, dates.millis() ? 8 : 4);
            case Layout.Times times -> values(buffers, from, count, times.bits() / 8);
            case Layout.Spans _ -> values(buffers, from, count, 8);
            case Layout.Intervals intervals -> values(buffers, from, count, intervals.width());
            case Layout.FixedBinary fixed -> values(buffers, from, count, fixed.width());
            case Layout.Coded coded -> values(buffers, from, count, coded.codes().bits() / 8);
            case Layout.Binary binary -> values(buffers, from, count + 1, binary.large() ? 8 : 4);
            case Layout.Lists lists -> values(buffers, from, count + 1, lists.large() ? 8 : 4);
            case Layout.BinaryViews _ -> values(buffers, from, count, 16);
            case Layout.Structs _ ->
                children = children.stream().map(child -> child(child, from, count)).toList();
            case Layout.FixedLists lists -> {
                long first = (long) from * lists.size();
                children = children.stream()
                        .map(child -> first > child.length()
                                ? child
                                : child(child, (int) first, count * lists.size()))
                        .toList();
            }
            case Layout.Nulls _ -> {
                // nothing but a length
            }
            case Layout.Unions _,Layout.Runs _,Layout.ListViews _ ->
                throw new IllegalArgumentException(node.column().layout() + " has no rows of its own");
        }
        Region validity = node.validity();
        return new Node(node.column(), count, validity == null ? null : bits(validity, from, count), buffers,
                children);
    }

    /// A child as far as it goes; that it is too short shows when it is decoded.
    private static Node child(Node child, int from, int count) {
        int start = Math.min(from, child.length()) & -8;
        return of(child, start, Math.max(0, Math.min(count, child.length() - start)));
    }

    private static void values(List<Region> buffers, int from, int count, int size) {
        buffers.set(0, part(buffers.getFirst(), (long) from * size, (long) count * size));
    }

    private static Region bits(Region region, int from, int count) {
        return part(region, from >> 3, (count + 7) >> 3);
    }

    /// A part of a region, cut where the region ends.
    static Region part(Region region, long from, long length) {
        long start = Math.min(from, region.length());
        return new Region(region.offset() + start, Math.min(length, region.length() - start));
    }
}
