package dev.peso;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads the text form of a [DataType].
final class DataTypeParser {
    private final String text;
    private int at;

    DataTypeParser(String text) {
        this.text = text;
    }

    DataType parse() {
        DataType type = type();
        skipBlanks();
        if (at < text.length()) {
            throw unknown();
        }
        return type;
    }

    private DataType type() {
        DataType type = named(word());
        skipBlanks();
        while (text.startsWith("[]", at)) {
            at += 2;
            type = DataType.list(type);
            skipBlanks();
        }
        return type;
    }

    private DataType named(String name) {
        return switch (name) {
            case "null" -> DataType.NULL;
            case "boolean", "bool", "logical" -> DataType.BOOLEAN;
            case "int8", "tinyint" -> DataType.INT8;
            case "int16", "smallint", "short" -> DataType.INT16;
            case "int32", "integer", "int" -> DataType.INT32;
            case "int64", "bigint", "long" -> DataType.INT64;
            case "float32", "real", "float" -> DataType.FLOAT32;
            case "float64", "double" -> {
                accept("precision");
                yield DataType.FLOAT64;
            }
            case "utf8", "varchar", "text", "string", "char", "bpchar" -> {
                parameters();
                yield DataType.UTF8;
            }
            case "binary", "blob", "bytea", "varbinary" -> DataType.BINARY;
            case "date" -> DataType.DATE;
            case "decimal", "numeric" -> decimal();
            case "time" -> new DataType.Time(unit(parameters()));
            case "duration", "interval" -> new DataType.Duration(unit(parameters()));
            case "timestamp", "datetime" -> timestamp();
            case "timestamptz" -> DataType.timestamp(ZoneId.of("UTC"));
            case "categorical" -> new DataType.Categorical(parameters().equals(List.of("ordered")));
            case "list" -> nested();
            case "map" -> map();
            case "struct" -> struct();
            default -> throw unknown();
        };
    }

    private DataType decimal() {
        List<String> args = parameters();
        try {
            return switch (args.size()) {
                case 0 -> DataType.decimal(18, 3);
                case 1 -> DataType.decimal(Integer.parseInt(args.getFirst()), 0);
                case 2 ->
                    DataType.decimal(Integer.parseInt(args.getFirst()), Integer.parseInt(args.getLast()));
                default -> throw unknown();
            };
        } catch (NumberFormatException e) {
            throw unknown();
        }
    }

    private DataType timestamp() {
        List<String> args = parameters();
        if (args.isEmpty() && accept("with")) {
            accept("time");
            accept("zone");
            return DataType.timestamp(ZoneId.of("UTC"));
        }
        if (args.size() < 2) {
            return DataType.timestamp(unit(args));
        }
        try {
            return new DataType.Timestamp(unit(args.subList(0, 1)), ZoneId.of(args.get(1)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "unknown time zone \"" + args.get(1) + "\" in type \"" + text + "\"", e);
        }
    }

    private DataType nested() {
        expect('<');
        DataType element = type();
        expect('>');
        return DataType.list(element);
    }

    private DataType map() {
        expect('<');
        DataType key = type();
        expect(',');
        DataType value = type();
        expect('>');
        return DataType.map(key, value);
    }

    private DataType struct() {
        expect('<');
        List<Field> fields = new ArrayList<>();
        skipBlanks();
        while (at < text.length() && text.charAt(at) != '>') {
            String name = fieldName();
            expect(':');
            fields.add(Field.of(name, type()));
            skipBlanks();
            if (at < text.length() && text.charAt(at) == ',') {
                at++;
                skipBlanks();
            }
        }
        expect('>');
        return new DataType.Struct(fields);
    }

    private DataType.Unit unit(List<String> args) {
        if (args.isEmpty()) {
            return DataType.Unit.MICRO;
        }
        for (DataType.Unit unit : DataType.Unit.values()) {
            if (unit.toString().equals(args.getFirst())) {
                return unit;
            }
        }
        throw unknown();
    }

    private List<String> parameters() {
        skipBlanks();
        if (at >= text.length() || text.charAt(at) != '(') {
            return List.of();
        }
        int end = text.indexOf(')', at);
        if (end < 0) {
            throw unknown();
        }
        String inside = text.substring(at + 1, end);
        at = end + 1;
        List<String> args = new ArrayList<>();
        int from = 0;
        while (from <= inside.length()) {
            int comma = inside.indexOf(',', from);
            int to = comma < 0 ? inside.length() : comma;
            args.add(inside.substring(from, to).strip());
            from = to + 1;
        }
        return args;
    }

    private String fieldName() {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == '"') {
            StringBuilder name = new StringBuilder();
            at++;
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c != '"') {
                    name.append(c);
                } else if (at < text.length() && text.charAt(at) == '"') {
                    name.append('"');
                    at++;
                } else {
                    return name.toString();
                }
            }
            throw unknown();
        }
        int from = at;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    private String word() {
        skipBlanks();
        int from = at;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at).toLowerCase(Locale.ROOT);
    }

    private boolean accept(String word) {
        int before = at;
        if (word().equals(word)) {
            return true;
        }
        at = before;
        return false;
    }

    private void expect(char c) {
        skipBlanks();
        if (at >= text.length() || text.charAt(at) != c) {
            throw unknown();
        }
        at++;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isWordPart(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private IllegalArgumentException unknown() {
        return new IllegalArgumentException("\"" + text
                + "\" is not a type; types: boolean, int8, int16, int32, "
                + "int64, float32, float64, decimal(p,s), utf8, binary, date, time(us), timestamp(us), "
                + "duration(us), categorical, list<t>, struct<name: t>, map<k, v>");
    }
}
