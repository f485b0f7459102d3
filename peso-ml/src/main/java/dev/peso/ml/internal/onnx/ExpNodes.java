package dev.peso.ml.internal.onnx;

import java.util.Arrays;

import dev.peso.ml.internal.numeric.Exp;

/// Exponentials. The operator `Exp` may differ from [Exp] in the last bits, which matters where many rows have one value
/// and that is compared.
final class ExpNodes {
    private static final double LEAST = -708;
    private static final int POWERS = 1_022;

    private ExpNodes() {}

    /// [Exp#exp] operation by operation.
    ///
    /// @param value numbers of 0 or less, none NaN
    static String ofNegative(Graph graph, String value) {
        String least = graph.number(LEAST);
        String x = graph.where(graph.op("Less", value, least), least, value);
        String power = graph.op("Round", graph.op("Mul", x, graph.number(Exp.LOG2_E)));
        String rest = graph.op("Sub",
                graph.op("Sub", x, graph.op("Mul", power, graph.number(Exp.LN2_HIGH))),
                graph.op("Mul", power, graph.number(Exp.LN2_LOW)));
        double[] terms = Exp.terms();
        String sum = graph.number(terms[terms.length - 1]);
        for (int i = terms.length - 2; i >= 0; i--) {
            sum = graph.op("Add", graph.op("Mul", sum, rest), graph.number(terms[i]));
        }
        String square = graph.op("Mul", rest, rest);
        String factor = graph.op("Add", graph.number(1),
                graph.op("Add", rest, graph.op("Mul", square, sum)));
        double[] halves = new double[POWERS];
        Arrays.setAll(halves, k -> Math.scalb(1.0, -k));
        String place = graph.cast(graph.op("Neg", power), Tensor.INT64);
        return graph.op("Mul", factor, graph.op("Gather", graph.constant(halves, POWERS), place));
    }
}
