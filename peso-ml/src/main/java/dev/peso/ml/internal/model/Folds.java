package dev.peso.ml.internal.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.QueryException;
import dev.peso.ml.internal.numeric.Mix;

/// Rows to learn from, and rows to try the result on.
///
/// @param train rising positions
/// @param test rising positions
record Folds(int[] train, int[] test) {

    /// Cuts the rows into parts.
    ///
    /// @throws QueryException if the rows cannot be cut so
    static List<Folds> of(ValidationSpec spec, Rows rows, long seed) {
        int count = rows.values().length;
        boolean inTime = spec.how() == ValidationSpec.How.IN_TIME;
        if (count < spec.folds() + (inTime ? 1 : 0)) {
            throw new QueryException(
                    "a validation with " + spec.folds() + " folds needs more than " + count + " rows");
        }
        double[] time = rows.time();
        if (inTime) {
            if (time == null) {
                throw new QueryException(
                        "folds in order of time need a column of times; add time(\"column\")");
            }
            return inTime(spec.folds(), time, rows.groups());
        }
        List<Folds> all = new ArrayList<>();
        for (int repeat = 0; repeat < spec.repeats(); repeat++) {
            int[] part = parts(spec, rows, new Mix(Mix.derive(seed, repeat)));
            for (int fold = 0; fold < spec.folds(); fold++) {
                int own = fold;
                all.add(new Folds(IntStream.range(0, count).filter(i -> part[i] != own).toArray(),
                        IntStream.range(0, count).filter(i -> part[i] == own).toArray()));
            }
        }
        return all;
    }

    private static int[] parts(ValidationSpec spec, Rows rows, Mix random) {
        boolean isStratified = spec.how() == ValidationSpec.How.STRATIFIED;
        if (isStratified && !rows.target().classifies()) {
            throw new QueryException("stratified folds need classes, and \"" + rows.target().column()
                    + "\" is predicted as a number; leave out stratified()");
        }
        int[] groups = rows.groups();
        if (groups != null) {
            double[] classes = isStratified ? rows.values() : new double[groups.length];
            return byGroup(groups, classes, spec.folds(), random);
        }
        return isStratified
                ? byClass(rows.values(), spec.folds(), random)
                : byRow(rows.values().length, spec.folds(), random);
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

    /// Puts each group, those with the most uneven classes first and then the largest, where the shares of classes stay
    /// most even, of several such parts where the fewest rows are.
    ///
    /// @param classes the class of each row; all 0 where classes do not matter
    private static int[] byGroup(int[] groups, double[] classes, int folds, Mix random) {
        int count = (int) Arrays.stream(classes).max().orElse(0) + 1;
        Map<Integer, int[]> sizes = new HashMap<>();
        int[] total = new int[count];
        for (int i = 0; i < groups.length; i++) {
            sizes.computeIfAbsent(groups[i], _ -> new int[count])[(int) classes[i]]++;
            total[(int) classes[i]]++;
        }
        if (sizes.size() < folds) {
            throw new QueryException(
                    "a validation with " + folds + " folds needs at least as many groups, and there "
                            + "are " + sizes.size());
        }
        int[] names = sizes.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
        random.shuffle(names, names.length);
        List<Integer> order = Arrays.stream(names)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer name) -> -spread(sizes.getOrDefault(name, total)))
                        .thenComparingInt(name -> -Arrays.stream(sizes.getOrDefault(name, total)).sum()))
                .toList();
        int[][] filled = new int[folds][count];
        Map<Integer, Integer> partOf = new HashMap<>();
        for (Integer name : order) {
            int[] size = sizes.getOrDefault(name, total);
            int best = best(filled, size, total);
            partOf.put(name, best);
            Arrays.setAll(filled[best], k -> filled[best][k] + size[k]);
        }
        return Arrays.stream(groups).map(group -> partOf.getOrDefault(group, 0)).toArray();
    }

    private static double spread(int[] counts) {
        double[] values = Arrays.stream(counts).asDoubleStream().toArray();
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    }

    private static int best(int[][] filled, int[] size, int[] total) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        int fewest = Integer.MAX_VALUE;
        for (int fold = 0; fold < filled.length; fold++) {
            double uneven = uneven(filled, fold, size, total);
            int rows = Arrays.stream(filled[fold]).sum();
            if (uneven < least - 1e-12 || uneven < least + 1e-12 && rows < fewest) {
                best = fold;
                least = Math.min(least, uneven);
                fewest = rows;
            }
        }
        return best;
    }

    /// How far the shares of classes differ between parts if a group came to one of them.
    private static double uneven(int[][] filled, int to, int[] size, int[] total) {
        double sum = 0;
        for (int k = 0; k < total.length; k++) {
            double squares = 0;
            double mean = 0;
            for (int fold = 0; fold < filled.length; fold++) {
                double share = (filled[fold][k] + (fold == to ? size[k] : 0))
                        / (double) Math.max(1, total[k]);
                mean += share / filled.length;
                squares += share * share / filled.length;
            }
            sum += Math.sqrt(Math.max(0, squares - mean * mean));
        }
        return sum;
    }

    /// Learns from what was before, and tries on the part that comes next. Rows of the very time at which that part
    /// begins, and those of a group that is in it, are not learnt from.
    private static List<Folds> inTime(int folds, double[] time, int @Nullable [] groups) {
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
            int[] test = Arrays.copyOfRange(order, from, to);
            Arrays.sort(test);
            double start = time[order[from]];
            Set<Integer> tried = new HashSet<>();
            if (groups != null) {
                Arrays.stream(test).forEach(row -> tried.add(groups[row]));
            }
            int[] train = Arrays.stream(order, 0, from)
                    .filter(row -> time[row] < start && (groups == null || !tried.contains(groups[row])))
                    .sorted()
                    .toArray();
            if (train.length == 0) {
                throw new QueryException("of " + folds + " folds in order of time, number " + fold
                        + " has no rows before it to learn from"
                        + (groups == null ? "" : " of other groups") + "; use fewer folds");
            }
            all.add(new Folds(train, test));
        }
        return all;
    }
}
