package dev.peso.ml.internal.tree;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Explained;
import dev.peso.ml.internal.learn.Unit;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.Exp;
import dev.peso.ml.internal.numeric.Probabilities;
import dev.peso.ml.internal.numeric.RowMajor;

/// Sums of the values of trees, and what they stand for.
///
/// @param features names of the features
/// @param trees the trees
/// @param base what each output starts with
/// @param scale what the sums of leaves are multiplied with
/// @param link what outputs become
public record TreeModel(List<String> features, Trees trees, double[] base, double scale, Link link)
        implements
            Explained {
    private static final int BLOCK = 256;

    public TreeModel {
        features = List.copyOf(features);
        for (int output : trees.outputs()) {
            if (output < 0 || output + trees.width() > base.length) {
                throw new IllegalArgumentException("a tree adds to output " + output + " of " + base.length);
            }
        }
        for (int feature : trees.feature()) {
            if (feature >= features.size()) {
                throw new IllegalArgumentException(
                        "a tree asks for feature " + feature + " of " + features.size());
            }
        }
    }

    /// What outputs become.
    public enum Link {
        /// Themselves: numbers, or shares of classes.
        IDENTITY,
        /// Their exponentials.
        LOG,
        /// One output is the share of the second class.
        SECOND,
        /// One output makes the probability of the second class.
        LOGIT,
        /// One output a class, made probabilities together.
        SOFTMAX,
        /// One output a class, each made a probability on its own.
        EACH_LOGIT,
        /// One output tells the second class, where it is more than 0.
        SIGN,
        /// A number between 0 and 1 whose logit is the output.
        SIGMOID,
        /// The square of the output, with its sign.
        SIGNED_SQUARE,
        /// log(1 + exp(output)).
        SOFTPLUS
    }

    @Override
    public double[][] predict(Frame frame, Workers workers) {
        double[][] outputs = outputs(frame.numbers(), frame.rows(), workers);
        return switch (link) {
            case IDENTITY -> outputs;
            case LOG -> each(outputs, Exp::exp);
            case SECOND -> Probabilities.pair(outputs[0]);
            case LOGIT -> Probabilities.pair(each(outputs, Exp::sigmoid)[0]);
            case SOFTMAX -> Probabilities.softmax(outputs);
            case EACH_LOGIT, SIGMOID -> each(outputs, Exp::sigmoid);
            case SIGN -> Probabilities.pair(each(outputs, sum -> sum > 0 ? 1 : 0)[0]);
            case SIGNED_SQUARE -> each(outputs, sum -> Math.copySign(sum * sum, sum));
            case SOFTPLUS -> each(outputs, Exp::softplus);
        };
    }

    private static double[][] each(double[][] outputs, DoubleUnaryOperator change) {
        for (double[] output : outputs) {
            for (int i = 0; i < output.length; i++) {
                output[i] = change.applyAsDouble(output[i]);
            }
        }
        return outputs;
    }

    @Override
    public Unit unit() {
        return switch (link) {
            case IDENTITY, SECOND -> Unit.PREDICTION;
            case LOG -> Unit.LOG;
            case LOGIT, EACH_LOGIT, SIGMOID -> Unit.LOG_ODDS;
            case SOFTMAX -> Unit.LOG_PROBABILITY;
            case SIGN -> Unit.MARGIN;
            case SIGNED_SQUARE -> Unit.SIGNED_ROOT;
            case SOFTPLUS -> Unit.INVERSE_SOFTPLUS;
        };
    }

    /// The sums before the link.
    double[][] outputs(double[][] columns, int rows, Workers workers) {
        double[][] outputs = new double[base.length][rows];
        workers.forBlocks(rows, BLOCK, (from, to) -> {
            double[] block = RowMajor.of(columns, from, to);
            double[] sums = new double[(to - from) * base.length];
            add(block, to - from, sums);
            for (int i = from; i < to; i++) {
                for (int k = 0; k < base.length; k++) {
                    outputs[k][i] = base[k] + scale * sums[(i - from) * base.length + k];
                }
            }
        });
        return outputs;
    }

    @Override
    public Additions explain(Frame frame, Workers workers) {
        requireCover();
        double[][] columns = frame.numbers();
        double[][][] added = new double[base.length][frame.rows()][columns.length];
        workers.forEach(frame.rows(), i -> {
            double[][] row = new double[base.length][];
            for (int k = 0; k < row.length; k++) {
                row[k] = added[k][i];
            }
            new TreeShap(trees, RowMajor.of(columns, i, i + 1), 0, scale, row).addAll();
        });
        return new Additions(added, TreeShap.base(trees, base, scale));
    }

    /// Trees that others grew may not say how many rows came to their nodes.
    private void requireCover() {
        for (int node = 0; node < trees.cover().length; node++) {
            if (trees.feature()[node] >= 0 && !(trees.cover()[node] > 0)) {
                throw new QueryException(
                        "the trees do not say how many rows came to each node, without which "
                                + "predictions cannot be explained; use importance(data)");
            }
        }
    }

    private void add(double[] block, int rows, double[] sums) {
        int width = features.size();
        for (int tree = 0; tree < trees.count(); tree++) {
            int output = trees.outputs()[tree];
            for (int i = 0; i < rows; i++) {
                int leaf = trees.leaf(tree, block, i * width);
                for (int k = 0; k < trees.width(); k++) {
                    sums[i * base.length + output + k] += trees.values()[leaf * trees.width() + k];
                }
            }
        }
    }
}
