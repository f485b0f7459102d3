package dev.peso.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.expr.CheckedExpr;

class EvaluatorTest {
    static Vector vector(DataType type, @Nullable Object... values) {
        VectorBuilder builder = VectorBuilder.of(type, values.length);
        for (Object value : values) {
            Scalars.append(builder, value);
        }
        return builder.build();
    }

    static List<@Nullable Object> values(Vector v) {
        List<@Nullable Object> all = new ArrayList<>();
        for (int i = 0; i < v.length; i++) {
            all.add(Scalars.get(v, i));
        }
        return all;
    }

    static CheckedExpr.Ref column(int index, DataType type, String name) {
        return new CheckedExpr.Ref(index, type, name);
    }

    private static final CheckedExpr A = column(0, DataType.BOOLEAN, "a");
    private static final CheckedExpr B = column(1, DataType.BOOLEAN, "b");
    private static final Batch TRUTH = new Batch(new Vector[]{
            vector(DataType.BOOLEAN, true, true, true, false, false, false, null, null, null),
            vector(DataType.BOOLEAN, true, false, null, true, false, null, true, false, null)}, 9, 0);

    @Test
    void and_is_three_valued() {
        assertThat(values(new Evaluator(new CheckedExpr.And(List.of(A, B))).eval(TRUTH)))
                .containsExactly(true, false, null, false, false, false, null, false, null);
    }

    @Test
    void or_is_three_valued() {
        assertThat(values(new Evaluator(new CheckedExpr.Or(List.of(A, B))).eval(TRUTH)))
                .containsExactly(true, true, true, true, false, null, true, null, null);
    }

    @Test
    void and_guards_a_term_that_can_fail() {
        Vector codes = vector(DataType.INT32, 1, 300, null, 4, 300);
        Vector good = vector(DataType.BOOLEAN, true, false, true, null, false);
        CheckedExpr narrow = new CheckedExpr.Convert(
                new CheckedExpr.Convert(column(0, DataType.INT32, "code"), DataType.INT8, false),
                DataType.BOOLEAN, false);
        Batch batch = new Batch(new Vector[]{codes, good}, 5, 0);
        Evaluator guarded = new Evaluator(
                new CheckedExpr.And(List.of(column(1, DataType.BOOLEAN, "good"), narrow)));
        assertThat(values(guarded.eval(batch))).containsExactly(true, false, null, null, false);
        assertThatThrownBy(() -> new Evaluator(narrow).eval(batch))
                .isInstanceOf(DataException.class)
                .hasMessage("column \"code\", row 1: 300 does not fit int8");
    }

    @Test
    void an_error_names_the_row_of_the_data_behind_a_selection() {
        Vector codes = vector(DataType.INT32, 1, 300, 7, 4, 301);
        Batch some = new Batch(new Vector[]{codes}, 5, 1_000).select(new int[]{0, 3, 4}, 3);
        Evaluator narrow = new Evaluator(
                new CheckedExpr.Convert(column(0, DataType.INT32, "code"), DataType.INT8, false));
        assertThatThrownBy(() -> narrow.eval(some))
                .isInstanceOfSatisfying(DataException.class, e -> {
                    assertThat(e.column()).isEqualTo("code");
                    assertThat(e.row()).isEqualTo(1_004);
                })
                .hasMessage("column \"code\", row 1004: 301 does not fit int8");
    }

    @Test
    void case_takes_each_value_only_where_its_condition_is_the_first_true_one() {
        Vector codes = vector(DataType.INT32, 1, 300, null, 4);
        Vector small = vector(DataType.BOOLEAN, true, false, true, null);
        CheckedExpr narrow = new CheckedExpr.Convert(column(0, DataType.INT32, "code"), DataType.INT8, false);
        CheckedExpr when = new CheckedExpr.Conditional(
                List.of(new CheckedExpr.Branch(column(1, DataType.BOOLEAN, "small"), narrow)),
                new CheckedExpr.Const((byte) -1, DataType.INT8), DataType.INT8);
        assertThat(values(new Evaluator(when).eval(new Batch(new Vector[]{codes, small}, 4, 0))))
                .containsExactly((byte) 1, (byte) -1, null, (byte) -1);
    }

