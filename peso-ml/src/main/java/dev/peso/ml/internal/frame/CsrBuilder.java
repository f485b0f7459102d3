package dev.peso.ml.internal.frame;

import java.util.Arrays;
import java.util.List;

/// Gathers compressed rows one value after another.
public final class CsrBuilder {
    private int[] starts = new int[17];
    private int rows;
    private int[] columns;
    private double[] values;
    private int size;

    /// @param values how many to expect
    public CsrBuilder(int values) {
        this.columns = new int[Math.max(16, values)];
        this.values = new double[columns.length];
    }

    /// Adds a value to the row; within it columns must rise. A 0 is left out.
    public void add(int column, double value) {
        if (value == 0) {
            return;
        }
        if (size == columns.length) {
            int larger = Math.max(Math.addExact(size, 1), (int) Math.min(Integer.MAX_VALUE - 8, size * 2L));
            columns = Arrays.copyOf(columns, larger);
            values = Arrays.copyOf(values, larger);
        }
        columns[size] = column;
        values[size++] = value;
    }

    void addAll(Csr other, int row, int shift) {
        for (int at = other.starts()[row]; at < other.starts()[row + 1]; at++) {
            add(other.columns()[at] + shift, other.values()[at]);
        }
    }

    /// How many values the row has so far.
    public int rowSize() {
        return size - starts[rows];
    }

    /// Multiplies the row's values.
    public void scaleRow(double factor) {
        for (int at = starts[rows]; at < size; at++) {
            values[at] *= factor;
        }
    }

    /// The length of the row as a vector.
    public double rowNorm() {
        double squares = 0;
        for (int at = starts[rows]; at < size; at++) {
            squares += values[at] * values[at];
        }
        return Math.sqrt(squares);
    }

    public void endRow() {
        rows++;
        if (rows == starts.length) {
            starts = Arrays.copyOf(starts, rows * 2);
        }
        starts[rows] = size;
    }

    public Csr build(List<String> names) {
        return new Csr(names, Arrays.copyOf(starts, rows + 1), Arrays.copyOf(columns, size),
                Arrays.copyOf(values, size));
    }
}
