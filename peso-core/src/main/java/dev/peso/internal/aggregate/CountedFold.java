package dev.peso.internal.aggregate;

import java.util.Arrays;
import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.ListBuilder;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.NumberBuilder;
import dev.peso.internal.column.StructBuilder;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.kernel.ValueOrder;

/// An aggregate of the distinct values of a group and how often each occurs; rows with a null are skipped.
final class CountedFold implements Accumulator {
    /// What is computed.
    enum Of {
        COUNT_DISTINCT, MODE, ENTROPY, HISTOGRAM, MOST_FREQUENT
    }

    private final Of of;
    private final DataType result;
    private final int width;
    private final ValueCounts counts;
    private final int most;

    CountedFold(Of of, List<DataType> types, DataType result) {
        this(of, types, result, 0);
    }

    /// @param most how many of the most frequent values are asked for
    CountedFold(Of of, List<DataType> types, DataType result, int most) {
        this.of = of;
        this.result = result;
        this.most = most;
        this.width = types.size();
        this.counts = new ValueCounts(types);
    }

    @Override
    public void resize(int groups) {}

    @Override
    public void add(int[] groups, Vector[] args, int rows) {
        Present present = Present.of(groups, args, rows, width);
        counts.add(present.groups(), present.args(), present.rows());
    }

    @Override
    public void seal() {
        counts.seal();
    }

    @Override
    public void merge(Accumulator later, int[] from, int[] into, int count) {
        counts.merge(((CountedFold) later).counts, from, into, count);
    }

    @Override
    public Vector finish(int[] order, int from, int count) {
        return switch (of) {
            case COUNT_DISTINCT -> distinct(order, from, count);
            case MODE -> modes(order, from, count);
            case ENTROPY -> entropies(order, from, count);
            case HISTOGRAM -> histograms(order, from, count);
            case MOST_FREQUENT -> frequent(order, from, count);
        };
    }

    private Vector distinct(int[] order, int from, int count) {
        ValueCounts.ByGroup entries = counts.byGroup();
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = (long) entries.to(order[from + i]) - entries.from(order[from + i]);
        }
        return new LongVector(DataType.INT64, values, 0, count, null);
    }

    private Vector modes(int[] order, int from, int count) {
        ValueCounts.ByGroup entries = counts.byGroup();
        int[] most = new int[count];
        long[] valid = Bitmap.ones(count);
        boolean nulls = false;
        int any = -1;
        for (int i = 0; i < count; i++) {
            int best = -1;
            for (int e = entries.from(order[from + i]); e < entries.to(order[from + i]); e++) {
                int entry = entries.entries()[e];
                if (best < 0 || counts.count(entry) > counts.count(best)) {
                    best = entry;
                }
            }
            if (best < 0) {
                nulls = true;
                Bitmap.clear(valid, i);
            } else {
                any = best;
            }
            most[i] = Math.max(best, 0);
        }
        if (any < 0) {
            return Vectors.nulls(result, count);
        }
        Vector values = counts.values(0, most, 0, count);
        return nulls ? values.withValidity(valid) : values;
    }

    private Vector entropies(int[] order, int from, int count) {
        ValueCounts.ByGroup entries = counts.byGroup();
        double[] values = new double[count];
        long[] sizes = new long[count];
        int[] all = new int[count];
        for (int i = 0; i < count; i++) {
            all[i] = i;
            int start = entries.from(order[from + i]);
            int end = entries.to(order[from + i]);
            long total = 0;
            for (int e = start; e < end; e++) {
                total += counts.count(entries.entries()[e]);
            }
            sizes[i] = total;
            for (int e = start; e < end; e++) {
                double part = (double) counts.count(entries.entries()[e]) / total;
                values[i] -= part * StrictMath.log(part) / StrictMath.log(2);
            }
            values[i] += 0.0;
        }
        return new DoubleVector(DataType.FLOAT64, values, 0, count, Grow.atLeast(1, sizes, all, 0, count));
    }

    private Vector histograms(int[] order, int from, int count) {
        ValueCounts.ByGroup entries = counts.byGroup();
        ListBuilder builder = new ListBuilder(result, count);
        StructBuilder pairs = (StructBuilder) builder.child();
        for (int i = 0; i < count; i++) {
            int start = entries.from(order[from + i]);
            int size = entries.to(order[from + i]) - start;
            if (size == 0) {
                builder.appendNull();
                continue;
            }
            Vector values = counts.values(0, entries.entries(), start, size);
            int[] sorted = new int[size];
            Arrays.setAll(sorted, k -> k);
            RowSorter.sort(sorted, 0, size, (a, b) -> ValueOrder.compare(values, a, values, b));
            for (int at : sorted) {
                pairs.child(0).appendFrom(values, at);
                ((NumberBuilder) pairs.child(1)).append(counts.count(entries.entries()[start + at]));
                pairs.endStruct();
            }
            builder.endList();
        }
        return builder.build();
    }

    /// The most frequent values, the first seen first among equally frequent ones.
    private Vector frequent(int[] order, int from, int count) {
        ValueCounts.ByGroup entries = counts.byGroup();
        int[] offsets = new int[count + 1];
        int[] picked = new int[0];
        long[] valid = new long[Bitmap.words(count)];
        for (int i = 0; i < count; i++) {
            int start = entries.from(order[from + i]);
            int[] sorted = Arrays.copyOfRange(entries.entries(), start, entries.to(order[from + i]));
            RowSorter.sort(sorted, 0, sorted.length,
                    (a, b) -> Long.compare(counts.count(b), counts.count(a)));
            int taken = Math.min(most, sorted.length);
            picked = Grow.to(picked, offsets[i] + taken);
            System.arraycopy(sorted, 0, picked, offsets[i], taken);
            offsets[i + 1] = offsets[i] + taken;
            if (taken > 0) {
                Bitmap.set(valid, i);
            }
        }
        DataType element = ((DataType.ListOf) result).element();
        Vector values = offsets[count] == 0
                ? Vectors.nulls(element, 0)
                : counts.values(0, picked, 0, offsets[count]);
        return new ListVector(result, offsets, values, 0, count, valid);
    }

    @Override
    public long bytes() {
        return counts.bytes();
    }

    @Override
    public boolean isHeavy() {
        return true;
    }
}
