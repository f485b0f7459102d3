package dev.peso.internal.column;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// Structs: row `i` is row `i` of every child. The children are sliced with the struct; only the validity has an
/// offset of its own.
public final class StructVector extends Vector {
    /// One vector a field, each as long as this one.
    public final List<Vector> children;

    public StructVector(DataType type, List<Vector> children, int offset, int length,
            long @Nullable [] validity) {
        super(type, offset, length, validity);
        this.children = List.copyOf(children);
    }

    @Override
    public StructVector slice(int from, int count) {
        return new StructVector(type, children.stream().map(c -> c.slice(from, count)).toList(),
                offset + from,
                count, validity);
    }

    @Override
    public StructVector withType(DataType newType) {
        return new StructVector(newType, children, offset, length, validity);
    }

    @Override
    public StructVector withValidity(long @Nullable [] newValidity) {
        return new StructVector(type, children, offset, length, newValidity);
    }

    @Override
    public long bytes() {
        return children.stream().mapToLong(Vector::bytes).sum() + (validity == null ? 0 : length / 8);
    }
}
