package dev.peso.ml.internal.tree;

import java.util.Arrays;

import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.numeric.Mix;

/// Grows one tree until its leaves are pure or small. It lowers the Gini impurity, for numbers the variance.
final class ForestTree {
    private final ForestSpec spec;
    private final Bins[] bins;
    private final char[][] data;
    private final int classes;
    /// How many sums of the target there are: one for numbers and two classes, else one a class.
    private final int width;
    private final double[] target;
    private final double[] weights;
    private final Mix random;
    private final TreesBuilder builder;
    private final int[] order;
    private final int[] spare;
    private final double[] nodeWeights;
    private final double[] nodeTargets;
    private final int[] features;
    private final int wanted;
    private final BinSums sums;
    private final ForestQuestion question;

    ForestTree(ForestSpec spec, Training training, Bins[] bins, char[][] data, double center,
            double[] weights,
            Mix random) {
        this.spec = spec;
        this.bins = bins;
        this.data = data;
        this.classes = training.classes();
        this.width = classes > 2 ? classes : 1;
        this.target = new double[training.rows()];
        for (int i = 0; i < target.length; i++) {
            target[i] = training.target()[i] - center;
        }
        this.weights = weights;
        this.random = random;
        this.builder = new TreesBuilder(width);
        int n = 0;
        int[] rows = new int[target.length];
        for (int i = 0; i < rows.length; i++) {
            if (weights[i] > 0) {
                rows[n++] = i;
            }
        }
        this.order = Arrays.copyOf(rows, n);
        this.spare = new int[n];
        this.nodeWeights = new double[n];
        this.nodeTargets = new double[n];
        this.features = new int[bins.length];
        Arrays.setAll(features, j -> j);
        this.wanted = spec.featuresOf(bins.length, classes > 0);
        int most = Arrays.stream(bins).mapToInt(Bins::count).max().orElse(0);
        this.sums = new BinSums(most + 1, width);
        this.question = new ForestQuestion(spec, width, random);
    }

    Trees grow() {
        int[] stack = new int[64];
        int top = 0;
        int root = leaf(0, order.length);
        top = push(stack, top, root, 0, order.length, 0);
        while (top > 0) {
            int depth = stack[--top];
            int to = stack[--top];
            int from = stack[--top];
            int node = stack[--top];
            int middle = split(node, from, to, depth);
            if (middle > from) {
                if (top + 8 > stack.length) {
                    stack = Arrays.copyOf(stack, 2 * stack.length);
                }
                int left = builder.left(node);
                top = push(stack, top, left + 1, middle, to, depth + 1);
                top = push(stack, top, left, from, middle, depth + 1);
            }
        }
        return builder.build(0);
    }

    private static int push(int[] stack, int top, int node, int from, int to, int depth) {
        stack[top] = node;
        stack[top + 1] = from;
        stack[top + 2] = to;
        stack[top + 3] = depth;
        return top + 4;
    }

    private int leaf(int from, int to) {
        double weight = 0;
        double[] values = new double[width];
        for (int i = from; i < to; i++) {
            int row = order[i];
            weight += weights[row];
            if (width == 1) {
                values[0] += weights[row] * target[row];
            } else {
                values[(int) target[row]] += weights[row];
            }
        }
        for (int k = 0; k < width; k++) {
            values[k] /= weight;
        }
        return builder.leaf(weight, values);
    }

    /// Parts the rows of a node and makes both children; gives where the right ones start, or `from` for a leaf.
    private int split(int node, int from, int to, int depth) {
        if (to - from < 2 * spec.leafRows() || spec.depth() > 0 && depth >= spec.depth()
                || isPure(from, to)) {
            return from;
        }
        for (int i = from; i < to; i++) {
            nodeWeights[i] = weights[order[i]];
            nodeTargets[i] = target[order[i]];
        }
        question.start();
        int looked = 0;
        for (int k = 0; k < features.length && (looked < wanted || !question.isFound()); k++) {
            int other = k + random.nextInt(features.length - k);
            int feature = features[other];
            features[other] = features[k];
            features[k] = feature;
            sums.fill(data[feature], order, from, to, nodeWeights, nodeTargets, bins[feature].count());
            if (question.ask(feature, bins[feature], sums)) {
                looked++;
            }
        }
        if (!question.isFound()) {
            return from;
        }
        boolean[] sides = question.sides(bins);
        int middle = partition(data[question.feature()], sides, from, to);
        if (middle == from || middle == to) {
            return from;
        }
        int left = leaf(from, middle);
        int right = leaf(middle, to);
        Bins of = bins[question.feature()];
        if (of.isCategories()) {
            builder.split(node, question.feature(), of.codesOf(sides), question.missingLeft(), left, right);
        } else {
            builder.split(node, question.feature(), question.threshold(), question.missingLeft(), left,
                    right);
        }
        return middle;
    }

    private boolean isPure(int from, int to) {
        double first = target[order[from]];
        for (int i = from + 1; i < to; i++) {
            if (target[order[i]] != first) {
                return false;
            }
        }
        return true;
    }

    private int partition(char[] column, boolean[] sides, int from, int to) {
        int left = from;
        int others = 0;
        for (int i = from; i < to; i++) {
            int row = order[i];
            if (sides[column[row]]) {
                order[left++] = row;
            } else {
                spare[others++] = row;
            }
        }
        System.arraycopy(spare, 0, order, left, others);
        return left;
    }
}
