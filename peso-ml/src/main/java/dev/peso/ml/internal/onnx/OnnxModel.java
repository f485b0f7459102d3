package dev.peso.ml.internal.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.peso.DataType;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.InputColumn;
import dev.peso.ml.internal.learn.Found;
import dev.peso.ml.internal.model.ModelState;
import dev.peso.ml.internal.model.Target;
import dev.peso.ml.internal.prepare.FittedStep;
import dev.peso.ml.internal.search.EnsembleModel;

/// A model as a `ModelProto`: an input for each column, then preparation, the learner's nodes, and what is predicted.
public final class OnnxModel {
    private static final long IR_VERSION = 10;
    private static final long OPERATORS = 18;
    private static final long ML_OPERATORS = 5;

    private final ModelState state;
    private final Graph graph = new Graph();
    private final String missing;

    private OnnxModel(ModelState state) {
        this.state = state;
        this.missing = missing(state);
    }

    /// @throws dev.peso.QueryException if a part of the model has no nodes, or the file would be too large
    public static byte[] bytes(ModelState state) {
        return new OnnxModel(state).toBytes();
    }

    /// The text that stands for a missing one: the empty text, unless that is a category.
    private static String missing(ModelState state) {
        String text = "";
        while (isLevel(state, text)) {
            text = "<missing" + text + ">";
        }
        return text;
    }

    private static boolean isLevel(ModelState state, String text) {
        return state.inputs().stream().anyMatch(input -> input.levels().contains(text));
    }

    private byte[] toBytes() {
        String made = PredictorNodes.apply(state.predictor(), StepNodes.apply(state.steps(), inputs()));
        String title = state.pipeline().learner().getFirst().title();
        String what;
        if (state.predictor() instanceof Found found) {
            found(found.outputs(), made);
            what = found.summary().table().replaceFirst("/.*", "");
        } else {
            outputs(made);
            what = "\"" + state.target().column() + "\"";
        }
        Proto model = new Proto().integer(1, IR_VERSION)
                .text(2, "Peso")
                .text(6, "Model of " + what + " by " + title)
                .message(7, graph.toProto(what))
                .message(8, new Proto().text(1, "").integer(2, OPERATORS))
                .message(8, new Proto().text(1, "ai.onnx.ml").integer(2, ML_OPERATORS));
        metadata().forEach((key, value) -> model.message(14, new Proto().text(1, key).text(2, value)));
        return model.toBytes();
    }

