package dev.peso.internal.kernel;

import java.util.ArrayList;
import java.util.List;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.expr.RowException;

/// Conversions of lists, structs and maps, part by part. Struct fields pair by name, or by position when the names
/// differ. A part that does not fit becomes null in a cast that gives nulls; a map with such a key becomes null.
final class NestedCasts {
    private NestedCasts() {}

    static boolean isAllowed(DataType from, DataType to) {
        return switch (from) {
            case DataType.ListOf a when to instanceof DataType.ListOf b ->
                Casts.isAllowed(a.element(), b.element());
            case DataType.MapOf a when to instanceof DataType.MapOf b ->
                Casts.isAllowed(a.key(), b.key()) && Casts.isAllowed(a.value(), b.value());
            case DataType.Struct a when to instanceof DataType.Struct b -> {
                int[] sources = sources(a, b);
                boolean all = sources.length == a.fields().size();
                for (int i = 0; all && i < sources.length; i++) {
                    all = Casts.isAllowed(a.fields().get(sources[i]).type(), b.fields().get(i).type());
                }
                yield all;
            }
            default -> false;
        };
    }

    /// For each field of the target the field of the source it comes from; empty when the numbers of fields differ.
    private static int[] sources(DataType.Struct from, DataType.Struct to) {
        int count = to.fields().size();
        if (from.fields().size() != count) {
            return new int[0];
        }
        List<String> names = from.fields().stream().map(Field::name).toList();
        boolean byName = to.fields().stream().allMatch(f -> names.contains(f.name()));
        int[] sources = new int[count];
        for (int i = 0; i < count; i++) {
            sources[i] = byName ? names.indexOf(to.fields().get(i).name()) : i;
        }
        return sources;
    }

    static Casts.Cast of(DataType from, DataType to, boolean orNull) {
        return switch (from) {
            case DataType.ListOf a -> {
                Casts.Cast element = Casts.of(a.element(), ((DataType.ListOf) to).element(), orNull);
                yield v -> list((ListVector) v, to, element);
            }
            case DataType.MapOf a -> {
                DataType.MapOf b = (DataType.MapOf) to;
                Casts.Cast entries = of(Vectors.entryType(a), Vectors.entryType(b), orNull);
                yield v -> map((ListVector) v, to, entries);
            }
            default -> {
                DataType.Struct a = (DataType.Struct) from;
                DataType.Struct b = (DataType.Struct) to;
                int[] sources = sources(a, b);
                List<Casts.Cast> parts = new ArrayList<>();
                for (int i = 0; i < sources.length; i++) {
                    parts.add(Casts.of(a.fields().get(sources[i]).type(), b.fields().get(i).type(), orNull));
                }
                yield v -> struct((StructVector) v, b, sources, parts);
            }
        };
    }

    private static ListVector list(ListVector given, DataType to, Casts.Cast element) {
        ListVector v = visible(given);
        int first = v.from(0);
        Vector child = v.child.slice(first, v.to(v.length - 1) - first);
        int[] offsets = new int[v.length + 1];
        for (int i = 0; i < v.length; i++) {
            offsets[i + 1] = v.to(i) - first;
        }
        Vector converted;
        try {
            converted = element.apply(child);
        } catch (RowException e) {
            throw inRowOf(e, offsets);
        }
        return new ListVector(to, offsets, converted, 0, v.length,
                Bitmap.copy(v.validity, v.offset, v.length));
    }

    /// The failure of an element as one of the list that holds it.
    static RowException inRowOf(RowException e, int[] offsets) {
        int row = 0;
        while (offsets[row + 1] <= e.row()) {
            row++;
        }
        return new RowException(row, e.getMessage() + "");
    }

    /// The same lists without what the array holds behind null rows.
    private static ListVector visible(ListVector v) {
        return v.validity == null
                ? v
                : (ListVector) Vectors.gather(v, ConditionalStep.identity(v.length), v.length);
    }

    private static ListVector map(ListVector v, DataType to, Casts.Cast entries) {
        return withoutNullKeys(list(v, to, entries));
    }

    /// The same maps, but null for those with a null among their keys.
    static ListVector withoutNullKeys(ListVector lists) {
        Vector keys = ((StructVector) lists.child).children.getFirst();
        if (keys.nullCount() == 0) {
            return lists;
        }
        long[] valid = lists.validity == null ? Bitmap.ones(lists.length) : lists.validity.clone();
        for (int i = 0; i < lists.length; i++) {
            for (int k = lists.from(i); k < lists.to(i); k++) {
                if (keys.isNull(k)) {
                    Bitmap.clear(valid, i);
                }
            }
        }
        return visible(lists.withValidity(valid));
    }

    private static StructVector struct(StructVector v, DataType.Struct to, int[] sources,
            List<Casts.Cast> parts) {
        List<Vector> children = new ArrayList<>();
        for (int i = 0; i < sources.length; i++) {
            children.add(parts.get(i).apply(masked(v.children.get(sources[i]), v)));
        }
        return new StructVector(to, children, 0, v.length, Bitmap.copy(v.validity, v.offset, v.length));
    }

    /// A child whose rows are null where its struct is.
    private static Vector masked(Vector child, StructVector parent) {
        if (parent.validity == null) {
            return child;
        }
        return Nulls.with(child, Bitmap.and(child.validity, child.offset, parent.validity, parent.offset,
                child.length));
    }
}
