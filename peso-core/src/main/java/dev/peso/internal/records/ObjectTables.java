package dev.peso.internal.records;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;

/// Tables of Java objects: records or beans, maps by row, lists and arrays by column.
public final class ObjectTables {
    private ObjectTables() {}

    /// The columns that objects of a class become: one a component or property, in order of declaration.
    ///
    /// Primitive components are never null. See [JavaTypes] for the types; a decimal gets scale 9.
    ///
    /// @param type a record, or a class with getters
    /// @throws IllegalArgumentException if a component has a type that no column stands for
    public static Schema schema(Class<?> type) {
        return schema(Shape.of(type));
    }

    private static Schema schema(Shape shape) {
        List<Field> fields = new ArrayList<>();
        for (Shape.Property property : shape.properties()) {
            DataType type = JavaTypes.of(property.type(), Shape.where(property.name(), shape.owner()));
            fields.add(Field.of(property.name(), type).withNullable(!property.raw().isPrimitive()));
        }
        return Schema.of(fields);
    }

    /// One row an object. Scales of decimals, units finer than microseconds and zones are taken from the values.
    ///
    /// @param type a record, or a class with getters; it gives the schema even when there are no rows
    /// @param rows the objects
    /// @throws IllegalArgumentException if a component has a type that no column stands for, or a row is null
    public static <T> Table of(Class<T> type, Iterable<? extends T> rows) {
        Shape shape = Shape.of(type);
        Collection<? extends T> all = rows instanceof Collection<? extends T> given ? given : listOf(rows);
        Schema schema = refined(shape, schema(shape), all);
        return table(shape, schema, all);
    }

    /// One row an object, all of the class of the first.
    ///
    /// @param rows the objects, one or more
    /// @throws IllegalArgumentException as in [#of(Class, Iterable)], or if a row is of another class
    public static Table of(List<?> rows) {
        Object first = requireRow(rows.getFirst(), 0);
        long position = 0;
        for (Object row : rows) {
            requireSame(first.getClass(), requireRow(row, position), position);
            position++;
        }
        return ofSame(first.getClass(), rows);
    }

    private static <T> Table ofSame(Class<T> type, List<?> rows) {
        return of(type, rows.stream().map(type::cast).toList());
    }

    private static void requireSame(Class<?> type, Object row, long position) {
        if (!type.isInstance(row)) {
            throw new IllegalArgumentException("row " + position + " is of class "
                    + row.getClass().getSimpleName() + ", row 0 of class " + type.getSimpleName()
                    + "; name a class they share: of(Shape.class, list)");
        }
    }

    private static <T> T requireRow(@Nullable T row, long position) {
        if (row == null) {
            throw new IllegalArgumentException("row " + position + " is null");
        }
        return row;
    }

    private static <T> List<T> listOf(Iterable<? extends T> rows) {
        List<T> list = new ArrayList<>();
        rows.forEach(list::add);
        return list;
    }

    /// Rows given as the values of each.
    ///
    /// @param schema the columns
    /// @param rows for each row its values in the order of the schema
    /// @throws IllegalArgumentException if a row has another number of values, or a value does not fit its column or
    ///   is a null that the column does not allow
    public static Table of(Schema schema, Iterable<@Nullable Object[]> rows) {
        List<VectorBuilder> builders = builders(schema);
        List<Chunk> chunks = new ArrayList<>();
        long position = 0;
        for (Object[] row : rows) {
            requireRow(row, position);
            if (row.length != schema.size()) {
                throw new IllegalArgumentException(
                        "row " + position + " has " + row.length + " values for " + schema.size()
                                + " columns");
            }
            for (int i = 0; i < row.length; i++) {
                RecordWriter.append(builders.get(i), row[i], position, schema.field(i));
            }
            position++;
            if (builders.isEmpty()) {
                continue;
            }
            if (builders.getFirst().length() == Vector.CHUNK_ROWS) {
                chunks.add(build(builders));
                builders = builders(schema);
            }
        }
        if (!builders.isEmpty()) {
            chunks.add(build(builders));
        }
        return new Table(schema, chunks);
    }

