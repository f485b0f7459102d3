package dev.peso.internal.column;

import java.util.Arrays;

import dev.peso.DataType;

/// Builds a [ListVector]: append the elements to `child()`, then call `endList()`.
public final class ListBuilder extends VectorBuilder {
    private final VectorBuilder child;
    private int[] offsets;

    public ListBuilder(DataType type, int expected) {
        super(type);
        child = switch (type) {
            case DataType.ListOf l -> VectorBuilder.of(l.element(), expected);
            case DataType.MapOf m -> VectorBuilder.of(Vectors.entryType(m), expected);
            default -> throw new IllegalArgumentException(type + " is not a list");
        };
        offsets = new int[Math.max(8, expected) + 1];
    }

    /// Takes the elements of the list in the making.
    public VectorBuilder child() {
        return child;
    }

    /// Ends a list: it holds what was appended to the child since the last one.
    public void endList() {
        if (length + 1 == offsets.length) {
            offsets = Arrays.copyOf(offsets, grown(length) + 1);
        }
        offsets[++length] = child.length;
    }

    @Override
    public void appendNull() {
        markNull();
        endList();
    }

    @Override
    public void appendFrom(Vector source, int row) {
        if (source.isNull(row)) {
            appendNull();
            return;
        }
        ListVector list = (ListVector) source;
        for (int i = list.from(row); i < list.to(row); i++) {
            child.appendFrom(list.child, i);
        }
        endList();
    }

    @Override
    public ListVector build() {
        return new ListVector(type, Arrays.copyOf(offsets, length + 1), child.build(), 0, length, validity());
    }
}
