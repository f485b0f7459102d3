package dev.peso.ml.internal.prepare;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.frame.Origin;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.numeric.Mix;

/// Fills missing numbers with the mean of the rows of training that are nearest among those that have a value (Troyanskaya
/// et al. 2001).
///
/// @param neighbours how many rows
/// @param columns which columns are filled and compared, all numbers if empty
public record NeighbourImputeStep(int neighbours, List<String> columns) implements Step {
    static final int MOST_DONORS = 10_000;

    public NeighbourImputeStep {
        columns = List.copyOf(columns);
        requireNeighbours(neighbours);
    }

    private static void requireNeighbours(int neighbours) {
        if (neighbours < 1 || neighbours > MOST_DONORS) {
            throw new IllegalArgumentException(
                    "neighbours must be in [1, " + MOST_DONORS + "], got " + neighbours);
        }
    }

    @Override
    public FittedStep fit(Training training, Setting setting) {
        List<Feature.Numbers> numbers = NumberColumns.of(training.frame(), columns,
                "filled by their neighbours");
        double[] means = new double[numbers.size()];
        for (int j = 0; j < means.length; j++) {
            means[j] = mean(numbers.get(j));
        }
        int[] rows = rows(training);
        double[] donors = new double[Math.multiplyExact(rows.length, means.length)];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < means.length; j++) {
                donors[i * means.length + j] = numbers.get(j).values()[rows[i]];
            }
        }
        List<String> notes = rows.length == training.rows()
                ? List.of()
                : List.of("missing values are filled from " + rows.length + " of " + training.rows()
                        + " rows, drawn by chance");
        return new Fitted(neighbours, NumberColumns.names(numbers), donors, means, notes);
    }

    /// The mean of the values that there are.
    static double mean(Feature.Numbers column) {
        double[] known = NumberColumns.known(column, "filled");
        if (known.length == 0) {
            throw new QueryException(
                    "column \"" + column.name() + "\" has no values in training to fill others from; "
                            + "add ignore(\"" + column.name() + "\")");
        }
        return Moments.mean(known);
    }

    private static int[] rows(Training training) {
        int[] order = new Mix(Mix.derive(training.seed(), 11)).permutation(training.rows());
        int[] rows = Arrays.copyOf(order, Math.min(MOST_DONORS, order.length));
        Arrays.sort(rows);
        return rows;
    }

    /// Rows to fill from.
    ///
    /// @param neighbours how many rows
    /// @param columns the columns
    /// @param donors values of rows, one row after another
    /// @param means what fills where no row can be compared
    /// @param notes what was decided
    public record Fitted(int neighbours, List<String> columns, double[] donors, double[] means,
            List<String> notes) implements FittedStep {
        public Fitted {
            columns = List.copyOf(columns);
            notes = List.copyOf(notes);
            requireNeighbours(neighbours);
            if (means.length != columns.size() || donors.length % Math.max(1, means.length) != 0) {
                throw new IllegalArgumentException("the rows do not fit the columns");
            }
        }

        @Override
        public Frame apply(Frame frame) {
            double[][] values = FilledColumns.copy(frame, columns);
            int width = means.length;
            double[] row = new double[width];
            Donors from = new Donors(donors, width);
            for (int i = 0; i < frame.rows(); i++) {
                boolean hasMissing = false;
                for (int j = 0; j < width; j++) {
                    row[j] = values[j][i];
                    hasMissing |= Double.isNaN(row[j]);
                }
                if (hasMissing) {
                    from.look(row);
                    for (int j = 0; j < width; j++) {
                        values[j][i] = Double.isNaN(row[j]) ? from.fill(j, neighbours, means[j]) : row[j];
                    }
                }
            }
            return FilledColumns.replace(frame, columns, values);
        }

        /// A filled column is what it was, wherever its fills come from.
        @Override
        public Map<String, Origin> origins(Frame empty, Map<String, Origin> before) {
            return before;
        }
    }
}
