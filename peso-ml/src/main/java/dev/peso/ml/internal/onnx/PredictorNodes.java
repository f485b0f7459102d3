package dev.peso.ml.internal.onnx;

import java.util.List;

import dev.peso.QueryException;
import dev.peso.ml.internal.bayes.GaussianModel;
import dev.peso.ml.internal.bayes.PresenceModel;
import dev.peso.ml.internal.calibrate.CalibratedModel;
import dev.peso.ml.internal.cluster.CentersModel;
import dev.peso.ml.internal.cluster.MixtureModel;
import dev.peso.ml.internal.cluster.PointClusters;
import dev.peso.ml.internal.learn.Predictor;
import dev.peso.ml.internal.linear.LinearModel;
import dev.peso.ml.internal.linear.MarginModel;
import dev.peso.ml.internal.near.NearestModel;
import dev.peso.ml.internal.near.OutlierModel;
import dev.peso.ml.internal.net.Layer;
import dev.peso.ml.internal.net.NetModel;
import dev.peso.ml.internal.net.NetSpec;
import dev.peso.ml.internal.provided.ProvidedModel;
import dev.peso.ml.internal.reduce.PcaModel;
import dev.peso.ml.internal.search.EnsembleModel;
import dev.peso.ml.internal.tree.IsolationModel;
import dev.peso.ml.internal.tree.TreeModel;

/// What learners have learnt as nodes of a graph: features become a matrix with a column for each output, such as the
/// predicted number, the probabilities of classes, or what is found without a target.
final class PredictorNodes {
    private PredictorNodes() {}

    /// @throws QueryException if there are no nodes for the predictor
    static String apply(Predictor predictor, Columns columns) {
        return switch (predictor) {
            case CalibratedModel(Predictor learnt, var curves) ->
                CurveNodes.correct(curves, columns.graph(), apply(learnt, columns));
            case EnsembleModel ensemble -> mean(ensemble, columns);
            case ProvidedModel provided -> throw new QueryException("a model by " + provided.provider()
                    + " cannot be written as ONNX, because only its provider knows how it predicts; use save(path)");
            case TreeModel trees -> link(trees.link(), columns.graph(),
                    TreeNodes.outputs(columns.graph(), trees, columns.matrix()));
            default -> {
                String matrix = columns.matrix();
                yield columns.graph()
                        .op("Add", finite(predictor, columns.graph(), matrix),
                                columns.graph().refusal(matrix));
            }
        };
    }

    /// Those that refuse missing and infinite values.
    private static String finite(Predictor predictor, Graph graph, String matrix) {
        return switch (predictor) {
            case LinearModel linear -> linear(linear, graph, matrix);
            case MarginModel margins -> margins(margins, graph, matrix);
            case NetModel net -> net(net, graph, matrix);
            case PresenceModel(LinearModel sums) -> linear(sums, graph,
                    graph.cast(graph.op("Greater", matrix, graph.number(0)), Tensor.DOUBLE));
            case GaussianModel bayes -> DensityNodes.classes(bayes, graph, matrix);
            case MixtureModel mixture -> DensityNodes.mixture(mixture, graph, matrix);
            case PcaModel axes -> DensityNodes.axes(axes, graph, matrix);
            case NearestModel nearest -> DistanceNodes.nearest(nearest, graph, matrix);
            case OutlierModel outliers -> DistanceNodes.outliers(outliers, graph, matrix);
            case CentersModel centers -> DistanceNodes.centers(centers, graph, matrix);
            case PointClusters clusters -> DistanceNodes.clusters(clusters, graph, matrix);
            case IsolationModel forest -> TreeNodes.isolation(graph, forest, matrix);
            default -> throw new IllegalStateException("no nodes for " + predictor.getClass());
        };
    }

    /// The weighted mean of several models, each with its own preparation.
    private static String mean(EnsembleModel ensemble, Columns columns) {
        Graph graph = columns.graph();
        String mean = "";
        for (int k = 0; k < ensemble.weights().length; k++) {
            EnsembleModel.Member member = ensemble.members().get(k);
            String part = graph.op("Mul",
                    apply(member.predictor(), StepNodes.apply(member.steps(), columns)),
                    graph.number(ensemble.weights()[k]));
            mean = mean.isEmpty() ? part : graph.op("Add", mean, part);
        }
        return mean;
    }

    private static String margins(MarginModel model, Graph graph, String matrix) {
        String sums = sums(model.sums(), graph, matrix);
        int count = model.slopes().length;
        String each = graph.op("Sigmoid", graph.op("Add",
                graph.op("Mul", sums, graph.constant(model.slopes(), 1, count)),
                graph.constant(model.offsets(), 1, count)));
        return count == 1 ? pair(graph, each) : CurveNodes.shares(graph, each, count);
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
                    : graph.op(model.activation() == NetSpec.Activation.RELU ? "Relu" : "Tanh", sums);
        }
        return switch (model.link()) {
            case IDENTITY -> graph.op("Add", graph.op("Mul", now, graph.number(model.scale())),
                    graph.number(model.center()));
            case LOGIT -> pair(graph, graph.op("Sigmoid", now));
            case SOFTMAX -> softmax(graph, now);
        };
    }

    private static String linear(LinearModel model, Graph graph, String matrix) {
        String sums = sums(model, graph, matrix);
        return switch (model.link()) {
            case IDENTITY -> sums;
            case LOG -> graph.op("Exp", sums);
            case LOGIT -> pair(graph, graph.op("Sigmoid", sums));
            case SOFTMAX -> softmax(graph, sums);
        };
    }

    private static String link(TreeModel.Link link, Graph graph, String sums) {
        return switch (link) {
            case IDENTITY -> sums;
            case LOG -> graph.op("Exp", sums);
            case SECOND -> pair(graph, sums);
            case LOGIT -> pair(graph, graph.op("Sigmoid", sums));
            case SOFTMAX -> softmax(graph, sums);
            case EACH_LOGIT, SIGMOID -> graph.op("Sigmoid", sums);
            case SIGN -> pair(graph, graph.cast(graph.op("Greater", sums, graph.number(0)), Tensor.DOUBLE));
            case SIGNED_SQUARE -> graph.op("Mul", sums, graph.op("Abs", sums));
            case SOFTPLUS -> graph.op("Log",
                    graph.op("Add", graph.op("Exp", sums), graph.number(1)));
        };
    }

    /// The probabilities of two classes.
    static String pair(Graph graph, String second) {
        return graph.beside(List.of(graph.op("Sub", graph.number(1), second), second));
    }

    static String softmax(Graph graph, String sums) {
        return graph.op("Softmax", List.of(sums), Attribute.of("axis", 1));
    }
}
