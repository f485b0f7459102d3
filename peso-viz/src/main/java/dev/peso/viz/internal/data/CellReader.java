package dev.peso.viz.internal.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.Column;
import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.spi.ColumnReader;
import dev.peso.viz.internal.scale.AxisKind;
import dev.peso.viz.internal.spec.Channel;
import dev.peso.viz.internal.spec.Frame;

/// Counts points in the cells of a grid. Of very many points the engine finds the ends of the grid, then the counts, without having
/// them in memory.
final class CellReader {
    /// Up to so many rows their columns are read; above it the engine counts, which needs no room for them.
    private static final long MOST_READ = 20_000_000;
    static final int BLOCK = 4096;
    private static final String PANEL = "panel";
    private static final String CELL = "cell";
    private static final String COUNT = "count";

    private CellReader() {}

    /// Counts of points.
    ///
    /// @param rows one for each cell that has points: its middle, and how many they are
    /// @param facets the names of the panels
    record Counted(Rows rows, List<String> facets, CellGrid grid, Tally tally) {}

    /// How many rows there were.
    ///
    /// @param hidden those that have no place on the axes
    record Tally(long rows, long hidden) {}

    /// Whether the engine can tell where on an axis the values of a type lie.
    static boolean canCount(@Nullable DataType type) {
        return type != null && (type.isNumeric() || type == DataType.DATE
                || type instanceof DataType.Timestamp(var _, var zone) && zone == null);
    }

    /// @param grid what to count in, or null for one over all points
    static Counted read(Dataset data, Expr x, Expr y, @Nullable Expr facet, Frame frame,
            @Nullable CellGrid grid) {
        return read(data, x, y, facet, frame, grid, MOST_READ);
    }

    /// @param mostRead up to so many rows their columns are read
    static Counted read(Dataset data, Expr x, Expr y, @Nullable Expr facet, Frame frame,
            @Nullable CellGrid grid, long mostRead) {
        DataType xType = Schemas.only(data, x).type();
        DataType yType = Schemas.only(data, y).type();
        List<Expr> columns = new ArrayList<>(
                List.of(position(x, xType).as(Channel.X.name()), position(y, yType).as(Channel.Y.name())));
        if (facet != null) {
            columns.add(facet.as(PANEL));
        }
        Dataset points = data.select(columns.toArray(Expr[]::new));
        long all = data.count();
        if (all <= mostRead) {
            return counted(points.collect(), frame, grid, xType, yType);
        }
        points = shown(shown(points, Channel.X, frame.xLog()), Channel.Y, frame.yLog());
        Dataset ends = points.agg("n = count()", "x1 = min(X)", "x2 = max(X)", "y1 = min(Y)", "y2 = max(Y)")
                .collect();
        CellGrid cells = grid != null
                ? grid
                : CellGrid.of(new double[]{end(ends, "x1", 1), end(ends, "x2", 0)},
                        new double[]{end(ends, "y1", 1), end(ends, "y2", 0)}, frame);
        Tally tally = new Tally(all, all - ends.longs("n")[0]);
        return counted(counts(points, cells, facet != null), cells, xType, yType, facet != null, tally);
    }

    /// Counts one by one, which for columns that are there already takes the least time.
    private static Counted counted(Dataset points, Frame frame, @Nullable CellGrid asked, DataType xType,
            DataType yType) {
        ColumnReader x = points.column(Channel.X.name()).reader();
        ColumnReader y = points.column(Channel.Y.name()).reader();
        int rows = Math.toIntExact(points.count());
        boolean panels = points.schema().contains(PANEL);
        Values.Names panel = panels
                ? ColumnValues.named(ColumnValues.read(points.column(PANEL)))
                : new Values.Names(new int[0], List.of());
        CellGrid grid = asked != null ? asked : CellGrid.over(x, y, rows, frame);
        int cells = grid.columns() * grid.rows();
        int[] counts = new int[cells * Math.max(1, panel.names().size())];
        double[][] block = new double[2][BLOCK];
        long hidden = 0;
        for (int at = 0; at < rows; at += BLOCK) {
            int count = Math.min(BLOCK, rows - at);
            x.readDoubles(at, block[0], 0, count);
            y.readDoubles(at, block[1], 0, count);
            for (int i = 0; i < count; i++) {
                int cell = grid.cell(block[0][i], block[1][i]);
                if (cell >= 0) {
                    counts[panels ? panel.codes()[at + i] * cells + cell : cell]++;
                } else {
                    hidden++;
                }
            }
        }
        int[] used = IntStream.range(0, counts.length).filter(i -> counts[i] > 0).toArray();
        Rows read = rows(grid, Arrays.stream(used).map(i -> i % cells).toArray(),
                Arrays.stream(used).mapToDouble(i -> counts[i]).toArray(), xType, yType,
                panels ? Arrays.stream(used).map(i -> i / cells).toArray() : new int[0]);
        return new Counted(read, panel.names(), grid, new Tally(rows, hidden));
    }

