package dev.peso.internal.window;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.aggregate.AggregateFunction;
import dev.peso.internal.aggregate.GroupTable;
import dev.peso.internal.column.RowRefs;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;

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
        Kept present = call.ignoreNulls() && !args.isEmpty() && !args.getFirst().isConstant()
                ? Kept.of(rows, args.getFirst().values(), false, parallel)
                : null;
        return switch (call.function()) {
            case "ntile" -> new Ntile(args.getFirst());
            case "lag" -> new Shifted(args, false, present);
            case "lead" -> new Shifted(args, true, present);
            case "first_value" -> new ValueAt(ValueAt.Place.FIRST, args.getFirst(), null,
                    call.frame(), present);
            case "last_value" -> new ValueAt(ValueAt.Place.LAST, args.getFirst(), null,
                    call.frame(), present);
            case "nth_value" -> new ValueAt(ValueAt.Place.NTH, args.getFirst(), args.get(1),
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
            Ids ids = Ids.of(rows, call.args(), parallel);
            if (!frame.startsWithPartition()) {
                AggregateSource source = new AggregateSource(rows, function, call.args(), call.type(), kept);
                return new DistinctAggregate(source, frame, ids.byPosition, ids.count, parallel);
            }
            kept = ids.firsts(rows, kept);
        }
        Computation fast = function.user() == null ? fast(call, function.name(), rows, kept, parallel) : null;
        if (fast != null) {
            return fast;
        }
        AggregateSource source = new AggregateSource(rows, function, call.args(), call.type(), kept);
        return frame.isPartition()
                ? new PartitionAggregate(source, parallel)
                : new FrameAggregate(source, frame, parallel);
    }

    /// The computation of a common aggregate of numbers that needs no accumulators, or null.
    private static @Nullable Computation fast(Call call, String name, SortedRows rows,
            @Nullable Kept filtered,
            Parallel parallel) {
        Frame frame = call.frame();
        if (name.equals("count") && (call.args().isEmpty() || isPresent(call.args().getFirst()))) {
            return new RangeCount(frame, filtered);
        }
        if (call.args().size() != 1) {
            return null;
        }
        RowRefs values = call.args().getFirst().values();
        DataType type = values.type();
        return switch (name) {
            case "count" -> new RangeCount(frame, present(rows, values, filtered, parallel));
            case "sum", "mean" -> {
                boolean isMean = name.equals("mean");
                if (type.isInteger() || (type instanceof DataType.Duration && !isMean)) {
                    Kept kept = present(rows, values, filtered, parallel);
                    yield PrefixSum.of(frame, kept, SortedValues.words(rows, values, kept, 0, parallel),
                            call.type(), parallel);
                }
                if (type.isFloat() && moves(frame)) {
                    Kept kept = present(rows, values, filtered, parallel);
                    yield new SlidingSum(rows, frame, kept,
                            SortedValues.doubles(rows, values, kept, parallel),
                            isMean, parallel);
                }
                yield null;
            }
            case "min", "max" -> {
                if (!SlidingExtreme.takes(type) || !moves(frame)) {
                    yield null;
                }
                boolean greatest = name.equals("max");
                Kept kept = present(rows, values, filtered, parallel);
                long[] words = SortedValues.words(rows, values, kept, SlidingExtreme.loser(greatest),
                        parallel);
                yield new SlidingExtreme(rows, frame, kept, words, greatest, call.type(), parallel);
            }
            default -> null;
        };
    }

    private static boolean isPresent(Argument argument) {
        return argument.expr() instanceof CheckedExpr.Const(Object value, DataType _) && value != null;
    }

    /// Whether a frame moves on with its row, and only forward.
    private static boolean moves(Frame frame) {
        return frame.isMonotone() && !frame.isPartition();
    }

    /// The rows that pass a filter and have a value.
    private static @Nullable Kept present(SortedRows rows, RowRefs values, @Nullable Kept filtered,
            Parallel parallel) {
        boolean hasNulls = values.chunks().stream().anyMatch(v -> v.validity != null);
        return hasNulls ? Kept.both(filtered, Kept.of(rows, values, false, parallel)) : filtered;
    }

    /// Numbers that are equal for equal combinations of arguments.
    private record Ids(int[] byPosition, int count) {
        static Ids of(SortedRows rows, List<Argument> args, Parallel parallel) {
            GroupTable table = new GroupTable(args.stream().map(Argument::type).toList(), false);
            int[] ids = new int[rows.size()];
            int[] found = new int[Span.MAX];
            List<Vector> vectors = new ArrayList<>();
            for (int from = 0; from < ids.length; from += Span.MAX) {
                parallel.check();
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
