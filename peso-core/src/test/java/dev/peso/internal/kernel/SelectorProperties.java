package dev.peso.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;

/// A filter of many terms finds the rows in which each is true, also after its terms have changed places.
class SelectorProperties {
    private static final List<String> OPERATORS = List.of("=", "<>", "<", "<=", ">", ">=");
    private static final List<DataType> TYPES = List.of(DataType.INT32, DataType.FLOAT64, DataType.UTF8,
            DataType.INT64, DataType.FLOAT32);

    @Property(tries = 60)
    void terms_in_any_order_find_the_same_rows(@ForAll Random random) {
        int[] limits = random.ints(TYPES.size(), 0, 12).toArray();
        List<CheckedExpr> terms = new ArrayList<>();
        for (int c = 0; c < TYPES.size(); c++) {
            CheckedExpr column = new CheckedExpr.Ref(c, TYPES.get(c), "c" + c);
            Object limit = switch (c) {
                case 2 -> "text " + limits[c];
                case 4 -> limits[c] + 0.5;
                default -> (Object) (long) limits[c];
            };
            String name = OPERATORS.get(random.nextInt(OPERATORS.size()));
            Function function = Objects.requireNonNull(Functions.find(name));
            terms.add(new CheckedExpr.Apply(function, List.of(column, Calls.constant(limit)),
                    DataType.BOOLEAN));
        }
        Selector all = new Selector(new CheckedExpr.And(terms));
        for (int round = 0; round < 100; round++) {
            Batch batch = batch(random, 40, round / 33);
            List<Integer> wanted = new ArrayList<>();
            for (int row = 0; row < batch.rows(); row++) {
                int[] out = new int[1];
                Batch one = batch.select(new int[]{row}, 1);
                if (terms.stream().allMatch(t -> new Selector(t).select(one, out) == 1)) {
                    wanted.add(row);
                }
            }
            int[] out = new int[batch.rows()];
            int count = all.select(batch, out);
            assertThat(Arrays.stream(out, 0, count).boxed().toList()).isEqualTo(wanted);
        }
    }

    @Property(tries = 100)
    void a_comparison_with_a_constant_passes_the_rows_it_is_true_for(@ForAll Random random) {
        List<Object> numbers = List.of(Long.MIN_VALUE, -1L << 40, (long) Integer.MIN_VALUE, -1L, 3L,
                (long) Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE);
        List<Object> texts = List.of("", "text", "twelve bytes", "a text of more than twelve bytes");
        for (Object constant : random.nextBoolean() ? numbers : texts) {
            DataType type = constant instanceof String ? DataType.UTF8 : DataType.INT32;
            List<Object> values = constant instanceof String
                    ? List.of("", "text", "texts", "twelve bytes", "twelve bytez",
                            "a text of more than twelve bytes",
                            "a text of more than twelve bytez")
                    : List.of(Integer.MIN_VALUE, -1, 2, 3, 4, Integer.MAX_VALUE);
            @Nullable
            Object[] cells = new Object[50];
            Arrays.setAll(cells,
                    _ -> random.nextInt(5) == 0 ? null : values.get(random.nextInt(values.size())));
            Batch batch = new Batch(new Vector[]{Calls.vector(type, cells)}, cells.length, 0);
            for (String name : OPERATORS) {
                CheckedExpr condition = new CheckedExpr.Apply(Objects.requireNonNull(Functions.find(name)),
                        List.of(new CheckedExpr.Ref(0, type, "c"), Calls.constant(constant)),
                        DataType.BOOLEAN);
                BitVector bits = (BitVector) new Evaluator(condition).eval(batch);
                List<Integer> wanted = IntStream.range(0, cells.length).filter(bits::isTrue).boxed().toList();
                assertThat(passed(condition, batch)).isEqualTo(wanted);
                int[] half = IntStream.range(0, cells.length).filter(_ -> random.nextBoolean()).toArray();
                assertThat(passed(condition, batch.select(half, half.length)))
                        .isEqualTo(IntStream.range(0, half.length)
                                .filter(i -> bits.isTrue(half[i]))
                                .boxed()
                                .toList());
                CheckedExpr some = new CheckedExpr.Apply(
                        Objects.requireNonNull(Functions.find("is_not_null")),
                        List.of(new CheckedExpr.Ref(0, type, "c")), DataType.BOOLEAN);
                assertThat(passed(new CheckedExpr.And(List.of(some, condition)), batch)).isEqualTo(wanted);
            }
        }
    }

