package dev.peso.internal.records;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataException;
import dev.peso.PesoException;
import dev.peso.Schema;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;

/// Makes objects of a class from rows, each component from the column of its name.
///
/// Columns are bound once, with clear errors for missing ones and for types that do not go together; a row then costs
/// one call of the record's constructor, without reflection and without boxing of primitive components. A reader is a
/// value and safe to share; each iteration has its own state.
///
/// @param <T> the class of the objects
public final class RecordReader<T> {
    private final Class<T> type;
    private final Shape shape;
    private final int[] columns;
    private final List<ValueReader> readers;

    private RecordReader(Class<T> type, Shape shape, int[] columns, List<ValueReader> readers) {
        this.type = type;
        this.shape = shape;
        this.columns = columns;
        this.readers = readers;
    }

    /// Binds a class to the columns of a schema.
    ///
    /// @param type a record, or a class with getters, setters and a constructor without arguments
    /// @param schema the columns; those that no component names are left alone
    /// @throws ColumnNotFoundException if a component has no column of its name
    /// @throws dev.peso.QueryException if a column's type does not go with its component's
    /// @throws IllegalArgumentException if the class cannot be made from rows
    public static <T> RecordReader<T> of(Class<T> type, Schema schema) {
        Shape shape = Shape.of(type);
        int[] columns = new int[shape.properties().size()];
        List<ValueReader> readers = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            Shape.Property property = shape.properties().get(i);
            if (!schema.contains(property.name())) {
                throw new ColumnNotFoundException(property.name(), schema.names(), null);
            }
            columns[i] = schema.indexOf(property.name());
            readers.add(ValueReader.of(schema.field(columns[i]), property.type(),
                    Shape.where(property.name(), type)));
        }
        RecordReader<T> reader = new RecordReader<>(type, shape, columns, List.copyOf(readers));
        reader.maker(reader.cursors()); // so that a class without a usable constructor is refused now
        return reader;
    }

    /// The names of the columns that are read, in order of the components.
    public List<String> columns() {
        return shape.properties().stream().map(Shape.Property::name).toList();
    }

    /// The objects of rows, in order; made as they are asked for.
    ///
    /// @param chunks rows of the schema this reader was bound to
    public Stream<T> stream(Iterator<Chunk> chunks) {
        return BatchRows.stream(open(), chunks);
    }

    /// A use of the reader on one thread.
    public BatchRows<T> open() {
        return new Rows();
    }

    private List<ColumnCursor> cursors() {
        List<ColumnCursor> cursors = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            Shape.Property property = shape.properties().get(i);
            cursors.add(new ColumnCursor(property.name(), Shape.where(property.name(), type), property.raw(),
                    readers.get(i)));
        }
        return cursors;
    }

    /// `(int row) -> Object` over the cursors' current batch.
    private MethodHandle maker(List<ColumnCursor> cursors) {
        MethodHandle[] values = cursors.stream().map(ColumnCursor::handle).toArray(MethodHandle[]::new);
        MethodHandle make = type.isRecord() ? shape.constructor() : BeanMaker.of(shape);
        MethodHandle ofRows = MethodHandles.filterArguments(make, 0, values);
        MethodHandle ofRow = MethodHandles.permuteArguments(ofRows, MethodType.methodType(type, int.class),
                new int[values.length]);
        return ofRow.asType(MethodType.methodType(Object.class, int.class));
    }

    private final class Rows implements BatchRows<T> {
        private final List<ColumnCursor> cursors = cursors();
        private final MethodHandle maker = maker(cursors);
        private Batch rows = new Batch(new Vector[0], 0, -1);

        @Override
        public void move(Batch batch) {
            rows = batch;
            for (int i = 0; i < columns.length; i++) {
                cursors.get(i).move(batch, columns[i]);
            }
        }

        @Override
        public T get(int row) {
            try {
                return type.cast((Object) maker.invokeExact(row));
            } catch (PesoException | Error e) {
                throw e;
            } catch (Throwable e) {
                long position = rows.position(row);
                throw new DataException((position < 0 ? "a row" : "row " + position)
                        + " could not become a " + type.getSimpleName() + ": " + e, null, position, e);
            }
        }
    }

    /// A bean's constructor and setters as one constructor of all properties.
    private static final class BeanMaker {
        private final MethodHandle constructor;
        private final MethodHandle[] setters;

        private BeanMaker(Shape shape) {
            constructor = shape.emptyConstructor().asType(MethodType.methodType(Object.class));
            setters = shape.properties()
                    .stream()
                    .map(p -> shape.setter(p)
                            .asType(MethodType.methodType(void.class, Object.class, Object.class)))
                    .toArray(MethodHandle[]::new);
        }

        static MethodHandle of(Shape shape) {
            try {
                MethodHandle make = MethodHandles.lookup()
                        .findVirtual(BeanMaker.class, "make",
                                MethodType.methodType(Object.class, Object[].class));
                MethodType wanted = MethodType.methodType(shape.owner(),
                        shape.properties().stream().map(Shape.Property::raw).toList());
                return make.bindTo(new BeanMaker(shape))
                        .asCollector(Object[].class, shape.properties().size())
                        .asType(wanted);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @SuppressWarnings("UnusedMethod") // called by name
        private Object make(Object[] values) throws Throwable {
            Object bean = constructor.invokeExact();
            for (int i = 0; i < values.length; i++) {
                setters[i].invokeExact(bean, values[i]);
            }
            return bean;
        }
    }
}
