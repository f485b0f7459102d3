package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.QueryException;

class PipelineTest {
    private final Dataset customers = Tables.customers(300);
    private final Pipeline churn = Pipeline.predict("churn").prepare().learn(Learners.logistic());

    private static Dataset xy(Object y) {
        return Dataset.of(Map.of("x", new double[]{1, 2, 3, 5}, "y", y));
    }

    @Test
    void the_type_of_the_target_tells_the_task() {
        Pipeline logistic = Pipeline.predict("y").learn(Learners.logistic());
        Pipeline linear = Pipeline.predict("y").learn(Learners.linear());
        assertThat(logistic.fit(xy(new boolean[]{true, false, true, true})).classes())
                .containsExactly("false", "true");
        assertThat(logistic.fit(xy(new int[]{1, 0, 0, 1})).classes()).containsExactly("0", "1");
        assertThat(logistic.fit(xy(new String[]{"b", "a", "a", "b"})).classes()).containsExactly("a", "b");
        assertThat(linear.fit(xy(new int[]{1, 2, 3, 4})).task()).isEqualTo(Task.REGRESSION);
        assertThat(linear.fit(xy(new double[]{1, 0, 0, 1})).task()).isEqualTo(Task.REGRESSION);
        assertThat(
                Pipeline.classify("y").learn(Learners.logistic()).fit(xy(new int[]{10, 9, 100, 9})).classes())
                .containsExactly("9", "10", "100");
    }

    @Test
    void an_ordered_categorical_gives_its_order_to_the_classes() {
        Dataset data = xy(new String[]{"low", "high", "high", "low"}).cast("y",
                new DataType.Categorical(true));
        assertThat(Pipeline.predict("y").learn(Learners.logistic()).fit(data).classes())
                .containsExactly("low", "high");
        assertThat(Pipeline.predict("y").positive("low").learn(Learners.logistic()).fit(data).positive())
                .isEqualTo("low");
    }

    @Test
    void predictions_have_the_type_of_the_target() {
        Pipeline logistic = Pipeline.predict("y").learn(Learners.logistic().l2(1e-6));
        Dataset truths = xy(new boolean[]{false, false, true, true});
        assertThat(logistic.fit(truths).predict(truths).booleans("prediction")).containsExactly(false, false,
                true, true);
        Dataset numbers = xy(new int[]{0, 0, 1, 1});
        assertThat(logistic.fit(numbers).predict(numbers).longs("prediction")).containsExactly(0, 0, 1, 1);
        Dataset spans = xy(List.of(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(6),
                Duration.ofSeconds(10)));
        Dataset predicted = Pipeline.predict("y").learn(Learners.linear()).fit(spans).predict(spans);
        assertThat(predicted.column("prediction").values()).containsExactly(Duration.ofSeconds(2),
                Duration.ofSeconds(4), Duration.ofSeconds(6), Duration.ofSeconds(10));
    }

    @Test
    void rows_without_a_target_are_left_out_and_counted() {
        Dataset data = xy(Arrays.asList(1.0, null, 3.0, 5.0));
        Model model = Pipeline.predict("y").learn(Learners.linear()).fit(data);
        assertThat(model.rows()).isEqualTo(3);
        assertThat(model.notes()).contains("1 of 4 rows have no \"y\" and are left out");
        assertThat(model.predict(data).doubles("prediction")[1]).isCloseTo(2, within(1e-9));
    }

    @Test
    void columns_with_roles_are_no_features() {
        Dataset data = customers.with("w = 1.0")
                .with("row = months")
                .with("sex = plan")
                .with("other = price");
        Model model = churn.weight("w").id("row").sensitive("sex").ignore("other").fit(data);
        assertThat(model.inputs()).containsExactly("age", "plan", "price", "months");
    }

