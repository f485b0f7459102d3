package dev.peso.viz.internal.data;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.Column;
import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.spi.ColumnReader;
import dev.peso.viz.internal.font.LongText;
import dev.peso.viz.internal.scale.AxisKind;
import dev.peso.viz.internal.scale.NumberText;
import dev.peso.viz.internal.scale.Ticks;
import dev.peso.viz.internal.scale.ValueFormat;

/// Turns a column into the values of a channel.
final class ColumnValues {
    /// What stands for a null among names.
    static final String MISSING = "(missing)";

    private ColumnValues() {}

    static boolean isName(DataType type) {
        return type.isText() || type == DataType.BOOLEAN || type == DataType.NULL;
    }

    /// Whether an axis can show values of a type at all.
    static void check(DataType type, String channel, String title) {
        boolean shown = isName(type) || type.isNumeric() || type.isTemporal();
        if (!shown) {
            throw new QueryException("channel " + channel + ": \"" + title + "\" is " + type
                    + ", which no chart can show; use a number, date, time, text or boolean");
        }
    }

    static Values read(Column column) {
        DataType type = column.type();
        if (type == DataType.NULL) {
            int[] codes = new int[Math.toIntExact(column.rows())];
            return new Values.Names(codes, codes.length == 0 ? List.of() : List.of(MISSING));
        }
        return isName(type) ? names(column) : numbers(column);
    }

    /// Whether values of a type lie on an axis in their own order and distances: no names, and no moments of a zone whose clock
    /// is changed.
    static boolean isStraight(DataType type) {
        return !isName(type) && !(type instanceof DataType.Timestamp(var _, ZoneId zone) && zone != null);
    }

    /// The numbers of some rows.
    static Values.Numbers read(Column column, int[] rows) {
        double[] values = new double[rows.length];
        ColumnReader reader = column.reader();
        for (int i = 0; i < rows.length; i++) {
            reader.readDoubles(rows[i], values, i, 1);
        }
        return numbers(column.type(), values);
    }

    /// Whether they are whole and at most 30 different ones, so that bars over them stand at names.
    static boolean isFewWhole(Values.Numbers numbers) {
        double[] values = numbers.values();
        return numbers.kind() == AxisKind.NUMBER
                && Arrays.stream(values).filter(Double::isFinite).distinct().limit(31).count() <= 30
                && Arrays.stream(values).filter(Double::isFinite).allMatch(v -> v == StrictMath.rint(v));
    }

    /// What numbers of a type mean.
    static AxisKind kind(DataType type) {
        return numbers(type, new double[0]).kind();
    }

    private static Values.Numbers numbers(Column column) {
        double[] values = new double[Math.toIntExact(column.rows())];
        column.reader().readDoubles(0, values, 0, values.length);
        return numbers(column.type(), values);
    }

    /// Numbers of a column as numbers of an axis; changes the array.
    private static Values.Numbers numbers(DataType type, double[] values) {
        AxisKind kind = switch (type) {
            case DataType.Timestamp(DataType.Unit unit, @Nullable ZoneId zone) -> {
                scale(values, 1000.0 / unit.perSecond());
                shift(values, zone);
                yield AxisKind.TIME;
            }
            case DataType.Time(DataType.Unit unit) -> {
                scale(values, 1000.0 / unit.perSecond());
                yield AxisKind.CLOCK;
            }
            case DataType.Duration(DataType.Unit unit) -> {
                scale(values, 1.0 / unit.perSecond());
                yield AxisKind.NUMBER;
            }
            default -> {
                if (type == DataType.DATE) {
                    scale(values, 86_400_000);
                    yield AxisKind.TIME;
                }
                yield AxisKind.NUMBER;
            }
        };
        return new Values.Numbers(values, kind);
    }

    private static void scale(double[] values, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }

    /// An instant is shown as the clock of its zone shows it.
    private static void shift(double[] values, @Nullable ZoneId zone) {
        if (zone == null) {
            return;
        }
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                values[i] += 1000.0
                        * zone.getRules().getOffset(Instant.ofEpochMilli((long) values[i])).getTotalSeconds();
            }
        }
    }

    private static Values.Names names(Column column) {
        int rows = Math.toIntExact(column.rows());
        if (column.type() == DataType.BOOLEAN) {
            return booleans(column, rows);
        }
        Map<String, Integer> seen = new LinkedHashMap<>();
        int[] codes = new int[rows];
        ColumnReader reader = column.reader();
        @Nullable
        String[] block = new @Nullable String[4096];
        for (int at = 0; at < rows; at += block.length) {
            int count = Math.min(block.length, rows - at);
            reader.readTexts(at, block, 0, count);
            for (int i = 0; i < count; i++) {
                String text = block[i];
                codes[at + i] = code(seen, text == null ? MISSING : LongText.cut(text));
            }
        }
        return new Values.Names(codes, List.copyOf(seen.keySet()));
    }

    private static Values.Names booleans(Column column, int rows) {
        double[] values = new double[rows];
        column.reader().readDoubles(0, values, 0, rows);
        int[] codes = new int[rows];
        boolean missing = false;
        for (int i = 0; i < rows; i++) {
            codes[i] = Double.isNaN(values[i]) ? 2 : (int) values[i];
            missing |= codes[i] == 2;
        }
        return new Values.Names(codes,
                missing ? List.of("false", "true", MISSING) : List.of("false", "true"));
    }

    private static int code(Map<String, Integer> seen, String name) {
        Integer code = seen.putIfAbsent(name, seen.size());
        return code == null ? seen.size() - 1 : code;
    }

    /// Numbers as names, from low to high.
    static Values.Names named(Values values) {
        return named(values, null);
    }

    /// Numbers as names of a format, from low to high.
    static Values.Names named(Values values, @Nullable ValueFormat format) {
        if (!(values instanceof Values.Numbers(double[] numbers, AxisKind kind))) {
            return (Values.Names) values;
        }
        double[] distinct = Arrays.stream(numbers).filter(Double::isFinite).sorted().distinct().toArray();
        double span = distinct.length == 0 ? 1 : distinct[distinct.length - 1] - distinct[0];
        List<String> names = new ArrayList<>();
        for (double value : distinct) {
            names.add(format != null
                    ? format.text(value)
                    : kind == AxisKind.NUMBER && value == StrictMath.rint(value) && Math.abs(value) < 1e15
                            ? NumberText.fixed(value, 0)
                            : Ticks.text(kind, value, span, List.of()));
        }
        int[] codes = IntStream.range(0, numbers.length)
                .map(i -> Double.isFinite(numbers[i]) ? Arrays.binarySearch(distinct, numbers[i]) : -1)
                .toArray();
        return merged(codes, names);
    }

    /// Numbers that differ in the tenth digit only share a name; then they share a place.
    private static Values.Names merged(int[] codes, List<String> names) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        int[] to = names.stream().mapToInt(each -> code(seen, each)).toArray();
        return new Values.Names(Arrays.stream(codes).map(each -> each < 0 ? -1 : to[each]).toArray(),
                List.copyOf(seen.keySet()));
    }
}
