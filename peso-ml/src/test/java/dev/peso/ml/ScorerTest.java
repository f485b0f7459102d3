package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.ColumnNotFoundException;
import dev.peso.Dataset;
import dev.peso.QueryException;
import dev.peso.Row;

class ScorerTest {
    record Customer(double price, @Nullable Long age, @Nullable String plan, int months) {}

    record Stranger(double prize, Long age, String plan, int months) {}

    private final Dataset customers = Tables.customers(200);
    private final Model model = Pipeline.predict("churn")
            .prepare()
            .learn(Learners.boostedTrees())
            .fit(customers);

    @Test
    void records_maps_and_rows_score_as_the_dataset_does() {
        Dataset predicted = model.predict(customers);
        double[] expected = predicted.doubles("p_yes");
        Scorer<Row> rows = model.scorer(Row.class);
        Scorer<Map<String, ? extends @Nullable Object>> maps = model.scorer();
        Scorer<Customer> records = model.scorer(Customer.class);
        List<Row> list = predicted.rows().toList();
        for (int i = 0; i < expected.length; i++) {
            Row row = list.get(i);
            assertThat(rows.score(row)).isEqualTo(expected[i]);
            assertThat(maps.score(row.toMap())).isEqualTo(expected[i]);
            Customer customer = new Customer(row.getDouble("price"), (Long) row.get("age"),
                    row.getString("plan"),
                    row.getInt("months"));
            assertThat(records.score(customer)).isEqualTo(expected[i]);
            assertThat(records.label(customer)).isEqualTo(row.getString("prediction"));
            assertThat(records.probabilities(customer)).containsEntry("yes", expected[i])
                    .containsOnlyKeys("no", "yes");
        }
    }

    @Test
    void points_in_time_are_read_as_in_training() {
        List<LocalDateTime> times = new ArrayList<>();
        double[] y = IntStream.range(0, 200).mapToDouble(i -> i * 7 % 24).toArray();
        for (int i = 0; i < y.length; i++) {
            times.add(LocalDateTime.of(2024, 1, 1, 0, 30).plusHours(7L * i));
        }
        Dataset data = Dataset.of(Map.of("t", times, "y", y));
        Model hours = Pipeline.predict("y").prepare().learn(Learners.boostedTrees().leafRows(1)).fit(data);
        record Moment(LocalDateTime t) {}
        for (int i = 0; i < 100; i++) {
            LocalDateTime time = LocalDateTime.of(2024, 1, 5, 3, 20).plusMinutes(317L * i);
            assertThat(hours.scorer(Moment.class).score(new Moment(time)))
                    .isEqualTo(
                            hours.predict(Dataset.of(Map.of("t", List.of(time)))).doubles("prediction")[0]);
        }
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThatThrownBy(() -> model.scorer(Stranger.class)).isInstanceOf(ColumnNotFoundException.class)
                .hasMessageContaining(
                        "column \"price\" not found in dataset \"Stranger\"; did you mean \"prize\"?");
        assertThatThrownBy(() -> model.scorer(String.class)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a scorer takes records or Row, and java.lang.String is neither; for maps use scorer()");
        assertThatThrownBy(() -> model.scorer().score(Map.of("price", "much")))
                .isInstanceOf(QueryException.class)
                .hasMessage("\"price\" was float64 when the model was trained, and is a String now");
        Model number = Pipeline.predict("price").prepare().learn(Learners.boostedTrees()).fit(customers);
        assertThatThrownBy(() -> number.scorer().label(Map.of()))
                .isInstanceOf(IllegalStateException.class);
    }
}
