package dev.peso.ml.internal.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import dev.peso.QueryException;

/// Features side by side.
///
/// @param columns of equal length
/// @param sparse more columns, of which most values are 0; they come after the others
/// @param rows how many rows there are, also where there are no columns
public record Frame(List<Feature> columns, Csr sparse, int rows) {
    /// What sparse columns may take as arrays of all values.
    public static final long MOST_BYTES = 1L << 30;
    /// The greatest number to calculate with: sums of squares of greater ones would be infinite.
    public static final double MOST = 1e150;

    public Frame {
        columns = List.copyOf(columns);
    }

    public Frame(List<? extends Feature> columns, int rows) {
        this(List.copyOf(columns), Csr.none(rows), rows);
    }

    public Frame take(int[] chosen) {
        return new Frame(columns.stream().map(column -> column.take(chosen)).toList(), sparse.take(chosen),
                chosen.length);
    }

    /// The names of all columns, the sparse ones last.
    public List<String> names() {
        List<String> names = new ArrayList<>(width());
        columns.forEach(column -> names.add(column.name()));
        names.addAll(sparse.names());
        return names;
    }

    public int width() {
        return columns.size() + sparse.width();
    }

    /// Replaces each column by some others, or none. Sparse ones stay.
    public Frame replace(Function<Feature, List<? extends Feature>> change) {
        List<Feature> changed = new ArrayList<>();
        for (Feature column : columns) {
            changed.addAll(change.apply(column));
        }
        return with(changed);
    }

    /// The same sparse columns beside others.
    public Frame with(List<? extends Feature> others) {
        return new Frame(List.copyOf(others), sparse, rows);
    }

    /// With more sparse columns.
    public Frame withSparse(Csr more) {
        return new Frame(columns, sparse.beside(more), rows);
    }

    /// The sparse columns as others are, for those who know nothing else.
    ///
    /// @param who the one who knows nothing else, for the message
    /// @throws QueryException if that takes more than [#MOST_BYTES]
    public Frame dense(String who) {
        if (sparse.isEmpty()) {
            return this;
        }
        if ((long) sparse.width() * rows * Double.BYTES > MOST_BYTES) {
            throw new QueryException(who + " takes no sparse columns, and " + sparse.width()
                    + " of them with "
                    + rows
                    + " rows would be more than 1 GB; keep fewer with select(...) or Text.most(...), or use "
                    + "Learners.logistic(), Learners.ridge(...) or Learners.lasso(...), which take them as they are");
        }
        List<Feature> all = new ArrayList<>(columns);
        double[][] dense = sparse.dense();
        for (int j = 0; j < dense.length; j++) {
            all.add(new Feature.Numbers(sparse.names().get(j), dense[j]));
        }
        return new Frame(all, rows);
    }

    /// The columns as numbers, for learners that know nothing else.
    ///
    /// @param who the learner, for the message
    /// @throws QueryException if a column has categories, or a value is missing or infinite
    public double[][] finiteNumbers(String who) {
        return withSparse(finiteColumns(who));
    }

    /// The columns that are not sparse as numbers.
    ///
    /// @param who the learner, for the message
    /// @throws QueryException if a column has categories, or a value is missing or infinite
    public double[][] finiteColumns(String who) {
        double[][] numbers = new double[columns.size()][];
        for (int j = 0; j < numbers.length; j++) {
            Feature column = columns.get(j);
            if (!(column instanceof Feature.Numbers(String name, double[] values, _))) {
                throw new QueryException(who + " needs numbers, and column \"" + column.name()
                        + "\" holds categories; add prepare() or oneHot(\"" + column.name() + "\")");
            }
            for (int i = 0; i < values.length; i++) {
                if (!(Math.abs(values[i]) <= MOST)) {
                    throw unusable(who, name, values[i], i);
                }
            }
            numbers[j] = values;
        }
        return numbers;
    }

    private static QueryException unusable(String who, String name, double value, int row) {
        boolean isMissing = Double.isNaN(value);
        boolean isInfinite = Double.isInfinite(value);
        String what = isMissing ? "missing values" : isInfinite ? "infinite values" : "numbers beyond 1e150";
        String advice = isMissing
                ? "add prepare() or impute(Impute.median(), \"" + name + "\")"
                : isInfinite ? "replace or filter them first" : "divide, clip or filter them first";
        return new QueryException(who + " takes no " + what + ", and column \"" + name + "\" has one in row "
                + row + "; " + advice);
    }

    /// The columns as numbers, categories as their codes; NaN where there is no value.
    public double[][] numbers() {
        double[][] numbers = new double[columns.size()][];
        for (int j = 0; j < numbers.length; j++) {
            numbers[j] = switch (columns.get(j)) {
                case Feature.Numbers column -> column.values();
                case Feature.Codes column -> column.asNumbers();
            };
        }
        return withSparse(numbers);
    }

    private double[][] withSparse(double[][] numbers) {
        if (sparse.isEmpty()) {
            return numbers;
        }
        double[][] all = Arrays.copyOf(numbers, width());
        double[][] dense = sparse.dense();
        System.arraycopy(dense, 0, all, numbers.length, dense.length);
        return all;
    }
}
