package dev.peso.io;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.Schema;

/// Datasets from tables of Tablesaw and back. Needs `tech.tablesaw:tablesaw-core`, which a project that has such tables
/// has; nothing else in Peso knows it.
///
/// Tablesaw marks missing values by values: the smallest number of an integer type, NaN, the empty text. From a table
/// these are nulls. To a table, an integer that would become missing fails; a NaN or an empty text is missing there, as
/// every one is in Tablesaw.
public final class Tablesaw {
    private Tablesaw() {}

    /// The rows of a table, copied.
    ///
    /// @param table any table
    /// @return a dataset; short, int and long columns are `int16`, `int32` and `int64`
    /// @throws QueryException if a column is of a type that Tablesaw does not have itself
    public static Dataset from(Table table) {
        Objects.requireNonNull(table, "table");
        List<Field> fields = new ArrayList<>();
        for (Column<?> column : table.columns()) {
            fields.add(Field.of(column.name(), typeOf(column)));
        }
        return Dataset.ofRows(Schema.of(fields), () -> rows(table));
    }

    private static DataType typeOf(Column<?> column) {
        return switch (column) {
            case BooleanColumn _ -> DataType.BOOLEAN;
            case ShortColumn _ -> DataType.INT16;
            case IntColumn _ -> DataType.INT32;
            case LongColumn _ -> DataType.INT64;
            case FloatColumn _ -> DataType.FLOAT32;
            case DoubleColumn _ -> DataType.FLOAT64;
            case DateColumn _ -> DataType.DATE;
            case TimeColumn _ -> DataType.TIME;
            case DateTimeColumn _ -> DataType.TIMESTAMP;
            case InstantColumn _ -> new DataType.Timestamp(DataType.Unit.MICRO, ZoneOffset.UTC);
            case StringColumn _ -> DataType.UTF8;
            default -> throw new QueryException("column \"" + column.name() + "\" is of the type "
                    + column.type().name() + ", which Peso does not know; convert it to text first");
        };
    }

    private static Iterator<@Nullable Object[]> rows(Table table) {
        List<Column<?>> columns = table.columns();
        return new Iterator<>() {
            private int row;

            @Override
            public boolean hasNext() {
                return row < table.rowCount();
            }

            @Override
            public @Nullable Object[] next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                @Nullable
                Object[] values = new @Nullable Object[columns.size()];
                for (int c = 0; c < values.length; c++) {
                    values[c] = columns.get(c).isMissing(row) ? null : columns.get(c).get(row);
                }
                row++;
                return values;
            }
        };
    }

    /// The rows of a dataset as a table.
    ///
    /// Decimals become doubles; times are cut to milliseconds.
    ///
    /// @param dataset is run
    /// @return a table with a column for each of the dataset's
    /// @throws QueryException if a column has a type that Tablesaw does not have
    /// @throws DataException if a value would mean that there is none
    public static Table to(Dataset dataset) {
        Objects.requireNonNull(dataset, "dataset");
        List<Filling<?>> columns = new ArrayList<>();
        for (Field field : dataset.schema()) {
            columns.add(column(field));
        }
        dataset.rows().forEach(row -> {
            for (int c = 0; c < columns.size(); c++) {
                columns.get(c).add(row.get(c), row.position());
            }
        });
        return Table.create(columns.stream().map(filling -> filling.column));
    }

    private static Filling<?> column(Field field) {
        String name = field.name();
        return switch (field.type()) {
            case DataType.Simple simple -> switch (simple) {
                case BOOLEAN -> new Filling<>(BooleanColumn.create(name), Boolean.class::cast);
                case INT8 -> new Filling<>(ShortColumn.create(name), value -> ((Number) value).shortValue());
                case INT16 -> new Filling<>(ShortColumn.create(name), Short.class::cast);
                case INT32 -> new Filling<>(IntColumn.create(name), Integer.class::cast);
                case INT64 -> new Filling<>(LongColumn.create(name), Long.class::cast);
                case FLOAT32 -> new Filling<>(FloatColumn.create(name), Float.class::cast);
                case FLOAT64 -> new Filling<>(DoubleColumn.create(name), Double.class::cast);
                case UTF8 -> new Filling<>(StringColumn.create(name), String.class::cast);
                case DATE -> new Filling<>(DateColumn.create(name), LocalDate.class::cast);
                case NULL -> new Filling<>(StringColumn.create(name), Object::toString);
                case BINARY -> throw unknown(field);
            };
            case DataType.Decimal _ ->
                new Filling<>(DoubleColumn.create(name), value -> ((Number) value).doubleValue());
            case DataType.Categorical _ -> new Filling<>(StringColumn.create(name), String.class::cast);
            case DataType.Time _ -> new Filling<>(TimeColumn.create(name), LocalTime.class::cast);
            case DataType.Timestamp t -> t.zone() == null
                    ? new Filling<>(DateTimeColumn.create(name), LocalDateTime.class::cast)
                    : new Filling<>(InstantColumn.create(name), Tablesaw::instant);
            case DataType.Duration _,DataType.ListOf _,DataType.Struct _,DataType.MapOf _ ->
                throw unknown(field);
        };
    }

    private static Instant instant(Object value) {
        return ((ZonedDateTime) value).toInstant();
    }

    private static QueryException unknown(Field field) {
        return new QueryException("column \"" + field.name() + "\" is " + field.type()
                + ", which a table of Tablesaw cannot hold; drop it, or take its parts out");
    }

    /// A column in the making.
    private static final class Filling<T> {
        private final Column<T> column;
        private final Function<Object, T> as;

        Filling(Column<T> column, Function<Object, T> as) {
            this.column = column;
            this.as = as;
        }

        void add(@Nullable Object value, long row) {
            if (value == null) {
                column.appendMissing();
                return;
            }
            column.append(as.apply(value));
            boolean whole = value instanceof Number && !(value instanceof Double)
                    && !(value instanceof Float);
            if (whole && column.isMissing(column.size() - 1)) {
                throw new DataException("column \"" + column.name() + "\" row " + row + ": " + value
                        + " stands for a missing value in Tablesaw; cast the column to a wider type first",
                        column.name(), row, null);
            }
        }
    }
}
