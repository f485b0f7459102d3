package dev.peso.internal.arrow;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Deals out the entries of a batch's metadata to the columns, depth first, as they were written.
final class Nodes {
    private final BatchHeader header;
    private final long bodyLength;
    private final boolean unionsHaveValidity;
    private final Place place;
    private int node;
    private int buffer;
    private int variadic;

    Nodes(BatchHeader header, Messages.Envelope envelope, Place place) {
        this(header, envelope.bodyLength(), envelope.unionsHaveValidity(), place);
    }

    Nodes(BatchHeader header, long bodyLength, boolean unionsHaveValidity, Place place) {
        this.header = header;
        this.bodyLength = bodyLength;
        this.unionsHaveValidity = unionsHaveValidity;
        this.place = place;
    }

    /// The next column.
    Node take(Column column) {
        if (node >= header.lengths().length) {
            throw place.damaged(column, "its metadata is missing");
        }
        int at = node++;
        long length = header.lengths()[at];
        long nulls = header.nulls()[at];
        if (length < 0 || length > Integer.MAX_VALUE - 64 || nulls < 0 || nulls > length) {
            throw place.damaged(column, length + " rows of which " + nulls + " are null");
        }
        Node.Region validity = hasValidity(column.layout()) ? region(column) : null;
        List<Node.Region> buffers = new ArrayList<>();
        for (int i = buffers(column); i > 0; i--) {
            buffers.add(region(column));
        }
        List<Node> children = new ArrayList<>();
        for (Column child : column.children()) {
            children.add(take(child));
        }
        return new Node(column, (int) length, nullsOf(column, validity, nulls), buffers, children);
    }

    private static Node.@Nullable Region nullsOf(Column column, Node.@Nullable Region validity, long nulls) {
        return nulls == 0 || column.layout() instanceof Layout.Unions ? null : validity;
    }

    private boolean hasValidity(Layout layout) {
        return switch (layout) {
            case Layout.Nulls _,Layout.Runs _ -> false;
            case Layout.Unions _ -> unionsHaveValidity;
            default -> true;
        };
    }

    private int buffers(Column column) {
        return switch (column.layout()) {
            case Layout.Nulls _,Layout.Runs _,Layout.Structs _,Layout.FixedLists _ -> 0;
            case Layout.Unions u -> u.dense() ? 2 : 1;
            case Layout.Binary _,Layout.ListViews _ -> 2;
            case Layout.BinaryViews _ -> 1 + views(column);
            case Layout.Bits _,Layout.Whole _,Layout.Floating _,Layout.Decimals _,Layout.Dates _,Layout.Times _,Layout.Spans _,Layout.Intervals _,Layout.FixedBinary _,Layout.Lists _,Layout.Coded _ ->
                1;
        };
    }

    private int views(Column column) {
        if (variadic >= header.variadic().length) {
            throw place.damaged(column, "its metadata does not tell how many buffers it has");
        }
        long count = header.variadic()[variadic++];
        if (count < 0 || count > header.sizes().length) {
            throw place.damaged(column, "its metadata claims " + count + " buffers");
        }
        return (int) count;
    }

    private Node.Region region(Column column) {
        if (buffer >= header.sizes().length) {
            throw place.damaged(column, "its metadata lacks a buffer");
        }
        long offset = header.offsets()[buffer];
        long size = header.sizes()[buffer++];
        if (offset < 0 || size < 0 || offset > bodyLength - size) {
            throw place.damaged(column,
                    "a buffer of " + size + " bytes at " + offset + " lies outside of the "
                            + bodyLength + " bytes of the batch");
        }
        return new Node.Region(offset, size);
    }
}
