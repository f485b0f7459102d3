package dev.peso;

import static dev.peso.Expr.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.peso.internal.expr.ExprAccess;
import dev.peso.internal.expr.Node;

class ExprTest {
    static Stream<Arguments> spellings() {
        Expr x = col("x");
        Expr y = col("y");
        return Stream.of(
                Arguments.of(x.plus(1).times(y).minus(2.5), "(x + 1) * y - 2.5"),
                Arguments.of(x.div(y).plus(x.intDiv(2)).plus(x.mod(-2)), "x / y + x // 2 + x % -2"),
                Arguments.of(x.bitAnd(3).bitOr(y).shiftLeft(1).eq(x.bitNot().shiftRight(2)),
                        "(x & 3 | y) << 1 = ~x >> 2"),
                Arguments.of(x.bitXor(y), "xor(x, y)"),
                Arguments.of(x.negate().pow(2), "pow(-x, 2)"),
                Arguments.of(x.eq("a'b").and(y.ne(null)).or(not(x.isNull())),
                        "x = 'a''b' and y <> null or not x is null"),
                Arguments.of(x.lt(1).or(x.ge(y)).not(), "not (x < 1 or x >= y)"),
                Arguments.of(x.eqNullSafe(y).and(x.neNullSafe(1)),
                        "x is not distinct from y and x is distinct from 1"),
                Arguments.of(x.in(1, 2, y), "x in (1, 2, y)"),
                Arguments.of(x.notIn(List.of("a", "b")), "x not in ('a', 'b')"),
                Arguments.of(x.in(new long[]{1, 2}), "x in (1, 2)"),
                Arguments.of(x.between(1, y), "x between 1 and y"),
                Arguments.of(x.like("a%").or(x.ilike("_b")), "x like 'a%' or x ilike '_b'"),
                Arguments.of(x.matches("a+"), "x ~ 'a+'"),
                Arguments.of(x.cast("decimal(10, 2)"), "x::decimal(10,2)"),
                Arguments.of(x.tryCast(DataType.DATE), "try_cast(x as date)"),
                Arguments.of(x.plus(y).as("sum of both"), "x + y as \"sum of both\""),
                Arguments.of(x.orElse(0).nullIf(1), "nullif(coalesce(x, 0), 1)"),
                Arguments.of(x.plusText(y), "x || y"),
                Arguments.of(x.round(2).abs().sqrt(), "sqrt(abs(round(x, 2)))"),
                Arguments.of(sum("x").plus(x.mean()), "sum(x) + mean(x)"),
                Arguments.of(count(), "count(*)"),
                Arguments.of(count("x"), "count(x)"),
                Arguments.of(quantile("x", 0.9), "quantile(x, 0.9)"),
                Arguments.of(corr("x", "y"), "corr(x, y)"),
                Arguments.of(countDistinct("x"), "count(distinct x)"),
                Arguments.of(sum(x.times(y)).filter(y.gt(1)).filter(x.gt(2)),
                        "sum(x * y) filter (where y > 1 and x > 2)"),
                Arguments.of(collectList("x").distinct().orderBy(desc("y").nullsFirst(), asc("x")),
                        "collect_list(distinct x order by y desc nulls first, x)"),
                Arguments.of(first("x").ignoreNulls(), "first(x ignore nulls)"),
                Arguments.of(rowNumber().over(Window.partitionBy("x").orderBy(desc("y"))),
                        "row_number() over (partition by x order by y desc)"),
                Arguments.of(lag("x", 2, 0).over(Window.orderBy("y")).ignoreNulls(),
                        "lag(x, 2, 0) ignore nulls over (order by y)"),
                Arguments.of(sum("x").over(), "sum(x) over ()"),
                Arguments.of(sum("x").over(Window.orderBy("y").rows(Window.UNBOUNDED_PRECEDING, -1)),
                        "sum(x) over (order by y rows between unbounded preceding and 1 preceding)"),
                Arguments.of(sum("x").over(Window.orderBy("y").range(-1.5, Double.POSITIVE_INFINITY)),
                        "sum(x) over (order by y range between 1.5 preceding and unbounded following)"),
                Arguments.of(
                        sum("x").over(
                                Window.orderBy("y").range(Duration.ofDays(-6), Duration.ZERO).excludeTies()),
                        "sum(x) over (order by y range between interval '6 days' preceding and current row exclude ties)"),
                Arguments.of(sum("x").over(Window.orderBy("y").groups(-1, 1).excludeCurrentRow()),
                        "sum(x) over (order by y groups between 1 preceding and 1 following exclude current row)"),
                Arguments.of(coalesce(x, y, 1), "coalesce(x, y, 1)"),
                Arguments.of(concatWith("-", x, "a"), "concat_ws('-', x, 'a')"),
                Arguments.of(struct(x, y.plus(1).as("z")), "{'x': x, 'z': y + 1}"),
                Arguments.of(list(x, 1, null), "[x, 1, null]"),
                Arguments.of(lit(List.of(1, 2)), "[1, 2]"),
                Arguments.of(lit(Map.of("a", List.of(x))), "{'a': [x]}"),
                Arguments.of(lit(new BigDecimal("1.50")), "decimal '1.50'"),
                Arguments.of(lit(LocalDate.of(2026, 11, 20)), "date '2026-11-20'"),
                Arguments.of(lit(-5), "-5"),
                Arguments.of(when("x > 1").then(y).when(y.isNull()).then(0).orNull(),
                        "case when x > 1 then y when y is null then 0 end"),
                Arguments.of(x.str().lower().str().substring(2, 3), "substring(lower(x) from 2 for 3)"),
                Arguments.of(x.str().position("a"), "position('a' in x)"),
                Arguments.of(x.str().regexReplace("a", "b"), "regexp_replace(x, 'a', 'b', 'g')"),
                Arguments.of(x.dt().year(), "year(x)"),
                Arguments.of(x.dt().truncate("month"), "date_trunc('month', x)"),
                Arguments.of(x.dt().until("day", y), "date_diff('day', x, y)"),
                Arguments.of(x.dt().addMonths(-2), "x - interval '2 months'"),
                Arguments.of(x.plus(Duration.ofHours(36)), "x + interval '36 hours'"),
                Arguments.of(x.dt().bucket("15 minutes"), "time_bucket(interval '15 minutes', x)"),
                Arguments.of(x.list().get(-1), "x[-1]"),
                Arguments.of(x.list().slice(2, y), "x[2:y]"),
                Arguments.of(x.list().transform(e -> e.plus(y)), "list_transform(x, x -> x + y)"),
                Arguments.of(y.list().filter(e -> e.list().transform(f -> f.times(e)).list().sum().gt(1)),
                        "list_filter(y, y -> list_sum(list_transform(y, x -> x * y)) > 1)"),
                Arguments.of(x.list().prepend(1), "list_prepend(1, x)"),
                Arguments.of(x.struct().field("a"), "(x).a"),
                Arguments.of(x.map().get("a"), "map_extract_value(x, 'a')"));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void methods_and_text_give_the_same_tree(Expr methods, String text) {
        assertThat(methods).isEqualTo(expr(text)).hasSameHashCodeAs(expr(text));
        assertThat(expr(methods.toString())).isEqualTo(methods);
    }

    @Test
    void values_bind_as_constants_never_as_text() {
        assertThat(expr("qty > ? and region = :r", 5, Map.of("r", "' or true --")))
                .isEqualTo(col("qty").gt(5).and(col("region").eq("' or true --")));
        assertThat(expr("x in ?", List.of(1, 2))).isEqualTo(col("x").in(1, 2));
        assertThat(expr("x = ?", (Object) null)).isEqualTo(col("x").eq(null));
    }

    @Test
    void a_name_given_earlier_gives_way_to_a_later_one() {
        assertThat(col("x").as("a").as("b")).isEqualTo(col("x").as("b"));
        assertThat(sum(col("x").as("a"))).isEqualTo(sum("x"));
    }

    @Test
    void methods_of_aggregates_refuse_other_expressions() {
        assertThatThrownBy(() -> col("x").plus(1).over("y")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "over(...) needs an aggregate or window function before it, such as sum(\"x\") or rank(), got "
                                + "x + 1");
        assertThatThrownBy(() -> col("x").distinct()).hasMessageStartingWith("distinct() needs an aggregate");
        assertThatThrownBy(() -> struct(col("x").plus(1)))
                .hasMessage("a field of struct(...) needs a name: x + 1 has none; add .as(\"...\")");
    }

    @Test
    void a_value_without_a_type_is_refused() {
        assertThatThrownBy(() -> col("x").eq(new Object())).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "no type for a value of java.lang.Object; use a number, text, boolean, byte[], java.time value, "
                                + "list, or map of these");
    }

