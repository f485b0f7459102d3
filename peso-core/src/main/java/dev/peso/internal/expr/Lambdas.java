package dev.peso.internal.expr;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Makes lambdas from Java functions over expressions.
public final class Lambdas {
    private static final List<String> NAMES = List.of("x", "y", "z", "u", "v", "w");
    /// Tells the parameters of lambdas apart while they are being made; not part of any result.
    private static final AtomicLong NEXT = new AtomicLong();

    private Lambdas() {}

    /// The lambda of one parameter whose body a Java function gives. The parameter gets the first name that nothing in the
    /// body has.
    public static Node of(UnaryOperator<Node> function) {
        return of(1, parameters -> function.apply(parameters.getFirst()));
    }

    /// The same of two parameters.
    public static Node of(BinaryOperator<Node> function) {
        return of(2, parameters -> function.apply(parameters.get(0), parameters.get(1)));
    }

    private static Node of(int count, Function<List<Node>, Node> function) {
        List<Node> markers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            markers.add(parameter("\0" + NEXT.getAndIncrement()));
        }
        Node body = function.apply(markers);
        Set<String> used = new HashSet<>();
        collectNames(body, used);
        List<Node> parts = new ArrayList<>();
        for (Node marker : markers) {
            String name = free(used);
            used.add(name);
            parts.add(Literals.of(name));
            body = renamed(body, marker, parameter(name));
        }
        parts.add(body);
        return new Node.Call(Node.LAMBDA, parts);
    }

    private static Node renamed(Node node, Node from, Node to) {
        return node.equals(from) ? to : node.mapChildren(child -> renamed(child, from, to));
    }

    private static Node parameter(String name) {
        return new Node.Call(Node.LAMBDA_PARAMETER, Literals.of(name));
    }

    private static String free(Set<String> used) {
        for (int round = 0;; round++) {
            for (String name : NAMES) {
                String candidate = round == 0 ? name : name + round;
                if (!used.contains(candidate)) {
                    return candidate;
                }
            }
        }
    }

    /// Names of columns, qualifiers, and parameters.
    private static void collectNames(Node node, Set<String> names) {
        if (node instanceof Node.Column column) {
            names.add(column.qualifier() == null ? column.name() : column.qualifier());
        }
        if (node instanceof Node.Call call
                && (call.function().equals(Node.LAMBDA) || call.function().equals(Node.LAMBDA_PARAMETER))) {
            List<Node> parameters = new ArrayList<>(call.args());
            parameters.removeIf(arg -> !(arg instanceof Node.Literal));
            parameters.forEach(arg -> names.add(String.valueOf(((Node.Literal) arg).value())));
        }
        node.children().forEach(child -> collectNames(child, names));
    }
}
