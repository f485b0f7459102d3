package dev.peso;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.spi.Batch;
import dev.peso.spi.ColumnReader;
import dev.peso.spi.Sink;
import dev.peso.spi.Source;

/// How rows are parted in two: most to learn from, the rest to try the result on. See [Dataset#split].
///
/// Rows keep their order in both parts. The same split of the same rows gives the same parts.
///
/// {@snippet file="dev/peso/DatasetRunSnippets.java" region="split"}
public final class Split {
    private final How how;
    private final double share;
    private final @Nullable String column;
    private final long seed;

    private Split(How how, double share, @Nullable String column, long seed) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "the share of the first part must be between 0 and 1, got " + share);
        }
        this.how = how;
        this.share = share;
        this.column = column;
        this.seed = seed;
    }

    private enum How {
        RANDOM, STRATIFIED, HASH, GROUP, TIME
    }

    /// The two parts, in memory.
    ///
    /// @param train the first part, to learn from
    /// @param test the rest
    public record Parts(Dataset train, Dataset test) {
        public Parts {
            Objects.requireNonNull(train, "train");
            Objects.requireNonNull(test, "test");
        }
    }

    /// Draws the rows of the first part by chance.
    ///
    /// @param share their share of all rows, between 0 and 1
    /// @return a split with the seed 0
    /// @throws IllegalArgumentException if the share is out of range
    public static Split random(double share) {
        return new Split(How.RANDOM, share, null, 0);
    }

    /// Parts rows by a hash of a column: a value is always in the same part, also in other data.
    ///
    /// @param column the column, of any type; its texts are hashed
    /// @param share about which share of its values comes into the first part
    /// @return a split
    /// @throws IllegalArgumentException if the share is out of range
    public static Split byHash(String column, double share) {
        return new Split(How.HASH, share, Objects.requireNonNull(column, "column"), 0);
    }

    /// Draws groups by chance until they hold the share of rows: rows of a group are in the same part.
    ///
    /// @param column a column that is equal for the rows of a group
    /// @param share the share of all rows, which is reached as nearly as groups allow
    /// @return a split with the seed 0
    /// @throws IllegalArgumentException if the share is out of range
    public static Split grouped(String column, double share) {
        return new Split(How.GROUP, share, Objects.requireNonNull(column, "column"), 0);
    }

    /// Puts the earliest rows into the first part; of rows at the same time those that come first. Rows without a time are
    /// the earliest.
    ///
    /// @param column dates, timestamps or numbers
    /// @param share the share of all rows
    /// @return a split
    /// @throws IllegalArgumentException if the share is out of range
    public static Split byTime(String column, double share) {
        return new Split(How.TIME, share, Objects.requireNonNull(column, "column"), 0);
    }

    /// Draws rows so that both parts have the same shares of a column's values.
    ///
    /// @param strata the column
    /// @return a new split
    /// @throws IllegalStateException if the split is not random
    public Split stratified(String strata) {
        Objects.requireNonNull(strata, "strata");
        if (how != How.RANDOM && how != How.STRATIFIED) {
            throw new IllegalStateException("only a random split can be stratified");
        }
        return new Split(How.STRATIFIED, share, strata, seed);
    }

    /// Says where chance starts, and how hashes are mixed.
    ///
    /// @param newSeed any number
    /// @return a new split
    public Split seed(long newSeed) {
        return new Split(how, share, column, newSeed);
    }

    Parts of(Dataset data) {
        if (column != null) {
            data.schema().field(column);
        }
        Dataset rows = data.collect();
        boolean[] isFirst = column == null
                ? drawn(Math.toIntExact(rows.count()))
                : byColumn(rows.column(column));
        return new Parts(part(rows, isFirst, true), part(rows, isFirst, false));
    }

    private boolean[] drawn(int rows) {
        boolean[] isFirst = new boolean[rows];
        int[] order = IntStream.range(0, rows).toArray();
        shuffle(order);
        for (int i = 0; i < Math.round(share * rows); i++) {
            isFirst[order[i]] = true;
        }
        return isFirst;
    }

    private boolean[] byColumn(Column values) {
        return switch (how) {
            case TIME -> earliest(values);
            case HASH -> hashed(values);
            case GROUP -> ofGroups(values);
            default -> ofStrata(values);
        };
    }

    private boolean[] earliest(Column times) {
        ColumnReader reader = times.reader();
        double[] at = new double[Math.toIntExact(reader.rows())];
        reader.readDoubles(0, at, 0, at.length);
        boolean[] isFirst = new boolean[at.length];
        IntStream.range(0, at.length)
                .boxed()
                .sorted(Comparator
                        .comparingDouble(i -> Double.isNaN(at[i]) ? Double.NEGATIVE_INFINITY : at[i]))
                .limit(Math.round(share * at.length))
                .forEach(i -> isFirst[i] = true);
        return isFirst;
    }

    private boolean[] hashed(Column values) {
        boolean[] isFirst = new boolean[Math.toIntExact(values.rows())];
        for (int i = 0; i < isFirst.length; i++) {
            long hash = seed;
            String text = String.valueOf(values.get(i));
            for (int k = 0; k < text.length(); k++) {
                hash = mixed(hash ^ text.charAt(k));
            }
            isFirst[i] = (mixed(hash) >>> 11) * 0x1p-53 < share;
        }
        return isFirst;
    }

    private static Map<Object, List<Integer>> rowsOf(Column values) {
        Map<Object, List<Integer>> rows = new LinkedHashMap<>();
        for (int i = 0; i < values.rows(); i++) {
            rows.computeIfAbsent(Optional.ofNullable(values.get(i)), _ -> new ArrayList<>()).add(i);
        }
        return rows;
    }

    private boolean[] ofGroups(Column values) {
        List<List<Integer>> groups = new ArrayList<>(rowsOf(values).values());
        boolean[] isFirst = new boolean[Math.toIntExact(values.rows())];
        int[] order = IntStream.range(0, groups.size()).toArray();
        shuffle(order);
        double wanted = share * isFirst.length;
        int taken = 0;
        for (int group : order) {
            int size = groups.get(group).size();
            if (Math.abs(taken + size - wanted) <= Math.abs(taken - wanted)) {
                groups.get(group).forEach(row -> isFirst[row] = true);
                taken += size;
            }
        }
        return isFirst;
    }

    /// Deals out the shuffled rows of one value after another, so that the parts come out right over all of them.
    private boolean[] ofStrata(Column values) {
        boolean[] isFirst = new boolean[Math.toIntExact(values.rows())];
        int dealt = 0;
        int taken = 0;
        for (List<Integer> rows : rowsOf(values).values()) {
            int[] order = rows.stream().mapToInt(Integer::intValue).toArray();
            shuffle(order);
            dealt += order.length;
            int now = Math.clamp(Math.round(share * dealt) - taken, 0, order.length);
            for (int i = 0; i < now; i++) {
                isFirst[order[i]] = true;
            }
            taken += now;
        }
        return isFirst;
    }

    private void shuffle(int[] order) {
        long state = mixed(seed);
        for (int i = order.length - 1; i > 0; i--) {
            state = mixed(state + i);
            int k = (int) Math.unsignedMultiplyHigh(state, i + 1L);
            int swap = order[i];
            order[i] = order[k];
            order[k] = swap;
        }
    }

    /// The mix of SplitMix64 (Steele, Lea, Flood 2014).
    private static long mixed(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private static Dataset part(Dataset rows, boolean[] isFirst, boolean wanted) {
        List<Batch> batches = new ArrayList<>();
        rows.write((Sink) _ -> new Sink.Writing() {
            private int from;

            @Override
            public void write(Batch batch) {
                int[] all = batch.selection();
                int[] chosen = (all == null ? IntStream.range(0, batch.length()) : Arrays.stream(all))
                        .toArray();
                int start = from;
                from += chosen.length;
                batches.add(batch.select(IntStream.range(0, chosen.length)
                        .filter(i -> isFirst[start + i] == wanted)
                        .map(i -> chosen[i])
                        .toArray()));
            }

            @Override
            public void commit() {}

            @Override
            public void close() {}
        });
        return Dataset.of(new Held(rows.schema(), batches)).collect();
    }

    /// Selected rows of batches in memory.
    private record Held(Schema schema, List<Batch> batches) implements Source {
        @Override
        public String name() {
            return "split";
        }

        @Override
        public Reading open(Request request) {
            return Source.reading(
                    batches.stream().map(batch -> (Part) () -> List.of(chosen(batch, request))).toList());
        }

        private static Batch chosen(Batch batch, Request request) {
            int[] selection = Objects.requireNonNull(batch.selection());
            return Batch.of(request.columns().stream().map(batch::column).toList(), batch.length())
                    .select(selection);
        }
    }
}