    @Test
    void a_frame_must_hold_a_row() {
        assertThatThrownBy(() -> Window.rows(1, 0))
                .hasMessage("the frame of a window must end where it starts or later, got 1 to 0");
        assertThatThrownBy(() -> Window.orderBy("x").excludeTies()).isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "a window needs a frame before something is left out of it; call rows(...), range(...) or "
                                + "groups(...) first");
        assertThat(Window.partitionBy("a").orderBy("b").rows(-2, 0))
                .hasToString("partition by a order by b rows between 2 preceding and current row");
    }

    @Test
    void user_functions_get_values_and_nulls() {
        Expr twice = udf("twice", DataType.INT64, v -> v == null ? null : 2 * (Long) v, col("x"));
        assertThat(twice).hasToString("udf.twice(x)");
        Node.UserCall call = (Node.UserCall) ExprAccess.node(twice);
        assertThat(call.function().apply(new Object[]{4L})).isEqualTo(8L);
        Expr all = udf("all", DataType.INT64, args -> (long) args.size(), List.of(col("x"), col("y")));
        assertThat(((Node.UserCall) ExprAccess.node(all)).function().apply(new Object[]{1, null}))
                .isEqualTo(2L);
    }

    @Test
    void internals_unwrap_and_wrap() {
        Node node = new Node.Column(null, "x");
        assertThat(ExprAccess.node(ExprAccess.expr(node))).isSameAs(node);
    }

    @Test
    void a_join_condition_tells_equal_columns_from_the_rest() {
        On on = on(col("id").eq(col("customer")).and(col("a").lt(col("b")))).and(col("c").gt(1))
                .suffix("_r")
                .nullsMatch();
        assertThat(on.keys()).hasSize(1);
        assertThat(on.condition()).hasToString("a < b and c > 1");
        assertThat(on).hasToString("on id = customer and a < b and c > 1");
        assertThat(on("a", "b")).hasToString("on a and b").isEqualTo(on("a", "b")).isNotEqualTo(on("a"));
        assertThat(on.matchesNulls()).isTrue();
        assertThat(on.suffix()).isEqualTo("_r");
        assertThatThrownBy(() -> on(new String[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void orders_read_back_from_text() {
        assertThat(Order.parse("a, b desc nulls first"))
                .isEqualTo(Arrays.asList(asc("a"), desc("b").nullsFirst()));
        assertThat(desc("a").reversed()).isEqualTo(asc("a")).hasToString("a");
        assertThat(desc("a").nullsFirst().nullsLast()).hasToString("a desc");
    }
}
