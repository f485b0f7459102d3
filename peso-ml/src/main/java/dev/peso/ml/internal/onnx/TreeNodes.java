package dev.peso.ml.internal.onnx;

import java.util.Arrays;

import dev.peso.ml.internal.tree.IsolationModel;
import dev.peso.ml.internal.tree.TreeModel;
import dev.peso.ml.internal.tree.Trees;
import dev.peso.ml.internal.tree.TreesBuilder;

/// Trees as a `TreeEnsemble` of version 5: thresholds, leaves and sums of float64, so that rows at a threshold go the same
/// way as here.
final class TreeNodes {
    private static final byte AT_MOST = 0;
    private static final byte MEMBER = 6;

    private final Graph graph;
    private final Trees trees;
    private final boolean isLeafWanted;
    private final int[] numbers;
    private int splits;
    private int leaves;
    private int[] roots = new int[0];
    private long[] features = new long[0];
    private double[] thresholds = new double[0];
    private byte[] modes = new byte[0];
    private long[] trueIds = new long[0];
    private long[] falseIds = new long[0];
    private long[] trueLeaves = new long[0];
    private long[] falseLeaves = new long[0];
    private long[] missingTrue = new long[0];
    private long[] targets = new long[0];
    private double[] weights = new double[0];
    private double[] members = new double[64];
    private int memberCount;

    /// @param isLeafWanted whether each tree gives the number of its leaf rather than adding the leaf's value
    private TreeNodes(Graph graph, Trees trees, boolean isLeafWanted) {
        this.graph = graph;
        this.trees = trees;
        this.isLeafWanted = isLeafWanted;
        this.numbers = new int[trees.feature().length];
    }

    /// The outputs of a model before its link, one column each.
    static String outputs(Graph graph, TreeModel model, String matrix) {
        Trees trees = model.trees();
        // Shares of classes are often equal but for rounding, so these are added in order.
        boolean isShare = model.link() == TreeModel.Link.SECOND || model.link() == TreeModel.Link.SIGN;
        String sums;
        if (trees.count() == 0) {
            sums = graph.op("MatMul", graph.op("Sub", matrix, matrix), graph.constant(
                    new double[model.features().size() * model.base().length], model.features().size(),
                    model.base().length));
        } else if (trees.width() == 1 && !isShare) {
            sums = new TreeNodes(graph, trees, false).ensemble(matrix, model.base().length);
        } else {
            sums = sums(graph, trees, matrix);
        }
        String scaled = model.scale() == 1 ? sums : graph.op("Mul", sums, graph.number(model.scale()));
        return graph.op("Add", scaled, graph.constant(model.base(), 1, model.base().length));
    }

    /// The values that the trees have for rows, added in their order: each tree gives the number of its leaf, by which
    /// values are looked up.
    private static String sums(Graph graph, Trees trees, String matrix) {
        TreeNodes nodes = new TreeNodes(graph, trees, true);
        String found = nodes.ensemble(matrix, trees.count());
        double[] table = new double[nodes.leaves * trees.width()];
        for (int node = 0; node < nodes.numbers.length; node++) {
            if (trees.feature()[node] < 0) {
                System.arraycopy(trees.values(), node * trees.width(), table,
                        nodes.numbers[node] * trees.width(),
                        trees.width());
            }
        }
        String values = graph.op("Gather", graph.constant(table, nodes.leaves, trees.width()),
                graph.cast(found, Tensor.INT64));
        return graph.op("Squeeze", graph.sum(values, trees.count()), graph.constant(new long[]{1}, 1));
    }

    /// The score of an isolation forest, and whether it is that of an anomaly. It has the same bits as here, as many rows
    /// may have one score, and that the threshold.
    static String isolation(Graph graph, IsolationModel model, String matrix) {
        String sum = graph.op("Mul", sums(graph, model.trees(), matrix),
                graph.number(-IsolationModel.LN2));
        String mean = graph.op("Div", sum, graph.number(model.trees().count()));
        String score = model.norm() > 0
                ? ExpNodes.ofNegative(graph, graph.op("Div", mean, graph.number(model.norm())))
                : graph.number(0.5);
        return DistanceNodes.judged(graph, score, model.threshold());
    }

    /// How many of some rising numbers are not above the value of each row.
    static String place(Graph graph, String column, double[] rising) {
        TreesBuilder tree = new TreesBuilder(1);
        search(tree, rising, 0, rising.length);
        return new TreeNodes(graph, tree.build(0), false).ensemble(column, 1);
    }

    private static int search(TreesBuilder tree, double[] rising, int from, int to) {
        int node = tree.leaf(1, from);
        if (from < to) {
            int middle = (from + to) >>> 1;
            int low = search(tree, rising, from, middle);
            int high = search(tree, rising, middle + 1, to);
            tree.split(node, 0, Math.nextDown(rising[middle]), false, low, high);
        }
        return node;
    }

