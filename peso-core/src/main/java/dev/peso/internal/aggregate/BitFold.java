package dev.peso.internal.aggregate;

import java.util.Arrays;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.NumberBuilder;
import dev.peso.internal.column.Vector;

/// `and`, `or` or `xor` of the bits of integers, or of booleans.
final class BitFold implements Accumulator {
    /// The operation.
    enum Of {
        AND, OR, XOR
    }

    private final DataType type;
    private final Of of;
    private long[] values = new long[0];
    private byte[] seen = new byte[0];

    BitFold(DataType type, Of of) {
        this.type = type;
        this.of = of;
    }

    @Override
    public void resize(int groups) {
        int before = values.length;
        values = Grow.to(values, groups);
        Arrays.fill(values, before, values.length, of == Of.AND ? -1L : 0);
        seen = Grow.to(seen, groups);
    }

    @Override
    public void add(int[] groups, Vector[] args, int rows) {
        Vector v = args[0];
        WholeSum.mark(seen, groups, v, rows);
        for (int i = 0; i < rows; i++) {
            if (!v.isNull(i)) {
                fold(groups[i], WholeExtreme.value(v, i));
            }
        }
    }

    private void fold(int group, long value) {
        values[group] = switch (of) {
            case AND -> values[group] & value;
            case OR -> values[group] | value;
            case XOR -> values[group] ^ value;
        };
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        BitFold other = (BitFold) later;
        for (int i = 0; i < count; i++) {
            fold(into[i], other.values[from[i]]);
        }
        WholeSum.mark(seen, other.seen, from, into, count);
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        long[] validity = Grow.marked(seen, order, from, count);
        if (type == DataType.BOOLEAN) {
            long[] bits = new long[Bitmap.words(count)];
            for (int i = 0; i < count; i++) {
                bits[i >>> 6] |= (values[order[from + i]] & 1) << i;
            }
            return new BitVector(bits, 0, count, validity);
        }
        NumberBuilder builder = new NumberBuilder(type, count);
        for (int i = 0; i < count; i++) {
            builder.append(values[order[from + i]]);
        }
        return builder.build().withValidity(validity);
    }

    @Override
    public long bytes() {
        return 9L * values.length;
    }
}
