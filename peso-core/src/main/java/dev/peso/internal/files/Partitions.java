package dev.peso.internal.files;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Casts;
import dev.peso.internal.kernel.Folding;

/// The values that stand in the names of folders, as in `year=2024/month=5/`.
///
/// @param types of the partition columns, in the order of the folders
/// @param values of each file, in the same order
record Partitions(Map<String, DataType> types, List<List<@Nullable Object>> values) {
    /// What other systems write for a null.
    static final String NULL = "__HIVE_DEFAULT_PARTITION__";
    private static final String PLAIN = "._-+,@~()";

    static final Partitions NONE = new Partitions(Map.of(), List.of());

    /// Reads the names of files.
    ///
    /// @param given types that are not guessed
    /// @throws DataException if the files have different partition columns
    static Partitions of(List<FoundFile> files, Map<String, DataType> given) {
        List<Map<String, @Nullable String>> texts = new ArrayList<>();
        for (FoundFile file : files) {
            texts.add(texts(file.name()));
            if (!List.copyOf(texts.getLast().keySet()).equals(List.copyOf(texts.getFirst().keySet()))) {
                throw new DataException(files.getFirst().name() + " has "
                        + columns(texts.getFirst()) + " and " + file.name() + " has "
                        + columns(texts.getLast())
                        + "; read them apart or without partition columns");
            }
        }
        Map<String, DataType> types = new LinkedHashMap<>();
        for (String column : texts.getFirst().keySet()) {
            DataType set = given.get(column);
            types.put(column, set != null ? set : guess(texts, column));
        }
        for (String column : given.keySet()) {
            if (!types.containsKey(column)) {
                throw new ColumnNotFoundException(column, List.copyOf(types.keySet()), "the partitions");
            }
        }
        List<List<@Nullable Object>> values = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            values.add(values(files.get(i), texts.get(i), types));
        }
        return new Partitions(types, values);
    }

    private static String columns(Map<String, ?> texts) {
        return texts.isEmpty()
                ? "no partition columns"
                : "the partition columns " + String.join(", ", texts.keySet());
    }

    /// The partition folders of a path: those between others that are none do not count if they lie further up.
    static Map<String, @Nullable String> texts(String path) {
        String[] names = path.split("/", -1);
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        int first = names.length - 1;
        while (first > 0 && names[first - 1].indexOf('=') > 0) {
            first--;
        }
        for (int i = first; i < names.length - 1; i++) {
            int split = names[i].indexOf('=');
            String value = unescape(names[i].substring(split + 1));
            texts.put(unescape(names[i].substring(0, split)), value.equals(NULL) ? null : value);
        }
        return texts;
    }

    /// A value whose text is guessed to be of a type, here and by others, for a folder without rows. A null would tell no type.
    static Object example(DataType type) {
        return type.isInteger()
                ? 0L
                : type == DataType.DATE
                        ? LocalDate.EPOCH
                        : type == DataType.BOOLEAN ? (Object) false : "no-rows";
    }

    private static DataType guess(List<Map<String, @Nullable String>> texts, String column) {
        for (DataType type : List.of(DataType.INT64, DataType.DATE, DataType.BOOLEAN)) {
            if (texts.stream().map(t -> t.get(column)).allMatch(t -> t == null || isExactly(t, type))) {
                return type;
            }
        }
        return DataType.UTF8;
    }

    /// Whether the text is the one way to write a value, so that `007` stays text.
    private static boolean isExactly(String text, DataType type) {
        Object value = parse(text, type);
        return value != null && value.toString().equals(text);
    }

    private static @Nullable Object parse(String text, DataType type) {
        CheckedExpr parsed = Folding.tryFold(
                new CheckedExpr.Convert(new CheckedExpr.Const(text, DataType.UTF8), type, true));
        return parsed instanceof CheckedExpr.Const constant ? constant.value() : null;
    }

    private static List<@Nullable Object> values(FoundFile file, Map<String, @Nullable String> texts,
            Map<String, DataType> types) {
        List<@Nullable Object> values = new ArrayList<>();
        types.forEach((column, type) -> {
            if (!Casts.isAllowed(DataType.UTF8, type) && type != DataType.UTF8) {
                throw new QueryException("partition column \"" + column + "\" cannot be " + type);
            }
            String text = texts.get(column);
            Object value = text == null || type == DataType.UTF8 ? text : parse(text, type);
            if (value == null && text != null) {
                throw new DataException(file.name() + ": partition \"" + column + "=" + text + "\" is not "
                        + type + "; give another type by withPartitionType", column, -1, null);
            }
            values.add(value);
        });
        return values;
    }

    private static String unescape(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < bytes.length; i++) {
            boolean escape = bytes[i] == '%' && i + 2 < bytes.length && HexFormat.isHexDigit(bytes[i + 1])
                    && HexFormat.isHexDigit(bytes[i + 2]);
            out.write(escape
                    ? HexFormat.fromHexDigit(bytes[i + 1]) << 4 | HexFormat.fromHexDigit(bytes[i + 2])
                    : bytes[i]);
            i += escape ? 2 : 0;
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /// The name of a partition's folder, which [#texts] reads back.
    static String folder(String column, @Nullable Object value) {
        return escape(column) + "=" + (value == null ? NULL : escape(value.toString()));
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
                    || PLAIN.indexOf(b) >= 0) {
                escaped.append((char) b);
            } else {
                escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return escaped.toString();
    }
}
