package dev.peso.internal.aggregate;

/// Sorts row numbers by an order of rows; stable.
public final class RowSorter {
    private static final int SMALL = 12;

    private RowSorter() {}

    /// The order of two rows.
    @FunctionalInterface
    public interface RowOrder {
        int compare(int a, int b);
    }

    /// Sorts `rows[from..to)`.
    public static void sort(int[] rows, int from, int to, RowOrder order) {
        sort(rows, from, to, order, new int[to - from], from);
    }

    private static void sort(int[] rows, int from, int to, RowOrder order, int[] spare, int base) {
        if (to - from <= SMALL) {
            insertion(rows, from, to, order);
            return;
        }
        int middle = from + to >>> 1;
        sort(rows, from, middle, order, spare, base);
        sort(rows, middle, to, order, spare, base);
        if (order.compare(rows[middle - 1], rows[middle]) <= 0) {
            return;
        }
        System.arraycopy(rows, from, spare, from - base, middle - from);
        int left = from - base;
        int leftEnd = middle - base;
        int right = middle;
        int at = from;
        while (left < leftEnd && right < to) {
            rows[at++] = order.compare(spare[left], rows[right]) <= 0 ? spare[left++] : rows[right++];
        }
        System.arraycopy(spare, left, rows, at, leftEnd - left);
    }

    private static void insertion(int[] rows, int from, int to, RowOrder order) {
        for (int i = from + 1; i < to; i++) {
            int row = rows[i];
            int at = i;
            while (at > from && order.compare(rows[at - 1], row) > 0) {
                rows[at] = rows[at - 1];
                at--;
            }
            rows[at] = row;
        }
    }
}