    /// One row a map from column name to value. Columns come in order of first appearance; what a map lacks is null;
    /// types are inferred from the values.
    ///
    /// @param rows the maps
    /// @throws IllegalArgumentException if the values of a column have no common type
    public static Table ofMaps(Iterable<? extends Map<String, ?>> rows) {
        Set<String> names = new LinkedHashSet<>();
        List<Map<String, ?>> all = new ArrayList<>();
        for (Map<String, ?> row : rows) {
            requireRow(row, all.size());
            names.addAll(row.keySet());
            all.add(row);
        }
        List<Field> fields = new ArrayList<>();
        List<List<Vector>> columns = new ArrayList<>();
        for (String name : names) {
            List<@Nullable Object> values = new ArrayList<>(all.size());
            all.forEach(row -> values.add(row.get(name)));
            List<Vector> column = ColumnValues.of(name, values);
            fields.add(Field.of(name, ColumnValues.type(column)));
            columns.add(column);
        }
        return table(Schema.of(fields), columns);
    }

    /// Columns by name, in the order of the map: lists or other collections, and arrays, all of one length.
    ///
    /// `long[]`, `int[]`, `double[]`, `String[]`, `LocalDate[]` and so on give their type; the type of a list or an
    /// `Object[]` is inferred from its values. Arrays are copied.
    ///
    /// @param columns the columns
    /// @throws IllegalArgumentException if lengths differ, or the values of a column have no common type
    public static Table ofColumns(Map<String, ?> columns) {
        List<Field> fields = new ArrayList<>();
        List<List<Vector>> vectors = new ArrayList<>();
        String first = "";
        long rows = -1;
        for (Map.Entry<String, ?> entry : columns.entrySet()) {
            List<Vector> column = ColumnValues.of(entry.getKey(), entry.getValue());
            long length = column.stream().mapToLong(v -> v.length).sum();
            if (rows >= 0 && length != rows) {
                throw new IllegalArgumentException("columns must have the same number of rows: \"" + first
                        + "\" has " + rows + ", \"" + entry.getKey() + "\" has " + length);
            }
            if (rows < 0) {
                rows = length;
                first = entry.getKey();
            }
            boolean nullable = !entry.getValue().getClass().isArray()
                    || !entry.getValue().getClass().componentType().isPrimitive();
            fields.add(Field.of(entry.getKey(), ColumnValues.type(column)).withNullable(nullable));
            vectors.add(column);
        }
        return table(Schema.of(fields), vectors);
    }

    private static Table table(Schema schema, List<List<Vector>> columns) {
        List<Chunk> chunks = new ArrayList<>();
        int count = columns.isEmpty() ? 0 : columns.getFirst().size();
        for (int c = 0; c < count; c++) {
            int chunk = c;
            List<Vector> vectors = columns.stream().map(column -> column.get(chunk)).toList();
            chunks.add(new Chunk(vectors, vectors.getFirst().length));
        }
        return new Table(schema, chunks);
    }

    private static Schema refined(Shape shape, Schema declared, Collection<?> rows) {
        List<Field> fields = new ArrayList<>(declared.fields());
        for (int i = 0; i < fields.size(); i++) {
            DataType type = fields.get(i).type();
            if (ValueTypes.isOpen(type)) {
                ValueTypes types = ValueTypes.declared(type);
                MethodHandle getter = shape.properties()
                        .get(i)
                        .getter()
                        .asType(
                                MethodType.methodType(Object.class, Object.class));
                long position = 0;
                for (Object row : rows) {
                    types.observe(value(getter, row, position++));
                }
                fields.set(i, fields.get(i).withType(types.type()));
            }
        }
        return Schema.of(fields);
    }

    private static @Nullable Object value(MethodHandle getter, @Nullable Object row, long position) {
        requireRow(row, position);
        try {
            return getter.invokeExact(row);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("could not read row " + position, e);
        }
    }

    private static Table table(Shape shape, Schema schema, Collection<?> rows) {
        List<Chunk> chunks = new ArrayList<>();
        RecordWriter writer = new RecordWriter(shape, schema);
        long position = 0;
        for (Object row : rows) {
            writer.add(row, position++);
            if (writer.rows() == Vector.CHUNK_ROWS) {
                chunks.add(build(writer));
            }
        }
        chunks.add(build(writer));
        return new Table(schema, chunks);
    }

    private static Chunk build(RecordWriter writer) {
        int rows = writer.rows();
        return new Chunk(Arrays.asList(writer.build()), rows);
    }

    private static List<VectorBuilder> builders(Schema schema) {
        return schema.fields().stream().map(f -> VectorBuilder.of(f.type(), 64)).toList();
    }

    private static Chunk build(List<VectorBuilder> builders) {
        Vector[] vectors = builders.stream().map(VectorBuilder::build).toArray(Vector[]::new);
        return new Chunk(Arrays.asList(vectors), vectors[0].length);
    }
}
