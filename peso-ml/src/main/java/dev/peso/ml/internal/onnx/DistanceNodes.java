package dev.peso.ml.internal.onnx;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import dev.peso.ml.internal.cluster.CentersModel;
import dev.peso.ml.internal.cluster.PointClusters;
import dev.peso.ml.internal.near.NearestModel;
import dev.peso.ml.internal.near.OutlierModel;
import dev.peso.ml.internal.near.Points;

/// Models that look for the nearest of some points. Squares are added feature by feature as [Points] does, so that what is
/// equally far here is so there; the operators take the first of such points, as here those of the lower row.
final class DistanceNodes {
    private final Graph graph;
    private final String matrix;

    private DistanceNodes(Graph graph, String matrix) {
        this.graph = graph;
        this.matrix = matrix;
    }

    static String nearest(NearestModel model, Graph graph, String matrix) {
        return new DistanceNodes(graph, matrix).nearest(model);
    }

    static String outliers(OutlierModel model, Graph graph, String matrix) {
        return new DistanceNodes(graph, matrix).outliers(model);
    }

    static String centers(CentersModel model, Graph graph, String matrix) {
        String squares = squared(graph, matrix, model.centers().toArray(double[][]::new));
        String distance = graph.op("Sqrt", graph.reduce("ReduceMin", squares));
        return graph.beside(List.of(first("ArgMin", graph, squares), distance));
    }

    static String clusters(PointClusters model, Graph graph, String matrix) {
        int[] order = order(model.points());
        String squares = squared(graph, matrix, inOrder(model.points(), order));
        double[] labels = IntStream.of(order).mapToDouble(place -> model.labels()[place]).toArray();
        String label = graph.op("Gather", graph.constant(labels, labels.length),
                graph.op("ArgMin", List.of(squares), Attribute.of("axis", 1)));
        String isNear = graph.op("LessOrEqual", graph.reduce("ReduceMin", squares),
                graph.number(model.reach() * model.reach()));
        return graph.where(isNear, label, graph.number(Double.NaN));
    }

    /// The column of the least or greatest value of each row, the first of equal ones.
    static String first(String operator, Graph graph, String values) {
        return graph.cast(graph.op(operator, List.of(values), Attribute.of("axis", 1)), Tensor.DOUBLE);
    }

    /// Squared distances from each row to each of some points.
    static String squared(Graph graph, String matrix, double[][] points) {
        String sum = "";
        for (int j = 0; j < points[0].length; j++) {
            int axis = j;
            double[] values = Arrays.stream(points).mapToDouble(point -> point[axis]).toArray();
            String far = graph.op("Sub", graph.pick(matrix, j), graph.constant(values, 1, values.length));
            String square = graph.op("Mul", far, far);
            sum = sum.isEmpty() ? square : graph.op("Add", sum, square);
        }
        return sum;
    }

    /// The places of points by their rows.
    private static int[] order(Points points) {
        return IntStream.range(0, points.count())
                .boxed()
                .sorted(Comparator.comparingInt(place -> points.rows()[place]))
                .mapToInt(place -> place)
                .toArray();
    }

    private static double[][] inOrder(Points points, int[] order) {
        int width = points.width();
        return IntStream.of(order)
                .mapToObj(place -> Arrays.copyOfRange(points.values(), place * width, (place + 1) * width))
                .toArray(double[][]::new);
    }

    /// The squares of the distances of the nearest points, and their numbers.
    private List<String> nearest(Points points, int[] order, int count) {
        return graph.two("TopK", List.of(squared(graph, matrix, inOrder(points, order)),
                graph.constant(new long[]{count}, 1)), Attribute.of("largest", 0));
    }

    private String look(double[] values, int[] order, String numbers) {
        double[] table = IntStream.of(order).mapToDouble(place -> values[place]).toArray();
        return graph.op("Gather", graph.constant(table, table.length), numbers);
    }

    private String nearest(NearestModel model) {
        int[] order = order(model.points());
        List<String> found = nearest(model.points(), order, model.neighbors());
        String weights = look(model.weights(), order, found.getLast());
        if (model.byDistance()) {
            weights = graph.op("Mul", weights, shares(found.getFirst()));
        }
        String target = look(model.target(), order, found.getLast());
        String total = graph.sum(weights, model.neighbors());
        String sums;
        String otherwise;
        if (model.classes() == 0) {
            sums = graph.sum(graph.op("Mul", weights, target), model.neighbors());
            otherwise = graph.op("Div", graph.sum(target, model.neighbors()),
                    graph.number(model.neighbors()));
        } else {
            sums = votes(model, weights, target);
            otherwise = graph.number(1.0 / model.classes());
        }
        String isAny = graph.op("Greater", total, graph.number(0));
        return graph.where(isAny, graph.op("Div", sums, total), otherwise);
    }

    /// One through the distance of each neighbor, or where some are exactly there those alone.
    private String shares(String squares) {
        String zero = graph.number(0);
        String isThere = graph.op("Equal", graph.pick(squares, 0), zero);
        String there = graph.cast(graph.op("Equal", squares, zero), Tensor.DOUBLE);
        return graph.where(isThere, there, graph.op("Div", graph.number(1), graph.op("Sqrt", squares)));
    }

    private String votes(NearestModel model, String weights, String target) {
        String last = graph.constant(new long[]{2}, 1);
        String classes = graph.constant(
                LongStream.range(0, model.classes()).asDoubleStream().toArray(), 1, 1, model.classes());
        String isOwn = graph.op("Equal", graph.op("Unsqueeze", target, last), classes);
        String votes = graph.op("Mul", graph.cast(isOwn, Tensor.DOUBLE),
                graph.op("Unsqueeze", weights, last));
        return graph.op("Squeeze", graph.sum(votes, model.neighbors()), graph.constant(new long[]{1}, 1));
    }

    private String outliers(OutlierModel model) {
        int neighbors = model.neighbors();
        int[] order = order(model.points());
        List<String> found = nearest(model.points(), order, neighbors + 1);
        String isThere = graph.op("Equal", graph.pick(found.getFirst(), 0), graph.number(0));
        String squares = others(isThere, found.getFirst(), neighbors);
        String numbers = others(isThere, found.getLast(), neighbors);
        String distances = graph.op("Sqrt", squares);
        String reaches = look(model.reaches(), order, numbers);
        String sum = graph.sum(
                graph.where(graph.op("Greater", distances, reaches), distances, reaches), neighbors);
        String others = graph.sum(look(model.densities(), order, numbers), neighbors);
        String count = graph.number(neighbors);
        String density = graph.op("Div", graph.number(1),
                graph.op("Add", graph.op("Div", sum, count), graph.number(OutlierModel.LEAST)));
        String score = graph.op("Div", graph.op("Div", others, count), density);
        return judged(graph, score, model.threshold());
    }

    /// All but the last of what was found, or where the first is the row itself all but that.
    private String others(String isThere, String found, int count) {
        return graph.where(isThere, graph.pick(found, LongStream.rangeClosed(1, count).toArray()),
                graph.pick(found, LongStream.range(0, count).toArray()));
    }

    /// Scores and whether they are above a threshold.
    static String judged(Graph graph, String score, double threshold) {
        return graph.beside(List.of(score,
                graph.cast(graph.op("Greater", score, graph.number(threshold)), Tensor.DOUBLE)));
    }
}
