package dev.peso.internal.quality;

import dev.peso.DataType;
import dev.peso.internal.column.Hashes;
import dev.peso.internal.column.Views;
import dev.peso.spi.ColumnData;

/// Hashes of single cells of any type, equal for equal values.
final class CellHashes {
    private CellHashes() {}

    static long of(ColumnData column, int row) {
        if (column.isNull(row)) {
            return Hashes.NULL;
        }
        int at = column.offset() + row;
        return switch (column.type()) {
            case DataType.Simple simple -> switch (simple) {
                case UTF8, BINARY -> ColumnState
                        .mix(Views.hash(column.views()[2 * at], column.views()[2 * at + 1],
                                column.buffers()));
                case BOOLEAN -> ColumnState.mix(column.bits()[at >>> 6] >>> at & 1);
                case INT8 -> ColumnState.mix(column.bytes()[at]);
                case INT16 -> ColumnState.mix(column.shorts()[at]);
                case INT32, DATE -> ColumnState.mix(column.ints()[at]);
                case INT64 -> ColumnState.mix(column.longs()[at]);
                case FLOAT32 -> ColumnState.mix(Hashes.canonicalBits(column.floats()[at]));
                case FLOAT64 -> ColumnState.mix(Hashes.canonicalBits(column.doubles()[at]));
                case NULL -> Hashes.NULL;
            };
            case DataType.Decimal d when !d.isCompact() ->
                ColumnState.mix(column.words()[2 * at] ^ Hashes.mix(column.words()[2 * at + 1]));
            case DataType.Decimal _,DataType.Time _,DataType.Timestamp _,DataType.Duration _ ->
                ColumnState.mix(column.longs()[at]);
            case DataType.Categorical _ -> of(column.dictionary(), column.codes()[at]);
            case DataType.ListOf _,DataType.MapOf _ -> elements(column, at);
            case DataType.Struct _ -> {
                long hash = column.children().size();
                for (ColumnData child : column.children()) {
                    hash = Hashes.combine(hash, of(child, row));
                }
                yield hash;
            }
        };
    }

    private static long elements(ColumnData column, int at) {
        ColumnData child = column.children().getFirst();
        int to = column.offsets()[at + 1];
        long hash = (long) to - column.offsets()[at];
        for (int i = column.offsets()[at]; i < to; i++) {
            hash = Hashes.combine(hash, of(child, i));
        }
        return hash;
    }
}
