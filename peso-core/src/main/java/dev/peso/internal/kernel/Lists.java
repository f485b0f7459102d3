package dev.peso.internal.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;

/// What kernels on lists share: list vectors whose elements are picked from others.
final class Lists {
    private Lists() {}

    /// Element positions, list after list.
    static final class Picks {
        int[] positions;
        int count;
        private final int[] offsets;
        private int lists;

        Picks(int rows, int expected) {
            positions = new int[Math.max(8, expected)];
            offsets = new int[rows + 1];
        }

        void add(int position) {
            if (count == positions.length) {
                positions = Arrays.copyOf(positions, Math.addExact(count, (count >> 1) + 8));
            }
            positions[count++] = position;
        }

        void addRange(int from, int to) {
            for (int i = from; i < to; i++) {
                add(i);
            }
        }

        void endList() {
            offsets[++lists] = count;
        }

        /// The lists, with their elements taken from `source`.
        ListVector from(Vector source, DataType type, long @org.jspecify.annotations.Nullable [] validity) {
            return new ListVector(type, offsets, Vectors.gather(source, positions, count), 0, lists,
                    validity);
        }
    }

    /// The elements that a list vector's rows reach from the first to the last.
    static Vector reached(ListVector list) {
        int from = list.length == 0 ? 0 : list.from(0);
        int to = list.length == 0 ? 0 : list.to(list.length - 1);
        return list.child.slice(from, to - from);
    }

    /// Where the elements of `list` begin in [#reached].
    static int base(ListVector list) {
        return list.length == 0 ? 0 : list.from(0);
    }

    static Vector length(ListVector list, int rows) {
        long[] lengths = new long[rows];
        for (int i = 0; i < rows; i++) {
            lengths[i] = list.isNull(i) ? 0 : list.to(i) - list.from(i);
        }
        return new LongVector(DataType.INT64, lengths, 0, rows,
                Bitmap.copy(list.validity, list.offset, rows));
    }

    /// Several lists in a row as one.
    ///
    /// @param strict whether one null list makes the result null; otherwise only all of them do
    static Vector concat(DataType type, ListVector[] lists, boolean strict, int rows) {
        List<Vector> children = new ArrayList<>();
        int[] shift = new int[lists.length];
        int total = 0;
        for (int k = 0; k < lists.length; k++) {
            Vector reached = reached(lists[k]);
            shift[k] = total - base(lists[k]);
            total = Math.addExact(total, reached.length);
            children.add(reached);
        }
        Vector all = Vectors.concat(((DataType.ListOf) type).element(), children);
        Picks picks = new Picks(rows, total);
        long[] validity = null;
        for (int i = 0; i < rows; i++) {
            int nulls = 0;
            for (ListVector list : lists) {
                nulls += list.isNull(i) ? 1 : 0;
            }
            if (nulls == lists.length || (strict && nulls > 0)) {
                validity = RowKernels.cleared(validity, i, rows);
            } else {
                for (int k = 0; k < lists.length; k++) {
                    if (!lists[k].isNull(i)) {
                        picks.addRange(lists[k].from(i) + shift[k], lists[k].to(i) + shift[k]);
                    }
                }
            }
            picks.endList();
        }
        return picks.from(all, type, validity);
    }
}
