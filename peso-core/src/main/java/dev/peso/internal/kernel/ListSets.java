package dev.peso.internal.kernel;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.Function;

/// Lists as sets: distinct elements, and what two lists share. Nulls do not count.
final class ListSets {
    private static final int FEW = 8;

    private ListSets() {}

    static void register(Functions.Registrar registrar) {
        registrar.add(
                new Function("list_distinct", Lists.one("list_distinct", e -> Lists.of(e, DataType.list(e))),
                        (_, result) -> (vectors, rows) -> distinct((ListVector) vectors[0], result, rows)),
                "array_distinct");
        registrar.add(new Function("list_unique", Lists.one("list_unique", e -> Lists.of(e, DataType.INT64)),
                (_, _) -> (vectors, rows) -> unique((ListVector) vectors[0], rows)), "array_unique");
        test(registrar, "list_has_any", false, "array_has_any", "&&");
        test(registrar, "list_has_all", true, "array_has_all", "@>");
        registrar.add(new Function("list_intersect",
                Lists.meeting("list_intersect", 2, 2, e -> Lists.of(e, DataType.list(e))),
                (_, result) -> (vectors, rows) -> intersect(vectors, result, rows)), "array_intersect");
    }

    /// Marks in a list the first of equal elements, no nulls.
    private static boolean[] firsts(ListVector list, int row) {
        int from = list.from(row);
        int size = list.to(row) - from;
        boolean[] first = new boolean[size];
        int[] sorted = ListOrders.sorted(list.child, from, list.to(row));
        for (int k = 0; k < size; k++) {
            first[sorted[k] - from] = !list.child.isNull(sorted[k])
                    && (k == 0 || !ValueOrder.same(list.child, sorted[k], list.child, sorted[k - 1]));
        }
        return first;
    }

    private static Vector distinct(ListVector list, DataType result, int rows) {
        Lists.Picks picks = new Lists.Picks(rows, list.child.length);
        for (int i = 0; i < rows; i++) {
            if (!list.isNull(i)) {
                boolean[] first = firsts(list, i);
                for (int k = 0; k < first.length; k++) {
                    if (first[k]) {
                        picks.add(list.from(i) + k);
                    }
                }
            }
            picks.endList();
        }
        return picks.from(list.child, result, Bitmap.copy(list.validity, list.offset, rows));
    }

    private static Vector unique(ListVector list, int rows) {
        long[] counts = new long[rows];
        for (int i = 0; i < rows; i++) {
            if (!list.isNull(i)) {
                for (boolean first : firsts(list, i)) {
                    counts[i] += first ? 1 : 0;
                }
            }
        }
        return new LongVector(DataType.INT64, counts, 0, rows, Bitmap.copy(list.validity, list.offset, rows));
    }

    private static void test(Functions.Registrar registrar, String name, boolean all, String... aliases) {
        registrar.add(new Function(name, Lists.meeting(name, 2, 2, e -> Lists.of(e, DataType.BOOLEAN)),
                (_, _) -> (vectors, rows) -> test(vectors, all, rows)), aliases);
    }

    private static Vector test(Vector[] vectors, boolean all, int rows) {
        ListVector list = (ListVector) vectors[0];
        ListVector wanted = (ListVector) vectors[1];
        long[] bits = new long[Bitmap.words(rows)];
        long[] valid = Arguments.valid(vectors, rows);
        for (int i = 0; i < rows; i++) {
            if (Bitmap.isSet(valid, i) && test(list, wanted, i, all)) {
                Bitmap.set(bits, i);
            }
        }
        return new BitVector(bits, 0, rows, valid);
    }

    private static boolean test(ListVector list, ListVector wanted, int row, boolean all) {
        Lookup lookup = new Lookup(list, row);
        for (int k = wanted.from(row); k < wanted.to(row); k++) {
            if (!wanted.child.isNull(k) && lookup.has(wanted.child, k) != all) {
                return !all;
            }
        }
        return all;
    }

    /// The distinct elements of the first list that the second has, in the order of the first.
    private static Vector intersect(Vector[] vectors, DataType result, int rows) {
        ListVector list = (ListVector) vectors[0];
        Lists.Picks picks = new Lists.Picks(rows, rows);
        long[] valid = Arguments.valid(vectors, rows);
        for (int i = 0; i < rows; i++) {
            if (Bitmap.isSet(valid, i)) {
                Lookup lookup = new Lookup((ListVector) vectors[1], i);
                boolean[] first = firsts(list, i);
                for (int k = 0; k < first.length; k++) {
                    if (first[k] && lookup.has(list.child, list.from(i) + k)) {
                        picks.add(list.from(i) + k);
                    }
                }
            }
            picks.endList();
        }
        return picks.from(list.child, result, valid);
    }

    /// Finds elements in one list: by scanning a short one, else by binary search.
    private static final class Lookup {
        private final ListVector list;
        private final int row;
        private final int[] sorted;
        private final int size;

        Lookup(ListVector list, int row) {
            this.list = list;
            this.row = row;
            this.size = list.to(row) - list.from(row);
            this.sorted = size > FEW
                    ? ListOrders.sorted(list.child, list.from(row), list.to(row))
                    : new int[0];
        }

        boolean has(Vector value, int at) {
            if (size <= FEW) {
                return ListElements.find(list, row, value, at) >= 0;
            }
            int low = 0;
            int high = size - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                int order = ValueOrder.compare(list.child, sorted[middle], value, at);
                if (order == 0) {
                    return true;
                }
                if (order < 0) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return false;
        }
    }
}
