package dev.peso.internal.quality;

import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.column.Hashes;
import dev.peso.spi.ColumnData;

/// A column of lists, maps, structs or bytes, or of nothing but nulls: how many distinct values it has, about.
public final class NestedState extends ColumnState {
    private final CountedValues hashes = new CountedValues(null);

    NestedState(DataType type) {
        super(type);
    }

    @Override
    long addValues(ColumnData column, long[] rowHashes) {
        int missing = 0;
        for (int i = 0; i < column.length(); i++) {
            if (column.isNull(i)) {
                rowHashes[i] = Hashes.combine(rowHashes[i], Hashes.NULL);
                missing++;
                continue;
            }
            long hash = CellHashes.of(column, i);
            hashes()[i] = hash;
            rowHashes[i] = Hashes.combine(rowHashes[i], hash);
            hashes.addNumber(hash, hash);
        }
        return missing;
    }

    @Override
    void mergeValues(ColumnState later) {
        hashes.merge(((NestedState) later).hashes);
    }

    @Override
    public long distinct() {
        return hashes.distinct();
    }

    @Override
    public double distinctError() {
        return hashes.distinctError();
    }

    @Override
    public List<Frequency> frequent(int most) {
        return List.of();
    }
}
