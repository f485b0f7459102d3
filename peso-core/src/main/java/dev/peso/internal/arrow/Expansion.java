package dev.peso.internal.arrow;

import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;

/// Repeats values as often as a file says, but not beyond what memory there is.
final class Expansion {
    private Expansion() {}

    /// The values at some positions, which must exist.
    static Vector gather(Vector values, int[] picked, int count, Budget budget) {
        if (count > values.length) {
            long flat = values.length == 0 ? 0 : values.bytes() / values.length + 1;
            budget.take(count - values.length, flat);
        }
        if (hasLists(values)) {
            long most = Math.max(0, values.bytes());
            long[] sizes = new long[values.length];
            java.util.Arrays.fill(sizes, -1);
            long total = 0;
            for (int i = 0; i < count; i++) {
                int row = picked[i];
                if (sizes[row] < 0) {
                    sizes[row] = values.slice(row, 1).bytes();
                }
                total += sizes[row];
                if (total > most) {
                    budget.take(total - most);
                    most = total;
                }
            }
        }
        return Vectors.gather(values, picked, count);
    }

    private static boolean hasLists(Vector vector) {
        return vector instanceof ListVector
                || vector instanceof StructVector s && s.children.stream().anyMatch(Expansion::hasLists);
    }

    /// A value of a vector of integers.
    static long whole(Vector vector, int row) {
        return switch (vector) {
            case ShortVector v -> v.get(row);
            case IntVector v -> v.get(row);
            case LongVector v -> v.get(row);
            default -> throw new IllegalArgumentException(vector.type + " is no integer");
        };
    }
}
