package dev.peso.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;

/// What an answer comes to: its rows and the sum of each column in any order. A text is `id` and a number, and counts as
/// that number; nulls do not count.
record Summary(double rows, List<Double> sums) {
    Summary {
        sums = sums.stream().sorted().toList();
    }

    /// A summary from its rows and, after them, the sums.
    static Summary of(List<Double> values) {
        return new Summary(values.getFirst(), values.subList(1, values.size()));
    }

    /// Whether another answer comes to the same, up to the order in which a system adds.
    boolean agrees(Summary other) {
        if (rows != other.rows || sums.size() != other.sums.size()) {
            return false;
        }
        for (int i = 0; i < sums.size(); i++) {
            double a = sums.get(i);
            double b = other.sums.get(i);
            if (Double.compare(a, b) != 0 && !(Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)))) {
                return false;
            }
        }
        return true;
    }

    /// Adds the cells of an answer column by column.
    static final class Adder {
        private final List<Double> values = new ArrayList<>();

        Adder(double rows) {
            values.add(rows);
        }

        void column(Iterable<?> cells) {
            double sum = 0;
            double rest = 0;
            for (Object cell : cells) {
                double value = switch (cell) {
                    case null -> 0;
                    case Number n -> n.doubleValue();
                    default ->
                        cell.toString().isEmpty() ? 0 : Double.parseDouble(cell.toString().substring(2));
                };
                double next = sum + value;
                rest += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
                sum = next;
            }
            values.add(sum + rest);
        }

        Summary summary() {
            return Summary.of(values);
        }
    }
}
