package dev.peso.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.internal.expr.RowException;

class NestedFunctionsTest {
    private static final List<List<? extends @Nullable Object>> LISTS = List.of(List.of(1L, 2L, 3L),
            List.of(5L),
            Arrays.asList(3L, null, 1L, 3L, null, 2L), List.of(7L, 7L, 7L), Arrays.asList(null, 4L),
            List.of(9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L, 1L, 2L),
            List.of("b", "a", "é", "thirteen bytes", "a"),
            Arrays.asList(2.5, -1.0, null, 0.5), List.of(true, false));

    @Test
    void read_elements_as_duckdb() throws SQLException {
        KernelOracle oracle = new KernelOracle();
        for (List<?> list : LISTS) {
            for (int at = -4; at <= 4; at++) {
                oracle.same("list_extract", list, at);
                for (int to = -4; to <= 4; to++) {
                    if (at != 0) {
                        oracle.same("list_slice", list, at, to);
                    }
                }
                if (at > 0) {
                    oracle.same("list_slice", list, 1, 10, at);
                }
            }
            for (String function : List.of("len", "list_first", "list_last", "list_any_value",
                    "list_reverse")) {
                oracle.same(function, list);
            }
        }
        for (long wanted = 1; wanted <= 4; wanted++) {
            for (List<?> list : LISTS.subList(0, 6)) {
                oracle.same("list_contains", list, wanted).same("list_position", list, wanted);
            }
        }
        oracle.same("list_contains", List.of("a", "é"), "é")
                .same("list_position", Arrays.asList(1L, null, 2L), (Object) null)
                .same("list_extract", "hé😀o", 2)
                .same("list_extract", "hé😀o", -1)
                .same("list_slice", "hé😀o", 2, 3)
                .same("contains", List.of(1L, 2L), 2L)
                .same("list_select", List.of("a", "b", "c"), List.of(3L, 1L, 9L))
                .same("list_where", List.of("a", "b", "c"), List.of(true, false, true))
                .check();
    }

    @Test
    void sort_and_compare_as_duckdb() throws SQLException {
        KernelOracle oracle = new KernelOracle();
        for (List<?> list : LISTS) {
            oracle.sql("list_sort(" + KernelOracle.sql(list) + ", 'asc', 'nulls last')", "list_sort", list)
                    .same("list_sort", list, fixed("DESC"), fixed("NULLS LAST"))
                    .same("list_sort", list, fixed("ASC"), fixed("NULLS FIRST"))
                    .sql("list_reverse_sort(" + KernelOracle.sql(list) + ", 'nulls last')",
                            "list_reverse_sort", list)
                    .sql("list_sort(list_distinct(" + KernelOracle.sql(list) + "))", "list_sort",
                            KernelOracle.eval("list_distinct", KernelOracle.Mode.CONSTANTS, list))
                    .same("list_unique", list);
        }
        for (List<?> a : LISTS.subList(0, 6)) {
            for (List<?> b : LISTS.subList(0, 6)) {
                oracle.same("list_has_any", a, b)
                        .same("list_has_all", a, b)
                        .same("list_concat", a, b)
                        .sql("list_sort(list_intersect(" + KernelOracle.sql(a) + ", " + KernelOracle.sql(b)
                                + "))",
                                "list_sort",
                                KernelOracle.eval("list_intersect", KernelOracle.Mode.COLUMNS, a, b));
            }
        }
        oracle.same("list_grade_up", List.of(30L, 10L, 20L)).check();
    }

    @Test
    void aggregate_as_duckdb() throws SQLException {
        KernelOracle oracle = new KernelOracle();
        for (List<?> list : LISTS) {
            for (String function : List.of("list_count", "list_min", "list_max")) {
                oracle.same(function, list);
            }
            oracle.same("array_to_string", list, "-").same("list_aggr", list, fixed("count"));
            if (!list.contains("a") && !list.contains(true)) {
                for (String function : List.of("list_sum", "list_avg", "list_median", "list_product",
                        "list_var_samp",
                        "list_var_pop", "list_stddev_samp", "list_stddev_pop")) {
                    oracle.same(function, list);
                }
                oracle.same("list_aggr", list, fixed("sum")).same("list_aggr", list, fixed("avg"));
            }
        }
        oracle.same("list_bool_and", List.of(true, false))
                .same("list_bool_or", Arrays.asList(null, true))
                .same("list_mode", List.of(1L, 2L, 2L, 3L))
                .same("list_string_agg", List.of("a", "b"))
                .same("list_aggr", List.of("a", "b"), fixed("string_agg"), "-")
                .check();
    }

