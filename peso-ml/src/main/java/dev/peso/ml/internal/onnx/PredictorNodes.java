package dev.peso.ml.internal.onnx;

import java.util.List;

import dev.peso.QueryException;
import dev.peso.ml.internal.learn.Predictor;
import dev.peso.ml.internal.linear.LinearModel;
import dev.peso.ml.internal.net.Layer;
import dev.peso.ml.internal.net.NetModel;
import dev.peso.ml.internal.net.NetSpec;
import dev.peso.ml.internal.tree.TreeModel;

/// What learners have learnt as nodes of a graph: a matrix of numbers becomes one column of predictions, or one of
/// probabilities for each class.
final class PredictorNodes {
    private PredictorNodes() {}

    /// @param title what messages call the learner
    /// @throws QueryException if there are no nodes for the predictor
    static String apply(Predictor predictor, String title, Graph graph, String matrix) {
        return switch (predictor) {
            case LinearModel linear -> link(linear.link(), graph, sums(linear, graph, matrix));
            case TreeModel trees -> link(trees.link(), graph, TreeNodes.outputs(graph, trees, matrix));
            case NetModel net -> net(net, graph, matrix);
            default -> throw new QueryException("a model by " + title
                    + " cannot be written as ONNX; linear models, trees and neural networks can, and save(path) keeps every model");
        };
    }

    private static String sums(LinearModel model, Graph graph, String matrix) {
        int rows = model.features().size();
        int sums = model.intercepts().length;
        double[] factors = new double[rows * sums];
        for (int k = 0; k < sums; k++) {
            for (int j = 0; j < rows; j++) {
                factors[j * sums + k] = model.coefficients().get(k)[j];
            }
        }
        return graph.op("Add", graph.op("MatMul", matrix, graph.constant(factors, rows, sums)),
                graph.constant(model.intercepts(), 1, sums));
    }

    private static String net(NetModel model, Graph graph, String matrix) {
        String now = matrix;
        for (int l = 0; l < model.layers().size(); l++) {
            Layer layer = model.layers().get(l);
            String sums = graph.op("Add",
                    graph.op("MatMul", now, graph.constant(layer.weights(), layer.inputs(), layer.units())),
                    graph.constant(layer.biases(), 1, layer.units()));
            boolean isLast = l + 1 == model.layers().size();
            now = isLast
                    ? sums
                    : graph.op(model.activation() == NetSpec.Activation.RELU ? "Relu" : "Tanh",
                            List.of(sums));
        }
        return switch (model.link()) {
            case IDENTITY -> graph.op("Add", graph.op("Mul", now, graph.number(model.scale())),
                    graph.number(model.center()));
            case LOGIT -> pair(graph, graph.op("Sigmoid", List.of(now)));
            case SOFTMAX -> softmax(graph, now);
        };
    }

    private static String link(LinearModel.Link link, Graph graph, String sums) {
        return switch (link) {
            case IDENTITY -> sums;
            case LOG -> graph.op("Exp", List.of(sums));
            case LOGIT -> pair(graph, graph.op("Sigmoid", List.of(sums)));
            case SOFTMAX -> softmax(graph, sums);
        };
    }

    private static String link(TreeModel.Link link, Graph graph, String sums) {
        return switch (link) {
            case IDENTITY -> sums;
            case LOG -> graph.op("Exp", List.of(sums));
            case SECOND -> pair(graph, sums);
            case LOGIT -> pair(graph, graph.op("Sigmoid", List.of(sums)));
            case SOFTMAX -> softmax(graph, sums);
            case EACH_LOGIT, SIGMOID -> graph.op("Sigmoid", List.of(sums));
            case SIGN -> pair(graph, graph.cast(graph.op("Greater", sums, graph.number(0)), Tensor.DOUBLE));
            case SIGNED_SQUARE -> graph.op("Mul", sums, graph.op("Abs", List.of(sums)));
            case SOFTPLUS -> graph.op("Log", List.of(
                    graph.op("Add", graph.op("Exp", List.of(sums)), graph.number(1))));
        };
    }

    private static String pair(Graph graph, String second) {
        return graph.beside(List.of(graph.op("Sub", graph.number(1), second), second));
    }

    private static String softmax(Graph graph, String sums) {
        return graph.op("Softmax", List.of(sums), Attribute.of("axis", 1));
    }
}
