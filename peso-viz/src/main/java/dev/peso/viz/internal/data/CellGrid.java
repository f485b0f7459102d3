package dev.peso.viz.internal.data;

import dev.peso.spi.ColumnReader;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Look;
import dev.peso.viz.internal.spec.Frame;

/// Equal cells that points are counted in; on a logarithmic axis they are equal in powers of ten.
///
/// @param x1 low end, as a power of ten if `xLog`
/// @param x2 high end
/// @param y1 low end, as a power of ten if `yLog`
/// @param y2 high end
record CellGrid(double x1, double x2, double y1, double y2, int columns, int rows, boolean xLog,
        boolean yLog) {
    /// Pixels of a cell's side.
    private static final int SIDE = 3;

    /// A grid that suits a chart.
    ///
    /// @param x low and high end, of which the low one is above the high one if there are no points
    /// @param y likewise
    static CellGrid of(double[] x, double[] y, Frame frame) {
        int columns = Math.max(20, frame.width() / SIDE);
        double[] xs = apart(x);
        double[] ys = apart(y);
        return new CellGrid(xs[0], xs[1], ys[0], ys[1], columns, columns * 2 / 3, frame.xLog(), frame.yLog());
    }

    private static double[] apart(double[] ends) {
        return ends[0] > ends[1]
                ? new double[]{0, 1}
                : ends[0] == ends[1] ? new double[]{ends[0] - 0.5, ends[1] + 0.5} : ends;
    }

    /// A grid over some points.
    static CellGrid over(double[] x, double[] y, Frame frame) {
        return of(ends(x, frame.xLog()), ends(y, frame.yLog()), frame);
    }

    private static double[] ends(double[] values, boolean log) {
        double[] ends = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (double value : values) {
            double at = straight(value, log);
            if (Double.isFinite(at)) {
                ends[0] = Math.min(ends[0], at);
                ends[1] = Math.max(ends[1], at);
            }
        }
        return ends;
    }

    /// A grid over some points.
    static CellGrid over(ColumnReader x, ColumnReader y, int rows, Frame frame) {
        double[][] block = new double[2][CellReader.BLOCK];
        double[][] ends = {{Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY},
                {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}};
        for (int at = 0; at < rows; at += CellReader.BLOCK) {
            int count = Math.min(CellReader.BLOCK, rows - at);
            x.readDoubles(at, block[0], 0, count);
            y.readDoubles(at, block[1], 0, count);
            for (int i = 0; i < count; i++) {
                double px = straight(block[0][i], frame.xLog());
                double py = straight(block[1][i], frame.yLog());
                if (Double.isFinite(px) && Double.isFinite(py)) {
                    ends[0][0] = Math.min(ends[0][0], px);
                    ends[0][1] = Math.max(ends[0][1], px);
                    ends[1][0] = Math.min(ends[1][0], py);
                    ends[1][1] = Math.max(ends[1][1], py);
                }
            }
        }
        return of(ends[0], ends[1], frame);
    }

    private static double straight(double value, boolean log) {
        return log ? StrictMath.log10(value) : value;
    }

    private static double curved(double value, boolean log) {
        return log ? StrictMath.pow(10, value) : value;
    }

    /// The cell of a point, row by row from below; -1 for one that has none.
    int cell(double x, double y) {
        double across = (straight(x, xLog) - x1) / (x2 - x1);
        double up = (straight(y, yLog) - y1) / (y2 - y1);
        return across >= 0 && across <= 1 && up >= 0 && up <= 1
                ? Math.min(rows - 1, (int) (up * rows)) * columns
                        + Math.min(columns - 1, (int) (across * columns))
                : -1;
    }

    /// The middle of a cell.
    double middleX(int cell) {
        return curved(x1 + (x2 - x1) * (cell % columns + 0.5) / columns, xLog);
    }

    /// The middle of a cell.
    double middleY(int cell) {
        int row = cell / columns;
        return curved(y1 + (y2 - y1) * (row + 0.5) / rows, yLog);
    }

    /// The cells as a mark.
    Geom cells(int[] counts, Look look) {
        return new Geom.Cells(curved(x1, xLog), curved(x2, xLog), curved(y1, yLog), curved(y2, yLog), columns,
                rows,
                counts, look);
    }
}
