package dev.peso.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.CheckedExpr.Apply;
import dev.peso.internal.expr.CheckedExpr.Branch;
import dev.peso.internal.expr.CheckedExpr.Coalesce;
import dev.peso.internal.expr.CheckedExpr.Conditional;
import dev.peso.internal.expr.CheckedExpr.Const;
import dev.peso.internal.expr.CheckedExpr.Ref;

/// Random expressions against an interpreter that computes them row by row in the order they are written: same values,
/// and no error where the interpreter never computes the failing part.
class EvaluatorProperties {
    private static final List<DataType> TYPES = List.of(DataType.BOOLEAN, DataType.BOOLEAN, DataType.INT32,
            DataType.INT64, DataType.FLOAT64, DataType.UTF8);
    private static final List<String> COMPARISONS = List.of("=", "<>", "<", "<=", ">", ">=");
    private static final List<String> WORDS = List.of("", "a", "b", "a text that is not inline");

    private static @Nullable Object value(DataType type, Random random) {
        if (random.nextInt(5) == 0) {
            return null;
        }
        int small = random.nextInt(5) - 2;
        if (type == DataType.BOOLEAN) {
            return random.nextBoolean();
        }
        if (type == DataType.INT32) {
            return small;
        }
        if (type == DataType.INT64) {
            return (long) small;
        }
        return type == DataType.FLOAT64
                ? (Object) (small == 2 ? Double.NaN : small / 2.0)
                : (Object) WORDS.get(random.nextInt(WORDS.size()));
    }

    private static CheckedExpr leaf(DataType type, Random random) {
        if (random.nextInt(4) == 0) {
            return new Const(value(type, random), type);
        }
        int index = type == DataType.BOOLEAN ? random.nextInt(2) : TYPES.indexOf(type);
        return new Ref(index, type, "c" + index);
    }

