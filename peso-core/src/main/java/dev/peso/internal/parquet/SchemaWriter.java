package dev.peso.internal.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.Schema;

/// Lays a schema out as Parquet's: the elements of the footer, and for each leaf the way down to it.
final class SchemaWriter {
    private static final int REQUIRED = 0;
    private static final int OPTIONAL = 1;
    private static final int REPEATED = 2;

    final List<Meta.Element> elements = new ArrayList<>();
    final List<Leaf> leaves = new ArrayList<>();
    final Map<String, String> keptTypes = new TreeMap<>();
    private int column;

    SchemaWriter(Schema schema) {
        elements.add(group("schema", -1, schema.size(), -1, null));
        for (column = 0; column < schema.size(); column++) {
            Field field = schema.field(column);
            field(field.name(), field.type(), field.nullable(), List.of(), List.of());
            if (!field.type().equals(stored(field.type()))) {
                keptTypes.put(KeptTypes.key(column), field.type().toString());
            }
        }
    }

    /// A step from a vector to one of its parts.
    sealed interface Step {
        /// Nothing is below a null.
        record Optional() implements Step {}

        /// To a child of a struct.
        record Child(int index) implements Step {}

        /// To the elements of a list.
        record Elements() implements Step {}
    }

    /// A column of the file.
    ///
    /// @param column of the schema
    /// @param path names for the footer
    /// @param steps from the column's vector to the leaf's
    record Leaf(int column, List<String> path, DataType type, Stored stored, List<Step> steps, int definition,
            int repetition) {
        boolean isFlat() {
            return repetition == 0 && path.size() == 1;
        }

        /// The names on the way as users know them: columns, fields of structs, `key` and `value` of maps.
        String place(Schema schema) {
            StringBuilder names = new StringBuilder(path.getFirst());
            DataType at = schema.field(column).type();
            for (int i = 1; i < path.size();) {
                switch (at) {
                    case DataType.Struct struct -> {
                        String name = path.get(i++);
                        names.append('.').append(name);
                        at = struct.fields()
                                .stream()
                                .filter(field -> field.name().equals(name))
                                .findFirst()
                                .orElseThrow()
                                .type();
                    }
                    case DataType.MapOf map -> {
                        String part = path.get(i + 1);
                        names.append('.').append(part);
                        at = part.equals("key") ? map.key() : map.value();
                        i += 2;
                    }
                    case DataType.ListOf list -> {
                        at = list.element();
                        i += 2;
                    }
                    default -> throw new IllegalStateException("nothing lies in " + at);
                }
            }
            return names.toString();
        }
    }

    /// The type that reading the file without a note gives.
    private static DataType stored(DataType type) {
        return switch (type) {
            case DataType.Simple s -> s;
            case DataType.Decimal d -> d;
            case DataType.Categorical _ -> DataType.UTF8;
            case DataType.Duration _ -> DataType.INT64;
            case DataType.Time t -> new DataType.Time(KeptTypes.storedUnit(t.unit()));
            case DataType.Timestamp t -> new DataType.Timestamp(KeptTypes.storedUnit(t.unit()),
                    t.zone() == null ? null : java.time.ZoneOffset.UTC);
            case DataType.ListOf l -> new DataType.ListOf(stored(l.element()));
            case DataType.MapOf m -> new DataType.MapOf(stored(m.key()), stored(m.value()));
            case DataType.Struct s -> new DataType.Struct(
                    s.fields().stream().map(f -> f.withType(stored(f.type()))).toList());
        };
    }

    private static <T> List<T> and(List<T> list, T more) {
        List<T> longer = new ArrayList<>(list);
        longer.add(more);
        return List.copyOf(longer);
    }

    private void field(String name, DataType type, boolean nullable, List<String> above, List<Step> steps) {
        List<String> path = and(above, name);
        int repetition = nullable ? OPTIONAL : REQUIRED;
        List<Step> here = nullable ? and(steps, new Step.Optional()) : steps;
        switch (type) {
            case DataType.ListOf list -> {
                elements.add(group(name, repetition, 1, 3, logical(3)));
                elements.add(group("list", REPEATED, 1, -1, null));
                field("element", list.element(), true, and(path, "list"), and(here, new Step.Elements()));
            }
            case DataType.MapOf map -> {
                elements.add(group(name, repetition, 1, 1, logical(2)));
                elements.add(group("key_value", REPEATED, 2, -1, null));
                List<Step> entries = and(here, new Step.Elements());
                List<String> inner = and(path, "key_value");
                field("key", map.key(), false, inner, and(entries, new Step.Child(0)));
                field("value", map.value(), true, inner, and(entries, new Step.Child(1)));
            }
            case DataType.Struct struct -> {
                if (struct.fields().isEmpty()) {
                    throw new QueryException("column \"" + String.join(".", path)
                            + "\" is a struct without fields, which a Parquet file cannot hold; drop it");
                }
                elements.add(group(name, repetition, struct.fields().size(), -1, null));
                for (int i = 0; i < struct.fields().size(); i++) {
                    Field child = struct.fields().get(i);
                    field(child.name(), child.type(), child.nullable(), path, and(here, new Step.Child(i)));
                }
            }
            default -> leaf(name, type, repetition, path, here);
        }
    }

