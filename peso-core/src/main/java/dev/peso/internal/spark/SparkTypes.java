package dev.peso.internal.spark;

import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.sql.Dialect;

/// Types and values here and in Spark. What Spark has no type for travels as the number in which it is stored.
final class SparkTypes {
    private SparkTypes() {}

    /// Whether Spark computes with values of a type; others only travel.
    static boolean isComputed(DataType type) {
        return !type.isNested() && Dialect.SPARK.typeName(type) != null;
    }

    /// The type under which values travel.
    static org.apache.spark.sql.types.DataType of(DataType type) {
        return switch (type) {
            case DataType.Simple simple -> switch (simple) {
                case NULL, BOOLEAN -> DataTypes.BooleanType;
                case INT8 -> DataTypes.ByteType;
                case INT16 -> DataTypes.ShortType;
                case INT32 -> DataTypes.IntegerType;
                case INT64 -> DataTypes.LongType;
                case FLOAT32 -> DataTypes.FloatType;
                case FLOAT64 -> DataTypes.DoubleType;
                case UTF8 -> DataTypes.StringType;
                case BINARY -> DataTypes.BinaryType;
                case DATE -> DataTypes.DateType;
            };
            case DataType.Categorical _ -> DataTypes.StringType;
            case DataType.Decimal d -> DataTypes.createDecimalType(d.precision(), d.scale());
            case DataType.Timestamp t -> t.unit() == DataType.Unit.NANO
                    ? DataTypes.LongType
                    : t.zone() == null ? DataTypes.TimestampNTZType : DataTypes.TimestampType;
            case DataType.Time _,DataType.Duration _ -> DataTypes.LongType;
            case DataType.ListOf l -> DataTypes.createArrayType(of(l.element()));
            case DataType.MapOf m -> DataTypes.createMapType(of(m.key()), of(m.value()));
            case DataType.Struct s -> {
                StructType struct = new StructType();
                for (int i = 0; i < s.fields().size(); i++) {
                    struct = struct.add("c" + i, of(s.fields().get(i).type()), true);
                }
                yield struct;
            }
        };
    }

    /// A value of [Scalars] as Spark takes it.
    static @Nullable Object there(DataType type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return switch (type) {
            case DataType.Timestamp t when t.unit() == DataType.Unit.NANO -> Scalars.toLong(type, value);
            case DataType.Time _,DataType.Duration _ -> Scalars.toLong(type, value);
            case DataType.Timestamp t when t.zone() != null -> ((ZonedDateTime) value).toInstant();
            case DataType.ListOf l -> {
                List<@Nullable Object> list = new ArrayList<>();
                ((List<?>) value).forEach(element -> list.add(there(l.element(), element)));
                yield CollectionConverters.asScala(list).toSeq();
            }
            case DataType.MapOf m -> {
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                ((Map<?, ?>) value).forEach((k, v) -> map.put(there(m.key(), k), there(m.value(), v)));
                yield CollectionConverters.asScala(map);
            }
            case DataType.Struct s -> {
                @Nullable
                Object[] cells = new Object[s.fields().size()];
                for (int i = 0; i < cells.length; i++) {
                    Field field = s.fields().get(i);
                    cells[i] = there(field.type(), ((Map<?, ?>) value).get(field.name()));
                }
                yield RowFactory.create(cells);
            }
            default -> value;
        };
    }

    /// A value of Spark's as [Scalars] takes it.
    static @Nullable Object here(DataType type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case DataType.Timestamp t when t.unit() == DataType.Unit.NANO ->
                Scalars.ofLong(type, (Long) value);
            case DataType.Time _,DataType.Duration _ -> Scalars.ofLong(type, (Long) value);
            case DataType.Timestamp t when t.zone() != null ->
                ((java.time.Instant) value).atZone(ZoneOffset.UTC);
            case DataType.ListOf l -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (Object element : CollectionConverters.asJava((scala.collection.Seq<?>) value)) {
                    list.add(here(l.element(), element));
                }
                yield list;
            }
            case DataType.MapOf m -> {
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                CollectionConverters.asJava((scala.collection.Map<?, ?>) value)
                        .forEach((k, v) -> map.put(here(m.key(), k), here(m.value(), v)));
                yield map;
            }
            case DataType.Struct s -> {
                Map<String, @Nullable Object> struct = new LinkedHashMap<>();
                for (int i = 0; i < s.fields().size(); i++) {
                    Field field = s.fields().get(i);
                    struct.put(field.name(), here(field.type(), ((Row) value).get(i)));
                }
                yield struct;
            }
            default -> value;
        };
    }
}
