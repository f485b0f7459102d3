package dev.peso.internal.plan;

import static dev.peso.Expr.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Expr;
import dev.peso.QueryException;
import dev.peso.internal.aggregate.Aggregates;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.ExprAccess;
import dev.peso.internal.expr.ExpressionParser;
import dev.peso.internal.expr.Node;
import dev.peso.internal.expr.Parameters;
import dev.peso.internal.kernel.Evaluator;

class LambdasTest {
    private static final DataType NUMBERS = DataType.list(DataType.INT64);
    private static final Scope SCOPE = Scope.of(List.of("l", "n", "ll", "s"), List.of(
            new CheckedExpr.Ref(0, NUMBERS, "l"), new CheckedExpr.Ref(1, DataType.INT64, "n"),
            new CheckedExpr.Ref(2, DataType.list(NUMBERS), "ll"),
            new CheckedExpr.Ref(3, DataType.list(DataType.UTF8), "s")));

    private static Vector column(DataType type, @Nullable Object... values) {
        VectorBuilder builder = VectorBuilder.of(type, values.length);
        for (Object value : values) {
            Scalars.append(builder, value);
        }
        return builder.build();
    }

    /// Rows: a list with a null, an empty list, no list, a list of two.
    private static Batch batch() {
        return new Batch(new Vector[]{
                column(NUMBERS, Arrays.asList(1L, null, 3L), List.of(), null, List.of(-5L, 7L)),
                column(DataType.INT64, 10L, 20L, 30L, null),
                column(DataType.list(NUMBERS), List.of(List.of(1L), List.of(2L, 3L)), List.of(), null,
                        Arrays.asList(null, List.of(4L))),
                column(DataType.list(DataType.UTF8), List.of("a", "B"), List.of("ß"), List.of(), null)}, 4,
                0);
    }

    private static CheckedExpr check(String text) {
        return ExprChecker.scalar(SCOPE, node(text));
    }

    private static Node node(String text) {
        return ExpressionParser.of(text, name -> Aggregates.find(name) != null, Parameters.none()).parse();
    }

