package dev.peso.internal.kernel;

import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;

/// A fixed set of texts or byte strings.
final class ViewSet {
    private static final int FEW = 8;

    private final ViewVector values;
    private final boolean fewInline;
    private final int[] slots;

    /// @param values without nulls
    ViewSet(ViewVector values) {
        this.values = values;
        fewInline = values.length <= FEW && values.buffers.length == 0;
        slots = new int[Math.max(16, Integer.highestOneBit(4 * values.length))];
        for (int i = 0; i < values.length; i++) {
            int slot = (int) Views.hash(values.head(i), values.tail(i), values.buffers) & slots.length - 1;
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = i + 1;
        }
    }

    /// Sets the bits of the rows whose value is in the set; null rows may get any bit.
    void contains(ViewVector v, long[] bits) {
        if (fewInline) {
            compareAll(v, bits);
            return;
        }
        for (int i = 0; i < v.length; i++) {
            bits[i >>> 6] |= (contains(v.head(i), v.tail(i), v.buffers) ? 1L : 0) << i;
        }
    }

    /// Short values are compared as two words each, without a hash.
    private void compareAll(ViewVector v, long[] bits) {
        for (int k = 0; k < values.length; k++) {
            long head = values.head(k);
            long tail = values.tail(k);
            for (int i = 0; i < v.length; i++) {
                long different = v.head(i) ^ head | v.tail(i) ^ tail;
                bits[i >>> 6] |= (different == 0 ? 1L : 0) << i;
            }
        }
    }

    private boolean contains(long head, long tail, byte[][] buffers) {
        int slot = (int) Views.hash(head, tail, buffers) & slots.length - 1;
        while (slots[slot] != 0) {
            int i = slots[slot] - 1;
            if (Views.equal(values.head(i), values.tail(i), values.buffers, head, tail, buffers)) {
                return true;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return false;
    }
}
