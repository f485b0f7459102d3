package dev.peso.internal.window;

import java.util.ArrayList;
import java.util.List;

import dev.peso.internal.aggregate.Accumulator;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.RowException;

/// An aggregate over whole partitions: one result for all rows of a partition.
final class PartitionAggregate implements Computation {
    /// Rows of one accumulator on its own; how rows are split must not depend on the number of workers.
    private static final int SECTION = 1 << 20;

    private final RowRefs results;

    PartitionAggregate(AggregateSource source, Parallel parallel) {
        SortedRows rows = source.rows();
        int sections = (source.count() + SECTION - 1) / SECTION;
        Accumulator[] parts = new Accumulator[sections];
        int[] firsts = new int[sections];
        int[] lasts = new int[sections];
        parallel.forEach(sections, s -> {
            int from = s * SECTION;
            int count = Math.min(SECTION, source.count() - from);
            int first = rows.partition(position(source, from));
            int last = rows.partition(position(source, from + count - 1));
            Accumulator part = source.newAccumulator();
            part.resize(last - first + 1);
            int[] groups = new int[Span.MAX];
            int[] positions = new int[Span.MAX];
            int partition = first;
            for (int done = 0; done < count; done += Span.MAX) {
                int n = Math.min(Span.MAX, count - done);
                positions(source, from + done, n, positions);
                for (int i = 0; i < n; i++) {
                    while (positions[i] >= rows.partitionStart(partition + 1)) {
                        partition++;
                    }
                    groups[i] = partition - first;
                }
                source.add(part, from + done, n, groups);
            }
            part.seal();
            parts[s] = part;
            firsts[s] = first;
            lasts[s] = last;
        });
        Accumulator all = source.newAccumulator();
        all.resize(rows.partitionCount());
        for (int s = 0; s < sections; s++) {
            int count = lasts[s] - firsts[s] + 1;
            int[] from = new int[count];
            int[] into = new int[count];
            for (int i = 0; i < count; i++) {
                from[i] = i;
                into[i] = firsts[s] + i;
            }
            all.merge(parts[s], from, into, count);
        }
        all.seal();
        results = new RowRefs(source.type(), finish(all, rows));
    }

    private static int position(AggregateSource source, int number) {
        return source.kept() == null ? number : source.kept().position(number);
    }

    private static void positions(AggregateSource source, int number, int count, int[] out) {
        if (source.kept() == null) {
            for (int i = 0; i < count; i++) {
                out[i] = number + i;
            }
        } else {
            source.kept().positions(number, count, out);
        }
    }

    private static List<Vector> finish(Accumulator all, SortedRows rows) {
        int count = rows.partitionCount();
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        List<Vector> vectors = new ArrayList<>();
        try {
            for (int from = 0; from < count; from += Vector.CHUNK_ROWS) {
                vectors.add(all.finish(order, from, Math.min(Vector.CHUNK_ROWS, count - from)));
            }
        } catch (RowException e) {
            throw new PositionException(rows.refs()[rows.partitionStart(e.row())], e.getMessage() + "");
        }
        return vectors;
    }

    @Override
    public Vector compute(Span span) {
        int[] refs = new int[span.count];
        int partition = span.rows.partition(span.from);
        for (int i = 0; i < refs.length; i++) {
            if (span.from + i >= span.rows.partitionStart(partition + 1)) {
                partition++;
            }
            refs[i] = RowRefs.ref(partition / Vector.CHUNK_ROWS, partition % Vector.CHUNK_ROWS);
        }
        return results.gather(refs, 0, refs.length);
    }
}
