package dev.peso.ml.internal.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.QueryException;
import dev.peso.ml.internal.calibrate.CalibrationCurve;
import dev.peso.ml.internal.calibrate.Isotonic;
import dev.peso.ml.internal.calibrate.Platt;

/// Corrections of probabilities.
final class CurveNodes {
    private CurveNodes() {}

    /// Probabilities that are corrected: of two classes by the curve of the second, of more each by its own.
    static String correct(List<CalibrationCurve> curves, Graph graph, String probabilities) {
        if (curves.size() == 1) {
            return PredictorNodes.pair(graph, curve(curves.getFirst(), graph, graph.pick(probabilities, 1)));
        }
        List<String> corrected = new ArrayList<>();
        for (int k = 0; k < curves.size(); k++) {
            corrected.add(curve(curves.get(k), graph, graph.pick(probabilities, k)));
        }
        return shares(graph, graph.beside(corrected), corrected.size());
    }

    /// Divides the values of each row by their sum; equal shares where that is not more than 0.
    static String shares(Graph graph, String values, int count) {
        String sum = graph.sum(values, count);
        String shares = graph.op("Div", values, sum);
        String isNone = graph.op("LessOrEqual", sum, graph.number(0));
        return graph.where(isNone, graph.number(1.0 / count), shares);
    }

    private static String curve(CalibrationCurve curve, Graph graph, String probability) {
        return switch (curve) {
            case Platt platt -> platt(platt, graph, probability);
            case Isotonic isotonic -> isotonic(isotonic, graph, probability);
            default -> throw new QueryException("probabilities corrected by "
                    + curve.getClass().getSimpleName() + " cannot be written as ONNX; use save(path)");
        };
    }

    private static String platt(Platt platt, Graph graph, String probability) {
        String p = graph.within(probability, graph.number(Platt.LEAST), graph.number(1 - Platt.LEAST));
        String odds = graph.op("Div", p, graph.op("Sub", graph.number(1), p));
        return sigmoid(graph, graph.op("Log", odds), platt.slope(), platt.intercept());
    }

    static String sigmoid(Graph graph, String value, double slope, double intercept) {
        return graph.op("Sigmoid", graph.op("Add", graph.op("Mul", value, graph.number(slope)),
                graph.number(intercept)));
    }

    /// The part of the curve that a probability is in is found by a tree; each has a start, a width and a rise.
    private static String isotonic(Isotonic curve, Graph graph, String probability) {
        int points = curve.x().length;
        double[] from = new double[points + 1];
        double[] widths = new double[points + 1];
        double[] starts = new double[points + 1];
        double[] rises = new double[points + 1];
        Arrays.fill(widths, 1);
        starts[0] = curve.y()[0];
        for (int k = 1; k <= points; k++) {
            from[k] = curve.x()[k - 1];
            starts[k] = curve.y()[k - 1];
            if (k < points) {
                widths[k] = curve.x()[k] - from[k];
                rises[k] = curve.y()[k] - starts[k];
            }
        }
        String part = graph.cast(TreeNodes.place(graph, probability, curve.x()), Tensor.INT64);
        String share = graph.op("Div", graph.op("Sub", probability, look(graph, from, part)),
                look(graph, widths, part));
        return graph.op("Add", look(graph, starts, part),
                graph.op("Mul", share, look(graph, rises, part)));
    }

    private static String look(Graph graph, double[] table, String places) {
        return graph.op("Gather", graph.constant(table, table.length), places);
    }
}
