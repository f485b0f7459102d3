package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.MemoryLimitException;
import dev.peso.internal.aggregate.Accumulator;
import dev.peso.internal.aggregate.Counts;
import dev.peso.internal.aggregate.DistinctRows;
import dev.peso.internal.aggregate.OrderedRows;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.RowException;
import dev.peso.internal.kernel.Evaluator;
import dev.peso.internal.kernel.Selector;
import dev.peso.internal.plan.CheckedPlan.AggregateCall;
import dev.peso.internal.plan.CheckedPlan.SortKey;

/// What an aggregation computes of each batch: the keys, and the columns that its accumulators take.
///
/// An expression that several aggregates share under the same filter is one column. A filter is a column of its own,
/// and the columns under it have values only in the rows for which it is true.
final class AggregateShape {
    final List<CheckedExpr> keys;
    final List<AggregateCall> calls;
    private final List<Column> columns = new ArrayList<>();
    /// Of the aggregates, then of the rows of each group where several count them.
    private final List<Feed> feeds = new ArrayList<>();
    private final boolean hasOtherWay;
    /// Whether the vectors of a batch may change when the next one comes, as no accumulator keeps any.
    final boolean arePassing;

    /// A column to compute.
    ///
    /// @param filter the condition whose rows count, or null for all
    /// @param expr the value, or null for the filter itself
    private record Column(@Nullable CheckedExpr filter, @Nullable CheckedExpr expr) {
        DataType type() {
            return expr == null ? DataType.BOOLEAN : expr.type();
        }
    }

    /// Where an accumulator's arguments are.
    ///
    /// @param mask the column of its filter, or -1
    /// @param args columns, or -1 for a constant
    private record Feed(int mask, int[] args, List<CheckedExpr> exprs) {}

    /// @param hasOtherWay whether the operator has another way when states do not fit
    AggregateShape(List<CheckedExpr> keys, List<AggregateCall> calls, boolean hasOtherWay) {
        this(keys, calls, hasOtherWay, false);
    }

    /// @param fromScan whether batches come from where arrays can be filled again
    AggregateShape(List<CheckedExpr> keys, List<AggregateCall> calls, boolean hasOtherWay,
            boolean fromScan) {
        this.hasOtherWay = hasOtherWay;
        this.keys = List.copyOf(keys);
        this.calls = List.copyOf(calls);
        for (AggregateCall call : calls) {
            int mask = call.filter() == null ? -1 : column(call.filter(), null);
            List<CheckedExpr> exprs = new ArrayList<>(call.args());
            for (SortKey key : call.order()) {
                exprs.add(key.expr());
            }
            int[] args = new int[exprs.size()];
            for (int i = 0; i < args.length; i++) {
                CheckedExpr expr = exprs.get(i);
                args[i] = expr instanceof CheckedExpr.Const ? -1 : column(call.filter(), expr);
            }
            feeds.add(new Feed(mask, args, exprs));
        }
        if (this.calls.stream().filter(this::isCounting).limit(2).count() > 1) {
            feeds.add(new Feed(-1, new int[0], List.of()));
        }
        this.arePassing = fromScan && !keepsArguments();
    }

    private int column(@Nullable CheckedExpr filter, @Nullable CheckedExpr expr) {
        Column column = new Column(filter, expr);
        int at = columns.indexOf(column);
        if (at < 0) {
            at = columns.size();
            columns.add(column);
        }
        return at;
    }

    /// What an aggregation stops with whose states do not fit the memory.
    ///
    /// @param of whose states
    RuntimeException tooLarge(long wanted, String of, Query query) {
        long limit = query.ledger().limit();
        return hasOtherWay
                ? new MemoryRefused()
                : new MemoryLimitException("aggregate " + describe() + " needs " + Bytes.text(wanted)
                        + " or more for " + of + ", limit is " + Bytes.text(limit)
                        + "; use an approximate aggregate, allow more memory, or run with a larger -Xmx",
                        wanted, limit, null);
    }

    /// The types of the keys.
    List<DataType> keyTypes() {
        return keys.stream().map(CheckedExpr::type).toList();
    }

    /// The types of the keys and, after them, of the columns.
    List<DataType> types() {
        List<DataType> types = new ArrayList<>(keyTypes());
        columns.forEach(c -> types.add(c.type()));
        return types;
    }

