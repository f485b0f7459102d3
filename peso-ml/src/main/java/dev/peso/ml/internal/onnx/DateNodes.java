package dev.peso.ml.internal.onnx;

import java.util.ArrayList;
import java.util.List;

import dev.peso.ml.internal.prepare.DatesStep;

/// The parts of dates from days since 1970, by the arithmetic of Howard Hinnant's `civil_from_days`: years begin in March,
/// so that the leap day is the last one, and 400 of them have 146,097 days.
final class DateNodes {
    private static final double DAYS_OF_ERA = 146_097;
    private static final double DAYS_BEFORE_1970 = 719_468;

    private final Graph graph;

    private DateNodes(Graph graph) {
        this.graph = graph;
    }

    static Columns apply(DatesStep.Fitted step, Columns columns) {
        DateNodes nodes = new DateNodes(columns.graph());
        return columns.replace(column -> {
            for (DatesStep.Dates each : step.dates()) {
                if (each.column().equals(column.name()) && column instanceof Columns.Numbers numbers) {
                    return nodes.parts(numbers, columns.matrix(List.of(numbers)), each.hasHours());
                }
            }
            return List.of(column);
        });
    }

    private List<Columns.Numbers> parts(Columns.Numbers column, String time, boolean hasHours) {
        String days = graph.floor(time);
        String shifted = plus(days, DAYS_BEFORE_1970);
        String era = quotient(shifted, DAYS_OF_ERA);
        String dayOfEra = minus(shifted, times(era, DAYS_OF_ERA));
        String leapsTaken = plus(
                minus(minus(dayOfEra, quotient(dayOfEra, 1_460)), quotient(dayOfEra, 146_096)),
                quotient(dayOfEra, 36_524));
        String yearOfEra = quotient(leapsTaken, 365);
        String dayOfYear = minus(dayOfEra, plus(minus(times(yearOfEra, 365), quotient(yearOfEra, 100)),
                quotient(yearOfEra, 4)));
        String month = quotient(plus(times(dayOfYear, 5), 2), 153);
        String isEarly = quotient(month, 10);
        List<Columns.Numbers> parts = new ArrayList<>();
        parts.add(column);
        add(parts, column, "year", plus(plus(yearOfEra, times(era, 400)), isEarly));
        add(parts, column, "month", minus(plus(month, 3), times(isEarly, 12)));
        add(parts, column, "day", plus(minus(dayOfYear, quotient(plus(times(month, 153), 2), 5)), 1));
        String fromMonday = plus(days, 3);
        add(parts, column, "weekday", plus(minus(fromMonday, times(quotient(fromMonday, 7), 7)), 1));
        String late = plus(plus(dayOfYear, isLeap(yearOfEra)), 60);
        String early = plus(dayOfYear, -305);
        add(parts, column, "day of year", plus(late, graph.op("Mul", isEarly, minus(early, late))));
        if (hasHours) {
            add(parts, column, "hour", graph.floor(plus(times(minus(time, days), 24), 1e-9)));
        }
        return parts;
    }

    private static void add(List<Columns.Numbers> parts, Columns.Numbers column, String part, String value) {
        parts.add(new Columns.Numbers(column.name() + " " + part, value, 0, 1));
    }

    /// 1 for a leap year, else 0.
    private String isLeap(String yearOfEra) {
        return plus(minus(isMultiple(yearOfEra, 4), isMultiple(yearOfEra, 100)), isMultiple(yearOfEra, 400));
    }

    private String isMultiple(String value, double of) {
        return minus(quotient(value, of), quotient(plus(value, -1), of));
    }

    private String quotient(String value, double by) {
        return graph.floor(graph.op("Div", value, graph.number(by)));
    }

    private String plus(String value, double more) {
        return plus(value, graph.number(more));
    }

    private String plus(String first, String second) {
        return graph.op("Add", first, second);
    }

    private String minus(String first, String second) {
        return graph.op("Sub", first, second);
    }

    private String times(String value, double by) {
        return graph.op("Mul", value, graph.number(by));
    }
}
