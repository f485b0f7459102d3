package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.QueryException;

/// Data as it should not be: each gives a precise error, or a decision that is written down and noted.
class BadInputTest {
    private final Dataset customers = Tables.customers(120);
    private final Pipeline churn = Pipeline.predict("churn").prepare().learn(Learners.logistic());

    @Test
    void columns_that_are_gone_or_renamed_are_asked_for_by_name() {
        Model model = churn.fit(customers);
        assertThatThrownBy(() -> model.predict(customers.rename("months", "month")))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessage(
                        "column \"months\" not found; did you mean \"month\"? columns: age, plan, price, month, churn");
        assertThatThrownBy(() -> model.evaluate(customers.drop("age")))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessageContaining("column \"age\" not found");
        refused(() -> model.predict(customers.cast("months", DataType.UTF8)),
                "column \"months\" is utf8, but was int32 when the model was trained; cast it");
        assertThat(model.predict(customers.with("more = 1").drop("churn")).count()).isEqualTo(120);
    }

    @Test
    void columns_without_values_are_left_out_or_refused_by_the_step_that_needs_them() {
        Dataset bare = customers.with("age", Expr.lit(null).cast(DataType.INT64));
        assertThat(churn.fit(bare).notes()).contains("column \"age\" is left out: it has no values");
        Pipeline steps = Pipeline.predict("churn").ignore("plan").learn(Learners.logistic());
        for (Impute impute : List.of(Impute.mean(), Impute.median(), Impute.mode(), Impute.neighbours(),
                Impute.iterative())) {
            refused(() -> steps.impute(impute).fit(bare), "column \"age\" has no values in training");
        }
        refused(() -> steps.bins(Bins.uniform(3), "age").fit(bare),
                "column \"age\" has no values in training");
        assertThat(Pipeline.predict("churn").learn(Learners.boostedTrees()).fit(bare).predict(bare).count())
                .isEqualTo(120);
        refused(() -> churn.fit(customers.with("age", Expr.lit(null))),
                "column \"age\" is null, which is no feature");
        assertThat(churn.fit(customers).predict(bare).column("p_yes").nullCount()).isZero();
    }

    @Test
    void one_class_is_nothing_to_tell_apart() {
        refused(() -> churn.fit(customers.with("churn = 'yes'")),
                "column \"churn\" holds only the class \"yes\"; there is nothing to tell apart");
    }

    @Test
    void numbers_that_are_all_equal_are_noted_and_every_model_explains_them() {
        Dataset flat = customers.with("price = 0.1");
        Pipeline pipeline = Pipeline.predict("price").prepare().validate(Validation.crossValidation(3));
        for (Learner learner : List.of(Learners.linear(), Learners.ridge(1), Learners.boostedTrees(),
                Learners.nearest(3))) {
            Model model = pipeline.learn(learner).fit(flat);
            assertThat(model.notes()).contains("all \"price\" are 0.1: there is nothing to learn but that");
            assertThat(model.metrics().r2()).as(model.toString()).isEqualTo(1);
        }
        assertThat(pipeline.learn(Learners.linear()).fit(customers).notes()).isEmpty();
    }

    @Test
    void constant_columns_are_left_out_or_become_0() {
        Dataset flat = customers.with("months = 7");
        assertThat(churn.fit(flat).notes())
                .contains("column \"months\" is left out: all its values are equal");
        Pipeline steps = Pipeline.predict("churn").impute(Impute.median()).oneHot();
        for (Scaling scaling : Scaling.values()) {
            Model model = steps.ignore("price").scale(scaling, "months").learn(Learners.logistic()).fit(flat);
            double[] coefficients = model.coefficients().filter("feature = 'months'").doubles("coefficient");
            assertThat(coefficients).containsExactly(new double[]{0}, within(1e-12));
        }
        Model selected = steps.select(Select.variance(0)).learn(Learners.logistic()).fit(flat);
        assertThat(selected.notes())
                .contains("1 of 7 features are left out, whose variance is not above 0.0: months");
        assertThat(steps.bins(Bins.quantile(4), "months")
                .oneHot()
                .learn(Learners.logistic())
                .fit(flat)
                .features())
                .contains("months=all");
    }

