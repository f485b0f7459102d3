package dev.peso.internal.files;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.kernel.Casts;
import dev.peso.internal.plan.ScanSource;
import dev.peso.internal.text.Suggestions;
import dev.peso.io.FilesReport;

/// The columns of all files: by name, in order of first appearance, of types that hold the values of each.
final class ColumnUnion {
    private final Map<String, Met> columns = new LinkedHashMap<>();
    private final Map<String, DataType> given;
    private int files;

    /// @param given types by column that are not to be found out
    ColumnUnion(Map<String, DataType> given) {
        this.given = given;
    }

    /// A column as seen in the files so far.
    private static final class Met {
        final Field first;
        final String firstFile;
        final int filesBefore;
        final List<Seen> seen = new ArrayList<>();
        @Nullable
        DataType type;
        boolean nullable;
        @Nullable
        String lacking;

        Met(Field first, String firstFile, int filesBefore) {
            this.first = first;
            this.firstFile = firstFile;
            this.filesBefore = filesBefore;
        }
    }

    /// A column in a file.
    private record Seen(String file, DataType type) {}

    /// Adds the columns of a file.
    ///
    /// @param inferred whether its types come from texts, which can be read as others too
    /// @throws DataException if a column has values of types that have nothing in common
    void add(String file, ScanSource scan, boolean inferred) {
        Schema schema = scan.schema();
        for (int c = 0; c < schema.size(); c++) {
            Field field = schema.field(c);
            Met met = columns.computeIfAbsent(field.name(), _ -> new Met(field, file, files));
            met.nullable |= field.nullable();
            if (inferred && given.containsKey(field.name())) {
                met.type = given.get(field.name());
            } else if (scan.isTypeKnown(c)) {
                meet(met, file, field.type(), inferred);
            }
        }
        for (Map.Entry<String, Met> column : columns.entrySet()) {
            if (column.getValue().lacking == null && !schema.contains(column.getKey())) {
                column.getValue().lacking = file;
            }
        }
        files++;
    }

    private static void meet(Met met, String file, DataType type, boolean inferred) {
        DataType before = met.type;
        DataType both = before == null ? type : common(before, type, inferred);
        if (both == null) {
            throw new DataException(
                    "column \"" + met.first.name() + "\" is " + before + " in " + met.firstFile
                            + " and " + type + " in " + file + "; read the files apart and cast one of them",
                    met.first.name(), -1, null);
        }
        met.type = both;
        met.seen.add(new Seen(file, type));
    }

    /// The type that holds values of both; texts hold all that was inferred from texts, and objects of either members all.
    private static @Nullable DataType common(DataType a, DataType b, boolean inferred) {
        DataType common = Casts.commonType(a, b);
        if (common != null || !inferred) {
            return common;
        }
        if (a instanceof DataType.ListOf(var x) && b instanceof DataType.ListOf(var y)) {
            return new DataType.ListOf(ofTexts(x, y));
        }
        if (!(a instanceof DataType.Struct x && b instanceof DataType.Struct y)) {
            return DataType.UTF8;
        }
        Map<String, Field> members = new LinkedHashMap<>();
        x.fields().forEach(field -> members.put(field.name(), field));
        y.fields()
                .forEach(field -> members.merge(field.name(), field,
                        (old, other) -> old.withType(ofTexts(old.type(), other.type()))));
        return new DataType.Struct(List.copyOf(members.values()));
    }

    private static DataType ofTexts(DataType a, DataType b) {
        DataType common = common(a, b, true);
        return common == null ? DataType.UTF8 : common;
    }

    /// @throws ColumnNotFoundException if a type was given to a column that no file has
    void requireGiven(String name) {
        for (String column : given.keySet()) {
            if (!columns.containsKey(column)) {
                throw new ColumnNotFoundException(column, List.copyOf(columns.keySet()), name);
            }
        }
    }

    /// Refuses a file that has other columns than the first.
    static void requireSame(String first, ScanSource expected, String file, ScanSource scan) {
        for (Field field : expected.schema()) {
            if (!scan.schema().contains(field.name())) {
                throw new DataException(
                        file + " has no column \"" + field.name() + "\", which " + first + " has; "
                                + "its columns: " + Suggestions.list(scan.schema().names()));
            }
        }
        for (int c = 0; c < scan.schema().size(); c++) {
            Field field = scan.schema().field(c);
            if (!expected.schema().contains(field.name())) {
                throw new DataException(file + " has a column \"" + field.name() + "\", which " + first
                        + " has not; its columns: " + Suggestions.list(expected.schema().names()));
            }
            int other = expected.schema().indexOf(field.name());
            DataType type = expected.schema().field(other).type();
            if (!field.type().equals(type) && scan.isTypeKnown(c) && expected.isTypeKnown(other)) {
                throw new DataException(
                        "column \"" + field.name() + "\" is " + type + " in " + first + " and "
                                + field.type() + " in " + file,
                        field.name(), -1, null);
            }
        }
    }

    /// The columns, but for those of the given names.
    List<Field> fields(Map<String, ?> without) {
        List<Field> fields = new ArrayList<>();
        columns.forEach((name, met) -> {
            if (!without.containsKey(name)) {
                boolean nullable = met.nullable || met.lacking != null || met.filesBefore > 0;
                fields.add(met.first.withType(type(met)).withNullable(nullable));
            }
        });
        return fields;
    }

    private static DataType type(Met met) {
        DataType type = met.type;
        return type == null ? met.first.type() : type;
    }

    /// What is not the same in all files.
    ///
    /// @param partitions the columns that folders stand for
    List<FilesReport.Note> notes(Map<String, ?> partitions, List<String> names, List<Schema> schemas) {
        List<FilesReport.Note> notes = new ArrayList<>();
        columns.forEach((name, met) -> {
            List<String> having = having(name, names, schemas, true);
            List<DataType> types = met.seen.stream().map(Seen::type).distinct().toList();
            if (partitions.containsKey(name)) {
                notes.add(new FilesReport.Note(name, FilesReport.Kind.HIDDEN, type(met), types, having.size(),
                        having.getFirst()));
                return;
            }
            List<Seen> others = met.seen.stream().filter(seen -> !seen.type().equals(type(met))).toList();
            if (!others.isEmpty()) {
                notes.add(
                        new FilesReport.Note(name, FilesReport.Kind.WIDENED, type(met), types, others.size(),
                                others.getFirst().file()));
            }
            if (having.size() < names.size()) {
                List<String> lacking = having(name, names, schemas, false);
                notes.add(
                        new FilesReport.Note(name, FilesReport.Kind.MISSING, type(met), types, lacking.size(),
                                lacking.getFirst()));
            }
        });
        return notes;
    }

    private static List<String> having(String column, List<String> names, List<Schema> schemas, boolean has) {
        List<String> files = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (schemas.get(i).contains(column) == has) {
                files.add(names.get(i));
            }
        }
        return files;
    }
}
