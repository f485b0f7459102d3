package dev.peso.ml.internal.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.QueryException;
import dev.peso.ml.internal.numeric.Mix;

/// Rows to learn from, and rows to try the result on.
///
/// @param train rising positions
/// @param test rising positions
record Folds(int[] train, int[] test) {

    /// Cuts rows into parts.
    ///
    /// @param target classes for stratified parts
    /// @param groups rows of equal numbers stay together, or null
    /// @param time the order of rows in time, or null
    static List<Folds> of(ValidationSpec spec, double[] target, int @Nullable [] groups,
            double @Nullable [] time,
            long seed) {
        int rows = target.length;
        if (rows < spec.folds() + (spec.how() == ValidationSpec.How.IN_TIME ? 1 : 0)) {
            throw new QueryException(
                    "a validation with " + spec.folds() + " folds needs more than " + rows + " rows");
        }
        if (time != null) {
            return inTime(spec.folds(), time);
        }
        List<Folds> all = new ArrayList<>();
        for (int repeat = 0; repeat < spec.repeats(); repeat++) {
            Mix random = new Mix(Mix.derive(seed, repeat));
            int[] part = groups != null
                    ? byGroup(groups, spec.folds(), random)
                    : spec.how() == ValidationSpec.How.STRATIFIED
                            ? byClass(target, spec.folds(), random)
                            : byRow(rows, spec.folds(), random);
            for (int fold = 0; fold < spec.folds(); fold++) {
                int own = fold;
                all.add(new Folds(IntStream.range(0, rows).filter(i -> part[i] != own).toArray(),
                        IntStream.range(0, rows).filter(i -> part[i] == own).toArray()));
            }
        }
        return all;
    }

    private static int[] byRow(int rows, int folds, Mix random) {
        int[] part = new int[rows];
        int[] order = random.permutation(rows);
        for (int i = 0; i < rows; i++) {
            part[order[i]] = i % folds;
        }
        return part;
    }

    /// Deals the rows of each class out in turn, each class going on where the one before ended.
    private static int[] byClass(double[] target, int folds, Mix random) {
        int[] order = random.permutation(target.length);
        int[] byClass = Arrays.stream(order)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> target[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] part = new int[target.length];
        for (int i = 0; i < part.length; i++) {
            part[byClass[i]] = i % folds;
        }
        return part;
    }

    /// Puts each group, the largest first, where the fewest rows are.
    private static int[] byGroup(int[] groups, int folds, Mix random) {
        Map<Integer, Integer> sizes = new HashMap<>();
        for (int group : groups) {
            sizes.merge(group, 1, Integer::sum);
        }
        if (sizes.size() < folds) {
            throw new QueryException(
                    "a validation with " + folds + " folds needs at least as many groups, and there "
                            + "are " + sizes.size());
        }
        List<Integer> names = new ArrayList<>(sizes.keySet().stream().sorted().toList());
        int[] shuffled = random.permutation(names.size());
        int[] rank = new int[names.size()];
        for (int i = 0; i < rank.length; i++) {
            rank[shuffled[i]] = i;
        }
        List<Integer> order = IntStream.range(0, names.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> -sizes.getOrDefault(names.get(i), 0))
                        .thenComparingInt(i -> rank[i]))
                .toList();
        int[] filled = new int[folds];
        Map<Integer, Integer> partOf = new HashMap<>();
        for (int i : order) {
            int least = 0;
            for (int fold = 1; fold < folds; fold++) {
                least = filled[fold] < filled[least] ? fold : least;
            }
            partOf.put(names.get(i), least);
            filled[least] += sizes.getOrDefault(names.get(i), 0);
        }
        return Arrays.stream(groups).map(group -> partOf.getOrDefault(group, 0)).toArray();
    }

    /// Learns from what was before, and tries on the part that comes next.
    private static List<Folds> inTime(int folds, double[] time) {
        int rows = time.length;
        int[] order = IntStream.range(0, rows)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> time[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Folds> all = new ArrayList<>();
        for (int fold = 1; fold <= folds; fold++) {
            int from = (int) ((long) rows * fold / (folds + 1));
            int to = (int) ((long) rows * (fold + 1) / (folds + 1));
            int[] train = Arrays.copyOf(order, from);
            int[] test = Arrays.copyOfRange(order, from, to);
            Arrays.sort(train);
            Arrays.sort(test);
            all.add(new Folds(train, test));
        }
        return all;
    }
}