    @Test
    void infinite_values_are_refused_by_row_but_for_trees_and_clipping() {
        Dataset wild = customers.with("price = case when months = 3 then 1e308 * 10 else price end");
        String infinite = "takes no infinite values, and column \"price\" has one in row 3; replace or filter them first";
        Pipeline plain = Pipeline.predict("churn").ignore("age", "plan");
        refused(() -> plain.learn(Learners.logistic()).fit(wild), infinite);
        Model model = plain.learn(Learners.logistic()).fit(customers);
        refused(() -> model.predict(wild), infinite);
        refused(() -> plain.scale().learn(Learners.logistic()).fit(wild),
                "column \"price\" has infinite values, which cannot be scaled; replace or filter them first");
        refused(() -> plain.impute(Impute.neighbours()).learn(Learners.logistic()).fit(wild),
                "column \"price\" has infinite values, which cannot be filled");
        assertThat(plain.clip(0, 0.8)
                .learn(Learners.logistic())
                .fit(wild)
                .predict(wild)
                .column("p_yes")
                .nullCount())
                .isZero();
        Model trees = plain.learn(Learners.boostedTrees()).fit(wild);
        assertThat(trees.evaluate(wild).metrics().auc()).isGreaterThan(0.8);
        refused(() -> Pipeline.predict("price").ignore("plan").learn(Learners.boostedTrees()).fit(wild),
                "column \"price\" is infinite in row 3");
    }

    /// Squares of greater numbers would be infinite: what is learnt from them would mean nothing.
    @Test
    void numbers_whose_squares_are_infinite_are_refused_but_by_trees() {
        Dataset huge = customers.with("price = price * 1e160");
        Pipeline plain = Pipeline.predict("churn").ignore("age", "plan");
        String beyond = " takes no numbers beyond 1e150, and column \"price\" has one in row 0; divide, clip or filter them first";
        for (Learner learner : List.of(Learners.logistic(), Learners.naiveBayes(), Learners.linearSvm(),
                Learners.nearest(3), Learners.neuralNetwork())) {
            refused(() -> plain.learn(learner).fit(huge), beyond);
        }
        Pipeline clusters = Pipeline.cluster().ignore("age", "plan", "churn");
        refused(() -> clusters.learn(Learners.gaussianMixture(2)).fit(huge), "Gaussian mixture" + beyond);
        refused(() -> clusters.learn(Learners.kMeans(2)).fit(huge), "k-means" + beyond);
        refused(() -> Pipeline.project(1).ignore("age", "plan", "churn").fit(huge), "components" + beyond);
        Model model = plain.learn(Learners.logistic()).fit(customers);
        refused(() -> model.predict(huge), beyond);
        assertThat(plain.learn(Learners.boostedTrees()).fit(huge).evaluate(huge).metrics().auc())
                .isGreaterThan(0.8);
        refused(() -> plain.scale().learn(Learners.logistic()).fit(huge),
                "column \"price\" has numbers beyond 1e150, which cannot be scaled; replace or filter them first");
        refused(() -> Pipeline.predict("price").prepare().learn(Learners.poisson()).fit(huge),
                "column \"price\" is beyond 1e150 in row 0; divide it by a number");
    }

    @Test
    void rows_too_few_for_the_folds_are_refused_and_classes_too_small_are_noted() {
        refused(() -> churn.validate(Validation.crossValidation(10)).fit(customers.limit(8)),
                "a validation with 10 folds needs more than 8 rows");
        int[] x = IntStream.range(0, 40).toArray();
        String[] y = IntStream.range(0, 40)
                .mapToObj(i -> i < 2 ? "rare" : i % 2 == 0 ? "a" : "b")
                .toArray(String[]::new);
        Model model = Pipeline.predict("y")
                .learn(Learners.logistic())
                .validate(Validation.crossValidation(4).stratified())
                .fit(Dataset.of(Map.of("x", x, "y", y)));
        assertThat(model.notes())
                .contains("class \"rare\" has 2 rows, fewer than the 4 folds: it is not in all of them");
    }

    @Test
    void a_column_that_tells_the_target_is_noted() {
        assertThat(churn.fit(customers.with("copy = churn")).notes())
                .contains("column \"copy\" tells \"churn\" exactly; ignore it if it is not known before");
        assertThat(Pipeline.predict("price")
                .prepare()
                .learn(Learners.ridge(1))
                .fit(customers.with("same = price"))
                .notes())
                .contains("column \"same\" tells \"price\" exactly; ignore it if it is not known before");
    }

    @Test
    void steps_that_look_at_the_target_say_when_there_is_none() {
        Dataset rows = customers.drop("churn").drop("age");
        Pipeline clusters = Pipeline.cluster();
        for (Pipeline pipeline : List.of(clusters.targetEncode(), clusters.oneHot().smote(),
                clusters.oneHot().balance(),
                clusters.oneHot().select(Select.mutualInformation(1)),
                clusters.oneHot().select(Select.recursive(1)))) {
            refused(() -> pipeline.learn(Learners.kMeans(2)).fit(rows), "needs a target, and there is none");
        }
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(QueryException.class).hasMessageContaining(message);
    }
}
