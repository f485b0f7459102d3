package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.MAP;
import static dev.peso.internal.kernel.Signatures.takes;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.RowException;

/// Maps: made from keys and values, and looked up.
final class MapFunctions {
    private MapFunctions() {}

    static void register(Functions.Registrar registrar) {
        registrar.add(new Function("map", MapFunctions::resolveMap,
                (_, result) -> (vectors, rows) -> map(vectors, (DataType.MapOf) result, rows)));
        registrar.add(new Function("map_from_entries", MapFunctions::resolveEntries,
                (_, result) -> (vectors, rows) -> fromEntries((ListVector) vectors[0],
                        (DataType.MapOf) result, rows)));
        registrar.add(new Function("map_keys",
                Signatures.resolver("map_keys", takes(MAP).returns(types -> DataType.list(of(types).key()))),
                (_, result) -> (vectors, _) -> part(vectors[0], 0, result)));
        registrar.add(new Function("map_values",
                Signatures.resolver("map_values",
                        takes(MAP).returns(types -> DataType.list(of(types).value()))),
                (_, result) -> (vectors, _) -> part(vectors[0], 1, result)));
        registrar.add(new Function("map_entries",
                Signatures.resolver("map_entries",
                        takes(MAP).returns(types -> DataType.list(Vectors.entryType(of(types))))),
                (_, result) -> (vectors, _) -> vectors[0].withType(result)));
        registrar.add(new Function("cardinality",
                Signatures.resolver("cardinality", takes(MAP).returns(DataType.INT64)),
                (_, _) -> (vectors, rows) -> Lists.length((ListVector) vectors[0], rows)));
        registrar.add(new Function("map_extract_value", args -> resolveKey("map_extract_value", args, false),
                (_, _) -> (vectors, rows) -> value(vectors, rows)));
        registrar.add(new Function("map_extract", args -> resolveKey("map_extract", args, true),
                (_, result) -> (vectors, rows) -> values(vectors, result, rows)), "element_at");
        registrar.add(new Function("map_contains", args -> {
            Function.Signature signature = resolveKey("map_contains", args, false);
            return new Function.Signature(signature.args(), DataType.BOOLEAN);
        }, (_, _) -> MapFunctions::contains), "map_contains_key");
    }

    private static DataType.MapOf of(List<DataType> types) {
        return (DataType.MapOf) types.getFirst();
    }

    private static Function.Signature resolveMap(List<CheckedExpr> args) {
        boolean fits = args.isEmpty() || (args.size() == 2 && Lists.isList(args.getFirst().type())
                && Lists.isList(args.get(1).type()));
        if (!fits) {
            throw Signatures.reject("map", "(list of keys, list of values)", args, args.size() == 2);
        }
        List<DataType> types = args.stream().map(a -> DataType.list(Lists.element(a.type()))).toList();
        return new Function.Signature(types, args.isEmpty()
                ? DataType.map(DataType.NULL, DataType.NULL)
                : DataType.map(Lists.element(types.getFirst()), Lists.element(types.get(1))));
    }

    private static Vector map(Vector[] vectors, DataType.MapOf type, int rows) {
        DataType.Struct entry = Vectors.entryType(type);
        if (vectors.length == 0) {
            return new ListVector(type, new int[rows + 1], Vectors.nulls(entry, 0), 0, rows, null);
        }
        ListVector keys = (ListVector) vectors[0];
        ListVector values = (ListVector) vectors[1];
        Lists.Picks keyPicks = new Lists.Picks(rows, rows);
        Lists.Picks valuePicks = new Lists.Picks(rows, rows);
        long[] valid = Arguments.valid(vectors, rows);
        for (int i = 0; i < rows; i++) {
            if (Bitmap.isSet(valid, i)) {
                int size = keys.to(i) - keys.from(i);
                if (size != values.to(i) - values.from(i)) {
                    throw new RowException(i, "map needs as many values as keys, got " + size + " keys and "
                            + (values.to(i) - values.from(i)) + " values");
                }
                checkKeys(keys.child, keys.from(i), keys.to(i), i);
                keyPicks.addRange(keys.from(i), keys.to(i));
                valuePicks.addRange(values.from(i), values.to(i));
            }
            keyPicks.endList();
            valuePicks.endList();
        }
        List<Vector> parts = List.of(Lists.pick(keys.child, keyPicks.positions, keyPicks.count),
                Lists.pick(values.child, valuePicks.positions, valuePicks.count));
        return keyPicks.around(new StructVector(entry, parts, 0, keyPicks.count, null), type, valid);
    }

