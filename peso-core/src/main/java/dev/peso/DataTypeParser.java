package dev.peso;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import dev.peso.internal.text.Suggestions;

/// Reads the text form of a [DataType], with SQL's names as aliases.
final class DataTypeParser {
    private static final int MAX_DEPTH = 100;
    private static final List<String> NAMES = List.of("boolean", "int8", "int16", "int32", "int64", "float32",
            "float64",
            "decimal", "utf8", "binary", "date", "time", "timestamp", "duration", "categorical", "list",
            "struct", "map",
            "bigint", "integer", "smallint", "double", "varchar", "text", "string", "timestamptz", "numeric",
            "interval",
            "real", "blob", "datetime");
    private final String text;
    private int at;
    private int depth;

    DataTypeParser(String text) {
        this.text = Objects.requireNonNull(text, "text");
    }

    DataType parse() {
        DataType type = type();
        skipBlanks();
        if (at < text.length()) {
            throw wrong("unexpected \"" + text.substring(at) + "\" after " + type);
        }
        return type;
    }

    private DataType type() {
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException("a type is nested more than " + MAX_DEPTH + " levels deep");
        }
        DataType type = named(word());
        while (accept('[')) {
            if (!accept(']')) {
                throw wrong("lists have no fixed length, write " + type + "[]");
            }
            type = DataType.list(type);
        }
        depth--;
        return type;
    }

    private DataType named(String name) {
        return switch (name) {
            case "null" -> DataType.NULL;
            case "boolean", "bool", "logical" -> DataType.BOOLEAN;
            case "int8", "tinyint" -> DataType.INT8;
            case "int16", "smallint", "short", "int2", "utinyint", "uint8" -> DataType.INT16;
            case "int32", "integer", "int", "int4", "signed", "usmallint", "uint16" -> DataType.INT32;
            case "int64", "bigint", "long", "uinteger", "uint32" -> DataType.INT64;
            case "ubigint", "uint64" -> DataType.decimal(20, 0);
            case "hugeint", "int128" -> DataType.decimal(38, 0);
            case "float32", "real", "float", "float4" -> DataType.FLOAT32;
            case "float64", "double", "float8" -> {
                acceptWord("precision");
                yield DataType.FLOAT64;
            }
            case "utf8", "varchar", "text", "string", "char", "character", "bpchar", "nvarchar" -> {
                acceptWord("varying");
                parameters();
                yield DataType.UTF8;
            }
            case "binary", "blob", "bytea", "varbinary" -> DataType.BINARY;
            case "date" -> DataType.DATE;
            case "decimal", "numeric", "dec" -> decimal();
            case "time" -> {
                DataType time = new DataType.Time(unit(parameters()));
                yield withoutZone(time);
            }
            case "duration", "interval" -> new DataType.Duration(unit(parameters()));
            case "timestamp", "datetime" -> timestamp();
            case "timestamp_s" -> DataType.timestamp(DataType.Unit.SECOND);
            case "timestamp_ms" -> DataType.timestamp(DataType.Unit.MILLI);
            case "timestamp_us" -> DataType.timestamp(DataType.Unit.MICRO);
            case "timestamp_ns" -> DataType.timestamp(DataType.Unit.NANO);
            case "timestamptz" -> DataType.timestamp(ZoneId.of("UTC"));
            case "categorical" -> categorical();
            case "list" -> list();
            case "map" -> map();
            case "struct", "row" -> struct();
            default -> throw unknown(name);
        };
    }

    private DataType decimal() {
        List<String> args = parameters();
        return switch (args.size()) {
            case 0 -> DataType.decimal(18, 3);
            case 1 -> DataType.decimal(number(args.getFirst()), 0);
            case 2 -> DataType.decimal(number(args.getFirst()), number(args.getLast()));
            default -> throw wrong("decimal takes a precision and a scale");
        };
    }

    private int number(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw wrong(
                    "decimal takes a precision and a scale, such as decimal(10,2), got \"" + digits + "\"");
        }
    }

    private DataType categorical() {
        List<String> args = parameters();
        if (!args.isEmpty() && !args.equals(List.of("ordered"))) {
            throw wrong("categorical takes ordered or nothing in parentheses");
        }
        return new DataType.Categorical(!args.isEmpty());
    }

    private DataType timestamp() {
        List<String> args = parameters();
        DataType.Unit unit = unit(args);
        if (args.size() > 2) {
            throw wrong("timestamp takes a unit and a zone, such as timestamp(us, Europe/Zurich)");
        }
        if (args.size() == 2) {
            return new DataType.Timestamp(unit, zone(args.get(1)));
        }
        int before = at;
        if (acceptWord("with") && acceptWord("time") && acceptWord("zone")) {
            return new DataType.Timestamp(unit, ZoneId.of("UTC"));
        }
        at = before;
        return withoutZone(DataType.timestamp(unit));
    }

    private DataType withoutZone(DataType type) {
        int before = at;
        if (!(acceptWord("without") && acceptWord("time") && acceptWord("zone"))) {
            at = before;
        }
        return type;
    }

    private ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("unknown time zone \"" + id + "\" in type \"" + text + "\"",
                    e);
        }
    }

    private DataType list() {
        char close = open("list<int64>");
        DataType element = type();
        expect(close, "list<" + element + ">");
        return DataType.list(element);
    }

    private DataType map() {
        char close = open("map<utf8, int64>");
        DataType key = type();
        expect(',', "map<" + key + ", int64>");
        DataType value = type();
        expect(close, "map<" + key + ", " + value + ">");
        return DataType.map(key, value);
    }

    private DataType struct() {
        char close = open("struct<a: int64, b: utf8>");
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (!accept(close)) {
            if (!fields.isEmpty()) {
                expect(',', "struct<a: int64, b: utf8>");
            }
            String name = fieldName();
            if (!names.add(name)) {
                throw wrong("field \"" + name + "\" is there twice");
            }
            accept(':');
            fields.add(Field.of(name, type()));
        }
        return new DataType.Struct(fields);
    }

    /// Reads `<` or `(` and returns what closes it.
    private char open(String example) {
        if (accept('(')) {
            return ')';
        }
        expect('<', example);
        return '>';
    }

    private DataType.Unit unit(List<String> args) {
        String name = args.isEmpty() ? "us" : args.getFirst().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "s", "0" -> DataType.Unit.SECOND;
            case "ms", "3" -> DataType.Unit.MILLI;
            case "us", "6" -> DataType.Unit.MICRO;
            case "ns", "9" -> DataType.Unit.NANO;
            default -> throw wrong("a unit is s, ms, us or ns, got \"" + name + "\"");
        };
    }

    private List<String> parameters() {
        if (!accept('(')) {
            return List.of();
        }
        int end = text.indexOf(')', at);
        if (end < 0) {
            throw wrong("a ) is missing");
        }
        String inside = text.substring(at, end);
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
        if (!accept('"')) {
            String name = bareWord();
            if (name.isEmpty()) {
                throw wrong("the name of a field is missing");
            }
            return name;
        }
        StringBuilder name = new StringBuilder();
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
        throw wrong("a \" is missing");
    }

    private String bareWord() {
        skipBlanks();
        int from = at;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    private String word() {
        return bareWord().toLowerCase(Locale.ROOT);
    }

    private boolean acceptWord(String word) {
        int before = at;
        if (word().equals(word)) {
            return true;
        }
        at = before;
        return false;
    }

    private boolean accept(char c) {
        skipBlanks();
        boolean found = at < text.length() && text.charAt(at) == c;
        if (found) {
            at++;
        }
        return found;
    }

    private void expect(char c, String example) {
        if (!accept(c)) {
            throw wrong("a " + c + " is missing; write for example " + example);
        }
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isWordPart(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private IllegalArgumentException wrong(String problem) {
        return new IllegalArgumentException("\"" + text + "\" is not a type: " + problem);
    }

    private IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("\"" + (name.isEmpty() ? text : name) + "\" is not a type"
                + Suggestions.didYouMean(name, NAMES)
                + "; types: boolean, int8, int16, int32, int64, float32, float64, decimal(p,s), utf8, binary, date, "
                + "time(us), timestamp(us), duration(us), categorical, list<t>, struct<name: t>, map<k, v>");
    }
}