    /// An empty accumulator for each aggregate, and behind them one for the rows of each group where several count them.
    Accumulator[] newAccumulators() {
        Accumulator[] accumulators = new Accumulator[feeds.size()];
        Counts rows = feeds.size() > calls.size() ? Counts.ofRows() : null;
        for (int i = 0; i < calls.size(); i++) {
            accumulators[i] = newAccumulator(calls.get(i));
            if (takesAllRows(calls.get(i))) {
                accumulators[i].ofAllRows(rows);
            }
        }
        if (rows != null) {
            accumulators[calls.size()] = rows;
        }
        return accumulators;
    }

    /// Whether an aggregate is given every row of its groups, and each group has one.
    private boolean takesAllRows(AggregateCall call) {
        return !keys.isEmpty() && call.filter() == null && call.order().isEmpty() && !call.distinct();
    }

    private boolean isCounting(AggregateCall call) {
        return takesAllRows(call) && plain(call).isCounting();
    }

    private static Accumulator newAccumulator(AggregateCall call) {
        if (call.order().isEmpty()) {
            return call.distinct()
                    ? new DistinctRows(types(call.args()), () -> plain(call))
                    : plain(call);
        }
        return call.distinct()
                ? new DistinctRows(types(call.args()), () -> ordered(call))
                : ordered(call);
    }

    private static Accumulator plain(AggregateCall call) {
        return call.function().factory().create(call.args(), call.type());
    }

    private static Accumulator ordered(AggregateCall call) {
        OrderedRows.Key[] order = call.order()
                .stream()
                .map(k -> new OrderedRows.Key(k.descending(), k.nullsFirst()))
                .toArray(OrderedRows.Key[]::new);
        return new OrderedRows(call.args().size(), order, () -> plain(call));
    }

    private static List<DataType> types(List<CheckedExpr> exprs) {
        return exprs.stream().map(CheckedExpr::type).toList();
    }

    /// Whether vectors of rows may stay in use after they have been added.
    boolean keepsArguments() {
        return Arrays.stream(newAccumulators()).anyMatch(Accumulator::keepsArguments);
    }

    /// Whether keys and columns are all columns of the input as they are.
    boolean isPlain() {
        return keys.stream().allMatch(CheckedExpr.Ref.class::isInstance)
                && columns.stream().allMatch(c -> c.filter == null && c.expr instanceof CheckedExpr.Ref);
    }

    /// Computes keys and columns of batches. Belongs to one worker.
    final class Input {
        /// Without keys no rows wait, and each batch has been added when the next one comes.
        private final boolean reuses = keys.isEmpty() && !keepsArguments();
        private final Evaluator[] keyEvaluators = new Evaluator[keys.size()];
        private final @Nullable Evaluator[] evaluators = new Evaluator[columns.size()];
        private final @Nullable Selector[] selectors = new Selector[columns.size()];
        private int[] picked = new int[0];

        Input() {
            for (int k = 0; k < keyEvaluators.length; k++) {
                keyEvaluators[k] = new Evaluator(keys.get(k));
            }
            for (int c = 0; c < evaluators.length; c++) {
                Column column = columns.get(c);
                if (column.expr != null) {
                    evaluators[c] = evaluator(column.expr, reuses);
                } else if (column.filter != null) {
                    selectors[c] = new Selector(column.filter);
                }
            }
        }

        private static Evaluator evaluator(CheckedExpr expr, boolean reuses) {
            return reuses ? Evaluator.reusing(expr) : new Evaluator(expr);
        }

        /// The keys; texts may come as codes.
        Vector[] keys(Batch batch) {
            Vector[] result = new Vector[keyEvaluators.length];
            for (int k = 0; k < result.length; k++) {
                Vector coded = keys.get(k) instanceof CheckedExpr.Ref ref ? batch.coded(ref.index()) : null;
                result[k] = coded == null ? keyEvaluators[k].eval(batch) : coded;
            }
            return result;
        }

        Vector[] columns(Batch batch) {
            Vector[] result = new Vector[columns.size()];
            for (int c = 0; c < result.length; c++) {
                Evaluator evaluator = evaluators[c];
                Selector selector = selectors[c];
                if (selector != null) {
                    filtered(c, selector, batch, result);
                } else if (evaluator != null && columns.get(c).filter == null) {
                    result[c] = evaluator.eval(batch);
                }
            }
            return result;
        }

