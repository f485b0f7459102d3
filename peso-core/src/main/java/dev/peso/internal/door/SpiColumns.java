package dev.peso.internal.door;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.WideVector;
import dev.peso.spi.Batch;
import dev.peso.spi.ColumnData;

/// The engine's vectors and the columns of [dev.peso.spi], which share their arrays.
final class SpiColumns {
    private SpiColumns() {}

    static Batch batch(Chunk chunk) {
        return Batch.of(chunk.columns().stream().map(SpiColumns::data).toList(), chunk.rows());
    }

    static ColumnData data(Vector vector) {
        int offset = vector.offset;
        int length = vector.length;
        long[] valid = vector.validity;
        return switch (vector) {
            case BitVector v -> ColumnData.ofBits(v.bits, offset, length, valid);
            case ByteVector v -> ColumnData.ofBytes(v.values, offset, length, valid);
            case ShortVector v -> ColumnData.ofShorts(v.values, offset, length, valid);
            case IntVector v -> ColumnData.ofInts(v.type, v.values, offset, length, valid);
            case LongVector v -> ColumnData.ofLongs(v.type, v.values, offset, length, valid);
            case FloatVector v -> ColumnData.ofFloats(v.values, offset, length, valid);
            case DoubleVector v -> ColumnData.ofDoubles(v.values, offset, length, valid);
            case WideVector v -> ColumnData.ofWords(v.type, v.words, offset, length, valid);
            case ViewVector v -> ColumnData.ofViews(v.type, v.views, v.buffers, offset, length, valid);
            case CodeVector v ->
                ColumnData.ofCodes(v.type, v.codes, data(v.dictionary), offset, length, valid);
            case ListVector v -> ColumnData.ofLists(v.type, v.offsets, data(v.child), offset, length, valid);
            case StructVector v ->
                ColumnData.ofStructs(v.type, v.children.stream().map(SpiColumns::data).toList(),
                        offset, length, valid);
            case NullVector _ -> ColumnData.ofNulls(length);
        };
    }

    /// The selected rows of a batch that somebody else made.
    ///
    /// @param source its name, for errors
    /// @param wanted the columns it should have
    /// @throws DataException if it has others
    static Chunk chunk(Batch batch, String source, Schema wanted) {
        if (batch.columns().size() != wanted.size()) {
            throw new DataException("source \"" + source + "\" gave a batch of " + batch.columns().size()
                    + " columns, expected " + wanted.size());
        }
        int[] selection = batch.selection();
        List<Vector> vectors = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Field field = wanted.field(i);
            if (!batch.column(i).type().equals(field.type())) {
                throw new DataException(
                        "source \"" + source + "\" gave " + batch.column(i).type() + " for column \""
                                + field.name() + "\", which is " + field.type());
            }
            Vector vector = vector(batch.column(i));
            vectors.add(selection == null ? vector : Vectors.gather(vector, selection, selection.length));
        }
        return new Chunk(vectors, batch.rows());
    }

    private static Vector vector(ColumnData c) {
        DataType type = c.type();
        int offset = c.offset();
        int length = c.length();
        long @Nullable [] valid = c.validity();
        return switch (type) {
            case DataType.Simple simple -> switch (simple) {
                case NULL -> new NullVector(length);
                case BOOLEAN -> new BitVector(c.bits(), offset, length, valid);
                case INT8 -> new ByteVector(type, c.bytes(), offset, length, valid);
                case INT16 -> new ShortVector(type, c.shorts(), offset, length, valid);
                case INT32, DATE -> new IntVector(type, c.ints(), offset, length, valid);
                case INT64 -> new LongVector(type, c.longs(), offset, length, valid);
                case FLOAT32 -> new FloatVector(type, c.floats(), offset, length, valid);
                case FLOAT64 -> new DoubleVector(type, c.doubles(), offset, length, valid);
                case UTF8, BINARY -> new ViewVector(type, c.views(), c.buffers(), offset, length, valid);
            };
            case DataType.Decimal d -> d.isCompact()
                    ? new LongVector(type, c.longs(), offset, length, valid)
                    : new WideVector(type, c.words(), offset, length, valid);
            case DataType.Time _,DataType.Timestamp _,DataType.Duration _ ->
                new LongVector(type, c.longs(), offset, length, valid);
            case DataType.Categorical _ ->
                new CodeVector(type, c.codes(), (ViewVector) vector(c.dictionary()), offset, length, valid);
            case DataType.ListOf _,DataType.MapOf _ ->
                new ListVector(type, c.offsets(), vector(c.children().getFirst()), offset, length, valid);
            case DataType.Struct _ ->
                new StructVector(type, c.children().stream().map(SpiColumns::vector).toList(), offset, length,
                        valid);
        };
    }
}
