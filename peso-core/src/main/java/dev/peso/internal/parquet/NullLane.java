package dev.peso.internal.parquet;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.Vector;

/// Values of a column of nulls: there are none.
final class NullLane extends Lane {
    NullLane() {
        super(DataType.NULL);
    }

    @Override
    void start(int room) {}

    @Override
    void grow(int room) {}

    @Override
    long plain(byte[] in, long from, int end, int at, int count) {
        need(count == 0);
        return from;
    }

    @Override
    Lane another() {
        return new NullLane();
    }

    @Override
    void take(Lane dictionary, int[] codes, int count, int at) {
        need(count == 0);
    }

    @Override
    void repeat(Lane dictionary, int code, int count, int at) {
        need(count == 0);
    }

    @Override
    void spread(long[] validity, int at, int rows, int count) {}

    @Override
    Vector build(int rows, long @Nullable [] validity) {
        return new NullVector(rows);
    }
}