        /// Computes a filter and all columns under it.
        private void filtered(int mask, Selector selector, Batch batch, Vector[] result) {
            int rows = batch.rows();
            if (picked.length < rows) {
                picked = new int[rows];
            }
            int count = selector.select(batch, picked);
            long[] bits = new long[Bitmap.words(rows)];
            for (int i = 0; i < count; i++) {
                Bitmap.set(bits, picked[i]);
            }
            result[mask] = new BitVector(bits, 0, rows, null);
            Batch some = count == rows || count == 0 ? batch : batch.select(picked.clone(), count);
            for (int c = 0; c < result.length; c++) {
                Evaluator evaluator = evaluators[c];
                if (evaluator != null && Objects.equals(columns.get(mask).filter, columns.get(c).filter)) {
                    result[c] = count == 0
                            ? Vectors.nulls(columns.get(c).type(), rows)
                            : spread(evaluator.eval(some), count, rows);
                }
            }
        }

        /// The values of the picked rows in their places, any value in the others.
        private Vector spread(Vector values, int count, int rows) {
            if (count == rows) {
                return values;
            }
            int[] at = new int[rows];
            for (int i = 0; i < count; i++) {
                at[picked[i]] = i;
            }
            return Vectors.gather(values, at, rows);
        }
    }

    /// Feeds accumulators with columns. Belongs to one worker.
    final class Feeder {
        private final @Nullable Vector[] constants = new Vector[feeds.stream()
                .mapToInt(f -> f.args.length)
                .sum()];

        /// Adds rows; the accumulators have room for their groups.
        void add(Accumulator[] accumulators, int[] groups, Vector[] all, int rows) {
            int constant = 0;
            for (int a = 0; a < accumulators.length; a++) {
                Feed feed = feeds.get(a);
                Vector[] args = new Vector[feed.args.length];
                for (int i = 0; i < args.length; i++, constant++) {
                    args[i] = feed.args[i] >= 0
                            ? all[feed.args[i]]
                            : constant(constant, feed.exprs.get(i), rows);
                }
                if (feed.mask < 0 && keys.isEmpty()) {
                    accumulators[a].addAll(groups, args, rows);
                } else if (feed.mask < 0) {
                    accumulators[a].add(groups, args, rows);
                } else {
                    addWhere((BitVector) all[feed.mask], accumulators[a], groups, args, rows);
                }
            }
        }

        private void addWhere(BitVector mask, Accumulator accumulator, int[] groups, Vector[] args,
                int rows) {
            int[] picked = new int[rows];
            int[] some = new int[rows];
            int count = 0;
            for (int i = 0; i < rows; i++) {
                if (mask.get(i)) {
                    picked[count] = i;
                    some[count++] = groups[i];
                }
            }
            if (count == rows) {
                accumulator.add(groups, args, rows);
            } else if (count > 0) {
                Vector[] dense = new Vector[args.length];
                for (int i = 0; i < args.length; i++) {
                    dense[i] = Vectors.gather(args[i], picked, count);
                }
                accumulator.add(some, dense, count);
            }
        }

        private Vector constant(int index, CheckedExpr expr, int rows) {
            Vector known = constants[index];
            if (known == null || known.length < rows) {
                CheckedExpr.Const constant = (CheckedExpr.Const) expr;
                known = Scalars.constant(constant.type(), constant.value(), rows);
                constants[index] = known;
            }
            return known.length == rows ? known : known.slice(0, rows);
        }
    }

    /// The results of an aggregate.
    Vector finish(int call, Accumulator accumulator, int[] order, int from, int count) {
        try {
            return accumulator.finish(order, from, count);
        } catch (RowException e) {
            String name = text(calls.get(call));
            throw new DataException(name + ": " + e.getMessage(), name, -1, e);
        }
    }

    private static String text(AggregateCall call) {
        String args = call.args().stream().map(CheckedExpr::toString).collect(Collectors.joining(", "));
        return call.function().text() + "(" + (call.distinct() ? "distinct " : "") + args + ")";
    }

    /// The keys and aggregates for `explain()`.
    String describe() {
        String aggregates = calls.stream()
                .limit(8)
                .map(AggregateShape::text)
                .collect(Collectors.joining(", "));
        String by = keys.stream().limit(8).map(CheckedExpr::toString).collect(Collectors.joining(", "));
        return aggregates + (keys.isEmpty() ? "" : (calls.isEmpty() ? "by " : " by ") + by);
    }
}
