package dev.peso.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.Dataset;
import dev.peso.ml.internal.frame.AddedColumns;
import dev.peso.ml.internal.model.Dependence;
import dev.peso.stats.Quantiles;

/// Writes down what is predicted for other values of a column, one line after another.
final class DependenceTable {
    private final String column;
    private final Dependence dependence;
    private final List<String> classes = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();
    private final List<@Nullable String> labels = new ArrayList<>();
    private final List<double[]> figures = new ArrayList<>();
    private final List<Long> rows = new ArrayList<>();

    private DependenceTable(String column, Dependence dependence) {
        this.column = column;
        this.dependence = dependence;
    }

    private void add(String output, int value, long row, double... numbers) {
        classes.add(output);
        values.add(dependence.labels().isEmpty() ? dependence.values()[value] : Double.NaN);
        labels.add(dependence.labels().isEmpty() ? null : dependence.labels().get(value));
        rows.add(row);
        figures.add(numbers);
    }

    private AddedColumns begin(AddedColumns columns) {
        return columns.add("feature", classes.stream().map(_ -> column).toList())
                .add("class", classes)
                .add("value", values.stream().mapToDouble(v -> v).toArray())
                .add("label", labels);
    }

    private double[] figure(int which) {
        return figures.stream().mapToDouble(numbers -> numbers[which]).toArray();
    }

    /// Means and quartiles over rows.
    static Dataset means(String column, Dependence dependence, int[] outputs, List<String> names) {
        DependenceTable table = new DependenceTable(column, dependence);
        for (int k = 0; k < outputs.length; k++) {
            for (int value = 0; value < dependence.count(); value++) {
                double[] predicted = dependence.predicted().get(value)[outputs[k]];
                double mean = 0;
                for (double each : predicted) {
                    mean += each / predicted.length;
                }
                double[] sorted = Quantiles.sorted(predicted);
                table.add(names.get(k), value, 0, mean, Quantiles.of(sorted, 0.25),
                        Quantiles.of(sorted, 0.75));
            }
        }
        return table.begin(new AddedColumns())
                .add("prediction", table.figure(0))
                .add("lower", table.figure(1))
                .add("upper", table.figure(2))
                .table("pdp/1");
    }

    /// Each row.
    static Dataset rows(String column, Dependence dependence, int[] outputs, List<String> names) {
        DependenceTable table = new DependenceTable(column, dependence);
        for (int k = 0; k < outputs.length; k++) {
            int rows = dependence.count() == 0 ? 0 : dependence.predicted().getFirst()[outputs[k]].length;
            for (int row = 0; row < rows; row++) {
                int at = row;
                int output = k;
                IntStream.range(0, dependence.count())
                        .forEach(value -> table.add(names.get(output), value, at,
                                dependence.predicted().get(value)[outputs[output]][at]));
            }
        }
        AddedColumns columns = new AddedColumns().add("row", table.rows.stream().mapToLong(v -> v).toArray());
        return table.begin(columns).add("prediction", table.figure(0)).table("ice/1");
    }
}
