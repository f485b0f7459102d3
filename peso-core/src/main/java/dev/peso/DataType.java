package dev.peso;

import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// The type of a column's values, in Arrow's terms.
///
/// Types are values: two types are equal when they mean the same. `toString()` gives the text form that [#parse]
/// reads back, for example `int64`, `decimal(10,2)`, `timestamp(us)`, `list<utf8>`.
public sealed interface DataType extends DataTypeKinds {
    /// The type of a column that holds only nulls, and of the literal `null`.
    Simple NULL = Simple.NULL;
    /// True or false.
    Simple BOOLEAN = Simple.BOOLEAN;
    /// Signed integer of 8 bits.
    Simple INT8 = Simple.INT8;
    /// Signed integer of 16 bits.
    Simple INT16 = Simple.INT16;
    /// Signed integer of 32 bits.
    Simple INT32 = Simple.INT32;
    /// Signed integer of 64 bits.
    Simple INT64 = Simple.INT64;
    /// IEEE 754 number of 32 bits.
    Simple FLOAT32 = Simple.FLOAT32;
    /// IEEE 754 number of 64 bits.
    Simple FLOAT64 = Simple.FLOAT64;
    /// Text: valid UTF-8.
    Simple UTF8 = Simple.UTF8;
    /// Bytes.
    Simple BINARY = Simple.BINARY;
    /// A calendar day, proleptic Gregorian.
    Simple DATE = Simple.DATE;
    /// A time of day in microseconds.
    DataType TIME = new Time(Unit.MICRO);
    /// A local date and time in microseconds.
    DataType TIMESTAMP = new Timestamp(Unit.MICRO, null);
    /// An exact span of time in microseconds.
    DataType DURATION = new Duration(Unit.MICRO);
    /// Text stored as codes into a dictionary, in order of first appearance.
    DataType CATEGORICAL = new Categorical(false);

    /// The types without parameters; use the constants of [DataType].
    enum Simple implements DataType {
        NULL, BOOLEAN, INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, UTF8, BINARY, DATE;

        private final String text = name().toLowerCase(java.util.Locale.ROOT);

        @Override
        public String toString() {
            return text;
        }
    }

    /// The resolution of a time, timestamp or duration.
    enum Unit {
        SECOND("s", 1L), MILLI("ms", 1_000L), MICRO("us", 1_000_000L), NANO("ns", 1_000_000_000L);

        private final String text;
        private final long perSecond;

        Unit(String text, long perSecond) {
            this.text = text;
            this.perSecond = perSecond;
        }

        /// How many of this unit make one second.
        ///
        /// @return 1, 1000, 10^6 or 10^9
        public long perSecond() {
            return perSecond;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /// An exact decimal number.
    ///
    /// @param precision number of digits, 1 to 38
    /// @param scale digits after the point, 0 to `precision`
    record Decimal(int precision, int scale) implements DataType {
        public Decimal {
            if (precision < 1 || precision > 38) {
                throw new IllegalArgumentException("decimal precision must be in [1, 38], got " + precision);
            }
            if (scale < 0 || scale > precision) {
                throw new IllegalArgumentException(
                        "decimal scale must be in [0, " + precision + "], got " + scale);
            }
        }

        /// Whether values fit a `long` (18 digits or fewer).
        ///
        /// @return true for a precision of 18 or less
        public boolean isCompact() {
            return precision <= 18;
        }

        @Override
        public String toString() {
            return "decimal(" + precision + "," + scale + ")";
        }
    }

    /// A time of day since midnight.
    ///
    /// @param unit resolution
    record Time(Unit unit) implements DataType {
        public Time {
            Objects.requireNonNull(unit, "unit");
        }

        @Override
        public String toString() {
            return "time(" + unit + ")";
        }
    }

    /// A point in time: local when `zone` is null, otherwise an instant whose zone serves parts and printing.
    ///
    /// @param unit resolution
    /// @param zone the zone of an instant, or null for a local date-time
    record Timestamp(Unit unit, @Nullable ZoneId zone) implements DataType {
        public Timestamp {
            Objects.requireNonNull(unit, "unit");
        }

        @Override
        public String toString() {
            return zone == null ? "timestamp(" + unit + ")" : "timestamp(" + unit + ", " + zone.getId() + ")";
        }
    }

    /// An exact span of time.
    ///
    /// @param unit resolution
    record Duration(Unit unit) implements DataType {
        public Duration {
            Objects.requireNonNull(unit, "unit");
        }

        @Override
        public String toString() {
            return "duration(" + unit + ")";
        }
    }

    /// Text stored as codes into a dictionary.
    ///
    /// @param ordered whether the order of the dictionary is the order of the values
    record Categorical(boolean ordered) implements DataType {
        @Override
        public String toString() {
            return ordered ? "categorical(ordered)" : "categorical";
        }
    }

    /// A list of values of one type.
    ///
    /// @param element type of the elements
    record ListOf(DataType element) implements DataType {
        public ListOf {
            Objects.requireNonNull(element, "element");
        }

        @Override
        public String toString() {
            return "list<" + element + ">";
        }
    }

    /// Named values kept together.
    ///
    /// @param fields the parts, with unique names
    record Struct(List<Field> fields) implements DataType {
        public Struct {
            fields = List.copyOf(fields);
        }

        @Override
        public String toString() {
            return fields.stream()
                    .map(f -> Field.quoted(f.name()) + ": " + f.type())
                    .collect(Collectors.joining(", ", "struct<", ">"));
        }
    }

    /// Keys with values, in order of insertion.
    ///
    /// @param key type of the keys, never null
    /// @param value type of the values
    record MapOf(DataType key, DataType value) implements DataType {
        public MapOf {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(value, "value");
        }

        @Override
        public String toString() {
            return "map<" + key + ", " + value + ">";
        }
    }

    /// An exact decimal type.
    ///
    /// @param precision number of digits, 1 to 38
    /// @param scale digits after the point
    /// @return the type
    static DataType decimal(int precision, int scale) {
        return new Decimal(precision, scale);
    }

    /// A local date-time type.
    ///
    /// @param unit resolution
    /// @return the type
    static DataType timestamp(Unit unit) {
        return new Timestamp(unit, null);
    }

    /// An instant type in microseconds whose zone serves parts and printing.
    ///
    /// @param zone the zone
    /// @return the type
    static DataType timestamp(ZoneId zone) {
        return new Timestamp(Unit.MICRO, Objects.requireNonNull(zone, "zone"));
    }

    /// A list type.
    ///
    /// @param element type of the elements
    /// @return the type
    static DataType list(DataType element) {
        return new ListOf(element);
    }

    /// A struct type.
    ///
    /// @param fields the parts
    /// @return the type
    static DataType struct(Field... fields) {
        return new Struct(Arguments.list(fields, "fields"));
    }

    /// A map type.
    ///
    /// @param key type of the keys
    /// @param value type of the values
    /// @return the type
    static DataType map(DataType key, DataType value) {
        return new MapOf(key, value);
    }

    /// Reads the text form of a type, with SQL's usual names as aliases (`bigint`, `varchar`, `double`, ...).
    ///
    /// @param text for example `int64`, `decimal(10,2)`, `list<utf8>`
    /// @return the type
    /// @throws IllegalArgumentException if the text names no type
    static DataType parse(String text) {
        return new DataTypeParser(text).parse();
    }
}
