package dev.peso.internal.exec;

import static dev.peso.internal.exec.AggregateCalls.call;
import static dev.peso.internal.exec.AggregateCalls.constant;
import static dev.peso.internal.exec.AggregateCalls.operator;
import static dev.peso.internal.exec.AggregateCalls.ref;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Evaluator;
import dev.peso.internal.kernel.Functions;
import dev.peso.internal.plan.CheckedPlan.AggregateCall;

/// Results that take the place of the ones before them are those of fresh arrays, and only who lets go of them gets them.
class ReusedResultsProperties {
    private static final Schema SCHEMA = Schema.of(Field.of("x", DataType.FLOAT64),
            Field.of("n", DataType.INT32));

    private static Table table(Random random, int rows) {
        List<@Nullable Object[]> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            all.add(TestRows.row(random.nextInt(5) == 0 ? null : (double) random.nextInt(100),
                    random.nextInt(100)));
        }
        return TestRows.table(SCHEMA, 7, all);
    }

    private static CheckedExpr chain(Table table) {
        CheckedExpr product = apply("*", ref(table, "x"), ref(table, "n"));
        return apply("+", product, constant(0.5, DataType.FLOAT64));
    }

    private static CheckedExpr apply(String name, CheckedExpr... args) {
        return new CheckedExpr.Apply(Objects.requireNonNull(Functions.find(name)), List.of(args),
                DataType.FLOAT64);
    }

    @Property(tries = 50)
    void a_reused_result_is_what_a_fresh_one_is(@ForAll Random random,
            @ForAll @IntRange(min = 1, max = 60) int rows) {
        Table table = table(random, rows);
        Evaluator reusing = Evaluator.reusing(chain(table));
        Evaluator fresh = new Evaluator(chain(table));
        for (var chunk : table.chunks()) {
            Batch batch = Batch.of(chunk, 0, chunk.rows(), -1);
            DoubleVector wanted = (DoubleVector) fresh.eval(batch);
            DoubleVector first = (DoubleVector) reusing.eval(batch);
            DoubleVector second = (DoubleVector) reusing.eval(batch);
            assertThat(second.values).isSameAs(first.values);
            assertThat(fresh.eval(batch)).isNotSameAs(wanted);
            assertThat(values(second)).isEqualTo(values(wanted));
        }
    }

    @Property(tries = 50)
    void aggregates_without_keys_see_every_result(@ForAll Random random,
            @ForAll @IntRange(min = 1, max = 90) int rows) {
        Table table = table(random, rows);
        List<@Nullable Double> all = new ArrayList<>();
        for (List<@Nullable Object> row : TestRows.of(table)) {
            all.add(row.getFirst() == null
                    ? null
                    : (double) row.getFirst() * (int) Objects.requireNonNull(row.get(1)) + 0.5);
        }
        double[] present = all.stream().filter(Objects::nonNull).mapToDouble(x -> x).toArray();
        Object sum = present.length == 0 ? null : (Object) Arrays.stream(present).sum();
        AggregateCall sums = call("sum", chain(table));
        AggregateCall counts = call("count", chain(table));
        AggregateCall lists = call("collect_list", chain(table));
        assertThat(TestRows.run(operator(table, List.of(), List.of(sums, counts), AggregateCalls.TINY)))
                .isEqualTo(List.of(TestRows.list(sum, (long) present.length)));
        assertThat(TestRows.run(operator(table, List.of(), List.of(sums, lists), AggregateCalls.TINY)))
                .isEqualTo(List.of(TestRows.list(sum, all)));
    }

    private static List<@Nullable Object> values(Vector vector) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < vector.length; i++) {
            values.add(vector.isNull(i) ? null : ((DoubleVector) vector).get(i));
        }
        return values;
    }
}
