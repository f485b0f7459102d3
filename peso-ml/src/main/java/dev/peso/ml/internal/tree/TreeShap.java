package dev.peso.ml.internal.tree;

/// What each feature adds to the output of trees: exact Shapley values, where features that are not known are followed
/// both ways by the weight of the rows of training (Lundberg, Erion, Lee 2018).
final class TreeShap {
    private final Trees trees;
    private final double[] row;
    private final int at;
    private final double scale;
    /// For each output what each feature adds.
    private final double[][] added;

    TreeShap(Trees trees, double[] row, int at, double scale, double[][] added) {
        this.trees = trees;
        this.row = row;
        this.at = at;
        this.scale = scale;
        this.added = added;
    }

    /// The features asked for on the way to a node: by which share of rows the way goes on without the feature, and
    /// whether (1 or 0) with it; and the weights of the subsets of these features by their size.
    private static final class Way {
        private final int[] feature;
        private final double[] without;
        private final double[] with;
        private final double[] weight;
        private int length;

        Way(int capacity) {
            feature = new int[capacity];
            without = new double[capacity];
            with = new double[capacity];
            weight = new double[capacity];
        }

        Way longer() {
            Way way = new Way(length + 1);
            System.arraycopy(feature, 0, way.feature, 0, length);
            System.arraycopy(without, 0, way.without, 0, length);
            System.arraycopy(with, 0, way.with, 0, length);
            System.arraycopy(weight, 0, way.weight, 0, length);
            way.length = length;
            return way;
        }

        void extend(int newFeature, double newWithout, double newWith) {
            int n = length++;
            feature[n] = newFeature;
            without[n] = newWithout;
            with[n] = newWith;
            weight[n] = n == 0 ? 1 : 0;
            for (int i = n - 1; i >= 0; i--) {
                weight[i + 1] += newWith * weight[i] * (i + 1) / (n + 1);
                weight[i] = newWithout * weight[i] * (n - i) / (n + 1);
            }
        }

        void remove(int which) {
            int n = length - 1;
            double next = weight[n];
            for (int i = n - 1; i >= 0; i--) {
                if (with[which] != 0) {
                    double before = weight[i];
                    weight[i] = next * (n + 1) / ((i + 1) * with[which]);
                    next = before - weight[i] * without[which] * (n - i) / (n + 1);
                } else {
                    weight[i] = weight[i] * (n + 1) / (without[which] * (n - i));
                }
            }
            for (int i = which; i < n; i++) {
                feature[i] = feature[i + 1];
                without[i] = without[i + 1];
                with[i] = with[i + 1];
            }
            length = n;
        }

        /// The sum of the weights if a feature were removed.
        double sumWithout(int which) {
            int n = length - 1;
            double sum = 0;
            double next = weight[n];
            for (int i = n - 1; i >= 0; i--) {
                double share;
                if (with[which] != 0) {
                    share = next * (n + 1) / ((i + 1) * with[which]);
                    next = weight[i] - share * without[which] * (n - i) / (n + 1);
                } else {
                    share = weight[i] * (n + 1) / (without[which] * (n - i));
                }
                sum += share;
            }
            return sum;
        }
    }

    void addAll() {
        for (int tree = 0; tree < trees.count(); tree++) {
            visit(trees.roots()[tree], trees.outputs()[tree], new Way(0), 1, 1, -1);
        }
    }

    private void visit(int node, int output, Way before, double without, double with, int by) {
        Way way = before.longer();
        way.extend(by, without, with);
        int feature = trees.feature()[node];
        if (feature < 0) {
            leaf(node, output, way);
            return;
        }
        int left = trees.left()[node];
        int right = trees.right()[node];
        boolean goesLeft = trees.goesLeft(node, row[at + feature]);
        int hot = goesLeft ? left : right;
        int cold = goesLeft ? right : left;
        double knownWithout = 1;
        double knownWith = 1;
        for (int i = 1; i < way.length; i++) {
            if (way.feature[i] == feature) {
                knownWithout = way.without[i];
                knownWith = way.with[i];
                way.remove(i);
                break;
            }
        }
        double cover = trees.cover()[node];
        visit(hot, output, way, knownWithout * trees.cover()[hot] / cover, knownWith, feature);
        visit(cold, output, way, knownWithout * trees.cover()[cold] / cover, 0, feature);
    }

    private void leaf(int node, int output, Way way) {
        for (int i = 1; i < way.length; i++) {
            double share = way.sumWithout(i) * (way.with[i] - way.without[i]) * scale;
            for (int k = 0; k < trees.width(); k++) {
                added[output + k][way.feature[i]] += share * trees.values()[node * trees.width() + k];
            }
        }
    }

    /// The mean output over the rows of training.
    static double[] base(Trees trees, double[] base, double scale) {
        double[] mean = base.clone();
        int width = trees.width();
        double[] values = trees.values().clone();
        for (int node = trees.feature().length - 1; node >= 0; node--) {
            if (trees.feature()[node] >= 0) {
                int left = trees.left()[node];
                int right = trees.right()[node];
                double share = trees.cover()[left] / trees.cover()[node];
                for (int k = 0; k < width; k++) {
                    values[node * width + k] = share * values[left * width + k]
                            + trees.cover()[right] / trees.cover()[node] * values[right * width + k];
                }
            }
        }
        for (int tree = 0; tree < trees.count(); tree++) {
            for (int k = 0; k < width; k++) {
                mean[trees.outputs()[tree] + k] += scale * values[trees.roots()[tree] * width + k];
            }
        }
        return mean;
    }
}