    @Test
    void make_lists_as_duckdb() throws SQLException {
        KernelOracle oracle = new KernelOracle();
        for (List<?> list : LISTS.subList(0, 6)) {
            oracle.same("list_append", list, 9L)
                    .same("list_prepend", 9L, list)
                    .same("list_append", list, null)
                    .same("list_resize", list, 3)
                    .same("list_resize", list, 4, 0L)
                    .same("list_concat", list, null)
                    .same("flatten", List.of(list, list));
        }
        for (int[] bounds : new int[][]{{0, 5, 1}, {5, 0, -2}, {1, 10, 3}, {3, 3, 1}, {5, 1, 1},
                {-3, 3, 2}}) {
            oracle.same("range", bounds[0], bounds[1], bounds[2])
                    .same("generate_series", bounds[0], bounds[1], bounds[2])
                    .same("range", bounds[1]);
        }
        oracle.same("list_value", 1L, null, 3L)
                .same("list_value", "a", "thirteen bytes")
                .same("range", LocalDateTime.of(2026, 1, 1, 0, 0), LocalDateTime.of(2026, 1, 2, 0, 0),
                        Duration.ofHours(7))
                .same("generate_series", LocalDateTime.of(2026, 1, 1, 0, 0),
                        LocalDateTime.of(2026, 1, 2, 0, 0),
                        Duration.ofHours(8))
                .check();
    }

