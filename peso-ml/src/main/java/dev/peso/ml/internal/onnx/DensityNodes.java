package dev.peso.ml.internal.onnx;

import java.util.ArrayList;
import java.util.List;

import dev.peso.ml.internal.bayes.GaussianModel;
import dev.peso.ml.internal.cluster.MixtureModel;
import dev.peso.ml.internal.reduce.PcaModel;

/// Models of normal distributions.
final class DensityNodes {
    private DensityNodes() {}

    /// The probability of each class.
    static String classes(GaussianModel model, Graph graph, String matrix) {
        int classes = model.means().size();
        String scores = graph.constant(model.starts(), 1, classes);
        for (int j = 0; j < model.means().getFirst().length; j++) {
            int feature = j;
            double[] means = model.means().stream().mapToDouble(mean -> mean[feature]).toArray();
            double[] halves = model.variances().stream().mapToDouble(v -> 0.5 / v[feature]).toArray();
            String far = graph.op("Sub", graph.pick(matrix, j), graph.constant(means, 1, classes));
            scores = graph.op("Sub", scores, graph.op("Mul", graph.op("Mul", far, far),
                    graph.constant(halves, 1, classes)));
        }
        return PredictorNodes.softmax(graph, scores);
    }

    /// The likeliest distribution, the logarithm of the density, and the probability of each.
    static String mixture(MixtureModel model, Graph graph, String matrix) {
        List<String> squares = new ArrayList<>();
        for (int k = 0; k < model.means().size(); k++) {
            String far = graph.op("Sub", matrix, row(graph, model.means().get(k)));
            double[] factor = model.factors().get(k);
            String even = factor.length == model.features().size()
                    ? graph.op("Mul", far, row(graph, factor))
                    : graph.op("MatMul", far, turned(graph, factor, model.features().size()));
            squares.add(graph.reduce("ReduceSum", graph.op("Mul", even, even)));
        }
        String scores = graph.op("Sub", row(graph, model.starts()),
                graph.op("Mul", graph.beside(squares), graph.number(0.5)));
        String top = graph.reduce("ReduceMax", scores);
        String sum = graph.reduce("ReduceSum", graph.op("Exp", graph.op("Sub", scores, top)));
        String shares = PredictorNodes.softmax(graph, scores);
        return graph.beside(List.of(DistanceNodes.first("ArgMax", graph, shares),
                graph.op("Add", top, graph.op("Log", sum)), shares));
    }

    private static String row(Graph graph, double[] values) {
        return graph.constant(values, 1, values.length);
    }

    /// The lower half of a square matrix, transposed.
    private static String turned(Graph graph, double[] lower, int width) {
        double[] upper = new double[lower.length];
        for (int i = 0; i < width; i++) {
            for (int j = 0; j <= i; j++) {
                upper[j * width + i] = lower[i * width + j];
            }
        }
        return graph.constant(upper, width, width);
    }

    /// Where rows lie along axes.
    static String axes(PcaModel model, Graph graph, String matrix) {
        int features = model.means().length;
        int axes = model.axes().size();
        double[] loadings = new double[features * axes];
        for (int k = 0; k < axes; k++) {
            double scale = model.scale(k);
            for (int j = 0; j < features; j++) {
                loadings[j * axes + k] = model.axes().get(k)[j] * scale;
            }
        }
        return graph.op("MatMul", graph.op("Sub", matrix, row(graph, model.means())),
                graph.constant(loadings, features, axes));
    }
}
