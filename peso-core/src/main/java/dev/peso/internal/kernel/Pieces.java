package dev.peso.internal.kernel;

import java.util.ArrayList;
import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;

/// Puts a result together from vectors that each cover some of its rows.
final class Pieces {
    private final DataType type;
    private final int[] index;
    private final List<Vector> parts = new ArrayList<>();
    private int size;

    Pieces(DataType type, int rows) {
        this.type = type;
        index = new int[rows];
    }

    /// Row `rows[i]` of the result is row `i` of the part, for `i < count`.
    void add(Vector part, int[] rows, int count) {
        for (int i = 0; i < count; i++) {
            index[rows[i]] = size + i;
        }
        append(part);
    }

    /// All rows given by `rows` have the part's only value.
    void addConstant(Vector one, int[] rows, int count) {
        for (int i = 0; i < count; i++) {
            index[rows[i]] = size;
        }
        append(one);
    }

    /// Every row not given otherwise is that row of the part, which has as many rows as the result.
    void addFirst(Vector part) {
        for (int i = 0; i < index.length; i++) {
            index[i] = size + i;
        }
        append(part);
    }

    private void append(Vector part) {
        parts.add(part instanceof NullVector ? Vectors.nulls(type, part.length) : part);
        size += part.length;
    }

    Vector build() {
        return Vectors.gather(Vectors.concat(type, parts), index, index.length);
    }
}
