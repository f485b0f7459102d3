package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Spread;
import dev.peso.internal.column.Vector;

/// Gathers all columns of many rows in an order that jumps about their store, all workers on one column at a time.
final class SpreadRows {
    private SpreadRows() {}

    /// The rows `refs[from..to)` in chunks, or null when they are better gathered chunk by chunk: they are few, follow one
    /// another in the store, or find no memory for all of them at once.
    ///
    /// @param width the columns wanted, the first ones of the store
    static @Nullable List<Chunk> gather(Query query, SpillMemory memory, RowStore store, int width,
            int[] refs,
            int from, int to) {
        Spread spread = Spread.of(refs, from, to, store.refs());
        if (spread == null || width == 0 || !memory.tryReserve(bytes(store, width, to - from))) {
            return null;
        }
        int[] columns = widestFirst(store, width);
        Object buffer = planned(query, spread, store.column(columns[0]));
        Vector[][] slices = new Vector[spread.slices()][width];
        for (int c : columns) {
            RowRefs column = store.column(c);
            if (!spread.suits(column, buffer)) {
                buffer = null; // before the next is made
                buffer = spread.buffer(column);
            }
            gather(query, spread, column, c, buffer, slices);
        }
        List<Chunk> chunks = new ArrayList<>();
        for (int s = 0; s < slices.length; s++) {
            chunks.add(new Chunk(List.of(slices[s]), spread.rows(s)));
        }
        return chunks;
    }

    /// Deals the references to regions, and makes a buffer for a column meanwhile.
    private static @Nullable Object planned(Query query, Spread spread, RowRefs first) {
        @Nullable
        Object[] buffer = new Object[1];
        query.forEach(spread.slices() + 2, i -> {
            if (i == 0) {
                buffer[0] = spread.buffer(first);
            } else if (i == 1) {
                spread.makeRoom();
            } else {
                spread.count(i - 2);
            }
        });
        spread.plan();
        query.forEach(spread.slices(), spread::deal);
        return buffer[0];
    }

    /// The columns, wide ones first, those of one type together, as they share a buffer.
    private static int[] widestFirst(RowStore store, int width) {
        return IntStream.range(0, width)
                .boxed()
                .sorted(Comparator.comparingInt((Integer c) -> -store.column(c).width())
                        .thenComparing(c -> store.type(c).toString()))
                .mapToInt(c -> c)
                .toArray();
    }

    private static void gather(Query query, Spread spread, RowRefs column, int c, @Nullable Object buffer,
            Vector[][] slices) {
        if (buffer == null) {
            query.forEach(slices.length, s -> slices[s][c] = spread.gather(column, s));
        } else {
            query.forEach(spread.regions(), region -> spread.fill(column, region, buffer));
            query.forEach(slices.length, s -> slices[s][c] = spread.drain(column, s, buffer));
        }
    }

    /// What the gathered rows take; references and buffers fit what the sort had reserved for its words.
    private static long bytes(RowStore store, int width, int rows) {
        double part = (double) rows / store.count();
        long total = 0;
        for (Chunk chunk : store.chunks()) {
            for (int c = 0; c < width; c++) {
                total += chunk.column(c).bytes();
            }
        }
        return (long) (total * part);
    }
}