    @Test
    void mean_what_their_names_say_where_duckdb_has_no_such_function() {
        assertThat(both("list_zip", List.of(1L, 2L), List.of("a"))).isEqualTo(
                List.of(Map.of("1", 1L, "2", "a"), withNull("1", 2L, "2")));
        assertThat(both("list_distinct", Arrays.asList(3L, null, 1L, 3L))).isEqualTo(List.of(3L, 1L));
        assertThat(both("list_intersect", List.of(3L, 1L, 3L, 2L), List.of(2L, 3L)))
                .isEqualTo(List.of(3L, 2L));
        assertThat(both("range", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 4), Duration.ofDays(1)))
                .isEqualTo(
                        List.of(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2),
                                LocalDate.of(2026, 1, 3)));
        assertThat(both("generate_series", LocalDate.of(2026, 1, 31), LocalDate.of(2026, 7, 31),
                new KernelOracle.Typed(Map.of("months", 3L), TemporalFunctions.MONTHS)))
                .as("counted from the start, so the 31st comes back")
                .isEqualTo(List.of(LocalDate.of(2026, 1, 31), LocalDate.of(2026, 4, 30),
                        LocalDate.of(2026, 7, 31)));
        assertThat(both("list_sum",
                new KernelOracle.Typed(List.of(new BigDecimal("1.25"), new BigDecimal("2.50")),
                        DataType.list(DataType.decimal(5, 2)))))
                .isEqualTo(new BigDecimal("3.75"));
        assertThat(KernelOracle.eval("list_sum", KernelOracle.Mode.COLUMNS, Collections.emptyList()))
                .isNull();
        assertThat(KernelOracle.eval("list_distinct", KernelOracle.Mode.COLUMNS,
                List.of(Double.NaN, Double.NaN, -0.0, 0.0)))
                .isEqualTo(List.of(Double.NaN, -0.0));
    }

    private static KernelOracle.Fixed fixed(String value) {
        return new KernelOracle.Fixed(value);
    }

    private static Map<String, @Nullable Object> withNull(String name, Object value, String nullName) {
        Map<String, @Nullable Object> map = new java.util.LinkedHashMap<>();
        map.put(name, value);
        map.put(nullName, null);
        return map;
    }

    @Test
    void make_and_read_structs() {
        DataType type = DataType.struct(Field.of("a", DataType.INT64), Field.of("b", DataType.UTF8));
        KernelOracle.Typed struct = new KernelOracle.Typed(Map.of("a", 1L, "b", "x"), type);
        assertThat(both("struct_field", struct, "b")).isEqualTo("x");
        assertThat(both("struct_field", struct, 1L)).isEqualTo(1L);
        assertThat(both("list_element", struct, "a")).isEqualTo(1L);
        assertThat(both("struct_keys", struct)).isEqualTo(List.of("a", "b"));
        assertThat(both("struct_insert", struct, "c", true)).isEqualTo(Map.of("a", 1L, "b", "x", "c", true));
        assertThat(constants("struct_pack", "a", 1L, "b", "x")).isEqualTo(Map.of("a", 1L, "b", "x"));
        assertThat(constants("row", 1L, "x")).isEqualTo(Map.of("1", 1L, "2", "x"));
    }

    @Test
    void make_and_read_maps() {
        KernelOracle.Typed map = new KernelOracle.Typed(Map.of("k", 1L),
                DataType.map(DataType.UTF8, DataType.INT64));
        assertThat(both("map", List.of("k", "l"), List.of(1L, 2L))).isEqualTo(Map.of("k", 1L, "l", 2L));
        assertThat(both("map_keys", map)).isEqualTo(List.of("k"));
        assertThat(both("map_values", map)).isEqualTo(List.of(1L));
        assertThat(both("map_entries", map)).isEqualTo(List.of(Map.of("key", "k", "value", 1L)));
        assertThat(both("cardinality", map)).isEqualTo(1L);
        assertThat(both("element_at", map, "k")).isEqualTo(List.of(1L));
        assertThat(both("element_at", map, "z")).isEqualTo(List.of());
        assertThat(both("list_element", map, "k")).isEqualTo(1L);
        assertThat(both("map_contains", map, "k")).isEqualTo(true);
        assertThat(both("contains", map, "z")).isEqualTo(false);
        KernelOracle.Typed entries = new KernelOracle.Typed(List.of(Map.of("key", "k", "value", 1L)),
                DataType.list(
                        DataType.struct(Field.of("key", DataType.UTF8), Field.of("value", DataType.INT64))));
        assertThat(both("map_from_entries", entries)).isEqualTo(Map.of("k", 1L));
    }

    @Test
    void say_what_is_wrong() {
        DataType type = DataType.struct(Field.of("amount", DataType.INT64));
        KernelOracle.Typed struct = new KernelOracle.Typed(Map.of("amount", 1L), type);
        assertThatThrownBy(() -> constants("struct_field", struct, "amout"))
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "struct_field: no field \"amout\" in the struct; did you mean \"amount\"?; fields: amount");
        assertThatThrownBy(() -> constants("list_sum", List.of("a")))
                .hasMessage("list_sum takes (list of numbers); got (list<utf8>); cast first");
        assertThatThrownBy(() -> constants("list_contains", List.of(1L), "a"))
                .hasMessage("list_contains takes (list, element); got (list<int64>, utf8); cast first");
        assertThatThrownBy(() -> constants("list_aggr", List.of(1L), "summ"))
                .hasMessage(
                        "list_aggr: \"summ\" is not an aggregate of lists; did you mean \"sum\"?; aggregates: sum, avg,"
                                + " min, max, count, first, last, any_value ... and 10 more");
        assertThatThrownBy(() -> constants("map", List.of("a", "a"), List.of(1L, 2L)))
                .isInstanceOf(RowException.class)
                .hasMessage("a map's key is there twice: a");
        assertThatThrownBy(() -> constants("list_sum", List.of(Long.MAX_VALUE, 1L))).hasMessage(
                "list_sum is out of the range of int64; cast the elements to float64 or decimal");
        assertThatThrownBy(() -> constants("range", 0L, 10L, 0L))
                .hasMessage("a range needs a step other than 0");
    }

    private static @Nullable Object constants(String function, Object... args) {
        return KernelOracle.eval(function, KernelOracle.Mode.CONSTANTS, args);
    }

    private static @Nullable Object both(String function, Object... args) {
        Object constants = constants(function, args);
        boolean named = function.startsWith("struct_") || args[args.length - 1] instanceof String;
        if (!named) {
            assertThat(KernelOracle.eval(function, KernelOracle.Mode.COLUMNS, args)).isEqualTo(constants);
        }
        return constants;
    }
}
