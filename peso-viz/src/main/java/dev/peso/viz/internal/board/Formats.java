package dev.peso.viz.internal.board;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.Column;
import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.viz.internal.data.Reading;
import dev.peso.viz.internal.font.LongText;
import dev.peso.viz.internal.scale.NumberText;
import dev.peso.viz.internal.scale.ValueFormat;

/// How the columns of tables and filters are written, by their names.
public record Formats(Map<String, ValueFormat> columns) {
    /// As it suits each value.
    public static final Formats NONE = new Formats(Map.of());

    public Formats {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /// With another format for a column.
    public Formats with(String column, ValueFormat format) {
        Map<String, ValueFormat> changed = new LinkedHashMap<>(columns);
        changed.put(column, format);
        return new Formats(changed);
    }

    /// The format of a column, or null.
    @Nullable
    ValueFormat of(String column) {
        return columns.get(column);
    }

    /// Throws when a format is for a column that no table and no filter shows.
    void check(List<Tile> tiles, List<String> controls) {
        Set<String> shown = new LinkedHashSet<>(controls);
        tiles.stream()
                .filter(Tile.Rows.class::isInstance)
                .flatMap(tile -> tile.data().stream())
                .forEach(data -> shown.addAll(data.schema().names()));
        for (String column : columns.keySet()) {
            if (!shown.contains(column)) {
                throw new QueryException("format of \"" + column
                        + "\": no table and no filter of the dashboard shows such a column; they show "
                        + String.join(", ", shown));
            }
        }
    }

    /// Throws when a format cannot write values of a type.
    ///
    /// @param what the values are, in messages
    public static void check(String what, DataType type, ValueFormat format) {
        if (Reading.isName(type) || !format.writes(Reading.kind(type))) {
            throw new QueryException(what + " is " + type + ", and its format is one of " + format.subject());
        }
    }

    /// The texts of a column.
    static String[] texts(Column column, @Nullable ValueFormat format) {
        String[] texts = new String[Math.toIntExact(column.rows())];
        if (format == null) {
            for (int i = 0; i < texts.length; i++) {
                texts[i] = LongText.cut(plain(column, i));
            }
            return texts;
        }
        double[] values = Reading.numbers(column).values();
        for (int i = 0; i < texts.length; i++) {
            texts[i] = column.get(i) == null ? "" : format.text(values[i]);
        }
        return texts;
    }

    private static String plain(Column column, long row) {
        @Nullable
        Object value = column.get(row);
        return switch (value) {
            case null -> "";
            case Double number -> NumberText.brief(number);
            case Float number -> NumberText.brief(number);
            case Number number when Math.abs(number.doubleValue()) >= 1e4 && column.type().isNumeric() ->
                NumberText.fixed(number.doubleValue(), 0);
            default -> value.toString();
        };
    }

    /// Throws when a format cannot write the values of a column that has its name.
    void check(Schema schema) {
        columns.forEach((column, format) -> {
            if (schema.names().contains(column)) {
                check("column \"" + column + "\"", schema.field(column).type(), format);
            }
        });
    }
}
