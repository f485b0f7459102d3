package dev.peso.ml.internal.onnx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A `GraphProto` while it grows. Values are known by their names; each is made once, by a node after those it needs.
final class Graph {
    private static final int NODE = 1;
    private static final int NAME = 2;
    private static final int CONSTANT = 5;
    private static final int INPUT = 11;
    private static final int OUTPUT = 12;
    private static final String ML = "ai.onnx.ml";

    private final Proto nodes = new Proto();
    private final Proto constants = new Proto();
    private final Proto inputs = new Proto();
    private final Proto outputs = new Proto();
    private final Set<String> taken = new HashSet<>();
    private final Map<Double, String> scalars = new HashMap<>();
    private int count;

    /// A value that comes from outside: one column of any number of rows.
    ///
    /// @param about what belongs in it
    void input(String name, int type, String about) {
        taken.add(name);
        inputs.message(INPUT, declared(name, type, about, 1));
    }

    /// Gives a value to the outside.
    ///
    /// @param wanted its name there, unless an input has it
    /// @param columns how many columns it has; 0 for a value with rows only
    void output(String wanted, String value, int type, String about, int columns) {
        String name = unused(wanted);
        nodes.message(NODE, node("Identity", "", List.of(value), List.of(name), List.of()));
        outputs.message(OUTPUT, declared(name, type, about, columns));
    }

    private String unused(String wanted) {
        String name = wanted;
        for (int i = 1; !taken.add(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    private static Proto declared(String name, int type, String about, int columns) {
        Proto shape = new Proto().message(1, new Proto().text(2, "rows"));
        if (columns > 0) {
            shape.message(1, new Proto().integer(1, columns));
        }
        Proto tensor = new Proto().integer(1, type).message(2, shape);
        return new Proto().text(1, name).message(2, new Proto().message(1, tensor)).text(3, about);
    }

    /// What an operator makes of values.
    String op(String operator, List<String> values, Attribute... attributes) {
        return add(operator, "", values, attributes);
    }

    String op(String operator, String first, String second) {
        return op(operator, List.of(first, second));
    }

    String op(String operator, String value) {
        return op(operator, List.of(value));
    }

    /// What an operator with two outputs makes of values.
    List<String> two(String operator, List<String> values, Attribute... attributes) {
        List<String> made = List.of(unused("value" + count++), unused("value" + count++));
        nodes.message(NODE, node(operator, "", values, made, List.of(attributes)));
        return made;
    }

    /// What an operator for machine learning makes of a value.
    String ml(String operator, String value, Attribute... attributes) {
        return add(operator, ML, List.of(value), attributes);
    }

    private String add(String operator, String domain, List<String> values, Attribute... attributes) {
        String made = unused("value" + count++);
        nodes.message(NODE, node(operator, domain, values, List.of(made), List.of(attributes)));
        return made;
    }

    private static Proto node(String operator, String domain, List<String> values, List<String> made,
            List<Attribute> attributes) {
        Proto node = new Proto();
        values.forEach(value -> node.text(1, value));
        made.forEach(value -> node.text(2, value));
        node.text(4, operator);
        attributes.forEach(attribute -> node.message(5, attribute.message()));
        return domain.isEmpty() ? node : node.text(7, domain);
    }

    String floor(String value) {
        return op("Floor", value);
    }

    String where(String condition, String then, String otherwise) {
        return op("Where", List.of(condition, then, otherwise));
    }

    /// Numbers not below and not above some others; NaN stays.
    String within(String value, String low, String high) {
        String below = where(op("Greater", value, high), high, value);
        return where(op("Less", below, low), low, below);
    }

    /// Some columns of a matrix.
    String pick(String matrix, long... columns) {
        return op("Gather", List.of(matrix, constant(columns, columns.length)), Attribute.of("axis", 1));
    }

    /// One value for each row, of all its columns.
    ///
    /// @param operator such as `ReduceMax`
    String reduce(String operator, String matrix) {
        return op(operator, List.of(matrix, constant(new long[]{1}, 1)));
    }

    /// The sums along the second axis, added one after another, so that they have the same bits as those of a loop.
    ///
    /// @param length of the axis
    String sum(String value, int length) {
        return pick(op("CumSum", value, scalar(1)), length - 1L);
    }

    /// 0 for rows of finite numbers, NaN for others, which learners refuse.
    String refusal(String matrix) {
        return reduce("ReduceSum", op("Sub", matrix, matrix));
    }

    private String scalar(long value) {
        return constant(new long[]{value});
    }

    String cast(String value, int type) {
        return op("Cast", List.of(value), Attribute.of("to", type));
    }

    /// The columns side by side.
    String beside(List<String> columns) {
        return columns.size() == 1
                ? columns.getFirst()
                : op("Concat", columns, Attribute.of("axis", 1));
    }

    String number(double value) {
        return scalars.computeIfAbsent(value, v -> constant(new double[]{v}, 1, 1));
    }

    String constant(double[] values, long... shape) {
        String name = unused("constant" + count++);
        constants.message(CONSTANT, Tensor.of(name, values, shape));
        return name;
    }

    String constant(long[] values, long... shape) {
        String name = unused("constant" + count++);
        constants.message(CONSTANT, Tensor.of(name, values, shape));
        return name;
    }

    String constant(List<String> values) {
        String name = unused("constant" + count++);
        constants.message(CONSTANT, Tensor.of(name, values));
        return name;
    }

    String constant(boolean[] values) {
        String name = unused("constant" + count++);
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (values[i] ? 1 : 0);
        }
        constants.message(CONSTANT, Tensor.of(name, Tensor.BOOL, bytes));
        return name;
    }

    Proto toProto(String name) {
        return new Proto().append(nodes)
                .text(NAME, name)
                .append(constants)
                .append(inputs)
                .append(outputs);
    }
}