    @Test
    void coalesce_takes_a_later_argument_only_where_all_before_are_null() {
        Vector first = vector(DataType.UTF8, "a", null, null, "a text that is not inline");
        Vector second = vector(DataType.UTF8, "x", "another text that is not inline", null, "y");
        CheckedExpr coalesce = new CheckedExpr.Coalesce(
                List.of(column(0, DataType.UTF8, "first"), column(1, DataType.UTF8, "second"),
                        new CheckedExpr.Const("none", DataType.UTF8)),
                DataType.UTF8);
        assertThat(values(new Evaluator(coalesce).eval(new Batch(new Vector[]{first, second}, 4, 0))))
                .containsExactly("a", "another text that is not inline", "none", "a text that is not inline");
    }

    @Test
    void in_a_list_with_null_is_never_false() {
        Vector names = vector(DataType.CATEGORICAL, "n", "s", null, "e");
        List<CheckedExpr> options = List.of(new CheckedExpr.Const("n", DataType.CATEGORICAL),
                new CheckedExpr.Const("x", DataType.CATEGORICAL),
                new CheckedExpr.Const(null, DataType.CATEGORICAL));
        Batch batch = new Batch(new Vector[]{names}, 4, 0);
        CheckedExpr column = column(0, DataType.CATEGORICAL, "name");
        assertThat(values(new Evaluator(new CheckedExpr.InList(column, options)).eval(batch)))
                .containsExactly(true, null, null, null);
        assertThat(values(new Evaluator(new CheckedExpr.InList(column, options.subList(0, 2))).eval(batch)))
                .containsExactly(true, false, null, false);
    }

    @Test
    void in_looks_categories_up_by_their_text() {
        Vector names = vector(DataType.CATEGORICAL, "n", "s", null, "a name that is not inline");
        CheckedExpr text = new CheckedExpr.Convert(column(0, DataType.CATEGORICAL, "name"), DataType.UTF8,
                false);
        Batch batch = new Batch(new Vector[]{names}, 4, 0);
        assertThat(values(new Evaluator(in(text, "a name that is not inline", "n", "z")).eval(batch)))
                .containsExactly(true, false, null, true);
    }

    @Test
    void in_finds_numbers_in_small_and_wide_ranges() {
        Vector numbers = vector(DataType.INT64, 0L, 5L, -7L, Long.MIN_VALUE, Long.MAX_VALUE, 6L);
        CheckedExpr column = column(0, DataType.INT64, "n");
        Batch batch = new Batch(new Vector[]{numbers}, 6, 0);
        assertThat(values(new Evaluator(in(column, 0L, 5L, 9L)).eval(batch)))
                .containsExactly(true, true, false, false, false, false);
        assertThat(values(new Evaluator(in(column, 0L, Long.MIN_VALUE, Long.MAX_VALUE)).eval(batch)))
                .containsExactly(true, false, false, true, true, false);
    }

    private static CheckedExpr in(CheckedExpr column, Object... options) {
        return new CheckedExpr.InList(column, Arrays.stream(options)
                .map(o -> (CheckedExpr) new CheckedExpr.Const(o, column.type()))
                .toList());
    }

    @Test
    void a_user_function_that_fails_is_named_with_its_row() {
        CheckedExpr call = new CheckedExpr.UserApply("half", args -> {
            throw new IllegalStateException("no halves today");
        }, List.of(), List.of(column(0, DataType.INT64, "n")), DataType.INT64);
        Batch batch = new Batch(new Vector[]{vector(DataType.INT64, 3L)}, 1, 40);
        assertThatThrownBy(() -> new Evaluator(call).eval(batch))
                .isInstanceOf(DataException.class)
                .hasMessage("column \"n\", row 40: function \"half\" failed: "
                        + "java.lang.IllegalStateException: no halves today");
    }

    @Test
    void a_user_function_must_return_a_value_of_its_type() {
        CheckedExpr call = new CheckedExpr.UserApply("half", args -> 1.5,
                List.of(), List.of(column(0, DataType.INT64, "n")), DataType.INT64);
        Batch batch = new Batch(new Vector[]{vector(DataType.INT64, 3L)}, 1, 0);
        assertThatThrownBy(() -> new Evaluator(call).eval(batch))
                .hasMessage(
                        "column \"n\", row 0: function \"half\" returned 1.5, which is not an int64");
    }
}
