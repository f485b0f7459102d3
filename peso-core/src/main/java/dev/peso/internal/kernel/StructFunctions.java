package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.badConstant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.text.Suggestions;

/// Structs: made from names and values, and taken apart.
final class StructFunctions {
    private StructFunctions() {}

    static void register(Functions.Registrar registrar) {
        registrar.add(
                new Function("struct_pack", StructFunctions::resolvePack, (_, result) -> (vectors, rows) -> {
                    List<Vector> values = new ArrayList<>();
                    for (int i = 1; i < vectors.length; i += 2) {
                        values.add(vectors[i]);
                    }
                    return new StructVector(result, values, 0, rows, null);
                }));
        registrar.add(new Function("struct_insert", StructFunctions::resolveInsert,
                (_, result) -> (vectors, rows) -> insert(vectors, result, rows)));
        registrar.add(new Function("struct_update", StructFunctions::resolveUpdate,
                (args, result) -> (vectors, rows) -> update(args, vectors, result, rows)));
        registrar.add(new Function("row", args -> {
            List<Field> fields = new ArrayList<>();
            for (CheckedExpr arg : args) {
                fields.add(Field.of(String.valueOf(fields.size() + 1), arg.type()));
            }
            return new Function.Signature(args.stream().map(CheckedExpr::type).toList(),
                    new DataType.Struct(fields));
        }, (_, result) -> (vectors, rows) -> new StructVector(result, List.of(vectors), 0, rows, null)));
        registrar.add(new Function("struct_field", StructFunctions::resolveField, StructFunctions::field),
                "struct_extract", "struct_extract_at");
        registrar.add(new Function("struct_keys", StructFunctions::resolveKeys, (args, result) -> {
            List<String> names = fields(args.getFirst().type()).stream().map(Field::name).toList();
            return (vectors, rows) -> Scalars.constant(result, names, rows)
                    .withValidity(Bitmap.copy(vectors[0].validity, vectors[0].offset, rows));
        }));
    }

    private static List<Field> fields(DataType type) {
        return type instanceof DataType.Struct struct ? struct.fields() : List.of();
    }

    private static Function.Signature resolvePack(List<CheckedExpr> args) {
        List<Field> fields = new ArrayList<>();
        addFields("struct_pack", args, 0, fields);
        return new Function.Signature(args.stream().map(CheckedExpr::type).toList(),
                new DataType.Struct(fields));
    }

    /// Adds the fields that names and values in turn give.
    private static void addFields(String name, List<CheckedExpr> args, int from, List<Field> fields) {
        Set<String> names = new HashSet<>();
        fields.forEach(f -> names.add(f.name()));
        if ((args.size() - from) % 2 != 0) {
            throw badConstant(name, "names and values come in pairs, such as " + name
                    + (from == 0 ? "('a', x, 'b', y)" : "(s, 'a', x)") + "; got " + args.size()
                    + " arguments");
        }
        for (int i = from; i < args.size(); i += 2) {
            String field = Constants.text(args, i);
            if (field == null) {
                throw badConstant(name, "argument " + (i + 1) + " must be the constant name of a field");
            }
            if (!names.add(field)) {
                throw badConstant(name, "the field \"" + field + "\" is there twice");
            }
            fields.add(Field.of(field, args.get(i + 1).type()));
        }
    }

    private static Function.Signature resolveInsert(List<CheckedExpr> args) {
        if (args.isEmpty() || !(args.getFirst().type() instanceof DataType.Struct struct)) {
            throw Signatures.reject("struct_insert", "(struct, utf8, any, ...)", args, !args.isEmpty());
        }
        List<Field> fields = new ArrayList<>(struct.fields());
        addFields("struct_insert", args, 1, fields);
        return new Function.Signature(args.stream().map(CheckedExpr::type).toList(),
                new DataType.Struct(fields));
    }

