package dev.peso.internal.optimize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Table;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedExprs;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.Plan.JoinKind;

/// Removes columns, aggregates and window functions that nothing above uses, down to the scans.
final class PruneColumns {
    private PruneColumns() {}

    /// The plan with the same columns, computed from as few as possible.
    static CheckedPlan prune(CheckedPlan plan) {
        BitSet all = new BitSet();
        all.set(0, plan.schema().size());
        return exactly(plan, all);
    }

    /// A plan that has some of the columns of another one.
    ///
    /// @param places for each old column its new position, or -1
    private record Pruned(CheckedPlan plan, int[] places) {
        CheckedExpr move(CheckedExpr expr) {
            return CheckedExprs.move(expr, places);
        }

        List<CheckedExpr> moveAll(List<CheckedExpr> exprs) {
            List<CheckedExpr> moved = new ArrayList<>(exprs.size());
            for (CheckedExpr expr : exprs) {
                moved.add(move(expr));
            }
            return moved;
        }

        List<CheckedPlan.SortKey> moveKeys(List<CheckedPlan.SortKey> keys) {
            return keys.stream()
                    .map(k -> new CheckedPlan.SortKey(move(k.expr()), k.descending(), k.nullsFirst()))
                    .toList();
        }

        List<Integer> movePositions(List<Integer> positions) {
            return positions.stream().map(p -> places[p]).toList();
        }
    }

    /// The plan with exactly the wanted columns, in their order.
    private static CheckedPlan exactly(CheckedPlan plan, BitSet wanted) {
        Pruned pruned = prune(plan, wanted);
        List<CheckedExpr> exprs = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        boolean same = pruned.plan.schema().size() == wanted.cardinality();
        for (int c = wanted.nextSetBit(0); c >= 0; c = wanted.nextSetBit(c + 1)) {
            Field field = plan.schema().field(c);
            same &= pruned.places[c] == exprs.size();
            exprs.add(new CheckedExpr.Ref(pruned.places[c], field.type(), field.name()));
            fields.add(field);
        }
        return same
                ? pruned.plan
                : new CheckedPlan.Project(pruned.plan, exprs,
                        Schema.of(fields).withMetadata(plan.schema().metadata()));
    }

    private static Pruned prune(CheckedPlan plan, BitSet wanted) {
        return switch (plan) {
            case CheckedPlan.Values p -> values(p, wanted);
            case CheckedPlan.Scan p -> scan(p, wanted);
            case CheckedPlan.Filter p -> {
                Pruned input = prune(p.input(), with(wanted, p.condition()));
                yield new Pruned(new CheckedPlan.Filter(input.plan, input.move(p.condition())), input.places);
            }
            case CheckedPlan.Project p -> project(p, wanted);
            case CheckedPlan.Aggregate p -> aggregate(p, wanted);
            case CheckedPlan.Distinct p -> {
                Pruned input = prune(p.input(), withAll(wanted, p.on()));
                yield new Pruned(new CheckedPlan.Distinct(input.plan, input.moveAll(p.on())), input.places);
            }
            case CheckedPlan.Join p -> join(p, wanted);
            case CheckedPlan.AsOfJoin p -> asOf(p, wanted);
            case CheckedPlan.Sort p -> {
                Pruned input = prune(p.input(), withKeys(wanted, p.keys()));
                yield new Pruned(
                        new CheckedPlan.Sort(input.plan, input.moveKeys(p.keys()), p.offset(), p.rows()),
                        input.places);
            }
            case CheckedPlan.Limit p -> {
                Pruned input = prune(p.input(), wanted);
                yield new Pruned(p.withInputs(List.of(input.plan)), input.places);
            }
            case CheckedPlan.Sample p -> {
                Pruned input = prune(p.input(), wanted);
                yield new Pruned(p.withInputs(List.of(input.plan)), input.places);
            }
            case CheckedPlan.Window p -> window(p, wanted);
            case CheckedPlan.Union p -> {
                List<CheckedPlan> inputs = p.inputs().stream().map(i -> exactly(i, wanted)).toList();
                yield new Pruned(new CheckedPlan.Union(inputs, fieldsAt(p.schema(), wanted)),
                        placesOf(wanted, p.schema().size()));
            }
            case CheckedPlan.Repeat p ->
                new Pruned(p.withInputs(List.of(prune(p.start()), prune(p.step()))), identity(p.schema()));
            case CheckedPlan.Explode p -> explode(p, wanted);
            case CheckedPlan.Unpivot p -> unpivot(p, wanted);
            case CheckedPlan.Upsample p -> {
                BitSet needed = copy(wanted);
                needed.set(p.column());
                p.by().forEach(needed::set);
                Pruned input = prune(p.input(), needed);
                yield new Pruned(new CheckedPlan.Upsample(input.plan, input.places[p.column()], p.every(),
                        input.movePositions(p.by())), input.places);
            }
            case CheckedPlan.MapRows p ->
                new Pruned(p.withInputs(List.of(prune(p.input()))), identity(p.schema()));
        };
    }