    private static CheckedExpr expr(DataType type, int depth, Random random) {
        if (depth == 0) {
            return leaf(type, random);
        }
        return switch (random.nextInt(type == DataType.BOOLEAN ? 9 : 5)) {
            case 0 -> {
                List<Branch> branches = new ArrayList<>();
                for (int i = random.nextInt(2); i >= 0; i--) {
                    branches.add(new Branch(expr(DataType.BOOLEAN, depth - 1, random),
                            expr(type, depth - 1, random)));
                }
                yield new Conditional(branches, random.nextBoolean() ? expr(type, depth - 1, random) : null,
                        type);
            }
            case 1 -> new Coalesce(exprs(type, depth, random), type);
            case 2 -> type == DataType.INT64
                    ? new Apply(function("//"), List.of(expr(type, depth - 1, random),
                            expr(DataType.INT32, depth - 1, random)), type)
                    : leaf(type, random);
            case 3 -> type == DataType.INT32
                    ? new CheckedExpr.Convert(expr(DataType.FLOAT64, depth - 1, random), type,
                            random.nextBoolean())
                    : leaf(type, random);
            case 4 -> new CheckedExpr.Try(expr(type, depth - 1, random));
            case 5 -> new CheckedExpr.And(exprs(type, depth, random));
            case 6 -> new CheckedExpr.Or(exprs(type, depth, random));
            case 7 -> {
                DataType operand = TYPES.get(random.nextInt(TYPES.size()));
                yield new Apply(function(COMPARISONS.get(random.nextInt(COMPARISONS.size()))),
                        List.of(expr(operand, depth - 1, random), expr(operand, depth - 1, random)),
                        DataType.BOOLEAN);
            }
            default -> {
                DataType operand = TYPES.get(random.nextInt(TYPES.size()));
                List<CheckedExpr> options = new ArrayList<>();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    options.add(random.nextInt(4) == 0
                            ? leaf(operand, random)
                            : new Const(value(operand, random), operand));
                }
                yield new CheckedExpr.InList(expr(operand, depth - 1, random), options);
            }
        };
    }

    private static List<CheckedExpr> exprs(DataType type, int depth, Random random) {
        List<CheckedExpr> all = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            all.add(expr(type, depth - 1, random));
        }
        return all;
    }

    private static dev.peso.internal.expr.Function function(String name) {
        return Objects.requireNonNull(Functions.find(name));
    }

    /// The value of a row, computing each part only when the value needs it.
    private static @Nullable Object interpret(CheckedExpr expr, Batch batch, int row) {
        return switch (expr) {
            case Ref r -> Scalars.get(batch.column(r.index()), row);
            case Const c -> c.value();
            case Apply a -> call(a.function(), a.args(), a.type(), batch, row);
            case CheckedExpr.Convert c -> {
                Const input = new Const(interpret(c.input(), batch, row), c.input().type());
                yield single(new CheckedExpr.Convert(input, c.type(), c.orNull()));
            }
            case CheckedExpr.And a -> logic(a.terms(), false, batch, row);
            case CheckedExpr.Or o -> logic(o.terms(), true, batch, row);
            case Conditional c -> {
                for (Branch b : c.branches()) {
                    if (holds(b.condition(), batch, row)) {
                        yield interpret(b.value(), batch, row);
                    }
                }
                CheckedExpr otherwise = c.otherwise();
                yield otherwise == null ? null : interpret(otherwise, batch, row);
            }
            case CheckedExpr.Try t -> {
                try {
                    yield interpret(t.input(), batch, row);
                } catch (DataException _) {
                    yield null;
                }
            }
            case Coalesce c -> {
                for (CheckedExpr arg : c.args()) {
                    Object value = interpret(arg, batch, row);
                    if (value != null) {
                        yield value;
                    }
                }
                yield null;
            }
            case CheckedExpr.InList in -> {
                boolean unknown = false;
                for (CheckedExpr option : in.options()) {
                    Object same = call(function("="), List.of(in.value(), option), DataType.BOOLEAN, batch,
                            row);
                    if (Boolean.TRUE.equals(same)) {
                        yield true;
                    }
                    unknown |= same == null;
                }
                yield unknown ? null : false;
            }
            case CheckedExpr.UserApply _ -> throw new IllegalArgumentException("not generated");
        };
    }

    private static @Nullable Object call(dev.peso.internal.expr.Function function, List<CheckedExpr> args,
            DataType type, Batch batch, int row) {
        List<CheckedExpr> constants = new ArrayList<>();
        for (CheckedExpr arg : args) {
            constants.add(new Const(interpret(arg, batch, row), arg.type()));
        }
        return single(new Apply(function, constants, type));
    }

    private static @Nullable Object single(CheckedExpr expr) {
        return Scalars.get(new Evaluator(expr).eval(new Batch(new Vector[0], 1, 0)), 0);
    }

    /// Whether a condition is true; the terms of an `and` stop at the first that is not.
    private static boolean holds(CheckedExpr condition, Batch batch, int row) {
        if (condition instanceof CheckedExpr.And and) {
            return and.terms().stream().allMatch(term -> holds(term, batch, row));
        }
        return Boolean.TRUE.equals(interpret(condition, batch, row));
    }

    private static @Nullable Object logic(List<CheckedExpr> terms, boolean deciding, Batch batch, int row) {
        boolean unknown = false;
        for (CheckedExpr term : terms) {
            Object value = interpret(term, batch, row);
            if (value != null && (boolean) value == deciding) {
                return deciding;
            }
            unknown |= value == null;
        }
        return unknown ? null : !deciding;
    }

    private static Batch batch(Random random) {
        int rows = random.nextInt(5) == 0 ? random.nextInt(200) : random.nextInt(8);
        Vector[] columns = new Vector[TYPES.size()];
        for (int c = 0; c < columns.length; c++) {
            @Nullable
            Object[] values = new @Nullable Object[rows];
            for (int i = 0; i < rows; i++) {
                values[i] = value(TYPES.get(c), random);
            }
            columns[c] = Calls.shifted(Calls.vector(TYPES.get(c), values), random.nextInt(70));
        }
        Batch all = new Batch(columns, rows, 100);
        if (rows == 0 || random.nextBoolean()) {
            return all;
        }
        int[] picked = random.ints(0, rows).distinct().limit(1 + random.nextInt(rows)).sorted().toArray();
        return all.select(picked, picked.length);
    }

    @Property(tries = 300)
    void expressions_mean_what_they_mean_row_by_row(@ForAll long seed) {
        Random random = new Random(seed);
        for (int attempt = 0; attempt < 10; attempt++) {
            CheckedExpr expr = expr(TYPES.get(random.nextInt(TYPES.size())), 1 + random.nextInt(4), random);
            Batch batch = batch(random);
            List<@Nullable Object> wanted = new ArrayList<>();
            boolean fails = false;
            try {
                for (int row = 0; row < batch.rows(); row++) {
                    wanted.add(interpret(expr, batch, row));
                }
            } catch (DataException _) {
                fails = true;
            }
            if (fails) {
                checkFails(expr, batch);
            } else {
                check(expr, batch, wanted);
            }
        }
    }

    private static void checkFails(CheckedExpr expr, Batch batch) {
        assertThat(Totality.isTotal(expr)).as("%s", expr).isFalse();
        try {
            new Evaluator(expr).eval(batch);
            assertThat(false).as("%s computes what must fail", expr).isTrue();
        } catch (DataException e) {
            assertThat(e.row()).isBetween(-1L, 300L);
        }
    }

    private static void check(CheckedExpr expr, Batch batch, List<@Nullable Object> wanted) {
        Evaluator evaluator = new Evaluator(expr);
        assertThat(Calls.values(evaluator.eval(batch))).as("%s", expr).isEqualTo(wanted);
        assertThat(Calls.values(evaluator.eval(batch))).as("a second time: %s", expr).isEqualTo(wanted);
        if (expr.type() == DataType.BOOLEAN) {
            int[] out = new int[batch.rows()];
            int count = new Selector(expr).select(batch, out);
            List<Integer> rows = new ArrayList<>();
            for (int i = 0; i < wanted.size(); i++) {
                if (Boolean.TRUE.equals(wanted.get(i))) {
                    rows.add(i);
                }
            }
            assertThat(Arrays.stream(out, 0, count).boxed().toList()).as("%s", expr).isEqualTo(rows);
        }
        CheckedExpr folded = Folding.tryFold(expr);
        if (folded instanceof Const c && !wanted.isEmpty()) {
            assertThat(c.value()).as("%s", expr).isEqualTo(wanted.getFirst());
        }
    }
}