    @Property(tries = 100)
    void few_or_many_rows_are_compared_with_a_short_text(@ForAll Random random,
            @ForAll @IntRange(min = 1, max = 200) int left) {
        int rows = 200;
        int first = random.nextInt(rows);
        @Nullable
        Object[] numbers = new Object[rows + 3];
        @Nullable
        Object[] texts = new Object[rows + 3];
        for (int i = 0; i < texts.length; i++) {
            numbers[i] = (i + first) % rows;
            texts[i] = random.nextInt(9) == 0 ? null : "twelve byte" + (char) ('a' + random.nextInt(3));
        }
        Vector[] columns = {Calls.vector(DataType.INT32, numbers).slice(3, rows),
                Calls.vector(DataType.UTF8, texts).slice(3, rows)};
        for (String name : List.of("=", "<>")) {
            CheckedExpr few = new CheckedExpr.Apply(Objects.requireNonNull(Functions.find("<")),
                    List.of(new CheckedExpr.Ref(0, DataType.INT32, "n"), Calls.constant((long) left)),
                    DataType.BOOLEAN);
            CheckedExpr text = new CheckedExpr.Apply(Objects.requireNonNull(Functions.find(name)),
                    List.of(new CheckedExpr.Ref(1, DataType.UTF8, "t"), Calls.constant("twelve bytea")),
                    DataType.BOOLEAN);
            List<Integer> wanted = IntStream.range(0, rows)
                    .filter(i -> (int) Objects.requireNonNull(numbers[i + 3]) < left && texts[i + 3] != null
                            && "twelve bytea".equals(texts[i + 3]) == name.equals("="))
                    .boxed()
                    .toList();
            assertThat(passed(new CheckedExpr.And(List.of(few, text)), new Batch(columns, rows, 0)))
                    .isEqualTo(wanted);
        }
    }

    @Property(tries = 20)
    void integers_of_large_batches_are_compared_block_by_block(@ForAll Random random,
            @ForAll @IntRange(min = 2_000, max = 9_000) int rows) {
        @Nullable
        Object[] numbers = new Object[rows + 3];
        Arrays.setAll(numbers, _ -> random.nextInt(20) == 0 ? null : random.nextInt(10));
        Batch batch = new Batch(new Vector[]{Calls.vector(DataType.INT32, numbers).slice(3, rows)}, rows, 0);
        for (String name : OPERATORS) {
            List<Integer> wanted = IntStream.range(0, rows)
                    .filter(i -> numbers[i + 3] instanceof Integer n && holds(name, n, 6))
                    .boxed()
                    .toList();
            CheckedExpr condition = new CheckedExpr.Apply(Objects.requireNonNull(Functions.find(name)),
                    List.of(new CheckedExpr.Ref(0, DataType.INT32, "n"), Calls.constant(6L)),
                    DataType.BOOLEAN);
            assertThat(passed(condition, batch)).as(name).isEqualTo(wanted);
        }
    }

    @Property(tries = 60)
    void a_float_is_compared_as_ieee_says_with_nan_as_the_greatest(@ForAll Random random) {
        double[] odd = {0.0, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE, 1.5, Math.nextUp(1.5), -1e300,
                Double.MAX_VALUE,
                -Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN,
                Double.longBitsToDouble(0xfff8000000000001L)};
        double[] values = new double[90];
        Arrays.setAll(values, _ -> odd[random.nextInt(odd.length)]);
        Vector column = DoubleVector.of(DataType.FLOAT64, values).slice(5, 80);
        for (double bound : odd) {
            for (String name : OPERATORS) {
                if (!Double.isNaN(bound)) {
                    CheckedExpr condition = new CheckedExpr.Apply(
                            Objects.requireNonNull(Functions.find(name)),
                            List.of(new CheckedExpr.Ref(0, DataType.FLOAT64, "c"), Calls.constant(bound)),
                            DataType.BOOLEAN);
                    CheckedExpr some = new CheckedExpr.Apply(Objects.requireNonNull(Functions.find("<")),
                            List.of(new CheckedExpr.Ref(1, DataType.INT32, "n"), Calls.constant(60L)),
                            DataType.BOOLEAN);
                    Batch batch = new Batch(new Vector[]{column, rowNumbers(80)}, 80, 0);
                    List<Integer> wanted = IntStream.range(0, 80)
                            .filter(i -> holds(name, values[i + 5], bound))
                            .boxed()
                            .toList();
                    assertThat(passed(condition, batch)).as("%s %s", name, bound).isEqualTo(wanted);
                    assertThat(passed(new CheckedExpr.And(List.of(some, condition)), batch))
                            .as("refined: %s %s", name, bound)
                            .isEqualTo(wanted.stream().filter(i -> i < 60).toList());
                }
            }
        }
    }

    private static Vector rowNumbers(int rows) {
        return Calls.vector(DataType.INT32, IntStream.range(0, rows).boxed().toArray());
    }

    /// By Java's own comparison, but zeros of either sign are equal.
    private static boolean holds(String name, double value, double bound) {
        int order = value == bound ? 0 : Double.compare(Double.isNaN(value) ? Double.NaN : value, bound);
        return switch (name) {
            case "=" -> order == 0;
            case "<>" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static List<Integer> passed(CheckedExpr condition, Batch batch) {
        int[] out = new int[batch.rows()];
        int count = new Selector(condition).select(batch, out);
        return Arrays.stream(out, 0, count).boxed().toList();
    }

    /// Values of which the terms keep few or many, as `shift` says.
    private static Batch batch(Random random, int rows, int shift) {
        Vector[] columns = new Vector[TYPES.size()];
        for (int c = 0; c < columns.length; c++) {
            @Nullable
            Object[] values = new Object[rows];
            for (int i = 0; i < rows; i++) {
                int value = random.nextInt(12) + 6 * (shift - 1);
                values[i] = random.nextInt(10) == 0 ? null : switch (c) {
                    case 0 -> value;
                    case 1 -> random.nextInt(20) == 0 ? Double.NaN : (double) value;
                    case 2 -> "text " + value;
                    case 3 -> (long) value;
                    default -> value + 0.5f;
                };
            }
            columns[c] = Calls.vector(TYPES.get(c), values);
        }
        return new Batch(columns, rows, 0);
    }
}
