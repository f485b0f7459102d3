package dev.peso.viz.internal.board;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.Column;
import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.viz.Theme;
import dev.peso.viz.internal.data.Cube;
import dev.peso.viz.internal.data.Parts;
import dev.peso.viz.internal.data.Plotter;
import dev.peso.viz.internal.data.Reading;
import dev.peso.viz.internal.html.JsonText;
import dev.peso.viz.internal.mark.Drawing;
import dev.peso.viz.internal.scale.MomentFormat;
import dev.peso.viz.internal.scale.ValueFormat;
import dev.peso.viz.internal.spec.ChartSpec;

/// Writes what a page without a server needs to answer filters itself: the values behind the marks, split by the columns of
/// the controls. Where that is not possible, as for the median of a bar, or too much, it writes null, and the page says that
/// the tile is not filtered.
final class CubeWriter {
    private static final int MOST = 100_000;
    private static final int MOST_ROWS = 5_000;

    private final StringBuilder out;
    private final Theme theme;
    private final List<Control> controls;
    private final Formats formats;

    private CubeWriter(StringBuilder out, Board board, List<Control> controls) {
        this.out = out;
        this.theme = board.theme();
        this.formats = board.formats();
        this.controls = controls;
    }

    static void write(StringBuilder out, Board board, Tile tile, List<Control> controls) {
        new CubeWriter(out, board, controls).tile(tile);
    }

    private List<String> columns(Dataset data) {
        List<String> names = data.schema().names();
        return controls.stream().map(Control::column).filter(names::contains).toList();
    }

    private void tile(Tile tile) {
        if (tile.data().stream().allMatch(data -> columns(data).isEmpty())) {
            out.append("{\"type\":\"apart\"}");
            return;
        }
        switch (tile) {
            case Tile.Chart(ChartSpec spec, List<Dataset> data) -> chart(spec, data);
            case Tile.Figure figure -> figure(figure.source(), figure.value(), figure.format());
            case Tile.Rows(String _, Dataset source, int most) -> rows(source, most);
        }
    }

    private void chart(ChartSpec spec, List<Dataset> data) {
        List<@Nullable Cube> cubes = new ArrayList<>(
                Plotter.cubes(spec, data, controls.stream().map(Control::column).toList(), MOST));
        for (int i = 0; i < cubes.size(); i++) {
            if (cubes.get(i) == null && !columns(data.get(i)).isEmpty()) {
                out.append("null");
                return;
            }
        }
        out.append("{\"type\":\"chart\",\"layers\":[");
        List<Cube> written = new ArrayList<>();
        for (Cube each : cubes) {
            if (each != null) {
                written.add(each);
            }
        }
        for (int i = 0; i < written.size(); i++) {
            Cube cube = written.get(i);
            out.append(i == 0 ? "" : ",\n")
                    .append("{\"kind\":\"")
                    .append(cube.kind())
                    .append("\",\"how\":\"");
            out.append(cube.how()).append("\",\"slots\":[");
            for (int s = 0; s < cube.slots().size(); s++) {
                out.append(s == 0 ? "[" : ",[").append(cube.slots().get(s)[0]).append(',');
                out.append(cube.slots().get(s)[1]).append(']');
            }
            out.append("],\"slot\":");
            ints(cube.slot());
            out.append(",\"item\":");
            ints(cube.item());
            values(cube.how(), cube.value(), cube.count());
            filters(cube.filters(), cube.row());
            manner(cube.manner());
            out.append('}');
        }
        out.append("]}");
    }

    private void manner(Cube.Manner manner) {
        out.append(",\"upright\":").append(manner.upright()).append(",\"stacked\":").append(manner.stacked());
        out.append(",\"amount\":").append(manner.amount());
        ValueFormat lengths = manner.lengths();
        if (lengths != null) {
            out.append(",\"format\":").append(JsonText.format(lengths));
        }
        Drawing.Legend legend = manner.legend();
        double[] ends = legend.ramp();
        if (ends.length > 0) {
            out.append(",\"ramp\":{\"low\":").append(ends[0]).append(",\"high\":").append(ends[1]);
            out.append(",\"diverging\":").append(legend.diverging()).append(",\"colors\":");
            out.append(legend.rampColors(theme));
            out.append(",\"none\":\"#").append(HexFormat.of().toHexDigits(legend.noColor(theme), 6));
            out.append("\"}");
        }
    }

