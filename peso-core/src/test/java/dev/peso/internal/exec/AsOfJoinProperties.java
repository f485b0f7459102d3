package dev.peso.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Table;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.Plan.AsOfDirection;

/// As-of joins against a search over Java objects.
class AsOfJoinProperties {
    private static final List<DataType> ON = List.of(DataType.INT64, DataType.INT8, DataType.FLOAT64,
            DataType.TIMESTAMP, DataType.decimal(30, 4));
    private static final List<DataType> BY = List.of(DataType.UTF8, DataType.INT8, DataType.CATEGORICAL,
            new DataType.Categorical(true));

    @Property(tries = 300)
    void each_left_row_finds_the_nearest_right_row(@ForAll long seed, @ForAll AsOfDirection direction,
            @ForAll boolean allowExact, @ForAll boolean hasTolerance, @ForAll @IntRange(max = 2) int by) {
        Case c = Case.of(new Random(seed), direction, allowExact, hasTolerance, by, 40);
        Table result = Tables.collect(c.operator(), new Query(2, 7, new Ledger(1L << 30)));
        assertThat(JoinProperties.rows(result)).isEqualTo(c.expected());
    }

    /// A random as-of join.
    ///
    /// @param by the columns that must be equal
    record Case(CheckedPlan.AsOfJoin plan, List<Integer> by, Table left, Table right) {
        static Case of(Random random, AsOfDirection direction, boolean allowExact, boolean hasTolerance,
                int by, int mostRows) {
            DataType on = ON.get(random.nextInt(ON.size()));
            DataType first = BY.get(random.nextInt(BY.size()));
            int nullEvery = random.nextInt(4);
            Table left = JoinProperties.table(random, on, first, random.nextInt(mostRows),
                    1 + random.nextInt(20), nullEvery);
            Table right = JoinProperties.table(random, on, first, random.nextInt(mostRows),
                    1 + random.nextInt(20), nullEvery);
            List<Integer> columns = List.of(1, 3).subList(0, by);
            Number tolerance = !hasTolerance ? null : on.isFloat() ? (Number) 2.5 : (Number) 2L;
            return new Case(new CheckedPlan.AsOfJoin(new CheckedPlan.Values(left, "l"),
                    new CheckedPlan.Values(right, "r"), JoinProperties.ref(left, 0),
                    JoinProperties.ref(right, 0), refs(left, columns), refs(right, columns), direction,
                    allowExact, tolerance, CheckedPlan.sideBySide(left.schema(), right.schema())), columns,
                    left, right);
        }

        private static List<CheckedExpr> refs(Table table, List<Integer> columns) {
            return columns.stream().map(c -> (CheckedExpr) JoinProperties.ref(table, c)).toList();
        }

        Operator operator() {
            return new AsOfJoinOperator(new TableScan(left, "l"), new TableScan(right, "r"), plan);
        }

        List<List<@Nullable Object>> expected() {
            return AsOfJoinProperties.expected(plan, by, left, right);
        }
    }

    private static List<List<@Nullable Object>> expected(CheckedPlan.AsOfJoin plan, List<Integer> by,
            Table left,
            Table right) {
        List<List<@Nullable Object>> result = new ArrayList<>();
        List<List<@Nullable Object>> candidates = JoinProperties.rows(right);
        for (List<@Nullable Object> l : JoinProperties.rows(left)) {
            List<@Nullable Object> best = null;
            for (List<@Nullable Object> r : candidates) {
                if (isEligible(plan, by, l, r)
                        && (best == null || isBetter(plan, l.get(0), best.get(0), r.get(0)))) {
                    best = r;
                }
            }
            List<@Nullable Object> row = new ArrayList<>(l);
            for (int i = 0; i < 4; i++) {
                row.add(best == null ? null : best.get(i));
            }
            result.add(row);
        }
        return result;
    }

    private static boolean isEligible(CheckedPlan.AsOfJoin plan, List<Integer> by, List<@Nullable Object> l,
            List<@Nullable Object> r) {
        for (int column : by) {
            if (l.get(column) == null || !Objects.equals(l.get(column), r.get(column))) {
                return false;
            }
        }
        if (l.get(0) == null || r.get(0) == null) {
            return false;
        }
        int order = compare(Objects.requireNonNull(r.get(0)), Objects.requireNonNull(l.get(0)));
        boolean inDirection = switch (plan.direction()) {
            case BACKWARD -> order <= 0;
            case FORWARD -> order >= 0;
            case NEAREST -> true;
        };
        return inDirection && (order == 0
                ? plan.allowExact()
                : plan.tolerance() == null || distance(l.get(0), r.get(0))
                        .compareTo(new BigDecimal(plan.tolerance().toString())) <= 0);
    }

    /// Whether `r`, which comes later in row order, is to be preferred.
    private static boolean isBetter(CheckedPlan.AsOfJoin plan, @Nullable Object l, @Nullable Object best,
            @Nullable Object r) {
        boolean isBehind = compare(Objects.requireNonNull(r), Objects.requireNonNull(l)) <= 0;
        boolean bestIsBehind = compare(Objects.requireNonNull(best), l) <= 0;
        int closer = distance(l, r).compareTo(distance(l, best));
        int order = compare(r, Objects.requireNonNull(best));
        return switch (plan.direction()) {
            case BACKWARD -> order >= 0;
            case FORWARD -> order < 0;
            case NEAREST -> isBehind == bestIsBehind
                    ? isBehind ? order >= 0 : order < 0
                    : closer < 0 || closer == 0 && isBehind;
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(Object a, Object b) {
        return a instanceof Double d
                ? Double.compare(d + 0.0, (Double) b + 0.0)
                : ((Comparable) a).compareTo(b);
    }

    private static final BigDecimal INFINITE = new BigDecimal(BigInteger.TWO.pow(1100));

    private static BigDecimal distance(@Nullable Object a, @Nullable Object b) {
        return switch (Objects.requireNonNull(a)) {
            case Double d -> {
                double distance = Math.abs(d - (Double) Objects.requireNonNull(b));
                yield compare(d, Objects.requireNonNull(b)) == 0
                        ? BigDecimal.ZERO
                        : Double.isFinite(distance) ? new BigDecimal(distance) : INFINITE;
            }
            case LocalDateTime t -> BigDecimal.valueOf(
                    Duration.between(t, (LocalDateTime) Objects.requireNonNull(b)).abs().toNanos() / 1_000);
            case BigDecimal d -> new BigDecimal(
                    d.subtract((BigDecimal) Objects.requireNonNull(b)).abs().unscaledValue());
            default ->
                new BigDecimal(a.toString()).subtract(new BigDecimal(Objects.requireNonNull(b).toString()))
                        .abs();
        };
    }
}
