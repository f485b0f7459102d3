package dev.peso.ml.internal.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.peso.ColumnNotFoundException;
import dev.peso.ml.internal.frame.Feature;

/// Features as values of a graph: what [dev.peso.ml.internal.frame.Frame] is for rows in memory.
///
/// @param graph where they are made
/// @param columns the features in order
/// @param sparse those that are sparse in memory, which come after the others
record Columns(Graph graph, List<Column> columns, List<Numbers> sparse) {
    Columns {
        columns = List.copyOf(columns);
        sparse = List.copyOf(sparse);
    }

    Columns(Graph graph, List<Column> columns) {
        this(graph, columns, List.of());
    }

    /// A feature in a graph.
    sealed interface Column {
        String name();
    }

    /// Numbers, NaN where there is none: one column of a matrix of float64.
    ///
    /// @param name of the feature
    /// @param matrix the value
    /// @param at which of its columns
    /// @param width how many it has
    record Numbers(String name, String matrix, int at, int width) implements Column {}

    /// Codes of texts as a column of int64; see [Feature.Codes].
    record Codes(String name, String value, List<String> levels) implements Column {
        Codes {
            levels = List.copyOf(levels);
        }
    }

    /// Replaces each column by some others, or none.
    Columns replace(Function<Column, List<? extends Column>> change) {
        List<Column> changed = new ArrayList<>();
        for (Column column : columns) {
            changed.addAll(change.apply(column));
        }
        return new Columns(graph, changed, sparse);
    }

    /// Replaces some columns of numbers by what is computed from all of them at once, side by side in their order.
    Columns replaceNumbers(List<Numbers> chosen, UnaryOperator<String> change) {
        if (chosen.isEmpty()) {
            return this;
        }
        String changed = change.apply(matrix(chosen));
        return replace(column -> {
            int at = column instanceof Numbers numbers ? chosen.indexOf(numbers) : -1;
            return List.of(at < 0 ? column : new Numbers(column.name(), changed, at, chosen.size()));
        });
    }

    /// The columns of numbers with these names, in their order here.
    List<Numbers> numbers(List<String> names) {
        List<Numbers> chosen = new ArrayList<>();
        for (Column column : columns) {
            if (column instanceof Numbers numbers && names.contains(column.name())) {
                chosen.add(numbers);
            }
        }
        return chosen;
    }

    /// The columns of numbers with these names, in the order of the names.
    ///
    /// @throws ColumnNotFoundException if there is none of a name
    List<Numbers> inOrder(List<String> names) {
        Map<String, Numbers> byName = new HashMap<>();
        numbers(names).forEach(column -> byName.put(column.name(), column));
        return names.stream().map(name -> {
            Numbers column = byName.get(name);
            if (column == null) {
                throw new ColumnNotFoundException(name,
                        columns.stream().map(Column::name).toList(), "features");
            }
            return column;
        }).toList();
    }

    /// The same with more columns.
    Columns with(List<? extends Column> more) {
        return new Columns(graph, Stream.concat(columns.stream(), more.stream()).toList(), sparse);
    }

    /// The columns of a matrix.
    static List<Numbers> of(String matrix, List<String> names) {
        return IntStream.range(0, names.size())
                .mapToObj(k -> new Numbers(names.get(k), matrix, k, names.size()))
                .toList();
    }

    /// All columns as one matrix of numbers, categories as their codes, NaN where there is no value.
    String matrix() {
        return matrix(Stream.concat(columns.stream(), sparse.stream())
                .map(column -> switch (column) {
                    case Numbers numbers -> numbers;
                    case Codes codes -> new Numbers(codes.name(), look(codes, codes(codes)), 0, 1);
                })
                .toList());
    }

    private static double[] codes(Codes column) {
        double[] numbers = new double[column.levels.size()];
        for (int code = 0; code < numbers.length; code++) {
            numbers[code] = code;
        }
        return numbers;
    }

    /// A number for each code, NaN for what has none.
    String look(Codes column, double[] ofLevel) {
        double[] table = new double[ofLevel.length + 2];
        table[0] = Double.NaN;
        table[1] = Double.NaN;
        System.arraycopy(ofLevel, 0, table, 2, ofLevel.length);
        return graph.op("Gather", graph.constant(table, table.length), shifted(column));
    }

    /// The codes plus 2: 0 is unknown, 1 missing.
    String shifted(Codes column) {
        return graph.op("Add", column.value, graph.constant(new long[]{2}, 1));
    }

    /// Some columns as one matrix.
    String matrix(List<Numbers> chosen) {
        List<String> runs = new ArrayList<>();
        int from = 0;
        while (from < chosen.size()) {
            int to = from + 1;
            while (to < chosen.size() && follows(chosen.get(to - 1), chosen.get(to))) {
                to++;
            }
            runs.add(run(chosen.subList(from, to)));
            from = to;
        }
        return graph.beside(runs);
    }

    private static boolean follows(Numbers before, Numbers after) {
        return before.matrix.equals(after.matrix) && after.at == before.at + 1;
    }

    private String run(List<Numbers> columns) {
        Numbers first = columns.getFirst();
        if (columns.size() == first.width) {
            return first.matrix;
        }
        long[] places = LongStream.range(first.at, (long) first.at + columns.size()).toArray();
        return graph.op("Gather", List.of(first.matrix, graph.constant(places, places.length)),
                Attribute.of("axis", 1));
    }
}
