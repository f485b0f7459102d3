package dev.peso.internal.window;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.aggregate.AggregateFunction;
import dev.peso.internal.aggregate.GroupTable;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;

/// Makes the computations of window functions.
public final class WindowCalls {
    private WindowCalls() {}

    /// One call of a window function.
    ///
    /// @param aggregate the aggregate, or null when `function` names a window function
    /// @param distinct each distinct combination of arguments counts once
    /// @param filter only rows for which it is true count; null for all
    public record Call(String function, @Nullable AggregateFunction aggregate, List<Argument> args,
            boolean distinct, @Nullable RowRefs filter, boolean ignoreNulls, Frame frame, DataType type) {
        public Call {
            args = List.copyOf(args);
        }
    }

    /// The computation of a call over sorted rows; what has to be computed in advance is.
    public static Computation of(Call call, SortedRows rows, Parallel parallel) {
        if (call.aggregate() != null) {
            return aggregate(call, call.aggregate(), rows, parallel);
        }
        List<Argument> args = call.args();
        Kept present = call.ignoreNulls() && !args.isEmpty()
                ? Kept.of(rows, args.getFirst().values(), false, parallel)
                : null;
        return switch (call.function()) {
            case "ntile" -> new Ntile(args.getFirst());
            case "lag" -> new Shifted(args, false, present);
            case "lead" -> new Shifted(args, true, present);
            case "first_value" -> new ValueAt(ValueAt.Place.FIRST, args.getFirst().values(), null,
                    call.frame(), present);
            case "last_value" -> new ValueAt(ValueAt.Place.LAST, args.getFirst().values(), null,
                    call.frame(), present);
            case "nth_value" -> new ValueAt(ValueAt.Place.NTH, args.getFirst().values(), args.get(1),
                    call.frame(), present);
            default -> Ranking.of(call.function());
        };
    }

    private static Computation aggregate(Call call, AggregateFunction function, SortedRows rows,
            Parallel parallel) {
        Kept kept = call.filter() == null ? null : Kept.of(rows, call.filter(), true, parallel);
        if (call.ignoreNulls() && !call.args().isEmpty()) {
            kept = Kept.both(kept, Kept.of(rows, call.args().getFirst().values(), false, parallel));
        }
        Frame frame = call.frame();
        if (call.distinct() && !call.args().isEmpty()) {
            Ids ids = Ids.of(rows, call.args());
            if (!frame.startsWithPartition()) {
                AggregateSource source = new AggregateSource(rows, function, call.args(), call.type(), kept);
                return new DistinctAggregate(source, frame, ids.byPosition, ids.count);
            }
            kept = ids.firsts(rows, kept);
        }
        AggregateSource source = new AggregateSource(rows, function, call.args(), call.type(), kept);
        return frame.isPartition()
                ? new PartitionAggregate(source, parallel)
                : new FrameAggregate(source, frame, parallel);
    }

    /// Numbers that are equal for equal combinations of arguments.
    private record Ids(int[] byPosition, int count) {
        static Ids of(SortedRows rows, List<Argument> args) {
            GroupTable table = new GroupTable(args.stream().map(Argument::type).toList(), false);
            int[] ids = new int[rows.size()];
            int[] found = new int[Span.MAX];
            List<Vector> vectors = new ArrayList<>();
            for (int from = 0; from < ids.length; from += Span.MAX) {
                int count = Math.min(Span.MAX, ids.length - from);
                vectors.clear();
                for (Argument arg : args) {
                    vectors.add(arg.values().gather(rows.refs(), from, count));
                }
                table.find(vectors.toArray(new Vector[0]), count, found);
                System.arraycopy(found, 0, ids, from, count);
            }
            return new Ids(ids, table.size());
        }

        /// The first kept row of each value in each partition.
        Kept firsts(SortedRows rows, @Nullable Kept kept) {
            int[] seen = new int[count];
            long[] bits = Kept.newBits(rows.size());
            for (int p = 0; p < rows.partitionCount(); p++) {
                for (int i = rows.partitionStart(p); i < rows.partitionStart(p + 1); i++) {
                    if (seen[byPosition[i]] != p + 1 && (kept == null || kept.contains(i))) {
                        seen[byPosition[i]] = p + 1;
                        bits[i >>> 6] |= 1L << i;
                    }
                }
            }
            return new Kept(bits);
        }
    }
}
