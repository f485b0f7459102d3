package dev.peso.internal.kernel;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewBuilder;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.WideVector;

/// Conversions to `utf8`: numbers in Java's form, temporal values in ISO 8601, lists as `[1, 2]`, structs as
/// `{'a': 1}`, maps as `{k=v}`, nulls inside as `NULL`.
final class FormatCasts {
    private FormatCasts() {}

    /// Writes the value of a row that is not null.
    @FunctionalInterface
    private interface Writer {
        void write(Vector v, int row, ByteSink sink);
    }

    static Casts.Cast of(DataType from) {
        Writer writer = writer(from);
        return v -> texts(v, writer);
    }

    private static ViewVector texts(Vector v, Writer writer) {
        ViewBuilder builder = new ViewBuilder(DataType.UTF8, v.length);
        ByteSink sink = new ByteSink();
        for (int i = 0; i < v.length; i++) {
            if (v.isNull(i)) {
                builder.appendNull();
            } else {
                sink.clear();
                writer.write(v, i, sink);
                builder.append(sink.bytes, 0, sink.length);
            }
        }
        return builder.build();
    }

    private static Writer writer(DataType type) {
        return switch (type) {
            case DataType.Simple simple -> simple(simple);
            case DataType.Decimal d -> decimal(d);
            case DataType.Time t -> {
                long per = t.unit().perSecond();
                yield (v, row, sink) -> {
                    long value = ((LongVector) v).get(row);
                    TimeText.writeTime(sink, value / per, value % per, t.unit());
                };
            }
            case DataType.Timestamp t ->
                (v, row, sink) -> TimeText.writeTimestamp(sink, ((LongVector) v).get(row), t);
            case DataType.Duration _ -> (v, row, sink) -> sink.add(String.valueOf(Scalars.get(v, row)));
            case DataType.Categorical _ -> (v, row, sink) -> sink.add(String.valueOf(Scalars.get(v, row)));
            case DataType.ListOf l -> list(writer(l.element()));
            case DataType.Struct s -> struct(s);
            case DataType.MapOf m -> map(writer(m.key()), writer(m.value()));
        };
    }

    private static Writer simple(DataType.Simple type) {
        return switch (type) {
            case NULL -> (_, _, sink) -> sink.add("NULL");
            case BOOLEAN -> (v, row, sink) -> sink.add(((BitVector) v).get(row) ? "true" : "false");
            case INT8, INT16, INT32, INT64 -> new WholeWriter();
            case FLOAT32 -> (v, row, sink) -> sink.add(Float.toString(((FloatVector) v).get(row)));
            case FLOAT64 -> (v, row, sink) -> sink.add(Double.toString(((DoubleVector) v).get(row)));
            case UTF8, BINARY -> (v, row, sink) -> {
                byte[] bytes = ((ViewVector) v).getBytes(row);
                sink.add(bytes, 0, bytes.length);
            };
            case DATE -> (v, row, sink) -> TimeText.writeDate(sink, Numbers.whole(v, row));
        };
    }

    /// Whole numbers by hand.
    private static final class WholeWriter implements Writer {
        @Override
        public void write(Vector v, int row, ByteSink sink) {
            long value = Numbers.whole(v, row);
            if (value == Long.MIN_VALUE) {
                sink.add(Long.toString(value));
            } else {
                sink.addPadded(value, 1);
            }
        }
    }

    private static Writer decimal(DataType.Decimal type) {
        return (v, row, sink) -> {
            BigDecimal value = v instanceof WideVector w
                    ? Numbers.decimal(w.low(row), w.high(row), type.scale())
                    : BigDecimal.valueOf(((LongVector) v).get(row), type.scale());
            sink.add(value.toPlainString());
        };
    }

    private static Writer list(Writer element) {
        return (v, row, sink) -> {
            ListVector list = (ListVector) v;
            sink.add('[');
            for (int i = list.from(row); i < list.to(row); i++) {
                if (i > list.from(row)) {
                    sink.add(", ");
                }
                write(element, list.child, i, sink);
            }
            sink.add(']');
        };
    }

    private static void write(Writer writer, Vector v, int row, ByteSink sink) {
        if (v.isNull(row)) {
            sink.add("NULL");
        } else {
            writer.write(v, row, sink);
        }
    }

    private static Writer struct(DataType.Struct type) {
        List<Writer> writers = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Field field : type.fields()) {
            writers.add(writer(field.type()));
            names.add((names.isEmpty() ? "'" : ", '") + field.name().replace("'", "''") + "': ");
        }
        return (v, row, sink) -> {
            sink.add('{');
            for (int i = 0; i < writers.size(); i++) {
                sink.add(names.get(i));
                write(writers.get(i), ((StructVector) v).children.get(i), row, sink);
            }
            sink.add('}');
        };
    }

    private static Writer map(Writer key, Writer value) {
        return (v, row, sink) -> {
            ListVector map = (ListVector) v;
            StructVector entries = (StructVector) map.child;
            sink.add('{');
            for (int i = map.from(row); i < map.to(row); i++) {
                if (i > map.from(row)) {
                    sink.add(", ");
                }
                write(key, entries.children.get(0), i, sink);
                sink.add('=');
                write(value, entries.children.get(1), i, sink);
            }
            sink.add('}');
        };
    }

    /// The text form of one value, or null.
    static @Nullable String text(Vector v, int row) {
        return v.isNull(row) ? null : ((ViewVector) of(v.type).apply(v.slice(row, 1))).getString(0);
    }
}