    @Test
    void more_than_20_classes_give_one_column_of_the_highest_probability() {
        double[] x = new double[63];
        int[] y = new int[63];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 21;
            y[i] = i % 21;
        }
        Dataset data = Dataset.of(Map.of("x", x, "y", y));
        Model model = Pipeline.classify("y").learn(Learners.logistic()).fit(data);
        Dataset predicted = model.predict(data);
        assertThat(predicted.schema().names()).contains("prediction", "p_max").hasSize(4);
        Dataset all = model.predictProbabilities(data);
        assertThat(all.schema().names()).contains("prediction", "p_0", "p_20")
                .doesNotContain("p_max")
                .hasSize(24);
        assertThat(all.with("m = greatest(p_0, p_1, p_2)").filter("prediction < 3").doubles("m"))
                .containsExactly(predicted.filter("prediction < 3").doubles("p_max"));
        assertThatThrownBy(() -> Pipeline.regress("y")
                .learn(Learners.linear())
                .fit(data)
                .predictProbabilities(data)).isInstanceOf(IllegalStateException.class)
                .hasMessage("the model predicts no classes and has no probabilities; use predict(data)");
    }

    @Test
    void preparation_takes_dates_apart_and_leaves_out_what_tells_nothing() {
        int rows = 120;
        List<LocalDate> days = new ArrayList<>();
        List<LocalDateTime> times = new ArrayList<>();
        List<String> names = new ArrayList<>();
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            days.add(LocalDate.of(2024, 1, 1).plusDays(i));
            times.add(LocalDateTime.of(2024, 1, 1, 0, 0).plusHours(7L * i));
            names.add("name " + i);
            y[i] = days.get(i).getDayOfWeek().getValue() + 10 * times.get(i).getHour();
        }
        double[] same = new double[rows];
        Dataset data = Dataset.of(Map.of("day", days, "time", times, "name", names, "same", same, "y", y));
        Model model = Pipeline.predict("y").prepare().learn(Learners.linear()).fit(data);
        assertThat(model.features()).contains("day weekday", "day month", "time hour")
                .doesNotContain("same", "day hour");
        assertThat(model.notes()).contains("column \"same\" is left out: all its values are equal",
                "column \"name\" is left out: most of its 120 texts appear only once, as names and numbers of things "
                        + "do");
        assertThat(model.evaluate(data).metrics().r2()).isCloseTo(1, within(1e-9));
    }

    @Test
    void unseen_categories_count_as_missing_or_fail_as_asked() {
        Dataset strange = customers.with("plan = 'platinum'");
        assertThat(churn.fit(customers).predict(strange).count()).isEqualTo(300);
        Pipeline strict = Pipeline.predict("churn")
                .ignore("age")
                .oneHot(Unknown.FAIL)
                .learn(Learners.logistic());
        Model model = strict.fit(customers);
        assertThatThrownBy(() -> model.predict(strange)).isInstanceOf(QueryException.class)
                .hasMessageContaining("column \"plan\" has a category in row 0 that training has not seen");
    }

    @Test
    void a_column_of_nulls_is_a_column_of_missing_values() {
        Dataset bare = customers.with("plan", Expr.lit(null)).with("age", Expr.lit(null));
        assertThat(churn.fit(customers).predict(bare).column("p_yes").nullCount()).isZero();
    }

    @Test
    void steps_scale_and_encode_as_they_say() {
        Dataset data = Dataset.of(Map.of("x", new double[]{1, 2, 3, 4, 100}, "c",
                new String[]{"b", "a", "c", "a", "b"}, "y", new double[]{1, 2, 3, 4, 5}));
        Model robust = Pipeline.predict("y")
                .ignore("c")
                .scale(Scaling.ROBUST)
                .learn(Learners.linear())
                .fit(data);
        Model plain = Pipeline.predict("y").ignore("c").learn(Learners.linear()).fit(data);
        assertThat(Reference.coefficients(robust, 0)[0]).isCloseTo(2 * Reference.coefficients(plain, 0)[0],
                within(1e-12));
        Model range = Pipeline.predict("y")
                .ignore("c")
                .scale(Scaling.MIN_MAX)
                .learn(Learners.linear())
                .fit(data);
        assertThat(Reference.coefficients(range, 0)[0])
                .isCloseTo(99 * Reference.coefficients(plain, 0)[0], within(1e-12));
        Model ordinal = Pipeline.predict("y").ignore("x").ordinal().learn(Learners.linear()).fit(data);
        assertThat(ordinal.features()).containsExactly("c");
        Model oneHot = Pipeline.predict("y").ignore("x").oneHot().learn(Learners.linear()).fit(data);
        assertThat(oneHot.features()).containsExactly("c=a", "c=b", "c=c");
        assertThat(oneHot.predict(data).doubles("prediction")).containsExactly(new double[]{3, 3, 3, 3, 3},
                within(1e-9));
    }

    @Test
    void a_pipeline_survives_its_json() {
        Pipeline full = Pipeline.classify("churn")
                .positive("no")
                .weight("price")
                .group("plan")
                .time("months")
                .id("a")
                .sensitive("b")
                .impute(Impute.constant(3), "age")
                .impute(Impute.constant("none"))
                .dateParts()
                .prepare()
                .ordinal("plan")
                .scale(Scaling.ROBUST, "age")
                .learn(Learners.elasticNet(0.1, 0.5).withoutIntercept())
                .validate(Validation.crossValidation(3).repeated(2))
                .seed(42);
        assertThat(Pipeline.parse(full.toJson())).isEqualTo(full).hasSameHashCodeAs(full);
        assertThat(full.toJson()).startsWith("{\n  \"peso\" : \"pipeline/1\",")
                .contains("\"kind\" : \"peso.impute/1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"peso\": \"chart/1\"}", "{\"peso\": \"pipeline/1\"}",
            "{\"peso\": \"pipeline/1\", \"pipeline\": 3}", "{\"peso\": \"pipeline/1\", \"pipeline\": {}}",
            "{\"peso\": \"pipeline/1\", \"pipeline\": {}, \"more\": 1}"})
    void a_wrong_document_is_refused(String text) {
        assertThatThrownBy(() -> Pipeline.parse(text)).isInstanceOf(DataException.class);
    }

    @Test
    void a_document_of_a_newer_version_is_refused_by_the_name_of_what_is_new() {
        String json = churn.toJson();
        assertThatThrownBy(() -> Pipeline.parse(json.replace("peso.prepare/1", "peso.prepare/2")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("\"peso.prepare/2\", which this version of Peso does not know");
        assertThatThrownBy(() -> Pipeline.parse(json.replace("\"seed\" : 0", "\"seed\" : 0, \"mood\" : 1")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("\"mood\"");
        assertThatThrownBy(() -> Pipeline.parse(json.replace("\"l2\" : 1.0", "\"l2\" : -1.0")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("l2 must be 0 or more, got -1.0");
    }

    @Test
    void what_cannot_be_learnt_says_so() {
        refused(() -> Pipeline.predict("chrun").learn(Learners.logistic()).fit(customers),
                "column \"chrun\" not found; did you mean \"churn\"?");
        refused(() -> churn.weight("wight").fit(customers), "column \"wight\" not found");
        refused(() -> Pipeline.predict("y")
                .learn(Learners.logistic())
                .fit(xy(new boolean[]{true, true, true, true})),
                "column \"y\" holds only the class \"true\"; there is nothing to tell apart");
        refused(() -> churn.fit(customers.filter("price < 0")), "no row has a \"churn\" to learn from");
        refused(() -> Pipeline.predict("churn").learn(Learners.linear()).fit(customers),
                "linear regression predicts numbers, and \"churn\" is a matter of classes: 2 of type utf8");
        refused(() -> Pipeline.predict("price").prepare().learn(Learners.logistic()).fit(customers),
                "logistic regression predicts classes, and \"price\" is a number; use classify(\"price\")");
        refused(() -> Pipeline.predict("churn").learn(Learners.logistic()).fit(customers),
                "logistic regression takes no missing values, and column \"age\" has one in row 3; add prepare() or "
                        + "impute(Impute.median(), \"age\")");
        refused(() -> Pipeline.predict("churn")
                .impute(Impute.mean())
                .learn(Learners.logistic())
                .fit(customers),
                "logistic regression needs numbers, and column \"plan\" holds categories; add prepare() or "
                        + "oneHot(\"plan\")");
        refused(() -> churn.fit(customers.groupBy("churn").agg("list(age) as list")),
                "column \"list\" is list<int64>, which is no feature");
        refused(() -> churn.positive("maybe").fit(customers),
                "the positive class \"maybe\" is not in column \"churn\"; classes: no, yes");
        refused(() -> Pipeline.predict("y").learn(Learners.poisson()).fit(xy(new double[]{-1, 2, 3, 4})),
                "Poisson regression predicts counts, 0 or more; the target holds -1.0");
        assertThatThrownBy(() -> Pipeline.predict("churn").fit(customers))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "the pipeline for \"churn\" has no learner; add one, such as learn(Learners.logistic())");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(QueryException.class).hasMessageContaining(message);
    }

    @Test
    void infinite_values_are_refused_with_their_row() {
        Dataset data = customers.with("price", Expr.when(Expr.col("price").gt(95))
                .then(Double.POSITIVE_INFINITY)
                .otherwise(Expr.col("price")));
        refused(() -> churn.fit(data), "column \"price\" has infinite values, which cannot be scaled");
        refused(() -> Pipeline.predict("churn").ignore("age", "plan").learn(Learners.logistic()).fit(data),
                "logistic regression takes no infinite values, and column \"price\" has one in row ");
    }

    @Test
    void a_model_refuses_rows_it_cannot_read() {
        Model model = churn.fit(customers);
        assertThatThrownBy(() -> model.predict(customers.rename("price", "prize")))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessageContaining("column \"price\" not found; did you mean \"prize\"?");
        refused(() -> model.predict(customers.cast("price", DataType.UTF8)),
                "column \"price\" is utf8, but was float64 when the model was trained; cast it");
        refused(() -> model.evaluate(customers.with("churn = 'perhaps'")),
                "column \"churn\" has a class in row 0 that training has not seen; classes: no, yes");
        assertThatThrownBy(model::metrics).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was trained once and not validated");
    }

    @Test
    void a_column_that_gives_the_target_away_is_noted() {
        Model model = churn.fit(customers.with("left = case when churn = 'yes' then 'gone' else 'here' end"));
        assertThat(model.notes())
                .contains("column \"left\" tells \"churn\" exactly; ignore it if it is not known before");
    }

    @Test
    void threads_do_not_change_the_model() {
        Pipeline one = churn.validate(Validation.crossValidation(4)).threads(1);
        Dataset a = one.fit(customers).predict(customers);
        Dataset b = one.threads(2).fit(customers).predict(customers);
        assertThat(a.fingerprint()).isEqualTo(b.fingerprint());
    }

    @Test
    void no_rows_give_no_predictions() {
        assertThat(churn.fit(customers).predict(customers.limit(0)).count()).isZero();
    }
}
