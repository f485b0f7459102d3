package dev.peso.ml.internal.onnx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.prepare.BinStep;
import dev.peso.ml.internal.prepare.InteractStep;
import dev.peso.ml.internal.prepare.PcaStep;
import dev.peso.ml.internal.prepare.Power;
import dev.peso.ml.internal.prepare.PowerStep;

/// Steps that compute with numbers as nodes of a graph.
final class NumberNodes {
    private NumberNodes() {}

    static Columns powers(PowerStep.Fitted step, Columns columns) {
        Graph graph = columns.graph();
        List<Columns.Numbers> chosen = columns.numbers(step.columns());
        double[] powers = taken(step.powers(), step.columns(), chosen);
        double[] centers = taken(step.centers(), step.columns(), chosen);
        double[] scales = taken(step.scales(), step.columns(), chosen);
        return columns.replaceNumbers(chosen, matrix -> {
            String moved = step.how() == PowerStep.How.BOX_COX
                    ? boxCox(graph, matrix, powers)
                    : yeoJohnson(graph, matrix, powers);
            return graph.op("Div", graph.op("Sub", moved, row(graph, centers)), row(graph, scales));
        });
    }

    /// The numbers of the chosen columns among those of all columns of a step.
    static double[] taken(double[] ofAll, List<String> all, List<Columns.Numbers> chosen) {
        return chosen.stream().mapToDouble(column -> ofAll[all.indexOf(column.name())]).toArray();
    }

    private static String row(Graph graph, double[] values) {
        return graph.constant(values, 1, values.length);
    }

    private static String boxCox(Graph graph, String matrix, double[] powers) {
        String isPositive = graph.op("Greater", matrix, graph.number(0));
        String log = graph.op("Log", graph.where(isPositive, matrix, graph.number(Double.NaN)));
        return raised(graph, log, powers);
    }

    private static String yeoJohnson(Graph graph, String matrix, double[] powers) {
        double[] others = new double[powers.length];
        for (int j = 0; j < others.length; j++) {
            others[j] = 2 - powers[j];
        }
        String log = logOfMore(graph, graph.op("Abs", matrix));
        return graph.where(graph.op("Less", matrix, graph.number(0)),
                graph.op("Neg", raised(graph, log, others)), raised(graph, log, powers));
    }

    /// What logarithms become: `(exp(power log) - 1) / power`, themselves where the power is 0.
    private static String raised(Graph graph, String log, double[] powers) {
        double[] safe = powers.clone();
        double[] isNone = new double[powers.length];
        for (int j = 0; j < safe.length; j++) {
            boolean isSmall = Math.abs(powers[j]) < Power.NEAR;
            safe[j] = isSmall ? 1 : powers[j];
            isNone[j] = isSmall ? 1 : 0;
        }
        String power = row(graph, safe);
        String raised = graph.op("Div", expLessOne(graph, graph.op("Mul", power, log)), power);
        return graph.where(graph.op("Greater", row(graph, isNone), graph.number(0)), log, raised);
    }

    /// log(1 + x) of numbers of 0 or more, also near 0: the rounding of the sum is made up for by how much of x it kept
    /// (Kahan).
    private static String logOfMore(Graph graph, String value) {
        String one = graph.number(1);
        String more = graph.op("Add", value, one);
        String kept = graph.op("Sub", more, one);
        String log = graph.op("Mul", graph.op("Log", more), graph.op("Div", value, kept));
        return graph.where(graph.op("Equal", more, one), value, log);
    }

    /// exp(x) - 1, also near 0, in the same way.
    private static String expLessOne(Graph graph, String value) {
        String one = graph.number(1);
        String exp = graph.op("Exp", value);
        String less = graph.op("Sub", exp, one);
        String exact = graph.op("Mul", less, graph.op("Div", value, graph.op("Log", exp)));
        String isLow = graph.op("Equal", less, graph.number(-1));
        return graph.where(graph.op("Equal", exp, one), value, graph.where(isLow, less, exact));
    }

    /// Products of as many factors are computed together.
    static Columns products(InteractStep.Fitted step, Columns columns) {
        List<Columns.Numbers> made = new ArrayList<>();
        List<InteractStep.Product> products = step.products();
        for (int from = 0; from < products.size();) {
            int factors = products.get(from).factors().size();
            int to = from;
            while (to < products.size() && products.get(to).factors().size() == factors) {
                to++;
            }
            made.addAll(products(products.subList(from, to), factors, columns));
            from = to;
        }
        return columns.with(made);
    }

    private static List<Columns.Numbers> products(List<InteractStep.Product> products, int factors,
            Columns columns) {
        List<String> used = products.stream().flatMap(p -> p.factors().stream()).distinct().toList();
        Graph graph = columns.graph();
        String matrix = columns.matrix(columns.inOrder(used));
        String product = "";
        for (int f = 0; f < factors; f++) {
            int factor = f;
            String next = graph.pick(matrix, products.stream()
                    .mapToLong(each -> used.indexOf(each.factors().get(factor)))
                    .toArray());
            product = product.isEmpty() ? next : graph.op("Mul", product, next);
        }
        return Columns.of(product, products.stream().map(InteractStep.Product::name).toList());
    }

    static Columns components(PcaStep.Fitted step, Columns columns) {
        Set<String> features = new HashSet<>(step.model().features());
        boolean takesSparse = columns.sparse().stream().anyMatch(c -> features.contains(c.name()));
        Columns dense = takesSparse
                ? new Columns(columns.graph(),
                        Stream.concat(columns.columns().stream(), columns.sparse().stream()).toList())
                : columns;
        String matrix = dense.matrix(dense.inOrder(step.model().features()));
        String axes = DensityNodes.axes(step.model(), columns.graph(), matrix);
        return dense.replace(column -> column instanceof Columns.Numbers && features.contains(column.name())
                ? List.of()
                : List.of(column)).with(Columns.of(axes, step.model().outputs()));
    }

    static Columns bins(BinStep.Fitted step, Columns columns) {
        Graph graph = columns.graph();
        return columns.replace(column -> {
            for (BinStep.Cuts each : step.columns()) {
                if (each.column().equals(column.name()) && column instanceof Columns.Numbers numbers) {
                    String value = columns.matrix(List.of(numbers));
                    String bin = graph.cast(TreeNodes.place(graph, value, each.cuts()), Tensor.INT64);
                    String code = graph.where(graph.op("IsNaN", value),
                            graph.constant(new long[]{Feature.Codes.MISSING}, 1, 1), bin);
                    return List.of(new Columns.Codes(column.name(), code, each.names()));
                }
            }
            return List.of(column);
        });
    }
}
