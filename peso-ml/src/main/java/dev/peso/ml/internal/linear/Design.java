package dev.peso.ml.internal.linear;

import java.util.Arrays;

import dev.peso.ml.internal.frame.Csr;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Training;

/// The features of rows: columns of all values, then sparse ones.
///
/// @param columns those of all values
/// @param sparse the sparse ones by rows
/// @param byColumn the sparse ones by columns
record Design(double[][] columns, Csr sparse, Csr.Csc byColumn) {

    /// @param who the learner, for messages
    static Design of(Frame frame, String who) {
        return new Design(frame.finiteColumns(who), frame.sparse(), frame.sparse().byColumn());
    }

    static Design of(double[][] columns, int rows) {
        Csr none = Csr.none(rows);
        return new Design(columns, none, none.byColumn());
    }

    int width() {
        return columns.length + sparse.width();
    }

    int rows() {
        return sparse.rows();
    }

    boolean isSparse() {
        return !sparse.isEmpty();
    }

    /// Adds to rows the sums of their values, each times the factor of its column.
    ///
    /// @param first where the factors start
    void addSums(double[] factors, int first, double[] into, int from, int to) {
        for (int j = 0; j < columns.length; j++) {
            double factor = factors[first + j];
            double[] column = columns[j];
            for (int i = from; i < to; i++) {
                into[i] += factor * column[i];
            }
        }
        addSparse(sparse, factors, first + columns.length, into, from, to);
    }

    static void addSparse(Csr sparse, double[] factors, int first, double[] into, int from, int to) {
        if (sparse.isEmpty()) {
            return;
        }
        for (int i = from; i < to; i++) {
            double sum = 0;
            for (int at = sparse.starts()[i]; at < sparse.starts()[i + 1]; at++) {
                sum += factors[first + sparse.columns()[at]] * sparse.values()[at];
            }
            into[i] += sum;
        }
    }

    /// The sum of a column's values, each times the factor of its row.
    double dot(int column, double[] factors) {
        if (column >= columns.length) {
            return byColumn.dot(column - columns.length, factors);
        }
        double sum = 0;
        double[] values = columns[column];
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * factors[i];
        }
        return sum;
    }

    /// The sum of a column's squares, each times the factor of its row.
    double dotSquares(int column, double[] factors) {
        double sum = 0;
        if (column >= columns.length) {
            int sparseColumn = column - columns.length;
            for (int at = byColumn.starts()[sparseColumn]; at < byColumn.starts()[sparseColumn + 1]; at++) {
                sum += byColumn.values()[at] * byColumn.values()[at] * factors[byColumn.rows()[at]];
            }
            return sum;
        }
        for (int i = 0; i < columns[column].length; i++) {
            sum += columns[column][i] * columns[column][i] * factors[i];
        }
        return sum;
    }

    /// Adds a multiple of a column to rows, to each by its weight.
    void addColumn(int column, double factor, double[] weights, double[] into) {
        if (column >= columns.length) {
            int sparseColumn = column - columns.length;
            for (int at = byColumn.starts()[sparseColumn]; at < byColumn.starts()[sparseColumn + 1]; at++) {
                int row = byColumn.rows()[at];
                into[row] += factor * weights[row] * byColumn.values()[at];
            }
            return;
        }
        for (int i = 0; i < into.length; i++) {
            into[i] += factor * weights[i] * columns[column][i];
        }
    }

    /// The means of columns.
    double[] means(Training training) {
        double[] shares = shares(training);
        double[] means = new double[width()];
        Arrays.setAll(means, j -> dot(j, shares));
        return means;
    }

    /// The share of each row in the weight of all.
    static double[] shares(Training training) {
        double total = 0;
        for (int i = 0; i < training.rows(); i++) {
            total += training.weight(i);
        }
        double[] shares = new double[training.rows()];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = training.weight(i) / total;
        }
        return shares;
    }
}
