package dev.peso.internal.aggregate;

import java.util.Arrays;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;

/// All values of a group, nulls included, as a list.
final class Collect extends RowFold {
    private final DataType type;

    Collect(DataType type) {
        super(true);
        this.type = type;
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        RowLog.ByGroup rows = log.byGroup();
        int[] offsets = new int[count + 1];
        long[] validity = new long[Bitmap.words(count)];
        int[] picked = new int[count];
        int used = 0;
        for (int i = 0; i < count; i++) {
            int start = rows.from(order[from + i]);
            int size = rows.to(order[from + i]) - start;
            if (size > 0) {
                Bitmap.set(validity, i);
                picked = Grow.to(picked, used + size);
                System.arraycopy(rows.picked(), start, picked, used, size);
                used += size;
            }
            offsets[i + 1] = used;
        }
        DataType element = ((DataType.ListOf) type).element();
        Vector child = used == 0
                ? Vectors.nulls(element, 0)
                : Vectors.gather(rows.columns()[0], Arrays.copyOf(picked, used), used);
        boolean all = Bitmap.count(validity, 0, count) == count;
        return new ListVector(type, offsets, child, 0, count, all ? null : validity);
    }
}
