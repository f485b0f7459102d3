package dev.peso.internal.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Dictionaries;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;

/// Types that Parquet has no word for: Peso's writer notes them in the metadata, where its reader finds them again. Other
/// readers see the stored type: a duration as a whole number, a categorical as text, seconds as milliseconds, any zone as UTC.
final class KeptTypes {
    private static final String KEY = "peso.type.";

    private KeptTypes() {}

    static boolean isKey(String key) {
        return key.startsWith(KEY);
    }

    static String key(int column) {
        return KEY + column;
    }

    /// The type of a column: the one noted, if the stored type can hold it.
    static DataType of(Map<String, String> metadata, int column, DataType stored) {
        String noted = metadata.get(key(column));
        DataType type = noted == null ? null : parsed(noted);
        return type != null && holds(stored, type) ? type : stored;
    }

    private static @Nullable DataType parsed(String text) {
        try {
            return DataType.parse(text);
        } catch (IllegalArgumentException _) {
            return null; // noted by a later version: the stored type is right too
        }
    }

    private static boolean holds(DataType stored, DataType wanted) {
        if (stored.equals(wanted)) {
            return true;
        }
        return switch (wanted) {
            case DataType.Simple _,DataType.Decimal _ -> false;
            case DataType.Categorical _ -> stored == DataType.UTF8;
            case DataType.Duration _ -> stored == DataType.INT64;
            case DataType.Time t ->
                t.unit() == DataType.Unit.SECOND && stored.equals(new DataType.Time(DataType.Unit.MILLI));
            case DataType.Timestamp t -> stored instanceof DataType.Timestamp s
                    && (t.zone() == null) == (s.zone() == null) && s.unit() == storedUnit(t.unit());
            case DataType.ListOf l -> stored instanceof DataType.ListOf s && holds(s.element(), l.element());
            case DataType.MapOf m ->
                stored instanceof DataType.MapOf s && holds(s.key(), m.key()) && holds(s.value(), m.value());
            case DataType.Struct w -> stored instanceof DataType.Struct s && holds(s, w);
        };
    }

    private static boolean holds(DataType.Struct stored, DataType.Struct wanted) {
        if (stored.fields().size() != wanted.fields().size()) {
            return false;
        }
        for (int i = 0; i < stored.fields().size(); i++) {
            Field s = stored.fields().get(i);
            Field w = wanted.fields().get(i);
            if (!s.name().equals(w.name()) || !holds(s.type(), w.type())) {
                return false;
            }
        }
        return true;
    }

    static DataType.Unit storedUnit(DataType.Unit unit) {
        return unit == DataType.Unit.SECOND ? DataType.Unit.MILLI : unit;
    }

    /// A vector of a stored type as one of the type that [#of] gave.
    static Vector restore(Vector v, DataType wanted) {
        if (v.type.equals(wanted)) {
            return v;
        }
        return switch (v) {
            case ViewVector text -> Dictionaries.encode(text, wanted);
            case LongVector numbers when v.type instanceof DataType.Time
                    || v.type instanceof DataType.Timestamp ->
                time(numbers, wanted);
            case ListVector list -> new ListVector(wanted, list.offsets,
                    restore(list.child, elementType(wanted)), list.offset, list.length, list.validity);
            case StructVector struct -> struct(struct, (DataType.Struct) wanted);
            default -> v.withType(wanted);
        };
    }

    static DataType elementType(DataType type) {
        return type instanceof DataType.MapOf map
                ? dev.peso.internal.column.Vectors.entryType(map)
                : ((DataType.ListOf) type).element();
    }

    private static StructVector struct(StructVector v, DataType.Struct wanted) {
        List<Vector> children = new ArrayList<>();
        for (int i = 0; i < v.children.size(); i++) {
            children.add(restore(v.children.get(i), wanted.fields().get(i).type()));
        }
        return new StructVector(wanted, children, v.offset, v.length, v.validity);
    }

    private static Vector time(LongVector v, DataType wanted) {
        boolean seconds = wanted instanceof DataType.Time t && t.unit() == DataType.Unit.SECOND
                || wanted instanceof DataType.Timestamp s && s.unit() == DataType.Unit.SECOND;
        if (!seconds) {
            return v.withType(wanted);
        }
        long[] values = new long[v.length];
        for (int i = 0; i < v.length; i++) {
            values[i] = Math.floorDiv(v.get(i), 1_000L);
        }
        return new LongVector(wanted, values, 0, v.length, Bitmap.copy(v.validity, v.offset, v.length));
    }
}
