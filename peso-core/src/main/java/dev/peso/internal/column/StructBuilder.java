package dev.peso.internal.column;

import java.util.List;

import dev.peso.DataType;

/// Builds a [StructVector]: append one value to every child, then call `endStruct()`.
public final class StructBuilder extends VectorBuilder {
    private final List<VectorBuilder> children;

    public StructBuilder(DataType.Struct type, int expected) {
        super(type);
        children = type.fields().stream().map(f -> VectorBuilder.of(f.type(), expected)).toList();
    }

    public VectorBuilder child(int index) {
        return children.get(index);
    }

    /// Ends a struct whose every child got one value.
    public void endStruct() {
        length++;
    }

    @Override
    public void appendNull() {
        markNull();
        children.forEach(VectorBuilder::appendNull);
        length++;
    }

    @Override
    public void appendFrom(Vector source, int row) {
        if (source.isNull(row)) {
            appendNull();
            return;
        }
        List<Vector> parts = ((StructVector) source).children;
        for (int i = 0; i < parts.size(); i++) {
            children.get(i).appendFrom(parts.get(i), row);
        }
        length++;
    }

    @Override
    public StructVector build() {
        return new StructVector(type, children.stream().map(VectorBuilder::build).toList(), 0, length,
                validity());
    }
}