    private Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("peso.target", state.target().column());
        metadata.put("peso.target.type", state.target().type());
        metadata.put("peso.missing", missing);
        metadata.put("peso.trainedOn", state.data());
        metadata.put("peso.rows", Long.toString(state.rows()));
        return metadata;
    }

    /// All inputs are declared before anything is computed, so that nothing takes their names.
    private Columns inputs() {
        for (InputColumn input : state.inputs()) {
            if (input.kind() == InputColumn.Kind.TEXT) {
                throw StepNodes.texts(input.name(), allSteps());
            }
            graph.input(input.name(), input.isTexts() ? Tensor.STRING : Tensor.DOUBLE, about(input));
        }
        List<Columns.Column> columns = new ArrayList<>();
        for (InputColumn input : state.inputs()) {
            columns.add(input.isTexts()
                    ? new Columns.Codes(input.name(), codes(input), input.levels())
                    : new Columns.Numbers(input.name(), input.name(), 0, 1));
        }
        return new Columns(graph, columns);
    }

    private List<FittedStep> allSteps() {
        List<FittedStep> steps = new ArrayList<>(state.steps());
        if (state.learnt() instanceof EnsembleModel ensemble) {
            ensemble.members().forEach(member -> steps.addAll(member.steps()));
        }
        return steps;
    }

    private String about(InputColumn input) {
        return switch (input.kind()) {
            case NUMBER -> "NaN where it is missing";
            case BOOLEAN -> "0 or 1, NaN where it is missing";
            case SPAN -> "seconds, NaN where it is missing";
            case TIME -> "days since 1970-01-01 on the wall clock, NaN where it is missing";
            case CATEGORY, TEXT -> "\"" + missing + "\" where it is missing";
        };
    }

    private String codes(InputColumn input) {
        List<String> keys = new ArrayList<>(input.levels());
        keys.add(missing);
        long[] values = new long[keys.size()];
        for (int code = 0; code < values.length; code++) {
            values[code] = code;
        }
        values[values.length - 1] = Feature.Codes.MISSING;
        return graph.ml("LabelEncoder", input.name(), Attribute.of("keys_strings", keys),
                Attribute.of("values_int64s", values), Attribute.of("default_int64", Feature.Codes.UNKNOWN));
    }

    /// What is found without a target, each output on its own.
    private void found(List<String> names, String made) {
        for (int k = 0; k < names.size(); k++) {
            String name = names.get(k);
            String column = graph.pick(made, k);
            switch (name) {
                case "cluster" -> graph.output(name, graph.cast(graph.where(graph.op("IsNaN", column),
                        graph.number(-1), column), Tensor.INT64), Tensor.INT64, "-1 for none", 1);
                case "anomaly" -> graph.output(name, graph.cast(graph.where(graph.op("IsNaN", column),
                        graph.number(0), column), Tensor.BOOL), Tensor.BOOL, "whether it is one", 1);
                default -> graph.output(name, column, Tensor.DOUBLE, "", 1);
            }
        }
    }

    private void outputs(String made) {
        Target target = state.target();
        if (!target.classifies()) {
            graph.output("prediction", made, Tensor.DOUBLE, "\"" + target.column() + "\" as " + target.type(),
                    1);
            return;
        }
        String best = chosen(target, made);
        DataType type = target.dataType();
        List<String> classes = target.classes();
        int kind = type == DataType.BOOLEAN
                ? Tensor.BOOL
                : type.isInteger() ? Tensor.INT64 : type.isText() ? Tensor.STRING : Tensor.DOUBLE;
        String labels = switch (kind) {
            case Tensor.BOOL -> graph.constant(truths(classes));
            case Tensor.INT64 ->
                graph.constant(classes.stream().mapToLong(Long::parseLong).toArray(), classes.size());
            case Tensor.STRING -> graph.constant(classes);
            default ->
                graph.constant(classes.stream().mapToDouble(Double::parseDouble).toArray(), classes.size());
        };
        graph.output("prediction", graph.op("Gather", labels, best), kind, "the likeliest class", 0);
        graph.output("probabilities", made, Tensor.DOUBLE, "of " + String.join(", ", classes),
                classes.size());
    }

    /// The class that is chosen by the probabilities of all, as [dev.peso.ml.internal.score.Decision] does.
    private String chosen(Target target, String probabilities) {
        double threshold = target.decision().threshold();
        if (!Double.isNaN(threshold)) {
            String positive = graph.op("Gather",
                    List.of(probabilities, graph.constant(new long[]{target.positive()}, 1)),
                    Attribute.of("axis", 1));
            String isPositive = graph.op("GreaterOrEqual", graph.op("Squeeze", positive,
                    graph.constant(new long[]{1}, 1)), graph.constant(new double[]{threshold}, 1));
            return graph.op("Where", List.of(isPositive, graph.constant(new long[]{target.positive()}, 1),
                    graph.constant(new long[]{1 - target.positive()}, 1)));
        }
        int classes = target.classes().size();
        double[] costs = target.decision().costs().stream().mapToDouble(cost -> cost).toArray();
        String values = costs.length == 0
                ? probabilities
                : graph.op("Neg",
                        List.of(graph.op("MatMul", probabilities, graph.constant(costs, classes, classes))));
        return graph.op("ArgMax", List.of(values), Attribute.of("axis", 1), Attribute.of("keepdims", 0));
    }

    private static boolean[] truths(List<String> classes) {
        boolean[] truths = new boolean[classes.size()];
        for (int k = 0; k < truths.length; k++) {
            truths[k] = classes.get(k).equals("true");
        }
        return truths;
    }
}
