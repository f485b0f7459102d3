package dev.peso.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;

/// Trees of float arithmetic over all kinds of numbers give in each row what Java gives.
class FloatChainProperties {
    private static final List<DataType> TYPES = List.of(DataType.FLOAT64, DataType.INT32, DataType.INT64,
            DataType.FLOAT32, DataType.INT16, DataType.INT8);

    /// A tree, and what it gives in a row.
    private record Tree(CheckedExpr expr, IntFunction<@Nullable Double> value) {}

    @Property(tries = 200)
    void a_tree_gives_what_its_operators_give(@ForAll Random random, @ForAll @IntRange(max = 1_300) int rows,
            @ForAll @IntRange(max = 70) int offset) {
        List<Vector> columns = new ArrayList<>();
        Tree tree = operation(random, columns, offset + rows, 4);
        Vector[] sliced = columns.stream().map(c -> c.slice(offset, rows)).toArray(Vector[]::new);
        assertThat(tree.expr().type()).isEqualTo(DataType.FLOAT64);
        Evaluator evaluator = new Evaluator(tree.expr());
        for (int again = 0; again < 2; again++) {
            Vector result = evaluator.eval(new Batch(sliced, rows, 0));
            assertThat(result.length).isEqualTo(rows);
            for (int row = 0; row < rows; row++) {
                assertThat(Scalars.get(result, row)).isEqualTo(tree.value().apply(offset + row));
            }
        }
    }

    private static Tree operation(Random random, List<Vector> columns, int rows, int depth) {
        String name = List.of("+", "-", "*", "/").get(random.nextInt(4));
        Tree left = term(random, columns, rows, depth, DataType.FLOAT64);
        Tree right = term(random, columns, rows, depth, TYPES.get(random.nextInt(TYPES.size())));
        boolean swapped = random.nextBoolean();
        Tree a = swapped ? right : left;
        Tree b = swapped ? left : right;
        Function function = Objects.requireNonNull(Functions.find(name));
        List<CheckedExpr> args = List.of(a.expr(), b.expr());
        CheckedExpr expr = new CheckedExpr.Apply(function, args, function.resolver().resolve(args).result());
        return new Tree(expr, row -> {
            Double x = a.value().apply(row);
            Double y = b.value().apply(row);
            return x == null || y == null ? null : (Double) switch (name) {
                case "+" -> x + y;
                case "-" -> x - y;
                case "*" -> x * y;
                default -> x / y;
            };
        });
    }

    private static Tree term(Random random, List<Vector> columns, int rows, int depth, DataType type) {
        int kind = random.nextInt(6);
        if (kind < 3 && depth > 1) {
            return operation(random, columns, rows, depth - 1);
        }
        if (kind == 5) {
            double value = random.nextInt(5) - 2;
            return new Tree(new CheckedExpr.Const(value, DataType.FLOAT64), _ -> value);
        }
        boolean nulls = random.nextBoolean();
        @Nullable
        Object[] values = new Object[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = nulls && random.nextInt(4) == 0 ? null : number(random, type);
        }
        Vector column = Calls.vector(type, values);
        columns.add(column);
        return new Tree(new CheckedExpr.Ref(columns.size() - 1, type, "c"),
                row -> values[row] instanceof Number n ? (Double) n.doubleValue() : null);
    }

    private static Number number(Random random, DataType type) {
        double value = random.nextInt(3) == 0 ? 0 : random.nextGaussian() * 100;
        return switch ((DataType.Simple) type) {
            case INT8 -> (byte) value;
            case INT16 -> (short) value;
            case INT32 -> (int) value;
            case INT64 -> (long) value;
            case FLOAT32 -> (float) value;
            default -> random.nextInt(20) == 0 ? Double.POSITIVE_INFINITY : value;
        };
    }
}
