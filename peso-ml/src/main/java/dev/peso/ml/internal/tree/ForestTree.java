package dev.peso.ml.internal.tree;

import java.util.Arrays;

import dev.peso.ml.internal.numeric.Mix;

/// Grows one tree until its leaves are pure or small. It lowers the Gini impurity, for numbers the variance.
final class ForestTree {
    private final ForestSpec spec;
    private final Bins[] bins;
    private final char[][] data;
    private final ForestRows rows;
    private final Mix random;
    private final TreesBuilder builder;
    private final double[] means;
    private final int[] features;
    private final int wanted;
    private final BinSums sums;
    private final ForestQuestion question;
    /// Features found to have one value only, as bits: those of the parent of a node of each depth.
    private long[][] constants;

    /// @param wanted how many features that differ a question looks at
    /// @param width how many sums of the target there are: one for numbers and two classes, else one a class
    ForestTree(ForestSpec spec, Bins[] bins, char[][] data, ForestRows rows, int wanted, int width,
            Mix random) {
        this.spec = spec;
        this.bins = bins;
        this.data = data;
        this.rows = rows;
        this.random = random;
        this.builder = new TreesBuilder(width);
        this.means = new double[width];
        this.features = new int[bins.length];
        Arrays.setAll(features, j -> j);
        this.wanted = wanted;
        int most = Arrays.stream(bins).mapToInt(Bins::count).max().orElse(0);
        this.sums = new BinSums(most + 1, width, rows.count());
        this.question = new ForestQuestion(spec, width, most + 1, random);
        this.constants = new long[16][(bins.length + 63) >>> 6];
    }

    Trees grow() {
        int[] stack = new int[64];
        int top = 0;
        int root = leaf(0, rows.count());
        top = push(stack, top, root, 0, rows.count(), 0);
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
        double weight = rows.mean(from, to, means);
        return builder.leaf(weight, means);
    }

    /// Parts the rows of a node and makes both children; gives where the right ones start, or `from` for a leaf.
    private int split(int node, int from, int to, int depth) {
        if (to - from < 2 * spec.leafRows() || spec.depth() > 0 && depth >= spec.depth()
                || rows.isPure(from, to)) {
            return from;
        }
        ask(from, to, constantsBelow(depth));
        if (!question.isFound()) {
            return from;
        }
        Bins of = bins[question.feature()];
        int middle = rows.part(data[question.feature()], question.sides(of), from, to);
        if (middle == from || middle == to) {
            return from;
        }
        int left = leaf(from, middle);
        int right = leaf(middle, to);
        if (of.isCategories()) {
            builder.split(node, question.feature(), of.codesOf(question.goLeft()), question.missingLeft(),
                    left, right);
        } else {
            builder.split(node, question.feature(), question.threshold(), question.missingLeft(), left,
                    right);
        }
        return middle;
    }

    /// Looks at features drawn by chance until enough of them differ.
    private void ask(int from, int to, long[] constant) {
        question.start();
        int looked = 0;
        for (int k = 0; k < features.length && (looked < wanted || !question.isFound()); k++) {
            int other = k + random.nextInt(features.length - k);
            int feature = features[other];
            features[other] = features[k];
            features[k] = feature;
            if ((constant[feature >>> 6] >>> feature & 1) != 0) {
                continue;
            }
            if (rows.sum(data[feature], bins[feature].count(), from, to, sums)) {
                question.ask(feature, bins[feature], sums);
                looked++;
            } else {
                constant[feature >>> 6] |= 1L << feature;
            }
        }
    }

    /// The features that are constant in a node, for those below it: both of its children come before the next node of
    /// its depth.
    private long[] constantsBelow(int depth) {
        if (depth + 1 == constants.length) {
            int old = constants.length;
            constants = Arrays.copyOf(constants, 2 * old);
            for (int i = old; i < constants.length; i++) {
                constants[i] = new long[constants[0].length];
            }
        }
        System.arraycopy(constants[depth], 0, constants[depth + 1], 0, constants[depth].length);
        return constants[depth + 1];
    }
}