    /// Keys are distinct and not null.
    private static void checkKeys(Vector keys, int from, int to, int row) {
        int[] sorted = ListOrders.sorted(keys, from, to);
        for (int k = 0; k < to - from; k++) {
            if (keys.isNull(sorted[k])) {
                throw new RowException(row, "a map's key is null");
            }
            if (k > 0 && ValueOrder.same(keys, sorted[k], keys, sorted[k - 1])) {
                throw new RowException(row, "a map's key is there twice: "
                        + dev.peso.internal.column.Scalars.get(keys, sorted[k]));
            }
        }
    }

    private static Function.Signature resolveEntries(List<CheckedExpr> args) {
        DataType element = args.size() == 1 ? Lists.element(args.getFirst().type()) : DataType.NULL;
        if (!(element instanceof DataType.Struct(List<Field> fields)) || fields.size() != 2) {
            throw Signatures.reject("map_from_entries", "(list of structs of a key and a value)", args,
                    false);
        }
        return new Function.Signature(List.of(args.getFirst().type()),
                DataType.map(fields.getFirst().type(), fields.get(1).type()));
    }

    private static Vector fromEntries(ListVector list, DataType.MapOf type, int rows) {
        StructVector entries = (StructVector) list.child;
        for (int i = 0; i < rows; i++) {
            if (!list.isNull(i)) {
                for (int k = list.from(i); k < list.to(i); k++) {
                    if (entries.isNull(k)) {
                        throw new RowException(i, "a map's entry is null");
                    }
                }
                checkKeys(entries.children.getFirst(), list.from(i), list.to(i), i);
            }
        }
        return new ListVector(type, list.offsets, entries.withType(Vectors.entryType(type)), list.offset,
                rows,
                list.validity);
    }

    private static Vector part(Vector map, int child, DataType result) {
        ListVector list = (ListVector) map;
        Vector part = ((StructVector) list.child).children.get(child);
        return new ListVector(result, list.offsets, part, list.offset, list.length, list.validity);
    }

    private static Function.Signature resolveKey(String name, List<CheckedExpr> args, boolean asList) {
        @Nullable
        DataType type = args.size() == 2 ? args.getFirst().type() : null;
        DataType key = type instanceof DataType.MapOf map
                ? TypeRules.common(List.of(new CheckedExpr.Ref(0, map.key(), ""), args.get(1)))
                : null;
        if (key == null || !(type instanceof DataType.MapOf map)) {
            throw Signatures.reject(name, "(map, key)", args, args.size() == 2);
        }
        DataType result = asList ? DataType.list(map.value()) : map.value();
        return new Function.Signature(List.of(DataType.map(key, map.value()), key), result);
    }

    /// The position of a key's entry, or -1.
    private static int find(ListVector map, Vector keys, int row) {
        if (map.isNull(row) || keys.isNull(row)) {
            return -1;
        }
        Vector own = ((StructVector) map.child).children.getFirst();
        for (int k = map.from(row); k < map.to(row); k++) {
            if (ValueOrder.same(own, k, keys, row)) {
                return k;
            }
        }
        return -1;
    }

    private static Vector value(Vector[] vectors, int rows) {
        ListVector map = (ListVector) vectors[0];
        int[] positions = new int[rows];
        for (int i = 0; i < rows; i++) {
            positions[i] = find(map, vectors[1], i);
        }
        return Lists.pick(((StructVector) map.child).children.get(1), positions, rows);
    }

    /// A list with the value of a key, or an empty one.
    private static Vector values(Vector[] vectors, DataType result, int rows) {
        ListVector map = (ListVector) vectors[0];
        Lists.Picks picks = new Lists.Picks(rows, rows);
        for (int i = 0; i < rows; i++) {
            int found = find(map, vectors[1], i);
            if (found >= 0) {
                picks.add(found);
            }
            picks.endList();
        }
        return picks.from(((StructVector) map.child).children.get(1), result,
                Bitmap.copy(map.validity, map.offset, rows));
    }

    private static Vector contains(Vector[] vectors, int rows) {
        ListVector map = (ListVector) vectors[0];
        long[] bits = new long[Bitmap.words(rows)];
        for (int i = 0; i < rows; i++) {
            if (find(map, vectors[1], i) >= 0) {
                Bitmap.set(bits, i);
            }
        }
        return new BitVector(bits, 0, rows, Arguments.valid(vectors, rows));
    }
}
