package dev.peso.internal.records;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.BitBuilder;
import dev.peso.internal.column.NumberBuilder;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;

/// Makes columns of objects of one class, primitive components without boxing. Belongs to one thread.
public final class RecordWriter {
    private final Shape shape;
    private final Schema schema;
    private List<VectorBuilder> builders = List.of();
    private List<Filler> fillers = List.of();
    private int rows;

    /// @param schema a column for each property of the shape, in order
    RecordWriter(Shape shape, Schema schema) {
        this.shape = shape;
        this.schema = schema;
        begin();
    }

    /// The columns that objects of a class become; shared by threads, each of which opens a writer.
    public static final class Target {
        private final Shape shape;
        private final Schema schema;

        private Target(Shape shape) {
            this.shape = shape;
            this.schema = ObjectTables.schema(shape.owner());
        }

        public Schema schema() {
            return schema;
        }

        public RecordWriter open() {
            return new RecordWriter(shape, schema);
        }
    }

    /// @throws IllegalArgumentException if a property of the class has a type that no column stands for
    public static Target target(Class<?> type) {
        return new Target(Shape.of(type));
    }

    /// Rows added since the last build.
    int rows() {
        return rows;
    }

    /// Appends an object.
    ///
    /// @param position the row's place, for messages; -1 when unknown
    /// @throws IllegalArgumentException if the object is null or one of its values does not fit its column
    public void add(@Nullable Object row, long position) {
        if (row == null) {
            throw new IllegalArgumentException("row " + position + " is null");
        }
        try {
            for (Filler filler : fillers) {
                filler.add(row, position);
            }
            rows++;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("could not read row " + position, e);
        }
    }

    /// The columns of the rows added so far; the next row begins new ones.
    public Vector[] build() {
        Vector[] vectors = builders.stream().map(VectorBuilder::build).toArray(Vector[]::new);
        begin();
        return vectors;
    }

    private void begin() {
        rows = 0;
        builders = schema.fields().stream().map(f -> VectorBuilder.of(f.type(), 64)).toList();
        List<Filler> all = new ArrayList<>();
        for (int i = 0; i < builders.size(); i++) {
            all.add(filler(shape.properties().get(i), builders.get(i), schema.field(i)));
        }
        fillers = all;
    }

    /// Takes objects and appends one value of each to a column.
    private interface Filler {
        void add(Object row, long position) throws Throwable;
    }

    private static Filler filler(Shape.Property property, VectorBuilder builder, Field field) {
        Class<?> raw = property.raw();
        MethodHandle getter = property.getter();
        if (builder instanceof BitBuilder bits && raw == boolean.class) {
            MethodHandle get = getter.asType(MethodType.methodType(boolean.class, Object.class));
            return (row, _) -> bits.append((boolean) get.invokeExact(row));
        }
        if (builder instanceof NumberBuilder numbers && (raw == double.class || raw == float.class)) {
            MethodHandle get = getter.asType(MethodType.methodType(double.class, Object.class));
            return (row, _) -> numbers.append((double) get.invokeExact(row));
        }
        if (builder instanceof NumberBuilder numbers && raw.isPrimitive()) {
            MethodHandle get = getter.asType(MethodType.methodType(long.class, Object.class));
            return (row, _) -> numbers.append((long) get.invokeExact(row));
        }
        MethodHandle get = getter.asType(MethodType.methodType(Object.class, Object.class));
        return (row, position) -> append(builder, get.invokeExact(row), position, field);
    }

    /// Appends a value of any class.
    static void append(VectorBuilder builder, @Nullable Object value, long position, Field field) {
        if (value == null && !field.nullable()) {
            throw new IllegalArgumentException(
                    cell(position, field) + " is null, but its field is not nullable");
        }
        try {
            JavaValues.append(builder, value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(cell(position, field) + ": " + e.getMessage(), e);
        }
    }

    private static String cell(long position, Field field) {
        return (position < 0 ? "" : "row " + position + ", ") + "column \"" + field.name() + "\"";
    }
}
