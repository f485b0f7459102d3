package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.badConstant;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ListBuilder;
import dev.peso.internal.column.StructBuilder;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.column.ViewBuilder;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.RowException;

/// `regexp_extract(text, '(\\d+)-(\\d+)', ['year', 'month'])`: the groups of a match as a struct with these names.
///
/// Group `i` has the name at place `i`; a group that took no part, and each group where nothing matches, is empty text.
final class TextGroups {
    private TextGroups() {}

    /// A function that also takes a list of names instead of a group's number.
    ///
    /// @param all whether it gives a list of all matches, not the first match
    static Function named(Function numbered, boolean all) {
        return new Function(numbered.name(),
                args -> takesNames(args)
                        ? resolve(numbered.name(), args, all)
                        : numbered.resolver().resolve(args),
                (args, result) -> takesNames(args)
                        ? OverDictionary.wrap(all ? TextGroups::everyMatch : TextGroups::firstMatch)
                                .create(args, result)
                        : numbered.factory().create(args, result));
    }

    private static boolean takesNames(List<CheckedExpr> args) {
        return args.size() > 2 && args.get(2).type() instanceof DataType.ListOf;
    }

    private static Function.Signature resolve(String name, List<CheckedExpr> args, boolean all) {
        for (int i = 0; i < args.size(); i++) {
            DataType type = args.get(i).type();
            if (args.size() > 4 || i != 2 && !(type.isText() || type == DataType.NULL)) {
                throw Signatures.reject(name, "(utf8, utf8, list of names[, utf8])", args, args.size() <= 4);
            }
        }
        List<Field> fields = new ArrayList<>();
        for (String field : names(name, args.get(2))) {
            fields.add(Field.of(field, DataType.UTF8));
        }
        int groups = TextPatterns.constant(name, args, 3);
        if (groups >= 0 && fields.size() > groups) {
            throw badConstant(name, problem(fields.size(), groups));
        }
        DataType struct = new DataType.Struct(fields);
        List<DataType> types = new ArrayList<>();
        args.forEach(arg -> types.add(arg.type() == DataType.NULL ? DataType.UTF8 : arg.type()));
        return new Function.Signature(types, all ? DataType.list(struct) : struct);
    }

    private static String problem(int names, int groups) {
        return "there are " + names + " names, but the pattern has " + groups
                + (groups == 1 ? " group" : " groups");
    }

    private static List<String> names(String function, CheckedExpr list) {
        List<@Nullable Object> values = new ArrayList<>();
        if (list instanceof CheckedExpr.Const(List<?> all, var _)) {
            values.addAll(all);
        } else if (list instanceof CheckedExpr.Apply apply && apply.function().name().equals("list_value")) {
            apply.args().forEach(arg -> values.add(arg instanceof CheckedExpr.Const c ? c.value() : null));
        }
        List<String> names = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof String name) {
                names.add(name);
            }
        }
        if (names.isEmpty() || names.size() < values.size()) {
            throw badConstant(function, "the names must be a constant list of texts, got " + list);
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw badConstant(function, "the names must differ, got " + list);
        }
        return names;
    }

    /// Writes the groups of a row's match, or matches.
    @FunctionalInterface
    private interface Matches {
        void write(Regex regex, TextCursor text, VectorBuilder builder);
    }

    private static Function.Kernel firstMatch(List<CheckedExpr> args, DataType result) {
        int groups = ((DataType.Struct) result).fields().size();
        return kernel(args, result, groups, (regex, text, builder) -> {
            boolean found = regex.find();
            addGroups(regex, found, groups, text, (StructBuilder) builder);
        });
    }

    private static Function.Kernel everyMatch(List<CheckedExpr> args, DataType result) {
        int groups = ((DataType.Struct) ((DataType.ListOf) result).element()).fields().size();
        return kernel(args, result, groups, (regex, text, builder) -> {
            int at = text.from;
            while (at <= text.to && regex.find(at)) {
                addGroups(regex, true, groups, text, (StructBuilder) ((ListBuilder) builder).child());
                at = TextPatterns.after(regex, text);
            }
            ((ListBuilder) builder).endList();
        });
    }

    private static Function.Kernel kernel(List<CheckedExpr> args, DataType result, int groups,
            Matches matches) {
        Regex.Source source = Regex.source(args, 3);
        Arguments arguments = new Arguments(args.size());
        return (vectors, rows) -> {
            arguments.bind(vectors);
            long[] valid = Arguments.valid(vectors, rows);
            VectorBuilder builder = VectorBuilder.of(result, rows);
            for (int row = 0; row < rows; row++) {
                if (!Bitmap.isSet(valid, row)) {
                    builder.appendNull();
                    continue;
                }
                Regex regex = source.of(arguments, row);
                if (groups > regex.groups()) {
                    throw new RowException(row, problem(groups, regex.groups()));
                }
                TextCursor text = arguments.text(0, row);
                matches.write(regex.on(text), text, builder);
            }
            return builder.build();
        };
    }

    private static void addGroups(Regex regex, boolean found, int groups, TextCursor text,
            StructBuilder builder) {
        for (int i = 0; i < groups; i++) {
            int from = found ? regex.start(i + 1) : -1;
            int to = from < 0 ? 0 : regex.end(i + 1);
            ((ViewBuilder) builder.child(i)).append(text.bytes, Math.max(from, 0), to - Math.max(from, 0));
        }
        builder.endStruct();
    }
}
