package dev.peso.internal.quality;

import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.aggregate.Moments;
import dev.peso.internal.column.Hashes;
import dev.peso.internal.column.Scalars;
import dev.peso.spi.ColumnData;

/// A column of numbers, booleans, dates or times. Moments, ranks, zeros and signs are those of finite values.
public final class NumberState extends ColumnState {
    private final NumberCells cells;
    private final boolean floats;
    private final CountedValues values = new CountedValues(null);
    private final RankSketch ranks = new RankSketch();
    private final Moments moments = Moments.ofColumn();
    private double[] finite = new double[0];
    private long nan;
    private long infinite;
    private long zeros;
    private long negatives;
    private long least = Long.MAX_VALUE;
    private long greatest = Long.MIN_VALUE;

    NumberState(DataType type) {
        super(type);
        this.cells = new NumberCells(type);
        this.floats = NumberCells.isFloat(type);
    }

    @Override
    long addValues(ColumnData column, long[] rowHashes) {
        cells.read(column);
        double[] doubles = cells.doubles();
        long[] keys = cells.keys();
        int length = column.length();
        if (finite.length < length) {
            finite = new double[length];
        }
        int missing = 0;
        int count = 0;
        for (int i = 0; i < length; i++) {
            if (column.isNull(i)) {
                rowHashes[i] = Hashes.combine(rowHashes[i], Hashes.NULL);
                missing++;
                continue;
            }
            long key = keys[i];
            long hash = cells.hash(i);
            hashes()[i] = hash;
            rowHashes[i] = Hashes.combine(rowHashes[i], hash);
            values.addNumber(key, hash);
            double value = doubles[i];
            if (Double.isFinite(value)) {
                finite[count++] = value;
            } else if (Double.isNaN(value)) {
                nan++;
                continue;
            } else {
                infinite++;
            }
            long order = floats ? ordered(key) : key;
            least = Math.min(least, order);
            greatest = Math.max(greatest, order);
        }
        addFinite(count);
        return missing;
    }

    private void addFinite(int count) {
        for (int i = 0; i < count; i++) {
            double value = finite[i];
            ranks.add(value);
            zeros += value == 0 ? 1 : 0;
            negatives += value < 0 ? 1 : 0;
        }
        if (hasMoments()) {
            moments.add(finite, count);
        }
    }

    /// The bits of a double turned so that their order is the numbers'.
    private static long ordered(long bits) {
        return bits ^ (bits >> 63 & Long.MAX_VALUE);
    }

    @Override
    void mergeValues(ColumnState later) {
        NumberState other = (NumberState) later;
        values.merge(other.values);
        ranks.merge(other.ranks);
        moments.merge(other.moments);
        nan += other.nan;
        infinite += other.infinite;
        zeros += other.zeros;
        negatives += other.negatives;
        least = Math.min(least, other.least);
        greatest = Math.max(greatest, other.greatest);
    }

    /// The cells of the rows added last.
    NumberCells cells() {
        return cells;
    }

    /// Whether the values are numbers, so that they have a mean.
    public boolean hasMoments() {
        return type().isNumeric();
    }

    @Override
    public long distinct() {
        return values.distinct();
    }

    @Override
    public double distinctError() {
        return values.distinctError();
    }

    @Override
    public List<Frequency> frequent(int most) {
        Comparator<CountedValues.Entry> order = Comparator
                .comparingLong(entry -> floats ? ordered(entry.number()) : entry.number());
        return values.frequent(most, order)
                .stream()
                .map(entry -> new Frequency(value(entry.number()), entry.count(), values.error()))
                .toList();
    }

    private Object value(long key) {
        return cells.value(key);
    }

    @Override
    public @Nullable Object least() {
        return least > greatest ? null : value(floats ? ordered(least) : least);
    }

    @Override
    public @Nullable Object greatest() {
        return least > greatest ? null : value(floats ? ordered(greatest) : greatest);
    }

    public long nan() {
        return nan;
    }

    public long infinite() {
        return infinite;
    }

    public long zeros() {
        return zeros;
    }

    public long negatives() {
        return negatives;
    }

    /// Whether the values are as many as from the least to the greatest, one each: 1, 2, 3 ...
    public boolean isDense() {
        return !floats && count() > 0 && greatest - least == count() - 1;
    }

    public double moment(Moments.Of moment) {
        return hasMoments() ? moments.get(moment) : Double.NaN;
    }

    /// The finite values in order: exact ones while there are few or few distinct ones.
    public Ranks ranks() {
        if (ranks.isExact() || !values.isExact()) {
            return ranks.ranks();
        }
        List<CountedValues.Entry> finiteOnes = values.entries()
                .stream()
                .filter(entry -> Double.isFinite(cells.asDouble(entry.number())))
                .toList();
        return Ranks.of(finiteOnes.stream().mapToDouble(e -> cells.asDouble(e.number())).toArray(),
                finiteOnes.stream().mapToLong(CountedValues.Entry::count).toArray(), 0);
    }

    /// A quantile as a value of the column's type, rounded down where it has none.
    public @Nullable Object valueOf(double quantile) {
        if (Double.isNaN(quantile) || type() == DataType.BOOLEAN) {
            return null;
        }
        if (type() == DataType.DATE || type().isTemporal()) {
            return type() == DataType.DATE
                    ? java.time.LocalDate.ofEpochDay((long) Math.floor(quantile))
                    : Scalars.ofLong(type(), (long) Math.floor(quantile));
        }
        return quantile;
    }
}
