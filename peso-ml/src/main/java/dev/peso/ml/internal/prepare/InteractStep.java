package dev.peso.ml.internal.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.peso.ColumnNotFoundException;
import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.frame.Origin;
import dev.peso.ml.internal.learn.Training;

/// Adds products of numbers.
///
/// @param degree the most factors of a product
/// @param powers whether a column may be a factor more than once
/// @param columns which, all numbers if empty
public record InteractStep(int degree, boolean powers, List<String> columns) implements Step {
    private static final int MOST = 10_000;

    public InteractStep {
        columns = List.copyOf(columns);
        if (degree < 2 || degree > 5) {
            throw new IllegalArgumentException("degree must be in [2, 5], got " + degree);
        }
    }

    @Override
    public FittedStep fit(Training training, Setting setting) {
        List<Feature.Numbers> numbers = NumberColumns.of(training.frame(), columns, "multiplied");
        long count = 0;
        for (int k = 2; k <= degree; k++) {
            count += choose(powers ? numbers.size() + k - 1 : numbers.size(), k);
        }
        if (count > MOST || count * training.rows() * Double.BYTES > Frame.MOST_BYTES) {
            throw new QueryException(
                    "products of up to " + degree + " of " + numbers.size() + " columns would be "
                            + count + " columns of " + training.rows()
                            + " rows; the limit is " + MOST + " columns and 1 GB; name fewer columns");
        }
        List<Product> products = new ArrayList<>();
        for (int k = 2; k <= degree; k++) {
            addAll(NumberColumns.names(numbers), 0, k, new ArrayList<>(), products);
        }
        return new Fitted(products);
    }

    private static long choose(int n, int k) {
        double result = 1;
        for (int i = 0; i < k; i++) {
            result = result * (n - i) / (i + 1);
        }
        return n < k ? 0 : Math.round(result);
    }

    private void addAll(List<String> names, int from, int more, List<String> factors,
            List<Product> products) {
        if (more == 0) {
            products.add(new Product(factors));
            return;
        }
        for (int k = from; k < names.size(); k++) {
            factors.add(names.get(k));
            addAll(names, powers ? k : k + 1, more - 1, factors, products);
            factors.removeLast();
        }
    }

    /// A product of columns.
    ///
    /// @param factors their names, one as often as it is a factor
    public record Product(List<String> factors) {
        public Product {
            factors = List.copyOf(factors);
        }

        public String name() {
            Map<String, Integer> powers = new LinkedHashMap<>();
            factors.forEach(factor -> powers.merge(factor, 1, Integer::sum));
            return String.join(" * ", powers.entrySet()
                    .stream()
                    .map(e -> e.getValue() == 1 ? e.getKey() : e.getKey() + "^" + e.getValue())
                    .toList());
        }
    }

    /// Products to add.
    ///
    /// @param products which
    public record Fitted(List<Product> products) implements FittedStep {
        public Fitted {
            products = List.copyOf(products);
        }

        @Override
        public Frame apply(Frame frame) {
            Map<String, double[]> numbers = new HashMap<>();
            for (Feature column : frame.columns()) {
                if (column instanceof Feature.Numbers each) {
                    numbers.put(each.name(), each.values());
                }
            }
            List<Feature> columns = new ArrayList<>(frame.columns());
            for (Product product : products) {
                double[] values = new double[frame.rows()];
                Arrays.fill(values, 1);
                for (String factor : product.factors) {
                    double[] column = numbers.get(factor);
                    if (column == null) {
                        throw new ColumnNotFoundException(factor, frame.names(), "features");
                    }
                    for (int i = 0; i < values.length; i++) {
                        values[i] *= column[i];
                    }
                }
                columns.add(new Feature.Numbers(product.name(), values));
            }
            return frame.with(columns);
        }

        /// A product is in equal parts of its factors.
        @Override
        public Map<String, Origin> origins(Frame empty, Map<String, Origin> before) {
            Map<String, Origin> after = new HashMap<>(before);
            for (Product product : products) {
                after.put(product.name(), Origin.equally(
                        product.factors.stream().map(factor -> Origins.require(before, factor)).toList()));
            }
            return after;
        }
    }
}