    private static Pruned values(CheckedPlan.Values plan, BitSet wanted) {
        if (wanted.cardinality() == plan.schema().size()) {
            return new Pruned(plan, identity(plan.schema()));
        }
        List<Chunk> chunks = new ArrayList<>();
        for (Chunk chunk : plan.table().chunks()) {
            chunks.add(new Chunk(wanted.stream().mapToObj(chunk::column).toList(), chunk.rows()));
        }
        Table table = new Table(fieldsAt(plan.schema(), wanted), chunks);
        return new Pruned(new CheckedPlan.Values(table, plan.name()), placesOf(wanted, plan.schema().size()));
    }

    private static Pruned scan(CheckedPlan.Scan plan, BitSet wanted) {
        List<Integer> columns = pick(plan.columns(), wanted);
        return new Pruned(new CheckedPlan.Scan(plan.source(), columns, plan.predicates(), plan.limit(),
                fieldsAt(plan.schema(), wanted)), placesOf(wanted, plan.schema().size()));
    }

    private static Pruned project(CheckedPlan.Project plan, BitSet wanted) {
        List<CheckedExpr> exprs = pick(plan.exprs(), wanted);
        Pruned input = prune(plan.input(), withAll(new BitSet(), exprs));
        return new Pruned(
                new CheckedPlan.Project(input.plan, input.moveAll(exprs), fieldsAt(plan.schema(), wanted)),
                placesOf(wanted, plan.schema().size()));
    }

    private static Pruned aggregate(CheckedPlan.Aggregate plan, BitSet wanted) {
        int keys = plan.keys().size();
        BitSet kept = copy(wanted);
        kept.set(0, keys);
        if (kept.isEmpty() && !plan.aggregates().isEmpty()) {
            kept.set(0);
        }
        BitSet needed = withAll(new BitSet(), plan.keys());
        for (int c = kept.nextSetBit(keys); c >= 0; c = kept.nextSetBit(c + 1)) {
            CheckedPlan.AggregateCall call = plan.aggregates().get(c - keys);
            needed = withKeys(withAll(with(needed, call.filter()), call.args()), call.order());
        }
        Pruned input = prune(plan.input(), needed);
        List<CheckedPlan.AggregateCall> calls = new ArrayList<>();
        for (int c = kept.nextSetBit(keys); c >= 0; c = kept.nextSetBit(c + 1)) {
            CheckedPlan.AggregateCall call = plan.aggregates().get(c - keys);
            calls.add(new CheckedPlan.AggregateCall(call.function(), input.moveAll(call.args()),
                    call.distinct(),
                    call.filter() == null ? null : input.move(call.filter()), input.moveKeys(call.order()),
                    call.type()));
        }
        return new Pruned(new CheckedPlan.Aggregate(input.plan, input.moveAll(plan.keys()), calls,
                fieldsAt(plan.schema(), kept)), placesOf(kept, plan.schema().size()));
    }

