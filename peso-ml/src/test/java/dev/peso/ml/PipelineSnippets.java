package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.Dataset;

/// The examples of the documentation.
class PipelineSnippets {
    private final Dataset customers = Tables.customers(400);

    @Test
    void pipeline() {
        // @start region="pipeline"
        Model model = Pipeline.predict("churn")
                .impute(Impute.median(), "age")
                .oneHot("plan")
                .scale()
                .learn(Learners.logistic())
                .validate(Validation.crossValidation(5).stratified())
                .fit(customers);
        double auc = model.metrics().auc();
        // @end
        assertThat(auc).isBetween(0.9, 1.0);
    }

    @Test
    void predict() {
        Model model = Pipeline.predict("churn").prepare().learn(Learners.logistic()).fit(customers);
        // @start region="predict"
        Dataset scored = model.predict(customers.drop("churn"));
        // age, plan, price, months, prediction, p_no, p_yes
        // @end
        assertThat(scored.schema().names())
                .containsExactly("age", "plan", "price", "months", "prediction", "p_no", "p_yes");
    }

    @Test
    void explain() {
        Model model = Pipeline.predict("churn").learn(Learners.boostedTrees()).fit(customers);
        // @start region="explain"
        Dataset reasons = model.explain(customers.limit(1)).top(3);
        // row, class, feature, value, shap, base
        // @end
        assertThat(reasons.count()).isEqualTo(3);
    }

    record Customer(@Nullable Long age, @Nullable String plan, double price, int months) {}

    @Test
    void scorer() {
        Model model = Pipeline.predict("churn").learn(Learners.boostedTrees()).fit(customers);
        // @start region="scorer"
        Scorer<Customer> scorer = model.scorer(Customer.class);
        double risk = scorer.score(new Customer(35L, "basic", 80, 1));
        // @end
        assertThat(risk).isGreaterThan(0.9);
    }
}
