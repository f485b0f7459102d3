package dev.peso.internal.window;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.peso.internal.aggregate.Accumulator;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.expr.RowException;

/// An aggregate over the distinct values of frames that move at their start: each frame is looked through anew.
final class DistinctAggregate implements Computation {
    private static final int BUFFER = 4_096;

    private final AggregateSource source;
    private final Frame frame;
    private final int[] ids;
    private final int idCount;
    private final Parallel parallel;
    private final ConcurrentLinkedQueue<int[]> idle = new ConcurrentLinkedQueue<>();

    /// @param ids equal for equal values, by position
    DistinctAggregate(AggregateSource source, Frame frame, int[] ids, int idCount, Parallel parallel) {
        this.source = source;
        this.frame = frame;
        this.ids = ids;
        this.idCount = idCount;
        this.parallel = parallel;
    }

    @Override
    public Vector compute(Span span) {
        Frame.Ranges ranges = frame.ranges();
        frame.find(span, ranges);
        int[] known = idle.poll();
        int[] lastSeen = known == null ? new int[idCount] : known;
        List<Vector> parts = new ArrayList<>();
        for (int i = 0; i < span.count; i++) {
            parts.add(compute(span, ranges, i, lastSeen));
        }
        idle.add(lastSeen);
        return Vectors.concat(parts.getFirst().type, parts);
    }

    /// Marks in `lastSeen` the values seen for a row with its position, so the marks need no clearing.
    private Vector compute(Span span, Frame.Ranges ranges, int i, int[] lastSeen) {
        Accumulator result = source.newAccumulator();
        result.resize(1);
        int[] refs = new int[BUFFER];
        int[] groups = new int[BUFFER];
        int mark = span.from + i + 1;
        int filled = 0;
        parallel.check();
        for (int part = 0; part < ranges.parts; part++) {
            for (int p = ranges.from[part][i]; p < ranges.to[part][i]; p++) {
                if (lastSeen[ids[p]] == mark || (source.kept() != null && !source.kept().contains(p))) {
                    continue;
                }
                lastSeen[ids[p]] = mark;
                refs[filled++] = span.rows.refs()[p];
                if (filled == BUFFER) {
                    source.addRefs(result, refs, filled, groups);
                    filled = 0;
                }
            }
        }
        if (filled > 0) {
            source.addRefs(result, refs, filled, groups);
        }
        result.seal();
        try {
            return result.finish(new int[1], 0, 1);
        } catch (RowException e) {
            throw new PositionException(span.rows.refs()[span.from + i], e.getMessage() + "");
        }
    }
}
