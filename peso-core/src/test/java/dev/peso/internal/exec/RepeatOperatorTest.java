package dev.peso.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.MemoryLimitException;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.internal.expr.ExpressionParser;
import dev.peso.internal.expr.Parameters;
import dev.peso.internal.plan.Analyzer;
import dev.peso.internal.plan.CheckedPlan;
import dev.peso.internal.plan.Plan;
import dev.peso.internal.plan.PlanText;
import dev.peso.internal.plan.WorkingRows;

class RepeatOperatorTest {
    private static final Schema SCHEMA = Schema.of(Field.of("n", DataType.INT64));

    private static CheckedPlan.Repeat repeat(String step, @Nullable String condition, boolean distinct) {
        WorkingRows rows = new WorkingRows("r", SCHEMA);
        Plan read = new Plan.Scan(rows);
        Plan kept = condition == null
                ? read
                : new Plan.Filter(read,
                        ExpressionParser.of(condition, _ -> false, Parameters.none()).parse());
        Plan next = new Plan.Select(kept,
                ExpressionParser.of(step, _ -> false, Parameters.none()).parseColumns());
        Plan start = new Plan.Values(TestRows.table(SCHEMA, 2, List.<@Nullable Object[]>of(TestRows.row(1L),
                TestRows.row(1L), TestRows.row((Object) null))), "s");
        return (CheckedPlan.Repeat) Analyzer.check(new Plan.Repeat(start, next, rows, distinct));
    }

    private static RepeatOperator operator(CheckedPlan.Repeat plan, int mostRounds) {
        return new RepeatOperator(Planner.plan(plan.start()), Planner.plan(plan.step()), plan, mostRounds);
    }

    @Test
    void each_round_reads_the_rows_of_the_one_before() {
        assertThat(TestRows.run(operator(repeat("n = n + 1", "n < 3", false), 10)))
                .containsExactly(TestRows.list(1L), TestRows.list(1L), TestRows.list((Object) null),
                        TestRows.list(2L), TestRows.list(2L), TestRows.list(3L), TestRows.list(3L));
    }

    @Test
    void distinct_keeps_new_rows_only_and_so_ends() {
        assertThat(TestRows.run(operator(repeat("n = (n + 1) % 3", null, true), 10)))
                .containsExactly(TestRows.list(1L), TestRows.list((Object) null), TestRows.list(2L),
                        TestRows.list(0L));
    }

    @Test
    void no_end_is_an_error_that_names_the_way_out() {
        RepeatOperator endless = operator(repeat("n = n", null, false), 5);
        assertThatThrownBy(() -> TestRows.run(endless)).isInstanceOf(QueryException.class)
                .hasMessage(
                        "the recursive query \"r\" still gives rows after 5 rounds; stop it by a condition, "
                                + "or by union instead of union all");
    }

    @Test
    void rows_are_reserved_as_they_pile_up() {
        RepeatOperator endless = operator(repeat("n = n", null, false), 100_000);
        try (Query query = new Query(2, 1024, new Ledger(10_000))) {
            assertThatThrownBy(() -> Tables.collect(endless, query)).isInstanceOf(MemoryLimitException.class)
                    .hasMessageStartingWith("the recursive query \"r\" needs ");
        }
    }

    @Test
    void a_plan_shows_both_parts() {
        assertThat(PlanText.of(repeat("n = n + 1", "n < 3", true))).isEqualTo("""
                  repeat r, new rows only
                    rows of s [n] (3)
                    project n = n + 1
                      filter n < 3
                        scan r [n]
                """);
    }
}