    /// The fields of a struct with those replaced that are given, and others added at the end.
    private static Function.Signature resolveUpdate(List<CheckedExpr> args) {
        if (args.isEmpty() || !(args.getFirst().type() instanceof DataType.Struct struct)) {
            throw Signatures.reject("struct_update", "(struct, utf8, any, ...)", args, !args.isEmpty());
        }
        List<Field> given = new ArrayList<>();
        addFields("struct_update", args, 1, given);
        List<Field> fields = new ArrayList<>(struct.fields());
        for (Field field : given) {
            int at = names(fields).indexOf(field.name());
            if (at < 0) {
                fields.add(field);
            } else {
                fields.set(at, field);
            }
        }
        return new Function.Signature(args.stream().map(CheckedExpr::type).toList(),
                new DataType.Struct(fields));
    }

    private static List<String> names(List<Field> fields) {
        return fields.stream().map(Field::name).toList();
    }

    private static Vector update(List<CheckedExpr> args, Vector[] vectors, DataType result, int rows) {
        StructVector struct = (StructVector) vectors[0];
        List<String> names = names(fields(result));
        List<Vector> values = new ArrayList<>(struct.children);
        for (int i = 1; i < vectors.length; i += 2) {
            int at = names.indexOf(Constants.text(args, i));
            if (at < values.size()) {
                values.set(at, vectors[i + 1]);
            } else {
                values.add(vectors[i + 1]);
            }
        }
        return new StructVector(result, values, 0, rows, Bitmap.copy(struct.validity, struct.offset, rows));
    }

    private static Vector insert(Vector[] vectors, DataType result, int rows) {
        StructVector struct = (StructVector) vectors[0];
        List<Vector> values = new ArrayList<>(struct.children);
        for (int i = 2; i < vectors.length; i += 2) {
            values.add(vectors[i]);
        }
        return new StructVector(result, values, 0, rows, Bitmap.copy(struct.validity, struct.offset, rows));
    }

    private static Function.Signature resolveField(List<CheckedExpr> args) {
        DataType type = args.size() == 2 ? args.getFirst().type() : DataType.NULL;
        if (!(type instanceof DataType.Struct struct)) {
            throw Signatures.reject("struct_field", "(struct, utf8 or int64)", args, false);
        }
        int index = index(struct, args);
        return new Function.Signature(List.of(type, args.get(1).type()), struct.fields().get(index).type());
    }

    /// The position of the field that a constant name, or a constant position from 1, tells.
    private static int index(DataType.Struct struct, List<CheckedExpr> args) {
        List<String> names = struct.fields().stream().map(Field::name).toList();
        String name = Constants.text(args, 1);
        Long position = Constants.integer(args, 1);
        if (name != null) {
            return named(name, names);
        }
        if (position == null) {
            throw badConstant("struct_field", "the field must be a constant name or position");
        }
        if (position < 1 || position > names.size()) {
            throw badConstant("struct_field",
                    "no field at position " + position + "; fields: " + Suggestions.list(names));
        }
        return (int) (position - 1);
    }

    private static int named(String name, List<String> names) {
        int index = names.indexOf(name);
        List<String> alike = names.stream().filter(n -> n.equalsIgnoreCase(name)).toList();
        if (index < 0 && alike.size() != 1) {
            throw badConstant("struct_field", "no field \"" + name + "\" in the struct"
                    + Suggestions.didYouMean(name, names) + "; fields: " + Suggestions.list(names));
        }
        return index >= 0 ? index : names.indexOf(alike.getFirst());
    }

    private static Function.Kernel field(List<CheckedExpr> args, DataType result) {
        int index = index((DataType.Struct) args.getFirst().type(), args);
        return (vectors, rows) -> {
            StructVector struct = (StructVector) vectors[0];
            Vector child = struct.children.get(index);
            return struct.validity == null ? child : masked(child, struct, rows);
        };
    }

    /// The child with nulls where the struct is null.
    private static Vector masked(Vector child, StructVector struct, int rows) {
        int[] picks = new int[rows];
        Arrays.setAll(picks, i -> struct.isNull(i) ? -1 : i);
        return Lists.pick(child, picks, rows);
    }

    private static Function.Signature resolveKeys(List<CheckedExpr> args) {
        @Nullable
        DataType type = args.size() == 1 ? args.getFirst().type() : null;
        if (!(type instanceof DataType.Struct)) {
            throw Signatures.reject("struct_keys", "(struct)", args, false);
        }
        return new Function.Signature(List.of(type), DataType.list(DataType.UTF8));
    }
}
