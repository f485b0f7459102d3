package dev.peso.internal.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;

class ObjectTablesTest {

    enum Size {
        SMALL, LARGE
    }

    record Sale(String region, int qty, double price, boolean paid, @Nullable LocalDate day) {}

    private record Point(float x, long y) {}

    record Everything(byte b, short s, int i, long l, float f, double d, boolean z, char c, Byte bb,
            Integer ii,
            String text, BigDecimal decimal, BigInteger big, LocalDate date, LocalTime time,
            LocalDateTime dateTime,
            Instant instant, ZonedDateTime zoned, Duration duration, Size size, byte[] bytes,
            List<String> list,
            int[] ints, Point point, Map<String, Long> map, Optional<String> maybe, OptionalInt maybeInt,
            UUID id) {}

    static final class Bean {
        private int count;
        private @Nullable String name;
        private boolean open;

        public int getCount() {
            return count;
        }

        public void setCount(int count) {
            this.count = count;
        }

        public @Nullable String getName() {
            return name;
        }

        public void setName(@Nullable String name) {
            this.name = name;
        }

        public boolean isOpen() {
            return open;
        }

        public void setOpen(boolean open) {
            this.open = open;
        }
    }

    private static final List<Sale> SALES = List.of(new Sale("north", 2, 1.5, true, LocalDate.of(2026, 1, 2)),
            new Sale("süd", -1, Double.NaN, false, null));

    @Test
    void records_become_columns_and_come_back() {
        Table table = ObjectTables.of(Sale.class, SALES);
        assertThat(table.schema().toString()).isEqualTo("""
                region: utf8
                qty: int32 not null
                price: float64 not null
                paid: boolean not null
                day: date""");
        assertThat(read(Sale.class, table)).isEqualTo(SALES);
    }

    @Test
    void an_empty_list_has_a_type() {
        Table table = ObjectTables.of(Sale.class, List.of());
        assertThat(table.rows()).isZero();
        assertThat(table.schema()).isEqualTo(ObjectTables.schema(Sale.class));
        assertThat(read(Sale.class, table)).isEmpty();
    }