    private void values(String how, double[] value, double[] count) {
        out.append(",\"value\":");
        doubles(value);
        if (how.equals("mean")) {
            out.append(",\"count\":");
            doubles(count);
        }
    }

    private void figure(Dataset source, Expr value, @Nullable ValueFormat format) {
        Parts parts = Parts.of(value);
        if (parts == null) {
            out.append("null");
            return;
        }
        List<String> columns = columns(source);
        List<Expr> keys = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            keys.add(Expr.col(columns.get(i)).as("kept" + i));
        }
        Dataset split = source.groupBy(keys.toArray(Expr[]::new))
                .agg(parts.part().as("value"), parts.count().as("count"))
                .collect();
        int rows = Math.toIntExact(split.count());
        DataType type = split.schema().field("value").type();
        ValueFormat shown = format != null || type != DataType.DATE ? format : MomentFormat.of("yyyy-MM-dd");
        if (rows > MOST || shown == null && !type.isNumeric()) {
            out.append("null");
            return;
        }
        boolean whole = type.isInteger() && !parts.how().equals("mean");
        out.append("{\"type\":\"figure\",\"how\":\"")
                .append(parts.how())
                .append("\",\"whole\":")
                .append(whole);
        if (shown != null) {
            out.append(",\"format\":").append(JsonText.format(shown));
        }
        values(parts.how(), Reading.numbers(split.column("value")).values(), split.column("count").doubles());
        Map<String, Column> kept = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            kept.put(columns.get(i), split.column("kept" + i));
        }
        filters(kept, counting(rows));
        out.append('}');
    }

    private void rows(Dataset source, int most) {
        if (source.limit(MOST_ROWS + 1).count() > MOST_ROWS) {
            out.append("null");
            return;
        }
        Dataset all = source.collect();
        Drawn.Rows drawn = Drawn.rows("", all, MOST_ROWS, formats);
        out.append("{\"type\":\"rows\",\"most\":").append(most).append(",\"rows\":[");
        for (int i = 0; i < drawn.rows().size(); i++) {
            out.append(i == 0 ? "" : ",\n");
            JsonText.strings(out, drawn.rows().get(i));
        }
        out.append(']');
        Map<String, Column> kept = new LinkedHashMap<>();
        columns(source).forEach(name -> kept.put(name, all.column(name)));
        filters(kept, counting(drawn.rows().size()));
        out.append('}');
    }

    private static int[] counting(int n) {
        int[] numbers = new int[n];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }

    /// For each control the values of the rows: positions in its list of names, or numbers.
    private void filters(Map<String, Column> columns, int[] rows) {
        out.append(",\"filters\":{");
        boolean first = true;
        for (Control control : controls) {
            Column column = columns.get(control.column());
            if (column == null) {
                continue;
            }
            out.append(first ? "" : ",");
            first = false;
            JsonText.string(out, control.column());
            out.append(':');
            switch (control) {
                case Control.Names(String _, List<String> names, boolean _) -> {
                    int[] codes = new int[rows.length];
                    for (int i = 0; i < codes.length; i++) {
                        Object value = column.get(rows[i]);
                        codes[i] = names.indexOf(value == null ? Filters.MISSING : value.toString());
                    }
                    ints(codes);
                }
                case Control.Range _ -> {
                    double[] all = Reading.numbers(column).values();
                    double[] values = new double[rows.length];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = all[rows[i]];
                    }
                    doubles(values);
                }
            }
        }
        out.append('}');
    }

    private void ints(int[] values) {
        out.append('[');
        for (int i = 0; i < values.length; i++) {
            out.append(i == 0 ? "" : ",").append(values[i]);
        }
        out.append(']');
    }

    private void doubles(double[] values) {
        out.append('[');
        for (int i = 0; i < values.length; i++) {
            out.append(i == 0 ? "" : ",");
            if (Double.isFinite(values[i])) {
                boolean whole = values[i] == Math.rint(values[i]) && Math.abs(values[i]) < 1e15;
                out.append(whole ? Long.toString((long) values[i]) : Double.toString(values[i]));
            } else {
                out.append("null");
            }
        }
        out.append(']');
    }
}
