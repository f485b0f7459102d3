package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatasetSplitTest {
    private static final int ROWS = 130_000;
    private final Dataset data = Dataset.of(Map.of("id", LongStream.range(0, ROWS).toArray(), "kind",
            IntStream.range(0, ROWS).mapToObj(i -> i % 100 < 3 ? "rare" : "usual").toArray(String[]::new),
            "group",
            IntStream.range(0, ROWS).map(i -> i % 1_000).toArray(), "time",
            IntStream.range(0, ROWS).map(i -> (i * 7919) % ROWS).toArray()));

    static List<Split> splits() {
        return List.of(Split.random(0.8), Split.random(0.8).stratified("kind"), Split.byHash("id", 0.8),
                Split.grouped("group", 0.8), Split.byTime("time", 0.8));
    }

    @ParameterizedTest
    @MethodSource("splits")
    void each_row_is_in_one_part_and_keeps_its_order(Split split) {
        Split.Parts parts = data.split(split);
        long[] train = parts.train().longs("id");
        long[] test = parts.test().longs("id");
        assertThat(train.length / (double) ROWS).isBetween(0.79, 0.81);
        assertThat(train).isSorted();
        assertThat(test).isSorted();
        assertThat(LongStream.concat(LongStream.of(train), LongStream.of(test)).sorted().toArray())
                .isEqualTo(data.longs("id"));
        assertThat(parts.train().schema()).isEqualTo(data.schema());
        assertThat(data.split(split).train().fingerprint()).isEqualTo(parts.train().fingerprint());
    }

    @Test
    void seeds_give_other_parts() {
        long[] one = data.split(Split.random(0.5).seed(1)).train().longs("id");
        long[] two = data.split(Split.random(0.5).seed(2)).train().longs("id");
        assertThat(one).isNotEqualTo(two);
        long both = LongStream.of(one).filter(id -> Arrays.binarySearch(two, id) >= 0).count();
        assertThat(both / (double) ROWS).isBetween(0.24, 0.26);
    }

    @Test
    void stratified_parts_have_the_same_shares() {
        Split.Parts parts = data.split(Split.random(0.75).stratified("kind").seed(3));
        assertThat(parts.train().filter("kind = 'rare'").count()).isEqualTo(3_900 * 3 / 4);
        assertThat(parts.test().filter("kind = 'rare'").count()).isEqualTo(3_900 / 4);
    }

    @Test
    void groups_and_hashed_values_are_in_one_part() {
        for (Split split : List.of(Split.grouped("group", 0.6), Split.byHash("group", 0.6))) {
            Split.Parts parts = data.split(split);
            assertThat(parts.train().semiJoin(parts.test(), Expr.on("group")).count()).isZero();
        }
    }

    @Test
    void a_hashed_value_is_in_the_same_part_of_other_data() {
        Dataset early = data.split(Split.byHash("id", 0.5)).train();
        Dataset later = data.limit(1_000).split(Split.byHash("id", 0.5)).train();
        assertThat(later.antiJoin(early, Expr.on("id")).count()).isZero();
    }

    @Test
    void time_puts_what_was_before_into_the_first_part() {
        Split.Parts parts = data.split(Split.byTime("time", 0.9));
        assertThat(parts.train().agg("max(time) as t").longs("t")[0])
                .isLessThan(parts.test().agg("min(time) as t").longs("t")[0]);
    }

    @Test
    void nulls_are_a_group_and_no_rows_give_empty_parts() {
        Dataset withNulls = data.with("group",
                Expr.when(Expr.col("group").gt(500)).then(Expr.col("group")).otherwise(null));
        Split.Parts parts = withNulls.split(Split.grouped("group", 0.5));
        long first = parts.train().filter("group is null").count();
        assertThat(first).isIn(0L, withNulls.filter("group is null").count());
        assertThat(data.limit(0).split(Split.random(0.5).stratified("kind")).train().count()).isZero();
    }

    @Test
    void what_cannot_be_split_says_so() {
        assertThatThrownBy(() -> Split.random(1))
                .hasMessage("the share of the first part must be between 0 and 1, got 1.0");
        assertThatThrownBy(() -> Split.byTime("time", 0.5).stratified("kind"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("only a random split can be stratified");
        assertThatThrownBy(() -> data.split(Split.byTime("tome", 0.5)))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessageContaining("column \"tome\" not found; did you mean \"time\"?");
    }
}