    @Test
    void every_component_type_comes_back() {
        Everything one = new Everything((byte) -1, (short) 2, 3, Long.MIN_VALUE, 1.5f, -0.0, true, 'ä',
                (byte) 7, 8,
                "text", new BigDecimal("12.50"), BigInteger.TEN.pow(30), LocalDate.MIN.withYear(-4000),
                LocalTime.of(1, 2, 3, 456_789_000), LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000),
                Instant.parse("2026-07-01T10:00:00Z"),
                ZonedDateTime.of(2026, 7, 1, 12, 0, 0, 0, ZoneId.of("Europe/Berlin")), Duration.ofMillis(-1),
                Size.LARGE,
                new byte[]{1, 2}, Arrays.asList("a", null), new int[]{1, 2, 3}, new Point(2.5f, 9),
                Map.of("k", 5L), Optional.of("x"), OptionalInt.of(4), new UUID(1, 2));
        Table table = ObjectTables.of(Everything.class, List.of(one));
        assertThat(table.schema().type("decimal")).isEqualTo(DataType.decimal(18, 2));
        assertThat(table.schema().type("zoned")).isEqualTo(DataType.timestamp(ZoneId.of("Europe/Berlin")));
        assertThat(table.schema().type("size")).isEqualTo(DataType.CATEGORICAL);
        assertThat(table.schema().type("point").toString()).isEqualTo("struct<x: float32, y: int64>");
        assertThat(read(Everything.class, table)).usingRecursiveFieldByFieldElementComparator()
                .containsExactly(one);
    }

    @Test
    void nulls_and_empty_optionals_come_back() {
        record Maybe(@Nullable Integer number, @Nullable String text, Optional<String> optional,
                OptionalInt number2,
                @Nullable Size size, @Nullable List<Integer> list, @Nullable Point point) {}
        Maybe nothing = new Maybe(null, null, Optional.empty(), OptionalInt.empty(), null, null, null);
        Maybe something = new Maybe(1, "", Optional.of(""), OptionalInt.of(0), Size.SMALL, List.of(),
                new Point(0, 0));
        Table table = ObjectTables.of(Maybe.class, List.of(nothing, something, nothing));
        assertThat(read(Maybe.class, table)).containsExactly(nothing, something, nothing);
    }

    @Test
    void more_rows_than_a_chunk_keep_their_order() {
        record Row(long n, String text) {}
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < Vector.CHUNK_ROWS + 5; i++) {
            rows.add(new Row(i, "row " + i));
        }
        Table table = ObjectTables.of(Row.class, rows);
        assertThat(table.chunks()).hasSize(2);
        assertThat(read(Row.class, table)).isEqualTo(rows);
    }

    @Test
    void times_finer_than_microseconds_are_kept() {
        record Event(Instant at) {}
        Event event = new Event(Instant.parse("2026-07-01T10:00:00.123456789Z"));
        Table table = ObjectTables.of(Event.class, List.of(event));
        assertThat(table.schema().type("at").toString()).isEqualTo("timestamp(ns, Z)");
        assertThat(read(Event.class, table)).containsExactly(event);
    }

    @Test
    void beans_become_columns_and_come_back() {
        Bean bean = new Bean();
        bean.setCount(3);
        bean.setOpen(true);
        Table table = ObjectTables.of(Bean.class, List.of(bean));
        assertThat(table.schema().names()).containsExactly("count", "name", "open");
        assertThat(read(Bean.class, table)).usingRecursiveFieldByFieldElementComparator()
                .containsExactly(bean);
    }

    @Test
    void points_rows_given_as_maps_to_the_method_for_them() {
        assertThatThrownBy(() -> ObjectTables.of(List.of(Map.of("region", "north"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rows given as maps have no class that names the columns; use ofMaps(rows)");
    }

    @Test
    void refuses_component_types_it_does_not_know() {
        record Bad(Thread thread) {}
        assertThatThrownBy(() -> ObjectTables.schema(Bad.class)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "component \"thread\" of Bad has type java.lang.Thread, which no column type stands for; "
                                + "known: primitives, String, BigDecimal, java.time, enums, byte[], List, Map, Optional, "
                                + "arrays and records of these");
        record Node(String name, @Nullable Node next) {}
        assertThatThrownBy(() -> ObjectTables.schema(Node.class))
                .hasMessageContaining("contains itself");
        assertThatThrownBy(() -> ObjectTables.of(Sale.class, Arrays.asList(SALES.getFirst(), null)))
                .hasMessage("row 1 is null");
        assertThatThrownBy(() -> ObjectTables.schema(String.class))
                .hasMessage("java.lang.String has no named values; give a record or a class with getters");
    }

    @Test
    void binding_names_the_missing_column_and_the_wrong_type() {
        Schema schema = ObjectTables.schema(Sale.class);
        record Missing(String regoin) {}
        assertThatThrownBy(() -> RecordReader.of(Missing.class, schema))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessage(
                        "column \"regoin\" not found; did you mean \"region\"? columns: region, qty, price, paid, day");
        record Wrong(int region) {}
        assertThatThrownBy(() -> RecordReader.of(Wrong.class, schema)).isInstanceOf(QueryException.class)
                .hasMessage(
                        "column \"region\" is utf8, but component \"region\" of Wrong is int; use String, "
                                + "or cast(\"region\", \"int32\") first");
        record WrongList(List<Integer> qty) {}
        assertThatThrownBy(() -> RecordReader.of(WrongList.class, schema))
                .hasMessage(
                        "column \"qty\" is int32, but component \"qty\" of WrongList is List<Integer>; use int, "
                                + "or cast(\"qty\", \"list<int32>\") first");
    }

    @Test
    void a_null_or_a_large_number_for_a_primitive_names_the_row() {
        record Boxed(@Nullable Long n) {}
        record Primitive(int n) {}
        Table nulls = ObjectTables.of(Boxed.class, List.of(new Boxed(1L), new Boxed(null)));
        assertThatThrownBy(() -> read(Primitive.class, nulls)).isInstanceOf(DataException.class)
                .hasMessage(
                        "row 1, column \"n\" is null, but component \"n\" of Primitive is of type int; use Integer, "
                                + "or dropNull(\"n\") or fillNull first");
        Table large = ObjectTables.of(Boxed.class, List.of(new Boxed(3_000_000_000L)));
        assertThatThrownBy(() -> read(Primitive.class, large)).isInstanceOf(DataException.class)
                .hasMessage(
                        "row 0, column \"n\": 3000000000 is out of the range of component \"n\" of Primitive, "
                                + "of type int; use long");
        record Sized(Size n) {}
        record Text(String n) {}
        Table texts = ObjectTables.of(Text.class, List.of(new Text("SMAL")));
        assertThatThrownBy(() -> read(Sized.class, texts)).isInstanceOf(DataException.class)
                .hasMessage("row 0, column \"n\": \"SMAL\" is no constant of Size; did you mean \"SMALL\"? "
                        + "constants: LARGE, SMALL");
    }

    @Test
    void arrays_and_lists_become_columns_in_the_order_of_the_map() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("l", new long[]{1, 2});
        columns.put("i", new int[]{1, 2});
        columns.put("d", new double[]{1.5, Double.NaN});
        columns.put("b", new boolean[]{true, false});
        columns.put("s", new String[]{"x", null});
        columns.put("day", new LocalDate[]{LocalDate.EPOCH, null});
        columns.put("o", new Object[]{1, 2.5});
        columns.put("list", Arrays.asList(1, null));
        columns.put("mixed", List.of(1, 2L));
        columns.put("none", Arrays.asList(null, null));
        columns.put("nested", List.of(List.of(1), List.of()));
        columns.put("maps", List.of(Map.of("a", 1), Map.of("a", 2)));
        columns.put("decimals", List.of(new BigDecimal("1.5"), 7));
        Table table = ObjectTables.ofColumns(columns);
        assertThat(table.schema().toString()).isEqualTo("""
                l: int64 not null
                i: int32 not null
                d: float64 not null
                b: boolean not null
                s: utf8
                day: date
                o: float64
                list: int32
                mixed: int64
                none: null
                nested: list<int32>
                maps: struct<a: int32>
                decimals: decimal(18,1)""");
        assertThat(row(table, 1)).containsExactly(2L, 2, Double.NaN, false, null, null, 2.5, null, 2L, null,
                List.of(), Map.of("a", 2), new BigDecimal("7.0"));
    }

    @Test
    void refuses_columns_of_unequal_length_and_values_without_a_common_type() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("a", new int[3]);
        columns.put("b", new int[2]);
        assertThatThrownBy(() -> ObjectTables.ofColumns(columns)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("columns must have the same number of rows: \"a\" has 3, \"b\" has 2");
        assertThatThrownBy(() -> ObjectTables.ofColumns(Map.of("x", List.of(1, "two"))))
                .hasMessage("row 1, column \"x\": a String among values of int32; a column has one type");
        assertThatThrownBy(() -> ObjectTables.ofColumns(Map.of("x", "text")))
                .hasMessage("column \"x\" is a String; give an array or a list of values");
        assertThatThrownBy(() -> ObjectTables.ofColumns(Map.of("x", List.of(Thread.currentThread()))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void maps_become_rows() {
        Map<String, Object> second = new LinkedHashMap<>();
        second.put("a", null);
        second.put("b", "x");
        Table table = ObjectTables.ofMaps(List.of(Map.of("a", 1), second));
        assertThat(table.schema().toString()).isEqualTo("a: int32\nb: utf8");
        assertThat(row(table, 0)).containsExactly(1, null);
        assertThat(row(table, 1)).containsExactly(null, "x");
    }

    @Test
    void rows_of_values_must_fit_the_schema() {
        Schema schema = Schema.of(dev.peso.Field.of("n", DataType.INT8),
                dev.peso.Field.of("t", DataType.UTF8));
        List<@Nullable Object[]> rows = List.of(new @Nullable Object[]{1L, null},
                new @Nullable Object[]{-128, "x"});
        assertThat(row(ObjectTables.of(schema, rows), 1)).containsExactly((byte) -128, "x");
        List<@Nullable Object[]> large = List.<@Nullable Object[]>of(new @Nullable Object[]{200, null});
        assertThatThrownBy(() -> ObjectTables.of(schema, large))
                .hasMessage("row 0, column \"n\": \"200\" (Integer) does not fit int8");
        List<@Nullable Object[]> shorter = List.<@Nullable Object[]>of(new @Nullable Object[]{1});
        assertThatThrownBy(() -> ObjectTables.of(schema, shorter))
                .hasMessage("row 0 has 1 values for 2 columns");
    }

    private static <T> List<T> read(Class<T> type, Table table) {
        return RecordReader.of(type, table.schema()).stream(table.chunks().iterator()).toList();
    }

    private static List<@Nullable Object> row(Table table, int row) {
        List<@Nullable Object> values = new ArrayList<>();
        table.chunks().getFirst().columns().forEach(v -> values.add(Scalars.get(v, row)));
        return values;
    }

    @Test
    void a_null_where_the_schema_allows_none_names_its_row() {
        Schema schema = Schema.of(Field.of("n", DataType.INT64).withNullable(false));
        assertThatThrownBy(
                () -> ObjectTables.of(schema, List.of(new Object[]{1L}, new @Nullable Object[]{null})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 1, column \"n\" is null, but its field is not nullable");
    }

    @Test
    void rows_of_an_unnamed_class_must_all_be_of_it() {
        record A(int x) {}
        record B(int x) {}
        assertThatThrownBy(() -> ObjectTables.of(List.of(new A(1), new B(2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "row 1 is of class B, row 0 of class A; name a class they share: of(Shape.class, list)");
        assertThatThrownBy(() -> ObjectTables.of(Arrays.asList((Object) null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 0 is null");
    }
}
