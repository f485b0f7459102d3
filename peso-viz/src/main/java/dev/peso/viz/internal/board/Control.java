package dev.peso.viz.internal.board;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.QueryException;
import dev.peso.viz.internal.data.Reading;
import dev.peso.viz.internal.scale.AxisKind;

/// What a reader can choose of a column.
public sealed interface Control {
    String column();

    /// Some of its values.
    ///
    /// @param names in order; the most frequent ones if there are very many
    /// @param all whether these are all
    record Names(String column, List<String> names, boolean all) implements Control {
        public Names {
            names = List.copyOf(names);
        }
    }

    /// From one number or moment to another.
    ///
    /// @param kind what the numbers mean
    /// @param unit what all values are multiples of, counted from the lowest one, or 0 if they may lie anywhere
    record Range(String column, AxisKind kind, double low, double high, double unit) implements Control {
        private static final int MOST_STEPS = 1000;
        private static final double DAY = 86_400_000;

        /// What values of a type are multiples of.
        private static double unit(DataType type) {
            return type.isInteger() ? 1 : type == DataType.DATE ? DAY : 0;
        }

        /// How many steps a slider has.
        int steps() {
            return unit == 0 ? MOST_STEPS : (int) Math.clamp((high - low) / unit, 1, MOST_STEPS);
        }

        /// The step that is next to a value.
        long step(double value) {
            return high > low ? Math.round(steps() * (value - low) / (high - low)) : 0;
        }
    }

    /// The controls of a board, with the values that its datasets have.
    static List<Control> of(Board board) {
        board.formats().check(board.tiles(), board.controls());
        List<Control> controls = new ArrayList<>();
        for (String column : board.controls()) {
            List<Dataset> having = board.tiles()
                    .stream()
                    .flatMap(tile -> tile.data().stream())
                    .filter(data -> data.schema().names().contains(column))
                    .toList();
            if (having.isEmpty()) {
                throw new QueryException(
                        "no tile of the dashboard has a column \"" + column + "\"; they have "
                                + board.tiles()
                                        .stream()
                                        .flatMap(tile -> tile.data().stream())
                                        .flatMap(data -> data.schema().names().stream())
                                        .distinct()
                                        .toList());
            }
            board.formats().check(having.getFirst().schema());
            controls.add(Reading.isName(having.getFirst().schema().field(column).type())
                    ? names(column, having)
                    : range(column, having));
        }
        return controls;
    }

    private static Control names(String column, List<Dataset> having) {
        int most = 200;
        Map<String, Long> counts = new TreeMap<>();
        for (Dataset data : having) {
            Dataset each = data
                    .select(Expr.coalesce(Expr.col(column).cast("utf8"), Filters.MISSING).as("name"))
                    .groupBy("name")
                    .agg("n = count()")
                    .collect();
            @Nullable
            String[] names = each.column("name").strings();
            long[] n = each.column("n").longs();
            for (int i = 0; i < names.length; i++) {
                String name = names[i];
                counts.merge(name == null ? Filters.MISSING : name, n[i], Math::max);
            }
        }
        List<String> kept = counts.entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(most)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return new Names(column, kept, kept.size() == counts.size());
    }

    private static Control range(String column, List<Dataset> having) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        AxisKind kind = AxisKind.NUMBER;
        double unit = Range.unit(having.getFirst().schema().field(column).type());
        for (Dataset data : having) {
            unit = Math.min(unit, Range.unit(data.schema().field(column).type()));
            Expr value = Expr.col(column);
            Dataset ends = data.agg(Expr.min(value).as("low"), Expr.max(value).as("high")).collect();
            Reading.Numbers lows = Reading.numbers(ends.column("low"));
            Reading.Numbers highs = Reading.numbers(ends.column("high"));
            kind = lows.kind();
            low = Math.min(low, Arrays.stream(lows.values()).filter(Double::isFinite).min().orElse(low));
            high = Math.max(high, Arrays.stream(highs.values()).filter(Double::isFinite).max().orElse(high));
        }
        return low <= high
                ? new Range(column, kind, low, high, unit)
                : new Range(column, kind, 0, 0, unit);
    }

    /// What the numbers of the columns mean.
    static Map<String, AxisKind> kinds(List<Control> controls) {
        Map<String, AxisKind> kinds = new LinkedHashMap<>();
        for (Control control : controls) {
            if (control instanceof Range range) {
                kinds.put(range.column(), range.kind());
            }
        }
        return kinds;
    }
}