    private void leaf(String name, DataType type, int repetition, List<String> path, List<Step> steps) {
        Meta.Element element = element(name, type, repetition);
        elements.add(element);
        int definition = (int) steps.stream().filter(s -> !(s instanceof Step.Child)).count();
        int depth = (int) steps.stream().filter(Step.Elements.class::isInstance).count();
        Stored stored = new Stored(element.type(), element.length(), Stored.Meaning.PLAIN);
        leaves.add(new Leaf(column, path, type, stored, steps, definition, depth));
    }

    private static Meta.Element group(String name, int repetition, int children, int converted,
            Meta.@Nullable Logical logical) {
        return new Meta.Element(-1, 0, repetition, name, children, converted, 0, 0, logical);
    }

    private static Meta.Logical logical(int kind) {
        return new Meta.Logical(kind, 0, 0, false, 0, 0, true);
    }

    private static Meta.Element element(String name, DataType type, int repetition) {
        return switch (type) {
            case DataType.Simple s -> simple(name, s, repetition);
            case DataType.Decimal d -> decimal(name, d, repetition);
            case DataType.Time t -> {
                DataType.Unit unit = KeptTypes.storedUnit(t.unit());
                boolean millis = unit == DataType.Unit.MILLI;
                yield leaf(name, millis ? Stored.INT32 : Stored.INT64, repetition, 0,
                        new Meta.Logical(7, 0, 0, false, unit(unit), 0, true),
                        millis ? 7 : unit == DataType.Unit.MICRO ? 8 : -1);
            }
            case DataType.Timestamp t -> {
                boolean utc = t.zone() != null;
                DataType.Unit unit = KeptTypes.storedUnit(t.unit());
                int converted = !utc || unit == DataType.Unit.NANO
                        ? -1
                        : unit == DataType.Unit.MILLI ? 9 : 10;
                yield leaf(name, Stored.INT64, repetition, 0,
                        new Meta.Logical(8, 0, 0, utc, unit(unit), 0, true), converted);
            }
            case DataType.Categorical _ -> leaf(name, Stored.BYTE_ARRAY, repetition, 0, logical(1), 0);
            default -> leaf(name, Stored.INT64, repetition, 0, null, -1);
        };
    }

    private static int unit(DataType.Unit unit) {
        return switch (unit) {
            case SECOND, MILLI -> 1;
            case MICRO -> 2;
            case NANO -> 3;
        };
    }

    private static Meta.Element leaf(String name, int physical, int repetition, int length,
            Meta.@Nullable Logical logical, int converted) {
        return new Meta.Element(physical, Math.max(0, length), repetition, name, 0, converted, 0, 0, logical);
    }

    private static Meta.Element simple(String name, DataType.Simple type, int repetition) {
        return switch (type) {
            case NULL -> leaf(name, Stored.INT32, repetition, 0, logical(11), -1);
            case BOOLEAN -> leaf(name, Stored.BOOLEAN, repetition, 0, null, -1);
            case INT8 -> leaf(name, Stored.INT32, repetition, 0, integer(8), 15);
            case INT16 -> leaf(name, Stored.INT32, repetition, 0, integer(16), 16);
            case INT32 -> leaf(name, Stored.INT32, repetition, 0, null, -1);
            case INT64 -> leaf(name, Stored.INT64, repetition, 0, null, -1);
            case FLOAT32 -> leaf(name, Stored.FLOAT, repetition, 0, null, -1);
            case FLOAT64 -> leaf(name, Stored.DOUBLE, repetition, 0, null, -1);
            case UTF8 -> leaf(name, Stored.BYTE_ARRAY, repetition, 0, logical(1), 0);
            case BINARY -> leaf(name, Stored.BYTE_ARRAY, repetition, 0, null, -1);
            case DATE -> leaf(name, Stored.INT32, repetition, 0, logical(6), 6);
        };
    }

    private static Meta.Logical integer(int bits) {
        return new Meta.Logical(10, 0, 0, false, 0, bits, true);
    }

    private static Meta.Element decimal(String name, DataType.Decimal d, int repetition) {
        int physical = d.precision() <= 9 ? Stored.INT32 : d.isCompact() ? Stored.INT64 : Stored.FIXED;
        int length = physical == Stored.FIXED ? 16 : 0;
        Meta.Logical logical = new Meta.Logical(5, d.scale(), d.precision(), false, 0, 0, true);
        return new Meta.Element(physical, length, repetition, name, 0, 5, d.scale(), d.precision(), logical);
    }
}
