package dev.peso;

import static dev.peso.Expr.aggregate;
import static dev.peso.Expr.col;
import static dev.peso.Expr.collectList;
import static dev.peso.Expr.expr;
import static dev.peso.Expr.struct;
import static dev.peso.Expr.sum;
import static dev.peso.Expr.udf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UserFunctionsTest {
    private static Dataset table(String name, Object values) {
        return Dataset.of(Map.of(name, values));
    }

    private static List<@Nullable Object> values(Dataset rows, Expr value) {
        return rows.select(value.as("v")).column("v").values();
    }

    @Test
    void a_typed_function_of_one_gets_and_gives_its_classes() {
        Dataset rows = table("x", new long[]{1, 2, 3});
        assertThat(values(rows, udf("twice", Long.class, Long.class, x -> 2 * x, col("x"))))
                .containsExactly(2L, 4L, 6L);
        assertThat(values(rows, udf("half", double.class, Double.class, x -> x / 2, col("x"))))
                .containsExactly(0.5, 1.0, 1.5);
        Dataset days = table("d", new LocalDate[]{LocalDate.of(2026, 11, 20), null});
        Expr weekday = udf("weekday", LocalDate.class, DayOfWeek.class, LocalDate::getDayOfWeek, col("d"));
        assertThat(days.select(weekday.as("w")).schema().type("w")).isEqualTo(DataType.CATEGORICAL);
        assertThat(values(days, weekday)).containsExactly("FRIDAY", null);
    }

    @Test
    void a_record_of_columns_goes_in_and_one_of_results_comes_out() {
        record Point(double x, @Nullable Integer y) {}
        record Polar(double radius, boolean known) {}
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("x", new double[]{3, 1});
        columns.put("y", Arrays.asList(4, null));
        Expr polar = udf("polar", Point.class, Polar.class,
                p -> new Polar(Math.hypot(p.x(), p.y() == null ? 0 : p.y()), p.y() != null),
                struct(col("x"), col("y")));
        Dataset rows = Dataset.of(columns).select(polar.as("p"));
        assertThat(rows.schema()).hasToString("p: struct<radius: float64, known: boolean>");
        assertThat(values(rows, col("p"))).containsExactly(Map.of("radius", 5.0, "known", true),
                Map.of("radius", 1.0, "known", false));
    }

    @Test
    void null_gives_null_without_a_call() {
        Dataset rows = Dataset.of(Map.of("x", Arrays.asList(1L, null), "y", Arrays.asList(null, 2L)));
        assertThat(values(rows, udf("f", Long.class, Long.class, x -> x + 1, col("x"))))
                .containsExactly(2L, null);
        assertThat(values(rows, udf("g", Long.class, Long.class, Long.class, Long::sum, col("x"), col("y"))))
                .containsExactly(null, null);
        assertThat(values(rows, udf("h", Long.class, Long.class, x -> x > 0 ? null : x, col("x"))))
                .containsExactly(null, null);
        assertThat(values(rows, udf("nulls", DataType.BOOLEAN, x -> x == null, col("x"))))
                .containsExactly(false, true);
    }

    @Test
    void a_class_that_does_not_fit_is_refused_by_the_verb() {
        Dataset rows = table("name", new String[]{"x"});
        Expr twice = udf("twice", Long.class, Long.class, x -> 2 * x, col("name"));
        assertThatThrownBy(() -> rows.with("v", twice)).isInstanceOf(QueryException.class)
                .hasMessage("argument 1 of function \"twice\" is utf8, but its function takes Long; "
                        + "take String, or cast the argument to int64");
        Expr counted = aggregate("counted", Long.class, Long.class, Collectors.counting(), col("name"));
        assertThatThrownBy(() -> rows.agg(counted)).isInstanceOf(QueryException.class)
                .hasMessage("the argument of aggregate \"counted\" is utf8, but its function takes Long; "
                        + "take String, or cast the argument to int64");
        assertThatThrownBy(
                () -> udf("f", String.class, Thread.class, _ -> Thread.currentThread(), col("name")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "the result of \"f\" has type java.lang.Thread, which no column type");
    }

    @Test
    void a_failing_function_names_itself_the_column_and_the_row() {
        Dataset rows = table("x", LongStream.range(0, 10_000).toArray());
        Expr failing = udf("risky", Long.class, Long.class, x -> 10 / (x - 7_000), col("x"));
        assertThatThrownBy(rows.with("v", failing)::collect).isInstanceOf(DataException.class)
                .hasMessage("column \"x\", row 7000: function \"risky\" failed: "
                        + "java.lang.ArithmeticException: / by zero")
                .hasCauseInstanceOf(ArithmeticException.class);
        Expr wrong = udf("wrong", DataType.INT8, _ -> 300, col("x"));
        assertThatThrownBy(rows.with("v", wrong)::collect).isInstanceOf(DataException.class)
                .hasMessage("column \"x\", row 0: function \"wrong\" returned 300, which is not an int8");
    }

    @Test
    void text_shows_a_function_and_refuses_to_read_it() {
        Expr f = udf("My tax", Long.class, Long.class, x -> x, col("x")).plus(1);
        assertThat(f).hasToString("udf.\"My tax\"(x) + 1");
        assertThatThrownBy(() -> expr(f.toString())).isInstanceOf(QueryException.class)
                .hasMessageContaining(
                        "\"My tax\" is a function of the program's own, which text cannot hold; "
                                + "make it with udf(...) or aggregate(...) in code");
        Expr sum = aggregate("sum", Long.class, Long.class, Collectors.summingLong(x -> x), col("x"));
        assertThat(sum.distinct().filter(col("x").gt(1)))
                .hasToString("udf.sum(distinct x) filter (where x > 1)");
        assertThatThrownBy(() -> expr(sum.toString())).isInstanceOf(QueryException.class)
                .hasMessageContaining("\"sum\" is a function of the program's own");
        Dataset rows = table("x", new long[]{1});
        assertThat(rows.agg(sum).explain()).contains("udf.sum(x)");
        assertThat(rows.with("v", sum.over()).explain()).contains("udf.sum(x)");
    }

    private static Collector<Double, ?, Double> plainSum() {
        return Collector.of(() -> new double[1], (a, x) -> a[0] += x, (a, b) -> {
            a[0] += b[0];
            return a;
        }, a -> a[0]);
    }

    /// A combiner that folds the earlier container into the later one, which collectors may.
    private static Collector<String, ?, String> joined() {
        return Collector.of(StringBuilder::new, StringBuilder::append, (a, b) -> b.insert(0, a),
                StringBuilder::toString);
    }

    @Test
    void an_aggregate_collects_each_group() {
        Dataset rows = Dataset.of(Map.of("k", new String[]{"a", "b", "a", "b", "a"}, "x",
                Arrays.asList(1.5, null, 2.0, null, 3.0)));
        Dataset sums = rows.groupBy("k")
                .agg(aggregate("total", Double.class, Double.class, plainSum(), col("x")).as("t"),
                        aggregate("all", Double.class, DataType.list(DataType.FLOAT64), Collectors.toList(),
                                col("x")).as("l"));
        assertThat(sums.column("t").values()).containsExactly(6.5, 0.0);
        assertThat(sums.column("l").values()).containsExactly(List.of(1.5, 2.0, 3.0), List.of());
        assertThat(sums.schema()).hasToString("k: utf8\nt: float64\nl: list<float64>");
    }

    @Test
    void an_aggregate_of_no_rows_is_what_the_collector_makes_of_none() {
        Dataset none = table("x", new double[0]);
        Expr total = aggregate("total", Double.class, Double.class, plainSum(), col("x")).as("t");
        assertThat(none.agg(total).column("t").doubles()).containsExactly(0.0);
        assertThat(none.groupBy("x").agg(total).count()).isZero();
    }

    @Test
    void results_are_bit_equal_for_any_number_of_threads_and_memory() {
        double[] x = new double[6_000];
        long[] few = new long[x.length];
        long[] many = new long[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = StrictMath.sin(i) * StrictMath.pow(10, i % 20);
            few[i] = i % 7;
            many[i] = i * 31L % 4_001;
        }
        Dataset part = Dataset.of(Map.of("x", x, "few", few, "many", many));
        Dataset rows = part.union(IntStream.range(0, 39)
                .mapToObj(i -> part.with("many", col("many").plus(4_001L * i)))
                .toArray(Dataset[]::new));
        Expr total = aggregate("total", Double.class, Double.class, plainSum(), col("x")).as("t");
        for (String key : List.of("few", "many")) {
            Dataset sums = rows.groupBy(key).agg(total, collectList("x").as("l"));
            Dataset one = sums.threads(1).collect();
            assertThat(sums.threads(2).fingerprint()).isEqualTo(one.fingerprint());
            assertThat(sums.select(key, "t").memory(3_000_000).fingerprint())
                    .isEqualTo(one.select(key, "t").fingerprint());
            assertThat(one.select("t").limit(1).column("t").doubles()[0])
                    .isCloseTo(one.limit(1).explode("l").agg(sum("l").as("s")).column("s").doubles()[0],
                            org.assertj.core.data.Percentage.withPercentage(1e-3));
        }
        assertThat(rows.threads(1).agg(total).fingerprint())
                .isEqualTo(rows.threads(2).agg(total).fingerprint());
    }

    @Test
    void order_filter_and_distinct_decide_what_is_collected() {
        Dataset rows = Dataset.of(Map.of("s", new String[]{"b", "a", "c", "a"}, "n", new long[]{2, 4, 1, 3}));
        Expr joined = aggregate("joined", String.class, String.class, joined(), col("s"));
        assertThat(values(rows.agg(joined.as("v")), col("v"))).containsExactly("baca");
        assertThat(values(rows.agg(joined.orderBy("n").as("v")), col("v"))).containsExactly("cbaa");
        assertThat(values(rows.agg(joined.distinct().as("v")), col("v"))).containsExactly("bac");
        assertThat(values(rows.agg(joined.filter(col("n").gt(1)).as("v")), col("v"))).containsExactly("baa");
    }

    @Test
    void an_aggregate_looks_through_windows() {
        Dataset rows = Dataset.of(Map.of("s", new String[]{"a", "b", "c", "d"}, "k", new long[]{1, 1, 1, 2}));
        Expr joined = aggregate("joined", String.class, String.class, joined(), col("s"));
        assertThat(values(rows, joined.over("k"))).containsExactly("abc", "abc", "abc", "d");
        assertThat(values(rows, joined.over(Window.orderBy("s")))).containsExactly("a", "ab", "abc", "abcd");
        assertThat(values(rows, joined.over(Window.orderBy("s").rows(-1, 1))))
                .containsExactly("ab", "abc", "bcd", "cd");
        Expr count = aggregate("count", String.class, Long.class, Collectors.counting(), col("s"));
        assertThat(values(rows, count.over(Window.orderBy("s").rows(-1, 0)))).containsExactly(1L, 2L, 2L, 2L);
    }

    @Test
    void a_long_window_gives_what_its_rows_give() {
        int n = 3_000;
        Dataset rows = table("x", LongStream.range(0, n).toArray());
        Expr own = aggregate("own", Long.class, Long.class, Collectors.summingLong(x -> x), col("x"));
        Window.Spec frame = Window.orderBy("x").rows(-700, 700);
        assertThat(values(rows, own.over(frame))).isEqualTo(values(rows, sum("x").over(frame)));
    }

    @Test
    void a_failing_aggregate_names_itself() {
        Dataset rows = table("x", new long[]{1, 2, 3});
        Expr accumulating = aggregate("bad", Long.class, Long.class, Collectors.summingLong(x -> 1 / (x - 2)),
                col("x"));
        assertThatThrownBy(rows.agg(accumulating)::collect).isInstanceOf(DataException.class)
                .hasMessage("aggregate \"bad\" failed: java.lang.ArithmeticException: / by zero")
                .hasCauseInstanceOf(ArithmeticException.class);
        Expr finishing = aggregate("bad", Long.class, Long.class,
                Collectors.collectingAndThen(Collectors.counting(), n -> n / (n - 3)), col("x"));
        assertThatThrownBy(rows.agg(finishing)::collect).isInstanceOf(DataException.class)
                .hasMessage("aggregate \"bad\" failed: java.lang.ArithmeticException: / by zero");
        Expr wrong = aggregate("wrong", Long.class, DataType.INT8,
                Collectors.collectingAndThen(Collectors.counting(), n -> n + 300), col("x"));
        assertThatThrownBy(rows.agg(wrong)::collect).isInstanceOf(DataException.class)
                .hasMessage("aggregate \"wrong\" gave a result that its type cannot hold: \"303\" (Long) "
                        + "does not fit int8");
    }

    @Test
    void two_aggregates_of_one_name_stay_two() {
        Dataset rows = table("x", new long[]{1, 2, 3});
        Expr a = aggregate("f", Long.class, Long.class, Collectors.summingLong(x -> x), col("x")).as("a");
        Expr b = aggregate("f", Long.class, Long.class, Collectors.counting(), col("x")).as("b");
        Dataset both = rows.agg(a, b);
        assertThat(both.column("a").longs()).containsExactly(6);
        assertThat(both.column("b").longs()).containsExactly(3);
        assertThat(rows.agg(aggregate("count", Long.class, Long.class,
                Collector.<Long, Object, @Nullable Long>of(Object::new, (_, _) -> {}, (x, _) -> x, _ -> null),
                col("x")).as("n"))
                .schema()
                .field("n")
                .nullable()).isTrue();
    }
}