    private static String rows(Vector v) {
        StringBuilder all = new StringBuilder();
        for (int row = 0; row < v.length; row++) {
            all.append(row == 0 ? "" : " ; ").append(Scalars.get(v, row));
        }
        return all.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            list_transform(l, x -> x + 1)                     | [2, null, 4] ; [] ; null ; [-4, 8]
            list_transform(l, x -> x + n)                     | [11, null, 13] ; [] ; null ; [null, null]
            list_transform(l, (x, i) -> i)                    | [1, 2, 3] ; [] ; null ; [1, 2]
            list_transform(l, (x, i) -> x * i + n)            | [11, null, 19] ; [] ; null ; [null, null]
            list_transform(l, x -> 'a')                       | [a, a, a] ; [] ; null ; [a, a]
            list_transform(l, x -> null)                      | [null, null, null] ; [] ; null ; [null, null]
            list_transform(l, n -> n)                         | [1, null, 3] ; [] ; null ; [-5, 7]
            list_transform(s, x -> concat(upper(x), x))        | [Aa, BB] ; [ßß] ; [] ; null
            list_reduce(l, (a, x) -> a + coalesce(x, 0))      | 4 ; null ; null ; 2
            list_reduce(l, (a, x) -> a + x)                   | null ; null ; null ; 2
            list_reduce(l, (a, x) -> a + coalesce(x, n), 100) | 114 ; 100 ; null ; 102
            list_reduce(l, (a, x, i) -> a * 10 + i, 0)        | 123 ; 0 ; null ; 12
            list_reduce(l, (a, x, i) -> a * 10 + i)           | 123 ; null ; null ; -48
            list_reduce(l, (a, x) -> x / 2)                   | 1.5 ; null ; null ; 3.5
            list_reduce(s, (a, x) -> concat(a, '-', x))           | a-B ; ß ; null ; null
            list_reduce(s, (a, x) -> a + length(x), 0)        | 2 ; 1 ; 0 ; null
            list_reduce(ll, (a, x) -> list_concat(a, x))                 | [1, 2, 3] ; null ; null ; [4]
            list_reduce(ll, (a, x) -> a + list_reduce(x, (b, y) -> b + y), 0) | 6 ; 0 ; null ; null
            list_reduce(null, (a, x) -> a)                    | null ; null ; null ; null
            list_transform(null, x -> x + 1)                  | null ; null ; null ; null
            list_filter(l, x -> x > 1)                        | [3] ; [] ; null ; [7]
            list_filter(l, x -> x is null or x < 0)           | [null] ; [] ; null ; [-5]
            list_filter(l, (x, i) -> i = 2 and n > 0)         | [null] ; [] ; null ; []
            list_filter(l, x -> null)                         | [] ; [] ; null ; []
            list_filter(list_transform(l, x -> x * 2), y -> y > n - 5) | [6] ; [] ; null ; []
            list_transform(ll, x -> list_transform(x, y -> y + n)) | [[11], [12, 13]] ; [] ; null ; [null, [null]]
            list_transform(ll, (x, i) -> list_transform(x, (y, j) -> i * 10 + j)) | [[11], [21, 22]] ; [] ; null ; [null, [21]]
            list_transform(ll, x -> list_filter(x, y -> y > 1)) | [[], [2, 3]] ; [] ; null ; [null, [4]]
            """)
    void each_element_is_seen_with_the_columns_of_its_row(String text, String expected) {
        CheckedExpr expr = check(text);
        assertThat(rows(new Evaluator(expr).eval(batch()))).isEqualTo(expected);
        Batch picked = batch().select(new int[]{1, 3}, 2);
        String[] parts = expected.split(" ; ");
        assertThat(rows(new Evaluator(expr).eval(picked))).isEqualTo(parts[1] + " ; " + parts[3]);
        Vector[] sliced = new Vector[4];
        for (int i = 0; i < 4; i++) {
            sliced[i] = batch().column(i).slice(2, 2);
        }
        assertThat(rows(new Evaluator(expr).eval(new Batch(sliced, 2, 0))))
                .isEqualTo(parts[2] + " ; " + parts[3]);
    }

    @Test
    void the_columns_a_body_uses_are_arguments() {
        assertThat(CheckedExprs.columns(check("list_transform(ll, x -> list_transform(x, y -> y + n))")))
                .hasToString("{1, 2}");
        CheckedExpr moved = CheckedExprs.shift(check("list_transform(l, x -> x + n)"), 1);
        Batch batch = batch();
        Vector[] shifted = {batch.column(3), batch.column(0), batch.column(1)};
        assertThat(rows(new Evaluator(moved).eval(new Batch(shifted, 4, 0))))
                .isEqualTo("[11, null, 13] ; [] ; null ; [null, null]");
    }

    @Test
    void different_bodies_are_different_functions() {
        assertThat(check("list_transform(l, x -> x + 1)")).isEqualTo(check("list_transform(l, x -> x + 1)"))
                .isNotEqualTo(check("list_transform(l, x -> x + 2)"));
    }

    @Test
    void methods_give_the_same() {
        Expr tags = col("s");
        assertThat(ExprAccess.node(tags.list().transform(tag -> tag.str().upper().plusText("!"))))
                .isEqualTo(node("list_transform(s, x -> upper(x) || '!')"));
        assertThat(ExprAccess.node(tags.list().filter(tag -> tag.ne(col("x")))))
                .isEqualTo(node("list_filter(s, y -> y <> x)"));
        assertThat(ExprAccess.node(tags.list().reduce((all, tag) -> all.plusText(tag).plusText(col("x")))))
                .isEqualTo(node("list_reduce(s, (y, z) -> y || z || x)"));
    }

    @Test
    void a_failing_element_names_its_row() {
        CheckedExpr expr = check("list_transform(l, x -> 10 // (x - 7))");
        assertThatThrownBy(() -> new Evaluator(expr).eval(batch()))
                .isInstanceOfSatisfying(DataException.class,
                        e -> assertThat(e.row()).isEqualTo(3))
                .hasMessageStartingWith("column \"l\", row 3: ");
    }

    @Test
    void mistakes_are_told() {
        assertThatThrownBy(() -> check("list_transform(n, x -> x)")).isInstanceOf(QueryException.class)
                .hasMessage("list_transform takes a list and a function of its elements, but n is int64");
        assertThatThrownBy(() -> check("list_filter(l, x -> x + 1)"))
                .hasMessage("list_filter needs a condition, but x + 1 is int64");
        assertThatThrownBy(() -> check("abs(l, x -> x + 1)"))
                .hasMessage(
                        "function \"abs\" takes no function of elements; list_transform, list_filter and list_reduce do");
        assertThatThrownBy(() -> check("list_transform(l, (a, b, c) -> a)")).hasMessageContaining(
                "takes 3 parameters; the first is the element, the second its position");
        assertThatThrownBy(() -> check("coalesce(1, lower('a'), x -> x)")).hasMessageContaining(
                "a function of elements can stand in list_transform, list_filter and list_reduce only");
        assertThatThrownBy(() -> check("list_reduce(l, x -> x)")).hasMessageContaining(
                "takes 1 parameter; the first is the value so far, the second the element, the third its position");
        assertThatThrownBy(() -> check("list_reduce(l, (a, x) -> 'b')")).hasMessageContaining(
                "list_reduce(l, (a, x) -> 'b') goes from int64 to utf8; cast the first value or the result");
        assertThatThrownBy(() -> check("list_transform(l, x -> y)"))
                .hasMessageContaining("column \"y\" not found");
    }
}
