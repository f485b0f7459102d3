package dev.peso.ml.internal.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.peso.ml.internal.prepare.IterativeImputeStep;
import dev.peso.ml.internal.prepare.NeighbourImputeStep;

/// Steps that fill missing numbers by what other columns say.
final class FillNodes {
    private final Graph graph;
    private final String matrix;
    private final String isMissing;

    private FillNodes(Graph graph, String matrix) {
        this.graph = graph;
        this.matrix = matrix;
        this.isMissing = graph.op("IsNaN", matrix);
    }

    static Columns neighbours(NeighbourImputeStep.Fitted step, Columns columns) {
        return columns.replaceNumbers(columns.inOrder(step.columns()),
                matrix -> new FillNodes(columns.graph(), matrix).neighbours(step));
    }

    static Columns rounds(IterativeImputeStep.Fitted step, Columns columns) {
        return columns.replaceNumbers(columns.inOrder(step.columns()),
                matrix -> new FillNodes(columns.graph(), matrix).rounds(step));
    }

    private String neighbours(NeighbourImputeStep.Fitted step) {
        int width = step.means().length;
        int count = step.donors().length / width;
        List<double[]> donors = new ArrayList<>();
        for (int j = 0; j < width; j++) {
            double[] values = new double[count];
            for (int d = 0; d < count; d++) {
                values[d] = step.donors()[d * width + j];
            }
            donors.add(values);
        }
        String distances = distances(donors);
        List<String> fills = new ArrayList<>();
        for (int j = 0; j < width; j++) {
            fills.add(fill(distances, donors.get(j), step.means()[j], Math.min(count, step.neighbours())));
        }
        return graph.where(isMissing, graph.beside(fills), matrix);
    }

    /// Squared distances over the columns that both rows have, scaled up to all columns; infinite where there is none.
    private String distances(List<double[]> donors) {
        String sum = "";
        String both = "";
        String zero = graph.number(0);
        for (int j = 0; j < donors.size(); j++) {
            double[] values = donors.get(j);
            String far = graph.op("Sub", graph.pick(matrix, j), graph.constant(values, 1, values.length));
            String isUnknown = graph.op("IsNaN", far);
            String square = graph.where(isUnknown, zero, graph.op("Mul", far, far));
            String known = graph.cast(graph.op("Not", isUnknown), Tensor.DOUBLE);
            sum = sum.isEmpty() ? square : graph.op("Add", sum, square);
            both = both.isEmpty() ? known : graph.op("Add", both, known);
        }
        String scaled = graph.op("Div", graph.op("Mul", sum, graph.number(donors.size())), both);
        return graph.where(graph.op("Equal", both, zero), graph.number(Double.POSITIVE_INFINITY), scaled);
    }

    /// The mean of the values of the nearest rows that have one, or of all.
    private String fill(String distances, double[] values, double mean, int neighbours) {
        double[] holes = new double[values.length];
        double[] known = values.clone();
        for (int d = 0; d < holes.length; d++) {
            if (Double.isNaN(values[d])) {
                holes[d] = Double.POSITIVE_INFINITY;
                known[d] = 0;
            }
        }
        List<String> found = graph.two("TopK",
                List.of(graph.op("Add", distances, graph.constant(holes, 1, holes.length)),
                        graph.constant(new long[]{neighbours}, 1)),
                Attribute.of("largest", 0));
        String isFound = graph.op("Less", found.getFirst(), graph.number(Double.POSITIVE_INFINITY));
        String near = graph.op("Gather", graph.constant(known, known.length), found.getLast());
        String zero = graph.number(0);
        String count = graph.sum(graph.cast(isFound, Tensor.DOUBLE), neighbours);
        String first = graph.op("Div", graph.sum(graph.where(isFound, near, zero), neighbours), count);
        String rest = graph.sum(graph.where(isFound, graph.op("Sub", near, first), zero), neighbours);
        return graph.where(graph.op("Equal", count, zero), graph.number(mean),
                graph.op("Add", first, graph.op("Div", rest, count)));
    }

    /// One regression after another.
    private String rounds(IterativeImputeStep.Fitted step) {
        int width = step.means().length;
        String means = graph.constant(step.means(), 1, width);
        String scales = graph.constant(step.scales(), 1, width);
        String now = graph.where(isMissing, graph.number(0),
                graph.op("Div", graph.op("Sub", matrix, means), scales));
        Map<Integer, String> holes = new HashMap<>();
        for (int k = 0; k < step.order().length; k++) {
            int column = step.order()[k];
            double[] factors = step.factors().get(k).clone();
            double start = factors[column];
            factors[column] = 0;
            String filled = graph.op("Add", graph.op("MatMul", now, graph.constant(factors, width, 1)),
                    graph.number(start));
            now = graph.where(holes.computeIfAbsent(column, j -> holes(j, width)), filled, now);
        }
        return graph.where(isMissing, graph.op("Add", graph.op("Mul", now, scales), means), matrix);
    }

    /// Where one of the columns is missing.
    private String holes(int column, int width) {
        boolean[] own = new boolean[width];
        own[column] = true;
        return graph.op("And", isMissing, graph.constant(own));
    }
}
