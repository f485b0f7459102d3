package dev.peso.internal.kernel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.column.ViewBuilder;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.expr.RowException;

/// Conversions of `utf8` to lists, structs and maps in the form that [FormatCasts] writes: the parts are cut out as texts
/// and converted as such. Fields of a struct that the text does not name are null.
final class NestedTexts {
    private NestedTexts() {}

    static boolean isAllowed(DataType to) {
        return switch (to) {
            case DataType.ListOf list -> Casts.isAllowed(DataType.UTF8, list.element());
            case DataType.MapOf map ->
                Casts.isAllowed(DataType.UTF8, map.key()) && Casts.isAllowed(DataType.UTF8, map.value());
            case DataType.Struct struct ->
                struct.fields().stream().allMatch(f -> Casts.isAllowed(DataType.UTF8, f.type()));
            default -> false;
        };
    }

    static Casts.Cast of(DataType to, boolean orNull) {
        return switch (to) {
            case DataType.ListOf list -> {
                Casts.Cast element = Casts.of(DataType.UTF8, list.element(), orNull);
                yield v -> list((ViewVector) v, list, element, orNull);
            }
            case DataType.MapOf map -> {
                Casts.Cast key = Casts.of(DataType.UTF8, map.key(), orNull);
                Casts.Cast value = Casts.of(DataType.UTF8, map.value(), orNull);
                yield v -> map((ViewVector) v, map, key, value, orNull);
            }
            default -> {
                DataType.Struct struct = (DataType.Struct) to;
                List<Casts.Cast> fields = struct.fields()
                        .stream()
                        .map(f -> Casts.of(DataType.UTF8, f.type(), orNull))
                        .toList();
                yield v -> struct((ViewVector) v, struct, fields, orNull);
            }
        };
    }

    private static String problem(ViewVector v, int row, DataType to) {
        return Texts.shown(v.getString(row)) + " is not " + Texts.a(to);
    }

    private static ListVector list(ViewVector v, DataType.ListOf to, Casts.Cast element, boolean orNull) {
        Failures failures = new Failures(v);
        ViewBuilder parts = new ViewBuilder(DataType.UTF8, v.length);
        int[] offsets = new int[v.length + 1];
        for (int row = 0; row < v.length; row++) {
            List<@Nullable String> items = v.isNull(row) ? List.of() : TextItems.list(v.getString(row));
            if (items == null) {
                failures.add(row);
                items = List.of();
            }
            items.forEach(item -> append(parts, item));
            offsets[row + 1] = offsets[row] + items.size();
        }
        long[] valid = failures.finish(orNull, row -> problem(v, row, to));
        return new ListVector(to, offsets, converted(element, parts, offsets), 0, v.length, valid);
    }

    private static ListVector map(ViewVector v, DataType.MapOf to, Casts.Cast key, Casts.Cast value,
            boolean orNull) {
        Failures failures = new Failures(v);
        ViewBuilder keys = new ViewBuilder(DataType.UTF8, v.length);
        ViewBuilder values = new ViewBuilder(DataType.UTF8, v.length);
        int[] offsets = new int[v.length + 1];
        for (int row = 0; row < v.length; row++) {
            List<TextItems.Entry> entries = v.isNull(row)
                    ? List.of()
                    : TextItems.entries(v.getString(row), '=');
            if (entries == null || !hasDistinctKeys(entries)) {
                failures.add(row);
                entries = List.of();
            }
            for (TextItems.Entry entry : entries) {
                append(keys, entry.key());
                append(values, entry.value());
            }
            offsets[row + 1] = offsets[row] + entries.size();
        }
        long[] valid = failures.finish(orNull, row -> problem(v, row, to));
        List<Vector> parts = List.of(converted(key, keys, offsets), converted(value, values, offsets));
        Vector pairs = new StructVector(Vectors.entryType(to), parts, 0, offsets[v.length], null);
        return NestedCasts.withoutNullKeys(new ListVector(to, offsets, pairs, 0, v.length, valid));
    }

    private static boolean hasDistinctKeys(List<TextItems.Entry> entries) {
        Set<String> keys = new HashSet<>();
        for (TextItems.Entry entry : entries) {
            if (entry.key() == null || !keys.add(entry.key())) {
                return false;
            }
        }
        return true;
    }

    private static StructVector struct(ViewVector v, DataType.Struct to, List<Casts.Cast> fields,
            boolean orNull) {
        Failures failures = new Failures(v);
        List<String> names = to.fields().stream().map(Field::name).toList();
        List<ViewBuilder> parts = new ArrayList<>();
        names.forEach(_ -> parts.add(new ViewBuilder(DataType.UTF8, v.length)));
        for (int row = 0; row < v.length; row++) {
            @Nullable
            String @Nullable [] values = v.isNull(row)
                    ? new String[names.size()]
                    : values(v.getString(row), names);
            if (values == null) {
                failures.add(row);
            }
            for (int f = 0; f < parts.size(); f++) {
                append(parts.get(f), values == null ? null : values[f]);
            }
        }
        long[] valid = failures.finish(orNull, row -> problem(v, row, to));
        List<Vector> children = new ArrayList<>();
        for (int f = 0; f < parts.size(); f++) {
            children.add(fields.get(f).apply(parts.get(f).build()));
        }
        return new StructVector(to, children, 0, v.length, valid);
    }

    /// The texts of the fields in order, or null if the text is no struct of them.
    private static @Nullable String @Nullable [] values(String text, List<String> names) {
        List<TextItems.Entry> entries = TextItems.entries(text, ':');
        if (entries == null || !hasDistinctKeys(entries)) {
            return null;
        }
        @Nullable
        String[] values = new String[names.size()];
        for (TextItems.Entry entry : entries) {
            int field = names.indexOf(entry.key());
            if (field < 0) {
                return null;
            }
            values[field] = entry.value();
        }
        return values;
    }

    private static void append(ViewBuilder texts, @Nullable String text) {
        if (text == null) {
            texts.appendNull();
        } else {
            texts.append(text);
        }
    }

    private static Vector converted(Casts.Cast cast, ViewBuilder parts, int[] offsets) {
        try {
            return cast.apply(parts.build());
        } catch (RowException e) {
            throw NestedCasts.inRowOf(e, offsets);
        }
    }
}