    private static Pruned join(CheckedPlan.Join plan, BitSet wanted) {
        int width = plan.left().schema().size();
        BitSet both = with(wanted, plan.condition());
        Pruned left = prune(plan.left(), withAll(both.get(0, width), plan.leftKeys()));
        Pruned right = prune(plan.right(),
                withAll(both.get(width, Math.max(width, both.length())), plan.rightKeys()));
        boolean leftOnly = plan.kind() == JoinKind.SEMI || plan.kind() == JoinKind.ANTI;
        int[] places = sideBySide(left, right);
        CheckedExpr condition = plan.condition() == null ? null : CheckedExprs.move(plan.condition(), places);
        Schema schema = leftOnly ? left.plan.schema() : fieldsAt(plan.schema(), keptOf(places), places);
        return new Pruned(
                new CheckedPlan.Join(left.plan, right.plan, plan.kind(), left.moveAll(plan.leftKeys()),
                        right.moveAll(plan.rightKeys()), condition, plan.nullsMatch(), schema),
                leftOnly ? left.places : places);
    }

    private static Pruned asOf(CheckedPlan.AsOfJoin plan, BitSet wanted) {
        int width = plan.left().schema().size();
        Pruned left = prune(plan.left(), withAll(with(wanted.get(0, width), plan.leftOn()), plan.leftBy()));
        Pruned right = prune(plan.right(), withAll(
                with(wanted.get(width, Math.max(width, wanted.length())), plan.rightOn()), plan.rightBy()));
        int[] places = sideBySide(left, right);
        return new Pruned(new CheckedPlan.AsOfJoin(left.plan, right.plan, left.move(plan.leftOn()),
                right.move(plan.rightOn()), left.moveAll(plan.leftBy()), right.moveAll(plan.rightBy()),
                plan.direction(), plan.allowExact(), plan.tolerance(),
                fieldsAt(plan.schema(), keptOf(places), places)), places);
    }

    private static int[] sideBySide(Pruned left, Pruned right) {
        int shift = left.plan.schema().size();
        int[] places = Arrays.copyOf(left.places, left.places.length + right.places.length);
        for (int i = 0; i < right.places.length; i++) {
            places[left.places.length + i] = right.places[i] < 0 ? -1 : right.places[i] + shift;
        }
        return places;
    }

    private static Pruned window(CheckedPlan.Window plan, BitSet wanted) {
        int width = plan.input().schema().size();
        BitSet needed = wanted.get(0, width);
        List<CheckedPlan.WindowCall> kept = new ArrayList<>();
        for (int c = wanted.nextSetBit(width); c >= 0; c = wanted.nextSetBit(c + 1)) {
            kept.add(plan.calls().get(c - width));
        }
        if (kept.isEmpty()) {
            Pruned input = prune(plan.input(), needed);
            int[] places = Arrays.copyOf(input.places, plan.schema().size());
            Arrays.fill(places, width, places.length, -1);
            return new Pruned(input.plan, places);
        }
        needed = withKeys(withAll(needed, plan.partition()), plan.order());
        for (CheckedPlan.WindowCall call : kept) {
            needed = withAll(with(needed, call.filter()), call.args());
            needed = with(with(needed, call.frame().startOffset()), call.frame().endOffset());
        }
        Pruned input = prune(plan.input(), needed);
        int shift = input.plan.schema().size();
        int[] places = Arrays.copyOf(input.places, plan.schema().size());
        List<Field> fields = new ArrayList<>(input.plan.schema().fields());
        for (int c = 0; c < plan.calls().size(); c++) {
            places[width + c] = wanted.get(width + c) ? shift++ : -1;
            if (wanted.get(width + c)) {
                fields.add(plan.schema().field(width + c));
            }
        }
        return new Pruned(new CheckedPlan.Window(input.plan, input.moveAll(plan.partition()),
                input.moveKeys(plan.order()), kept.stream().map(call -> moved(call, input)).toList(),
                Schema.of(fields)), places);
    }