    private String ensemble(String matrix, int outputs) {
        number();
        int[] treeOf = treeOf();
        for (int node = 0; node < numbers.length; node++) {
            if (trees.feature()[node] < 0) {
                leaf(node, treeOf[node]);
            } else {
                split(node, numbers[node]);
            }
        }
        Attribute[] attributes = {Attribute.of("aggregate_function", 1), Attribute.of("post_transform", 0),
                Attribute.of("n_targets", outputs), Attribute.of("tree_roots", roots),
                Attribute.of("nodes_featureids", features),
                Attribute.of("nodes_modes", Tensor.of("", Tensor.UINT8, modes)),
                Attribute.of("nodes_splits", Tensor.of("", thresholds, thresholds.length)),
                Attribute.of("nodes_truenodeids", trueIds), Attribute.of("nodes_falsenodeids", falseIds),
                Attribute.of("nodes_trueleafs", trueLeaves), Attribute.of("nodes_falseleafs", falseLeaves),
                Attribute.of("nodes_missing_value_tracks_true", missingTrue),
                Attribute.of("leaf_targetids", targets),
                Attribute.of("leaf_weights", Tensor.of("", weights, weights.length)),
                Attribute.of("membership_values",
                        Tensor.of("", Arrays.copyOf(members, memberCount), memberCount))};
        return graph.ml("TreeEnsemble", matrix, memberCount > 0
                ? attributes
                : Arrays.copyOf(attributes, attributes.length - 1));
    }

    /// Splits and leaves are numbered apart. A tree of one leaf gets a split whose both ways lead there.
    private void number() {
        for (int node = 0; node < numbers.length; node++) {
            numbers[node] = trees.feature()[node] >= 0 ? splits++ : leaves++;
        }
        roots = new int[trees.count()];
        int all = splits;
        for (int tree = 0; tree < roots.length; tree++) {
            int root = trees.roots()[tree];
            roots[tree] = trees.feature()[root] >= 0 ? numbers[root] : all++;
        }
        features = new long[all];
        thresholds = new double[all];
        modes = new byte[all];
        trueIds = new long[all];
        falseIds = new long[all];
        trueLeaves = new long[all];
        falseLeaves = new long[all];
        missingTrue = new long[all];
        targets = new long[leaves];
        weights = new double[leaves];
    }

    /// The tree of each node; children come after their node.
    private int[] treeOf() {
        int[] treeOf = new int[numbers.length];
        for (int tree = 0; tree < roots.length; tree++) {
            treeOf[trees.roots()[tree]] = tree;
        }
        for (int node = 0; node < treeOf.length; node++) {
            if (trees.feature()[node] >= 0) {
                treeOf[trees.left()[node]] = treeOf[node];
                treeOf[trees.right()[node]] = treeOf[node];
            }
        }
        return treeOf;
    }

    private void leaf(int node, int tree) {
        int number = numbers[node];
        targets[number] = isLeafWanted ? tree : trees.outputs()[tree];
        weights[number] = isLeafWanted ? number : trees.values()[node];
        if (trees.roots()[tree] == node) {
            trueIds[roots[tree]] = number;
            falseIds[roots[tree]] = number;
            trueLeaves[roots[tree]] = 1;
            falseLeaves[roots[tree]] = 1;
        }
    }

    private void split(int node, int number) {
        int left = trees.left()[node];
        int right = trees.right()[node];
        features[number] = trees.feature()[node];
        trueIds[number] = numbers[left];
        falseIds[number] = numbers[right];
        trueLeaves[number] = trees.feature()[left] < 0 ? 1 : 0;
        falseLeaves[number] = trees.feature()[right] < 0 ? 1 : 0;
        missingTrue[number] = trees.missingLeft()[node] ? 1 : 0;
        if (trees.categories()[node] < 0) {
            modes[number] = AT_MOST;
            thresholds[number] = trees.threshold()[node];
        } else {
            members(node, number);
        }
    }

    private void members(int node, int number) {
        int before = memberCount;
        for (int code = 0; code < 64 * trees.words()[node]; code++) {
            if (trees.goesLeft(node, code)) {
                member(code);
            }
        }
        if (memberCount == before) {
            modes[number] = AT_MOST;
            thresholds[number] = Double.NEGATIVE_INFINITY;
        } else {
            modes[number] = MEMBER;
            member(Double.NaN);
        }
    }

    private void member(double value) {
        if (memberCount == members.length) {
            members = Arrays.copyOf(members, 2 * memberCount);
        }
        members[memberCount++] = value;
    }
}
