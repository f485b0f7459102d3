package dev.peso.internal.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.aggregate.Accumulator;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.expr.RowException;

/// Any aggregate over any frame: the rows at the ends of the frame are added one by one, what lies between comes from
/// a tree of states.
final class FrameAggregate implements Computation {
    /// Rows added at once; more would only take memory.
    private static final int BUFFER = 4_096;
    /// Rows of frames whose states are held at once when states hold rows.
    private static final long HEAVY_ROWS = 1_000_000;

    private final AggregateSource source;
    private final Frame frame;
    private final @Nullable StateTree tree;
    private final boolean heavy;
    private final Parallel parallel;

    FrameAggregate(AggregateSource source, Frame frame, Parallel parallel) {
        this.source = source;
        this.frame = frame;
        this.parallel = parallel;
        this.heavy = source.newAccumulator().isHeavy();
        int longest = source.rows().longestPartition();
        boolean worth = !heavy && longest > 4 * StateTree.LEAF;
        this.tree = worth
                ? new StateTree(source.count(), longest, source::newAccumulator, source::add, parallel)
                : null;
    }

    @Override
    public Vector compute(Span span) {
        Frame.Ranges ranges = frame.ranges();
        frame.find(span, ranges);
        List<Vector> parts = new ArrayList<>();
        int from = 0;
        while (from < span.count) {
            int to = from;
            long held = 0;
            while (to < span.count && (to == from || !heavy || held < HEAVY_ROWS)) {
                held += ranges.size(to++);
            }
            parts.add(compute(span, ranges, from, to - from));
            from = to;
        }
        return Vectors.concat(parts.getFirst().type, parts);
    }

    private Vector compute(Span span, Frame.Ranges ranges, int first, int count) {
        Accumulator result = source.newAccumulator();
        result.resize(count);
        StateTree.Cover cover = tree == null ? null : tree.new Cover(count);
        Edges edges = new Edges(result);
        for (int part = 0; part < ranges.parts; part++) {
            int[] rightFrom = new int[count];
            int[] rightTo = new int[count];
            for (int group = 0; group < count; group++) {
                int from = source.number(ranges.from[part][first + group]);
                int to = source.number(ranges.to[part][first + group]);
                int low = (from + StateTree.LEAF - 1) / StateTree.LEAF;
                int high = to / StateTree.LEAF;
                if (cover == null || low >= high) {
                    edges.add(from, to, group);
                    if (cover != null) {
                        cover.set(group, 0, 0);
                    }
                } else {
                    edges.add(from, low * StateTree.LEAF, group);
                    cover.set(group, low, high);
                    rightFrom[group] = high * StateTree.LEAF;
                    rightTo[group] = to;
                }
            }
            edges.flush();
            if (cover != null) {
                cover.mergeInto(result, count);
                for (int group = 0; group < count; group++) {
                    edges.add(rightFrom[group], rightTo[group], group);
                }
                edges.flush();
            }
        }
        result.seal();
        return finish(result, span, first, count);
    }

    private Vector finish(Accumulator result, Span span, int first, int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        try {
            return result.finish(order, 0, count);
        } catch (RowException e) {
            throw new PositionException(span.rows.refs()[span.from + first + e.row()], e.getMessage() + "");
        }
    }

    /// Rows on their way into groups.
    private final class Edges {
        private final Accumulator target;
        private final int[] refs = new int[BUFFER];
        private final int[] groups = new int[BUFFER];
        private int filled;

        Edges(Accumulator target) {
            this.target = target;
        }

        void add(int from, int to, int group) {
            int at = from;
            while (at < to) {
                int n = Math.min(to - at, BUFFER - filled);
                source.refs(at, n, refs, filled);
                Arrays.fill(groups, filled, filled + n, group);
                filled += n;
                at += n;
                if (filled == BUFFER) {
                    flush();
                }
            }
        }

        void flush() {
            parallel.check();
            if (filled > 0) {
                source.addRefs(target, refs, filled, groups);
                filled = 0;
            }
        }
    }
}