    private static double end(Dataset ends, String name, double none) {
        double value = ends.column(name).doubles()[0];
        return Double.isNaN(value) ? none : value;
    }

    /// As [ColumnValues] reads them: moments are milliseconds.
    private static Expr position(Expr value, DataType type) {
        return type.isNumeric() ? value.cast(DataType.FLOAT64) : value.dt().epoch().times(1000.0);
    }

    private static Dataset shown(Dataset points, Channel axis, boolean log) {
        Expr value = Expr.col(axis.name());
        Dataset finite = points.filter(value.isFinite());
        return log
                ? finite.filter(value.gt(0.0)).with(Expr.expr("log10(" + axis.name() + ")").as(axis.name()))
                : finite;
    }

    private static Dataset counts(Dataset points, CellGrid grid, boolean panels) {
        Expr column = step(Channel.X, grid.x1(), grid.x2(), grid.columns());
        Expr row = step(Channel.Y, grid.y1(), grid.y2(), grid.rows());
        Dataset inside = points.filter("X >= ? and X <= ? and Y >= ? and Y <= ?", grid.x1(), grid.x2(),
                grid.y1(),
                grid.y2());
        Expr cell = row.times(grid.columns()).plus(column).cast(DataType.INT32).as(CELL);
        Dataset placed = panels ? inside.select(cell, Expr.col(PANEL)) : inside.select(cell);
        Expr[] keys = panels ? new Expr[]{Expr.col(CELL), Expr.col(PANEL)} : new Expr[]{Expr.col(CELL)};
        return placed.groupBy(keys).agg(Expr.count().as(COUNT)).collect();
    }

    private static Expr step(Channel axis, double low, double high, int count) {
        return Expr.least(Expr.col(axis.name()).minus(low).div(high - low).times((double) count).floor(),
                count - 1.0);
    }

    private static Counted counted(Dataset counts, CellGrid grid, DataType xType, DataType yType,
            boolean panels,
            Tally tally) {
        int[] codes = {};
        List<String> facets = List.of();
        if (panels) {
            Column panel = counts.column(PANEL);
            Values.Names names = ColumnValues.named(ColumnValues.read(panel));
            codes = names.codes();
            facets = names.names();
        }
        Rows rows = rows(grid, counts.ints(CELL), counts.column(COUNT).doubles(), xType, yType, codes);
        return new Counted(rows, facets, grid, tally);
    }

    private static Rows rows(CellGrid grid, int[] cells, double[] counts, DataType xType, DataType yType,
            int[] panels) {
        Map<Channel, Values> values = new EnumMap<>(Channel.class);
        values.put(Channel.X,
                new Values.Numbers(Arrays.stream(cells).mapToDouble(grid::middleX).toArray(), kind(xType)));
        values.put(Channel.Y,
                new Values.Numbers(Arrays.stream(cells).mapToDouble(grid::middleY).toArray(), kind(yType)));
        values.put(Channel.COUNT, new Values.Numbers(counts, AxisKind.NUMBER));
        return new Rows(cells.length, values, panels);
    }

    private static AxisKind kind(DataType type) {
        return type.isNumeric() ? AxisKind.NUMBER : AxisKind.TIME;
    }
}
