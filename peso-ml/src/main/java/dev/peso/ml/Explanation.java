package dev.peso.ml;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import dev.peso.Dataset;
import dev.peso.ml.internal.frame.AddedColumns;

/// What each column of the data added to predictions.
///
/// Of each row, the additions and the base sum up to the output of the model, which [#unit] measures: the prediction for
/// numbers, the logarithm of the odds for classes of boosted trees and logistic regression, the logarithm of the expected
/// count for Poisson, and shares of classes for forests. With a background given they sum up to the number or the
/// probability itself. What several features made of one column add is summed up; what a feature made of several columns
/// adds is shared out among them: equally for products, by squared loadings for principal components.
public final class Explanation {
    private final String title;
    private final String unit;
    private final List<String> outputs;
    private final List<String> columns;
    /// For each output, for each row, what each column adds.
    private final double[][][] added;
    private final double[] base;
    private final List<List<String>> values;

    /// @param title what is explained, in words
    /// @param unit what additions and bases measure
    Explanation(String title, String unit, List<String> outputs, List<String> columns, double[][][] added,
            double[] base, List<List<String>> values) {
        this.title = title;
        this.unit = unit;
        this.outputs = outputs;
        this.columns = columns;
        this.added = added;
        this.base = base;
        this.values = values;
    }

    /// What the additions and the base measure.
    ///
    /// | unit | of |
    /// |---|---|
    /// | `units of "price"` | numbers, in the unit of the target; of a duration such as `milliseconds of "delay"` |
    /// | `log of the expected "claims"` | Poisson models, and imported ones with a logarithm as their link |
    /// | `probability` | forests and trees that tell classes apart, and any model with a background |
    /// | `log-odds` | two classes of boosted trees and logistic regression |
    /// | `log-probability up to a number that all classes share` | more classes of these, and naive Bayes but Gaussian |
    /// | `margin` | linear support vector machines |
    /// | `score` | models of an order |
    ///
    /// Imported models may also be in the `signed square root` or the `inverse softplus` of the target, or its `log-odds`.
    /// Where probabilities are calibrated afterwards, the unit ends with `, before calibration`.
    ///
    /// @return in words; `peso.unit` in the metadata of the tables says the same
    public String unit() {
        return unit;
    }

    /// All additions as a table `shap/1`: row, class (empty for numbers), feature, value (as text), shap, base. The metadata
    /// of its schema holds the unit as `peso.unit`.
    ///
    /// @return a dataset in memory with a row for each row, class and column
    public Dataset toDataset() {
        return table(IntStream.range(0, columns.size()).toArray());
    }

    /// The additions of the columns that add most, by the mean of their size, the greatest first; as [#toDataset].
    ///
    /// @param count how many columns, 1 or more
    /// @return a dataset in memory
    /// @throws IllegalArgumentException if it is less
    public Dataset top(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("top needs 1 or more columns, got " + count);
        }
        return table(IntStream.range(0, columns.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer j) -> -size(j)).thenComparing(j -> j))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray());
    }

    private double size(int column) {
        return Arrays.stream(added).flatMap(Arrays::stream).mapToDouble(row -> Math.abs(row[column])).sum();
    }

    private Dataset table(int[] chosen) {
        int rows = values.size();
        int total = Math.multiplyExact(Math.multiplyExact(rows, added.length), chosen.length);
        long[] row = new long[total];
        String[] output = new String[total];
        String[] feature = new String[total];
        String[] value = new String[total];
        double[] shap = new double[total];
        double[] bases = new double[total];
        int at = 0;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < added.length; k++) {
                for (int j : chosen) {
                    row[at] = i;
                    output[at] = outputs.get(k);
                    feature[at] = columns.get(j);
                    value[at] = values.get(i).get(j);
                    shap[at] = added[k][i][j];
                    bases[at++] = base[k];
                }
            }
        }
        return new AddedColumns().add("row", row)
                .add("class", List.of(output))
                .add("feature", List.of(feature))
                .add("value", List.of(value))
                .add("shap", shap)
                .add("base", bases)
                .table("shap/1", Map.of("peso.unit", unit));
    }

    /// What is explained, unit and base, then the columns that add most.
    @Override
    public String toString() {
        String start = base.length == 1
                ? String.format(Locale.ROOT, "from a base of %.4g", base[0])
                : "from a base for each class";
        return "What adds to " + title + ", in " + unit + ", " + start + "\n" + top(5);
    }
}
