package dev.peso.internal.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.RandomVectors;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.expr.CheckedExpr;

/// Rows split anywhere and merged in order give what one pass gives.
class MergeProperties {
    private static final int GROUPS = 4;
    private static final List<String> EXACT = List.of("count", "min", "max", "first", "last", "any_value",
            "mode",
            "collect_list", "count_distinct", "approx_count_distinct", "entropy", "histogram", "bit_xor");
    private static final List<String> FLOAT = List.of("sum", "mean", "median", "mad", "min", "max", "mode",
            "first", "last");
    /// Of these the last bits may differ.
    private static final List<String> NEAR = List.of("stddev", "var_pop", "skewness", "kurtosis", "product");
    private static final List<String> PAIRS = List.of("corr", "covar_samp", "regr_slope", "regr_r2");

    @Property(tries = 60)
    void whole_numbers_merge_exactly(@ForAll long seed) {
        Random random = new Random(seed);
        Vector values = new RandomVectors(seed).vector(DataType.INT64, random.nextInt(300), 4);
        for (String name : EXACT) {
            check(name, random, new Vector[]{values}, 0);
        }
        Vector small = new RandomVectors(seed).vector(DataType.INT32, random.nextInt(300), 4);
        for (String name : List.of("sum", "mean", "bit_and", "bit_or")) {
            check(name, random, new Vector[]{small}, 0);
        }
    }

    @Property(tries = 60)
    void floats_merge_equal_after_rounding(@ForAll long seed) {
        Random random = new Random(seed);
        int rows = random.nextInt(300);
        double offset = random.nextInt(3) * 1e6;
        Vector x = floats(random, rows, offset);
        Vector y = floats(random, rows, -offset);
        for (String name : FLOAT) {
            check(name, random, new Vector[]{x}, 0);
        }
        for (String name : NEAR) {
            check(name, random, new Vector[]{x}, 4);
        }
        for (String name : PAIRS) {
            check(name, random, new Vector[]{y, x}, 4);
        }
    }

    /// Large values late make sums leave 64 bits when there are some already.
    @Property(tries = 100)
    void pairs_of_whole_numbers_give_what_floats_give(@ForAll long seed,
            @ForAll @IntRange(max = 31) int early,
            @ForAll @IntRange(max = 31) int late) {
        Random random = new Random(seed);
        int rows = random.nextInt(300);
        Vector x = wholes(random, rows, early, late);
        Vector y = wholes(random, rows, late, late);
        for (CoMoments.Of of : CoMoments.Of.values()) {
            String name = of.name().toLowerCase(Locale.ROOT);
            check(name, random, new Vector[]{y, x}, 4);
            Vector got = result(name, random, new Vector[]{y, x});
            Vector wanted = result(name, random, new Vector[]{asFloats(y), asFloats(x)});
            for (int g = 0; g < GROUPS; g++) {
                near(name, Scalars.get(got, g), Scalars.get(wanted, g), 4);
            }
        }
    }

    private static Vector wholes(Random random, int rows, int early, int late) {
        VectorBuilder builder = VectorBuilder.of(DataType.INT32, rows);
        for (int i = 0; i < rows; i++) {
            int value = random.nextInt() >> (i < rows / 2 ? early : late);
            Scalars.append(builder, random.nextInt(5) == 0 ? null : value);
        }
        return builder.build();
    }

    private static Vector asFloats(Vector wholes) {
        VectorBuilder builder = VectorBuilder.of(DataType.FLOAT64, wholes.length);
        for (int i = 0; i < wholes.length; i++) {
            Scalars.append(builder, Scalars.get(wholes, i) instanceof Integer n ? (double) n : null);
        }
        return builder.build();
    }

    /// Groups in turn, a few rows at a time.
    private static Vector result(String name, Random random, Vector[] args) {
        int[] identity = {0, 1, 2, 3};
        Accumulator all = accumulator(name, args);
        all.resize(GROUPS);
        for (int from = 0, to; from < args[0].length; from = to) {
            to = Math.min(args[0].length, from + 1 + random.nextInt(40));
            int start = from;
            int end = to;
            all.add(IntStream.range(from, to).map(i -> i % GROUPS).toArray(),
                    Arrays.stream(args).map(v -> v.slice(start, end - start)).toArray(Vector[]::new),
                    to - from);
        }
        all.seal();
        return all.finish(identity, 0, GROUPS);
    }

    private static Vector floats(Random random, int rows, double offset) {
        VectorBuilder builder = VectorBuilder.of(DataType.FLOAT64, rows);
        for (int i = 0; i < rows; i++) {
            Scalars.append(builder, random.nextInt(5) == 0 ? null : offset + random.nextGaussian());
        }
        return builder.build();
    }

    private static void check(String name, Random random, Vector[] args, int ulps) {
        int rows = args[0].length;
        int[] groups = random.ints(rows, 0, GROUPS).toArray();
        Accumulator whole = accumulator(name, args);
        whole.resize(GROUPS);
        whole.add(groups, args, rows);
        whole.seal();
        Accumulator merged = accumulator(name, args);
        merged.resize(GROUPS);
        int[] cuts = random.ints(random.nextInt(4), 0, rows + 1).sorted().toArray();
        int[] identity = {0, 1, 2, 3};
        int from = 0;
        for (int c = 0; c <= cuts.length; c++) {
            int to = c == cuts.length ? rows : cuts[c];
            Accumulator part = accumulator(name, args);
            part.resize(GROUPS);
            int start = from;
            Vector[] slices = Arrays.stream(args).map(v -> v.slice(start, to - start)).toArray(Vector[]::new);
            part.add(Arrays.copyOfRange(groups, from, to), slices, to - from);
            part.seal();
            merged.merge(part, identity, identity, GROUPS);
            from = to;
        }
        merged.seal();
        Vector wanted = whole.finish(identity, 0, GROUPS);
        Vector got = merged.finish(identity, 0, GROUPS);
        if (ulps == 0) {
            assertThat(RandomVectors.values(got)).as(name).isEqualTo(RandomVectors.values(wanted));
            return;
        }
        for (int g = 0; g < GROUPS; g++) {
            near(name, Scalars.get(got, g), Scalars.get(wanted, g), ulps);
        }
    }

    private static void near(String name, @Nullable Object got, @Nullable Object wanted, int ulps) {
        if (got instanceof Double a && wanted instanceof Double b && Double.isFinite(a)) {
            assertThat(Math.abs(a - b)).as("%s: %s, %s", name, a, b).isLessThanOrEqualTo(ulps * Math.ulp(b));
        } else {
            assertThat(got).as(name).isEqualTo(wanted);
        }
    }

    private static Accumulator accumulator(String name, Vector[] args) {
        List<CheckedExpr> exprs = new ArrayList<>();
        for (Vector arg : args) {
            exprs.add(new CheckedExpr.Ref(exprs.size(), arg.type, "x"));
        }
        AggregateFunction function = Objects.requireNonNull(Aggregates.find(name), name);
        return function.factory().create(exprs, function.resolver().resolve(exprs).result());
    }
}
