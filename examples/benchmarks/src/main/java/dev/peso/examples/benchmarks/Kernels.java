package dev.peso.examples.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.internal.aggregate.GroupTable;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.column.ViewBuilder;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;

/// The engine's inner loops under JMH, in nanoseconds a row on one thread. The ones named `query` go through a whole
/// query, whose planning is small beside so many rows.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Kernels.ROWS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@State(Scope.Benchmark)
public class Kernels {
    static final int ROWS = 1 << 20;
    private static final int BATCH = 2_048;
    private static final int GROUPS = 100_000;

    private Dataset numbers;
    private LongVector keys;
    private ViewVector texts;
    private ViewVector longTexts;
    private long[] someNulls;
    private long[] moreNulls;
    private int[] picked;
    private final int[] groups = new int[BATCH];

    /// Makes rows from a fixed seed.
    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(7);
        long[] ids = random.longs(ROWS, 0, GROUPS).toArray();
        numbers = Dataset.of(Map.of("k", ids, "n", random.ints(ROWS, 0, 100).toArray(), "l",
                random.longs(ROWS).toArray(), "d", random.doubles(ROWS).toArray())).collect();
        keys = LongVector.of(DataType.INT64, ids);
        ViewBuilder inline = new ViewBuilder(DataType.UTF8, ROWS);
        ViewBuilder outside = new ViewBuilder(DataType.UTF8, ROWS);
        for (long id : ids) {
            inline.append("id" + id);
            outside.append("a longer identifier " + id);
        }
        texts = (ViewVector) inline.build();
        longTexts = (ViewVector) outside.build();
        someNulls = random.longs(Bitmap.words(ROWS)).toArray();
        moreNulls = random.longs(Bitmap.words(ROWS)).toArray();
        picked = random.ints(ROWS, 0, ROWS).toArray();
    }

    @Benchmark
    public Dataset queryFilter() {
        return numbers.filter("d > 0.5 and n < 20").select("n", "d").threads(1).collect();
    }

    @Benchmark
    public Dataset queryArithmetic() {
        return numbers.select("x = n * d + n - d / 3").threads(1).collect();
    }

    @Benchmark
    public Dataset querySum() {
        return numbers.agg("s = sum(n * d + n)").threads(1).collect();
    }

    @Benchmark
    public Dataset querySortLongs() {
        return numbers.select("l").sort("l").threads(1).collect();
    }

    @Benchmark
    public Dataset queryGroupByLong() {
        return numbers.groupBy("k").agg("n = sum(n)", "d = mean(d)").threads(1).collect();
    }

    @Benchmark
    public int groupsOfLongs() {
        return groups(keys);
    }

    @Benchmark
    public int groupsOfTexts() {
        return groups(texts);
    }

    @Benchmark
    public int groupsOfLongTexts() {
        return groups(longTexts);
    }

    /// Finds the group of each row.
    private int groups(Vector rows) {
        GroupTable table = new GroupTable(List.of(rows.type), true);
        for (int from = 0; from < ROWS; from += BATCH) {
            table.find(new Vector[]{rows.slice(from, BATCH)}, BATCH, groups);
        }
        return table.size();
    }

    @Benchmark
    public int equalTexts() {
        return equal(texts);
    }

    @Benchmark
    public int equalLongTexts() {
        return equal(longTexts);
    }

    private static int equal(ViewVector rows) {
        int count = 0;
        for (int i = 0; i < ROWS; i++) {
            int j = ROWS - 1 - i;
            count += Views.equal(rows.head(i), rows.tail(i), rows.buffers, rows.head(j), rows.tail(j),
                    rows.buffers)
                            ? 1
                            : 0;
        }
        return count;
    }

    @Benchmark
    public Vector gatherTexts() {
        return Vectors.gather(texts, picked, ROWS);
    }

    @Benchmark
    public Vector gatherLongs() {
        return Vectors.gather(keys, picked, ROWS);
    }

    @Benchmark
    public int nullsAndCount() {
        return Bitmap.count(Bitmap.and(someNulls, 3, moreNulls, 17, ROWS - 64), 0, ROWS - 64);
    }
}
