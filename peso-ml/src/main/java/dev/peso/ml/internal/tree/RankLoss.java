package dev.peso.ml.internal.tree;

import java.util.Arrays;
import java.util.stream.IntStream;

import dev.peso.QueryException;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.Exp;

/// The order of the rows of each group. Two of different relevance push each other apart, the harder the more the group's
/// normalized discounted gain would change if they swapped places (LambdaMART; Burges 2010), with the pushes of a group
/// brought to like size as LightGBM does.
final class RankLoss extends BoostLoss {
    /// Of a pair one must be among so many at the top.
    private static final int TOP = 30;
    private static final double CLOSE = 0.01;
    /// Keeps the step of a row of a pair that is far in the wrong order finite.
    private static final double LEAST_CURVE = 0.01;

    private final int[][] groups;
    /// The discounted gain of the best order of each group; 0 where there is nothing to order or the group counts nothing.
    private final double[] best;
    private final double[] first;
    private final double[] second;

    RankLoss(Training training, int[] groupOf) {
        super(training);
        this.groups = rows(groupOf);
        this.best = new double[groups.length];
        this.first = new double[groupOf.length];
        this.second = new double[groupOf.length];
        for (int g = 0; g < best.length; g++) {
            double[] gains = Training.pick(target, groups[g]);
            Arrays.sort(gains);
            double weight = training.weight(groups[g][0]);
            for (int place = 0; weight > 0 && gains[0] < gains[gains.length - 1]
                    && place < gains.length; place++) {
                best[g] += gains[gains.length - 1 - place] * discount(place);
            }
        }
        if (Arrays.stream(best).allMatch(gain -> gain == 0)) {
            throw new QueryException(
                    "there is no order to learn: the rows of each group are equally relevant");
        }
    }

    /// The rows of each group, rising.
    private static int[][] rows(int[] groupOf) {
        int[] names = Arrays.stream(groupOf).distinct().sorted().toArray();
        int[] sizes = new int[names.length];
        int[] number = new int[groupOf.length];
        for (int row = 0; row < groupOf.length; row++) {
            number[row] = Arrays.binarySearch(names, groupOf[row]);
            sizes[number[row]]++;
        }
        int[][] rows = IntStream.of(sizes).mapToObj(int[]::new).toArray(int[][]::new);
        for (int row = groupOf.length - 1; row >= 0; row--) {
            rows[number[row]][--sizes[number[row]]] = row;
        }
        return rows;
    }

    private static double discount(int place) {
        return StrictMath.log(2) / StrictMath.log(place + 2.0);
    }

    @Override
    double[] base() {
        return new double[1];
    }

    @Override
    TreeModel.Link link() {
        return TreeModel.Link.IDENTITY;
    }

    @Override
    void prepare(double[][] raw, Workers workers) {
        workers.forEach(groups.length, g -> {
            if (best[g] > 0) {
                push(g, raw[0]);
            }
        });
    }

    private void push(int group, double[] scores) {
        int[] order = order(groups[group], scores);
        for (int row : order) {
            first[row] = 0;
            second[row] = 0;
        }
        boolean isSpread = scores[order[0]] != scores[order[order.length - 1]];
        double sum = 0;
        for (int a = 0; a < Math.min(TOP, order.length); a++) {
            for (int b = a + 1; b < order.length; b++) {
                if (target[order[a]] != target[order[b]]) {
                    double gain = Math.abs((target[order[a]] - target[order[b]])
                            * (discount(a) - discount(b))) / best[group];
                    sum += push(order[a], order[b], gain, isSpread, scores);
                }
            }
        }
        double factor = sum > 0 ? StrictMath.log1p(sum) / StrictMath.log(2) / sum : 1;
        factor *= training.weight(order[0]);
        for (int row : order) {
            first[row] *= factor;
            second[row] *= factor;
        }
    }

    private double push(int a, int b, double gain, boolean isSpread, double[] scores) {
        int better = target[a] > target[b] ? a : b;
        int worse = a + b - better;
        double ahead = scores[better] - scores[worse];
        double size = isSpread ? gain / (CLOSE + Math.abs(ahead)) : gain;
        double wrong = Exp.sigmoid(-ahead);
        double push = size * wrong;
        double curve = push * Math.max(1 - wrong, LEAST_CURVE);
        first[better] -= push;
        first[worse] += push;
        second[better] += curve;
        second[worse] += curve;
        return 2 * push;
    }

    /// Rows by falling score, equal ones in their order.
    private static int[] order(int[] rows, double[] scores) {
        double[] falling = new double[rows.length];
        Arrays.setAll(falling, i -> 0.0 - scores[rows[i]]);
        double[] sorted = falling.clone();
        Arrays.sort(sorted);
        int[] taken = new int[rows.length];
        int[] order = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int at = firstOf(sorted, falling[i]);
            order[at + taken[at]++] = rows[i];
        }
        return order;
    }

    private static int firstOf(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    void derive(double[][] raw, int output, int from, int to, double[] firsts, double[] seconds) {
        System.arraycopy(first, from, firsts, from, to - from);
        System.arraycopy(second, from, seconds, from, to - from);
    }

    /// How much of the best gain the groups of these rows lack.
    @Override
    double total(double[][] raw, int[] rows) {
        double lack = 0;
        for (int g = 0; g < groups.length; g++) {
            if (best[g] > 0 && Arrays.binarySearch(rows, groups[g][0]) >= 0) {
                int[] order = order(groups[g], raw[0]);
                double gain = 0;
                for (int place = 0; place < order.length; place++) {
                    gain += target[order[place]] * discount(place);
                }
                lack += training.weight(groups[g][0]) * (1 - gain / best[g]);
            }
        }
        return lack;
    }
}