    private static CheckedPlan.WindowCall moved(CheckedPlan.WindowCall call, Pruned input) {
        CheckedPlan.Frame frame = call.frame();
        return new CheckedPlan.WindowCall(call.function(), call.aggregate(), input.moveAll(call.args()),
                call.distinct(), moved(call.filter(), input), call.ignoreNulls(),
                new CheckedPlan.Frame(frame.mode(), frame.start(), moved(frame.startOffset(), input),
                        frame.end(),
                        moved(frame.endOffset(), input), frame.exclusion()),
                call.type());
    }

    private static @Nullable CheckedExpr moved(@Nullable CheckedExpr expr, Pruned input) {
        return expr == null ? null : input.move(expr);
    }

    private static Pruned explode(CheckedPlan.Explode plan, BitSet wanted) {
        BitSet needed = copy(wanted);
        plan.columns().forEach(needed::set);
        Pruned input = prune(plan.input(), needed);
        List<Field> fields = new ArrayList<>(input.plan.schema().fields());
        for (int column : plan.columns()) {
            DataType element = plan.schema().field(column).type();
            fields.set(input.places[column], plan.schema().field(column).withType(element));
        }
        return new Pruned(
                new CheckedPlan.Explode(input.plan, input.movePositions(plan.columns()), Schema.of(fields)),
                input.places);
    }

    private static Pruned unpivot(CheckedPlan.Unpivot plan, BitSet wanted) {
        int keys = plan.keep().size();
        BitSet kept = wanted.get(0, keys);
        BitSet output = copy(kept);
        output.set(keys, keys + 2);
        BitSet needed = new BitSet();
        kept.stream().forEach(k -> needed.set(plan.keep().get(k)));
        plan.values().forEach(needed::set);
        Pruned input = prune(plan.input(), needed);
        List<Integer> keep = kept.stream().mapToObj(k -> input.places[plan.keep().get(k)]).toList();
        return new Pruned(new CheckedPlan.Unpivot(input.plan, keep, input.movePositions(plan.values()),
                fieldsAt(plan.schema(), output)), placesOf(output, plan.schema().size()));
    }

    private static int[] identity(Schema schema) {
        int[] places = new int[schema.size()];
        Arrays.setAll(places, i -> i);
        return places;
    }

    private static int[] placesOf(BitSet kept, int size) {
        int[] places = new int[size];
        Arrays.fill(places, -1);
        int next = 0;
        for (int c = kept.nextSetBit(0); c >= 0; c = kept.nextSetBit(c + 1)) {
            places[c] = next++;
        }
        return places;
    }

    private static BitSet keptOf(int[] places) {
        BitSet kept = new BitSet();
        for (int i = 0; i < places.length; i++) {
            kept.set(i, places[i] >= 0);
        }
        return kept;
    }

    private static Schema fieldsAt(Schema schema, BitSet columns) {
        return Schema.of(pick(schema.fields(), columns)).withMetadata(schema.metadata());
    }

    /// The kept fields ordered by their new places.
    private static Schema fieldsAt(Schema schema, BitSet kept, int[] places) {
        Field[] fields = new Field[kept.cardinality()];
        kept.stream().forEach(c -> fields[places[c]] = schema.field(c));
        return Schema.of(fields);
    }

    private static <T> List<T> pick(List<T> all, BitSet places) {
        List<T> picked = new ArrayList<>(places.cardinality());
        for (int i = places.nextSetBit(0); i >= 0; i = places.nextSetBit(i + 1)) {
            picked.add(all.get(i));
        }
        return picked;
    }

    private static BitSet copy(BitSet columns) {
        return (BitSet) columns.clone();
    }

    private static BitSet with(BitSet columns, @Nullable CheckedExpr expr) {
        BitSet more = copy(columns);
        if (expr != null) {
            CheckedExprs.collect(expr, more);
        }
        return more;
    }

    private static BitSet withAll(BitSet columns, List<CheckedExpr> exprs) {
        BitSet more = copy(columns);
        for (CheckedExpr expr : exprs) {
            CheckedExprs.collect(expr, more);
        }
        return more;
    }

    private static BitSet withKeys(BitSet columns, List<CheckedPlan.SortKey> keys) {
        return withAll(columns, keys.stream().map(CheckedPlan.SortKey::expr).toList());
    }
}
