package dev.peso.ml.internal.frame;

import java.util.Arrays;
import java.util.List;

/// Columns of which most values are 0, as compressed rows.
///
/// @param names of the columns, not changed by anybody
/// @param starts where each row's values start, and where the last one's end
/// @param columns of each value, rising within a row
/// @param values those that are not 0
public record Csr(List<String> names, int[] starts, int[] columns, double[] values) {
    /// No columns.
    public static Csr none(int rows) {
        return new Csr(List.of(), new int[rows + 1], new int[0], new double[0]);
    }

    public int rows() {
        return starts.length - 1;
    }

    public int width() {
        return names.size();
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    public Csr take(int[] rows) {
        int[] newStarts = new int[rows.length + 1];
        for (int i = 0; i < rows.length; i++) {
            newStarts[i + 1] = Math.addExact(newStarts[i], starts[rows[i] + 1] - starts[rows[i]]);
        }
        int[] newColumns = new int[newStarts[rows.length]];
        double[] newValues = new double[newColumns.length];
        for (int i = 0; i < rows.length; i++) {
            int length = newStarts[i + 1] - newStarts[i];
            System.arraycopy(columns, starts[rows[i]], newColumns, newStarts[i], length);
            System.arraycopy(values, starts[rows[i]], newValues, newStarts[i], length);
        }
        return new Csr(names, newStarts, newColumns, newValues);
    }

    /// The same columns with rows of zeros.
    public Csr ofRows(int rows) {
        return new Csr(names, new int[rows + 1], new int[0], new double[0]);
    }

    /// The columns of another block after these.
    public Csr beside(Csr other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        int total = Math.addExact(values.length, other.values.length);
        CsrBuilder rows = new CsrBuilder(total);
        for (int i = 0; i < rows(); i++) {
            rows.addAll(this, i, 0);
            rows.addAll(other, i, width());
            rows.endRow();
        }
        return rows.build(NameList.joined(names, other.names));
    }

    /// Some of the columns.
    ///
    /// @param chosen rising positions
    public Csr pick(int[] chosen) {
        int[] place = new int[width()];
        Arrays.fill(place, -1);
        for (int k = 0; k < chosen.length; k++) {
            place[chosen[k]] = k;
        }
        CsrBuilder rows = new CsrBuilder(16);
        for (int i = 0; i < rows(); i++) {
            for (int at = starts[i]; at < starts[i + 1]; at++) {
                if (place[columns[at]] >= 0) {
                    rows.add(place[columns[at]], values[at]);
                }
            }
            rows.endRow();
        }
        return rows.build(Arrays.stream(chosen).mapToObj(names::get).toList());
    }

    /// The columns as arrays of all values.
    public double[][] dense() {
        double[][] dense = new double[width()][rows()];
        for (int i = 0; i < rows(); i++) {
            for (int at = starts[i]; at < starts[i + 1]; at++) {
                dense[columns[at]][i] = values[at];
            }
        }
        return dense;
    }

    /// The same values as compressed columns.
    public Csc byColumn() {
        int[] columnStarts = new int[width() + 1];
        for (int column : columns) {
            columnStarts[column + 1]++;
        }
        for (int j = 0; j < width(); j++) {
            columnStarts[j + 1] += columnStarts[j];
        }
        int[] next = columnStarts.clone();
        int[] rows = new int[columns.length];
        double[] byColumn = new double[columns.length];
        for (int i = 0; i < rows(); i++) {
            for (int at = starts[i]; at < starts[i + 1]; at++) {
                int to = next[columns[at]]++;
                rows[to] = i;
                byColumn[to] = values[at];
            }
        }
        return new Csc(columnStarts, rows, byColumn);
    }

    /// Values column by column.
    ///
    /// @param starts where each column's values start, and where the last one's end
    /// @param rows of each value, rising within a column
    /// @param values those that are not 0
    public record Csc(int[] starts, int[] rows, double[] values) {
        /// The sum of a column's values, each times the factor of its row.
        public double dot(int column, double[] factors) {
            double sum = 0;
            for (int at = starts[column]; at < starts[column + 1]; at++) {
                sum += values[at] * factors[rows[at]];
            }
            return sum;
        }
    }
}
